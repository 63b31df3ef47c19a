import { describe, expect, it } from 'vitest';
import { columnsIn } from './tag-columns.js';

describe('columnsIn', () => {
  it.each<[string, string[]]>([
    ['', []],
    ['city', []],
    ['[agnDB column="City"]', ['city']],
    ["[agnDB column='city' /]", ['city']],
    ['[agnDB column=city]', ['city']],
    ['[agnDB column=&quot;city&quot;]', ['city']],
    ['[agnCity]', ['city']],
    ['<a href="https://example.org/?c=[agnDB column="city"]">[agnDB column="plan"]</a>', ['city', 'plan']],
    ['[agnDB column="city', []],
    ['[agnTITLE type=1]', []],
  ])('%s', (text, columns) => {
    expect([...columnsIn(text)]).toEqual(columns);
  });
});
