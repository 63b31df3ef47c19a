import { describe, expect, it } from 'vitest';
import { Import } from './import.entity.js';
import { touchedBy } from './import.service.js';

const row = (values: Partial<Import>): Import =>
  Object.assign(
    new Import(),
    { rowsCreated: 0, rowsUpdated: 0, rowsUnchanged: 0, bindingsCreated: 0, bindingsChanged: 0 },
    values,
  );

describe('touchedBy', () => {
  it('counts a recipient once, in however many lists', () => {
    expect(touchedBy(row({ rowsCreated: 100, bindingsCreated: 200 }))).toBe(100);
  });

  it('counts recipients of whom only the list is new', () => {
    expect(touchedBy(row({ rowsCreated: 2, rowsUnchanged: 8, bindingsCreated: 5 }))).toBe(5);
  });

  it('counts changed values without any list', () => {
    expect(touchedBy(row({ rowsUpdated: 7 }))).toBe(7);
  });
});
