import { TestBed } from '@angular/core/testing';
import { blankRule } from '../../../shared/rule-builder/new-rules';
import { RuleDraft } from './rule-draft';

const vocabulary = {
  fields: [{ name: 'city', label: 'Town', type: 'text' as const, fixedValues: [], sampleValues: [] }],
  mailings: [],
  mailingLists: [],
  targetGroups: [],
  timeZone: 'UTC',
  linksOf: () => Promise.resolve([]),
};

describe('RuleDraft', () => {
  let draft: RuleDraft;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [RuleDraft] });
    draft = TestBed.inject(RuleDraft);
  });

  it('shows what the builder can show and leaves an unchanged text as it was written', () => {
    draft.start("city='a'   and city <> 'b'", vocabulary);
    expect(draft.mode()).toBe('visual');
    expect(draft.eql()).toBe("city='a'   and city <> 'b'");
    expect(draft.changed()).toBe(false);
    draft.show('text');
    expect(draft.text()).toBe("city='a'   and city <> 'b'");
    draft.show('visual');
    expect(draft.changed()).toBe(false);
  });

  it('keeps the text and says what the builder cannot show', () => {
    draft.start("city = 'a' AND city = city -- both", vocabulary);
    expect(draft.mode()).toBe('text');
    const places = draft.refusals().map(({ start, end }) => draft.text()?.slice(start, end));
    expect(places).toContain('-- both');
    expect(draft.refusals().every(({ message }) => message.length > 10)).toBe(true);
    expect(draft.eql()).toBe("city = 'a' AND city = city -- both");
  });

  it('is no rule while a condition is incomplete, and does not switch then', () => {
    draft.start('', vocabulary);
    expect(draft.eql()).toBe('');
    draft.tree.update((tree) => ({ ...tree, rules: [blankRule()] }));
    expect(draft.eql()).toBeNull();
    expect(draft.show('text')).toBe(false);
    expect(draft.mode()).toBe('visual');
  });

  it('puts mistakes at their place, at once', () => {
    draft.start("city = 'a'", vocabulary);
    draft.show('text');
    draft.write("town = 'a' AND citi = 1");
    const [problem] = draft.problems();
    expect(draft.text()?.slice(problem?.start, problem?.end)).toBe('citi');
    expect(draft.eql()).toBeNull();
  });

  it('formats a text without comments', () => {
    draft.start("city = city and (city='a' or city='b')", vocabulary);
    draft.format();
    expect(draft.text()).toBe("city = city AND (city = 'a' OR city = 'b')");
    draft.write("city = 'a' -- remark");
    expect(draft.canFormat()).toBe(false);
  });
});
