import { TestBed } from '@angular/core/testing';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { expectAccessible } from '../testing/axe';
import { type ChosenColumns, ColumnChooser, type ColumnQuestion } from './column-chooser';

const QUESTION: ColumnQuestion = {
  choices: [
    { key: 'email', label: 'E-mail address' },
    { key: 'firstname', label: 'First name' },
    { key: 'city', label: 'Town' },
  ],
  shown: ['email', 'firstname'],
  standard: ['email'],
  fixed: 'email',
};

async function open() {
  const closed: (ChosenColumns | undefined)[] = [];
  TestBed.configureTestingModule({
    providers: [
      { provide: MAT_DIALOG_DATA, useValue: QUESTION },
      { provide: MatDialogRef, useValue: { close: (result?: ChosenColumns) => closed.push(result) } },
    ],
  });
  const fixture = TestBed.createComponent(ColumnChooser);
  await fixture.whenStable();
  const element: HTMLElement = fixture.nativeElement;
  const click = async (label: string): Promise<void> => {
    const buttons = [...element.querySelectorAll('button')];
    const names = (button: HTMLElement) => button.getAttribute('aria-label') ?? button.textContent?.trim();
    const found = buttons.find((button) => names(button) === label);
    if (!found) throw new Error(`no button ${label}`);
    found.click();
    await fixture.whenStable();
  };
  return { closed, element, click };
}

describe('em-column-chooser', () => {
  it('adds, removes and orders columns; the naming one stays', async () => {
    const { closed, element, click } = await open();
    expect(element.textContent).toContain('Town');
    await click('Show the column Town');
    await click('Hide the column First name');
    await expect(click('Hide the column E-mail address')).rejects.toThrow('no button');
    const handle = element.querySelectorAll('em-sortable-list li button[cdkDragHandle]')[1];
    handle?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp' }));
    element.querySelector<HTMLInputElement>('.keep input')?.click();
    await click('Apply');
    expect(closed).toEqual([{ keys: ['city', 'email'], keep: true }]);
    await expectAccessible(element);
  });

  it('goes back to the standard columns', async () => {
    const { closed, click } = await open();
    await click('Standard columns');
    await click('Apply');
    expect(closed).toEqual([{ keys: ['email'], keep: false }]);
  });
});
