import { TestBed } from '@angular/core/testing';
import { expectAccessible } from '../testing/axe';
import { InlineEdit } from './inline-edit';

async function render(save: (text: string) => Promise<unknown>) {
  const fixture = TestBed.createComponent(InlineEdit);
  for (const [name, value] of Object.entries({ value: 'old', label: 'Reason', openLabel: 'Change', save }))
    fixture.componentRef.setInput(name, value);
  await fixture.whenStable();
  const element: HTMLElement = fixture.nativeElement;
  const edit = async (text: string, key: string): Promise<void> => {
    element.querySelector('button')?.click();
    await fixture.whenStable();
    const field = element.querySelector('input');
    if (!field) throw new Error('not open');
    field.value = text;
    field.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
    await fixture.whenStable();
  };
  return { element, edit, fixture };
}

describe('em-inline-edit', () => {
  it('keeps with Enter and shows the new text at once', async () => {
    const saved: string[] = [];
    const { element, edit } = await render((text) => {
      saved.push(text);
      return new Promise(() => undefined);
    });
    await expectAccessible(element);
    await edit(' new ', 'Enter');
    expect(saved).toEqual(['new']);
    expect(element.textContent).toContain('new');
  });

  it('gives up with Escape', async () => {
    const saved: string[] = [];
    const { element, edit } = await render((text) => Promise.resolve(saved.push(text)));
    await edit('other', 'Escape');
    expect([saved, element.textContent?.trim()]).toEqual([[], 'old']);
  });

  it('goes back to the old text when it could not be kept', async () => {
    const { element, edit, fixture } = await render(() => Promise.reject(new Error('away')));
    await edit('new', 'Enter');
    await fixture.whenStable();
    expect(element.textContent?.trim()).toBe('old');
  });
});
