import { expect, it } from 'vitest';
import { isTimeZone } from './time-zone.js';

it.each([
  ['Europe/Berlin', true],
  ['UTC', true],
  ['america/new_york', true],
  ['Europe/Nowhere', false],
  ['', false],
  [' UTC', false],
])('%j is a time zone: %s', (name, expected) => {
  expect(isTimeZone(name)).toBe(expected);
});
