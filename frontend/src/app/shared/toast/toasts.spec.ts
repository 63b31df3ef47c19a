import { TestBed } from '@angular/core/testing';
import { expectAccessible } from '../testing/axe';
import { ToastList } from './toast-list';
import { Toasts } from './toasts';

describe('toasts', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => vi.useRealTimers());

  it('lets good news go and keeps errors until closed', () => {
    const toasts = TestBed.inject(Toasts);
    toasts.success('Saved');
    toasts.error({ message: 'Broken', errorId: 'e-9' });
    vi.advanceTimersByTime(60_000);
    expect(toasts.list().map((toast) => toast.message)).toEqual(['Broken']);
    const [left] = toasts.list();
    if (left) toasts.close(left.id);
    expect(toasts.list()).toEqual([]);
  });

  it('stays while the pointer is on it', () => {
    const toasts = TestBed.inject(Toasts);
    toasts.info('Look at me');
    const [toast] = toasts.list();
    if (!toast) throw new Error('the message is missing');
    toasts.hold(toast.id);
    vi.advanceTimersByTime(60_000);
    expect(toasts.list().length).toBe(1);
    toasts.release(toast);
    vi.advanceTimersByTime(60_000);
    expect(toasts.list().length).toBe(0);
  });

  it('offers undo and the id of the error', async () => {
    vi.useRealTimers();
    const fixture = TestBed.createComponent(ToastList);
    const toasts = TestBed.inject(Toasts);
    let undone = false;
    toasts.success('Deleted', { undo: () => (undone = true) });
    toasts.error({ message: 'Broken', errorId: 'e-9' });
    await fixture.whenStable();
    const element: HTMLElement = fixture.nativeElement;
    expect(element.querySelector('.id')?.textContent).toContain('e-9');
    await expectAccessible(element);
    element.querySelector<HTMLButtonElement>('.undo')?.click();
    expect(undone).toBe(true);
    expect(toasts.list().map((toast) => toast.message)).toEqual(['Broken']);
  });
});
