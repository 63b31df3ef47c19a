import { Component, signal, viewChild } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { type RuleGroup, emptyGroup } from '@contract/eql/rule-tree';
import { toEql } from '@contract/eql/to-eql';
import { toTree } from '@contract/eql/to-tree';
import { expectAccessible } from '../testing/axe';
import { RuleBuilder } from './rule-builder';
import { type RuleVocabulary } from './vocabulary';

const field = (name: string, type: 'text' | 'integer' | 'date' | 'boolean') => ({
  name,
  label: name === 'city' ? 'Town' : name,
  type,
  fixedValues: [],
  sampleValues: [],
});
const vocabulary: RuleVocabulary = {
  fields: [
    field('city', 'text'),
    field('age', 'integer'),
    field('birthday', 'date'),
    field('vip', 'boolean'),
  ],
  mailings: [{ id: 7, name: 'Autumn' }],
  mailingLists: [{ id: 3, name: 'News' }],
  targetGroups: [{ id: 5, name: 'Adults' }],
  timeZone: 'UTC',
  linksOf: () => Promise.resolve([{ id: 9, name: 'Shop' }]),
};

@Component({
  imports: [RuleBuilder],
  template: `<em-rule-builder
    [tree]="tree()"
    [vocabulary]="vocabulary"
    [readonly]="readonly()"
    (treeChange)="tree.set($event)"
  />`,
})
class Page {
  readonly tree = signal<RuleGroup>(emptyGroup());
  readonly readonly = signal(false);
  readonly builder = viewChild.required(RuleBuilder);
  readonly vocabulary = vocabulary;
}

describe('em-rule-builder', () => {
  let fixture: ComponentFixture<Page>;
  let element: HTMLElement;

  beforeEach(async () => {
    fixture = TestBed.createComponent(Page);
    element = fixture.nativeElement;
    document.body.append(element);
    await fixture.whenStable();
  });
  afterEach(() => element.remove());

  const show = async (eql: string): Promise<void> => {
    const result = toTree(eql, vocabulary.fields);
    if (!result.ok) throw new Error(JSON.stringify(result.reasons));
    fixture.componentInstance.tree.set(result.tree);
    await fixture.whenStable();
  };
  const press = async (key: string, modifiers: Partial<KeyboardEventInit> = {}): Promise<void> => {
    const init = { key, bubbles: true, cancelable: true, ...modifiers };
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', init));
    await fixture.whenStable();
  };
  const handles = () => [...element.querySelectorAll<HTMLElement>('em-rule-row [data-rule-handle]')];
  const eql = () => toEql(fixture.componentInstance.tree()).replace(/\s+/g, ' ');

  it('shows every kind of condition, accessibly', async () => {
    await show(
      "city <> 'Rome' OR (age BETWEEN 18 AND 30 AND birthday = TODAY DATEFORMAT 'MMDD' AND vip = 1) OR " +
        'CLICKED LINK 9 IN MAILING 7 IN LAST 30 DAYS OR HAS BINDING ON MAILINGLIST 3 WITH STATUS ACTIVE OR ' +
        'NOT IN TARGET GROUP 5 OR city IN (\'a\', "b") OR age % 2 = 1 OR city IS EMPTY',
    );
    expect(element.querySelectorAll('em-rule-row')).toHaveLength(10);
    expect(element.querySelectorAll('em-rule-group')).toHaveLength(2);
    expect(element.querySelector<HTMLInputElement>('[data-rule-picker]')?.value).toBe('Town');
    await expectAccessible(element);
  });

  it('adds, copies, moves, groups and deletes by keyboard, and takes it back', async () => {
    await show("city = 'a' AND city = 'b'");
    handles()[1]?.focus();
    await press('ArrowUp', { altKey: true });
    expect(eql()).toBe("city = 'b' AND city = 'a'");
    expect(document.activeElement).toBe(handles()[0]);
    await press('d', { ctrlKey: true });
    expect(handles()).toHaveLength(3);
    await press('ArrowRight', { altKey: true });
    expect(element.querySelectorAll('em-rule-group')).toHaveLength(2);
    await press('Delete');
    expect(eql()).toBe("city = 'b' AND city = 'a'");
    await press('z', { ctrlKey: true });
    await press('z', { ctrlKey: true });
    await press('z', { ctrlKey: true });
    await press('z', { ctrlKey: true });
    expect(eql()).toBe("city = 'a' AND city = 'b'");
    await press('z', { ctrlKey: true, shiftKey: true });
    expect(eql()).toBe("city = 'b' AND city = 'a'");
  });

  it('puts the focus into the picker of a new condition, where typing finds a field', async () => {
    element.querySelector<HTMLElement>('[data-rule-add]')?.click();
    await fixture.whenStable();
    const picker = document.activeElement;
    if (!(picker instanceof HTMLInputElement)) throw new Error('the picker has no focus');
    picker.value = 'tow';
    picker.dispatchEvent(new Event('input'));
    await fixture.whenStable();
    expect(picker.getAttribute('aria-expanded')).toBe('true');
    picker.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', keyCode: 13, bubbles: true, cancelable: true }),
    );
    await fixture.whenStable();
    expect(picker.value).toBe('Town');
    expect(fixture.componentInstance.tree().rules).toMatchObject([{ kind: 'field', field: 'city' }]);
    await expectAccessible(element);
  });

  it('changes AND to OR by its word', async () => {
    await show("city = 'a' AND city = 'b'");
    element.querySelector<HTMLElement>('.join')?.click();
    await fixture.whenStable();
    expect(eql()).toBe("city = 'a' OR city = 'b'");
  });

  it('keeps the row that is typed into while the tree changes', async () => {
    await show("city = 'a'");
    const input = element.querySelector<HTMLInputElement>('em-single-value input');
    if (!input) throw new Error('no value field');
    input.focus();
    input.value = 'ab';
    input.dispatchEvent(new Event('input'));
    await fixture.whenStable();
    expect(eql()).toBe("city = 'ab'");
    expect(document.activeElement).toBe(input);
  });

  it('offers nothing to change when it is locked', async () => {
    await show("city = 'a' AND OPENED ANY MAILING");
    fixture.componentInstance.readonly.set(true);
    await fixture.whenStable();
    expect(element.querySelectorAll('button:not(:disabled), select:not(:disabled)')).toHaveLength(0);
    await expectAccessible(element);
  });
});
