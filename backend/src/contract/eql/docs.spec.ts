import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from './parser.js';

const text = readFileSync(new URL('../../../../docs/eql.md', import.meta.url), 'utf8');

describe('docs/eql.md', () => {
  const [first = '', second = ''] = [...text.matchAll(/```sql\n([^]*?)```/g)].map(([, rule]) => rule ?? '');

  it('has rules that can be read', () => {
    expect(parse(first).problems).toEqual([]);
    const rules = second.split('\n').filter((line) => line !== '');
    expect(rules).toHaveLength(3);
    for (const rule of rules) expect(parse(rule).problems, rule).toEqual([]);
  });

  it('has a table of conditions that can be read', () => {
    const conditions = [...text.matchAll(/^\| ([^…\n]*?) +\|/gm)]
      .flatMap(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? ''))
      .filter((code) => /[a-zA-Z]/.test(code));
    expect(conditions.length).toBeGreaterThan(12);
    for (const condition of conditions) expect(parse(condition).problems, condition).toEqual([]);
  });
});
