import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { expectAccessible } from '../testing/axe';
import { SortableList } from './sortable-list';

@Component({
  imports: [SortableList],
  template: `
    <em-sortable-list
      label="Fruit"
      [items]="items()"
      [keyOf]="same"
      [nameOf]="same"
      (ordered)="items.set($event)"
    >
      <ng-template #item let-name>{{ name }}</ng-template>
    </em-sortable-list>
  `,
})
class Fruit {
  readonly items = signal(['apple', 'pear', 'plum']);
  readonly same = (name: string): string => name;
}

async function render() {
  const fixture = TestBed.createComponent(Fruit);
  const element: HTMLElement = fixture.nativeElement;
  document.body.append(element);
  await fixture.whenStable();
  const press = async (key: string, index: number): Promise<void> => {
    const handle = element.querySelectorAll('li button')[index];
    handle?.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
    await fixture.whenStable();
  };
  return { element, press, items: fixture.componentInstance.items };
}

describe('em-sortable-list', () => {
  it('moves by arrow keys, and the focus goes with the item', async () => {
    const { element, press, items } = await render();
    await press('ArrowDown', 0);
    expect(items()).toEqual(['pear', 'apple', 'plum']);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Move apple, place 2 of 3');
    await press('End', 0);
    expect(items()).toEqual(['apple', 'plum', 'pear']);
    await press('Home', 2);
    expect(items()).toEqual(['pear', 'apple', 'plum']);
    await expectAccessible(element);
  });

  it('takes keys that come faster than it is drawn', async () => {
    const { press, items } = await render();
    await Promise.all([press('ArrowDown', 0), press('ArrowDown', 0)]);
    expect(items()).toEqual(['pear', 'plum', 'apple']);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Move apple, place 3 of 3');
  });

  it('stops at the ends', async () => {
    const { press, items } = await render();
    await press('ArrowUp', 0);
    await press('ArrowDown', 2);
    expect(items()).toEqual(['apple', 'pear', 'plum']);
  });
});
