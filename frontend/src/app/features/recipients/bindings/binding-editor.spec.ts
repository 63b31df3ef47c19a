import { TestBed } from '@angular/core/testing';
import { type BindingView } from '../../../core/api/recipients-api';
import { expectAccessible } from '../../../shared/testing/axe';
import { BindingEditor, type EditedBinding } from './binding-editor';

const LEFT: BindingView = {
  mailingListId: 4,
  mailingListName: 'News',
  userType: 'W',
  status: 4,
  remark: 'User-Opt-Out: 192.0.2.1',
  createdAt: '2026-11-23T10:00:00Z',
  updatedAt: '2026-11-23T10:00:00Z',
  entryMailingId: null,
  exitMailingId: 12,
  exitMailingName: 'Spring',
};

async function open(binding: BindingView | null) {
  const saved: EditedBinding[] = [];
  const fixture = TestBed.createComponent(BindingEditor);
  fixture.componentRef.setInput('binding', binding);
  fixture.componentRef.setInput('save', async (edited: EditedBinding) => void saved.push(edited));
  await fixture.whenStable();
  const element: HTMLElement = fixture.nativeElement;
  const choose = async (label: string, value: string): Promise<void> => {
    const labels = [...element.querySelectorAll('label')];
    const field = labels.find(({ textContent }) => textContent?.trim() === label)?.closest('em-field');
    const select = field?.querySelector('select');
    if (!select) throw new Error(`no field ${label}`);
    select.value = value;
    select.dispatchEvent(new Event('change'));
    await fixture.whenStable();
  };
  const submit = () =>
    element.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  return { saved, element, choose, submit };
}

describe('em-binding-editor', () => {
  it('says what a status means and offers only those that are set by hand', async () => {
    const { element } = await open({ ...LEFT, status: 2 });
    const [status] = element.querySelectorAll('select');
    expect([...(status?.options ?? [])].map(({ value }) => value)).toEqual(['1', '2', '4', '3', '7']);
    expect(element.textContent).toContain('Mails came back');
    await expectAccessible(element);
  });

  it('warns before somebody who left gets mail again', async () => {
    const { element, choose } = await open(LEFT);
    expect(element.textContent).not.toContain('against the law');
    await choose('Status', '1');
    expect(element.textContent).toContain('against the law');
    await choose('Status', '3');
    expect(element.textContent).not.toContain('against the law');
  });

  it('saves status and role with the list', async () => {
    const { saved, choose, submit } = await open({ ...LEFT, status: 1 });
    await choose('Role', 't');
    await choose('Status', '7');
    submit();
    expect(saved).toEqual([{ mailingListId: 4, status: 7, userType: 't' }]);
  });
});
