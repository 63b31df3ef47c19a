import { TestBed } from '@angular/core/testing';
import { Formats } from '../format/formats';
import { seenValue } from './seen-value';
import { type RuleField, type RuleVocabulary } from './vocabulary';

const field = (name: string, type: RuleField['type'], caption: string): RuleField => ({
  name,
  label: name,
  caption,
  type,
  fixedValues: [],
  sampleValues: [],
});
const vocabulary: RuleVocabulary = {
  fields: [
    field('vip', 'boolean', 'VIP'),
    field('birthday', 'date', 'Birthday'),
    field('revenue', 'decimal', 'Revenue'),
    field('gender', 'integer', 'Gender'),
  ],
  mailings: [],
  mailingLists: [],
  targetGroups: [],
  timeZone: 'UTC',
  linksOf: () => Promise.resolve([]),
};

describe('seenValue', () => {
  it.each([
    ['vip', '0', 'VIP', 'no'],
    ['birthday', '1980-02-29', 'Birthday', 'Feb 29, 1980'],
    ['revenue', '1234.5', 'Revenue', '1,234.5'],
    ['gender', '1', 'Gender', '1 – Ms'],
    ['vip', null, 'VIP', null],
    ['gone', '7', 'gone', '7'],
  ])('says %s = %s as people do', (name, value, caption, text) => {
    const formats = TestBed.inject(Formats);
    expect(seenValue({ name, value }, vocabulary, formats)).toEqual({ name: caption, text });
  });
});
