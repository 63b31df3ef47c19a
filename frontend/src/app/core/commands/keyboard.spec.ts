import { TestBed } from '@angular/core/testing';
import { Commands } from './commands';
import { Keyboard } from './keyboard';

describe('Keyboard', () => {
  const ran: string[] = [];
  let field: HTMLInputElement;

  beforeEach(() => {
    ran.length = 0;
    const command = (keys: string) => ({
      id: keys,
      label: keys,
      group: 'x',
      keys,
      run: () => void ran.push(keys),
    });
    TestBed.inject(Keyboard).useSingleKeys(true);
    TestBed.inject(Commands).add(command('c'), command('g d'), command('mod+k'), command('?'));
    field = document.createElement('input');
    document.body.append(field);
  });

  afterEach(() => field.remove());

  function press(
    key: string,
    target: HTMLElement = document.body,
    options: KeyboardEventInit = {},
  ): KeyboardEvent {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options });
    target.dispatchEvent(event);
    return event;
  }

  it('runs single keys and sequences', () => {
    press('c');
    press('g');
    press('d');
    press('?', document.body, { shiftKey: true });
    expect(ran).toEqual(['c', 'g d', '?']);
  });

  it('does not fire single keys while typing, but combinations do', () => {
    expect(press('c', field).defaultPrevented).toBe(false);
    expect(press('k', field, { ctrlKey: true }).defaultPrevented).toBe(true);
    expect(ran).toEqual(['mod+k']);
  });

  it('can switch single keys off', () => {
    TestBed.inject(Keyboard).useSingleKeys(false);
    press('c');
    press('k', document.body, { metaKey: true });
    expect(ran).toEqual(['mod+k']);
  });

  it('forgets commands of a page that is gone', () => {
    const remove = TestBed.inject(Commands).add({
      id: 'e',
      label: 'e',
      group: 'x',
      keys: 'e',
      run: () => void ran.push('e'),
    });
    press('e');
    remove();
    press('e');
    expect(ran).toEqual(['e']);
  });
});
