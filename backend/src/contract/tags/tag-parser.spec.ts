import { describe, expect, it } from 'vitest';
import { isTag, parseTags, type TagNode } from './tag-parser.js';

function onlyTag(source: string): TagNode {
  const parsed = parseTags(source);
  expect(parsed.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const tags = parsed.nodes.filter(isTag);
  expect(tags).toHaveLength(1);
  const [tag] = tags;
  if (!tag) throw new Error('no tag');
  return tag;
}

function values(source: string): Record<string, string> {
  return Object.fromEntries(onlyTag(source).parameters.map(({ name, value }) => [name, value]));
}

function errorsOf(source: string): { code: string; line: number; column: number; length: number }[] {
  return parseTags(source).problems.map(({ code, line, column, length }) => ({ code, line, column, length }));
}

describe('parseTags', () => {
  it.each([
    ['[agnDB column="firstname"/]'],
    ['[agnDB column="firstname" /]'],
    ['[agnDB column="firstname"]'],
    ["[agnDB column='firstname'/]"],
    ['[agnDB column=firstname /]'],
    ['[agnDB column=firstname/]'],
    ['[agnDB column=firstname]'],
    ['[agnDB\n   column="firstname"\n/]'],
    ['[agnDB COLUMN="firstname"/]'],
    ['[agnDB column=„firstname“/]'],
    ['[agnDB column=”firstname”/]'],
    ['[agnDB column=‘firstname’/]'],
    ['[agnDB column=«firstname»/]'],
    ['[agnDB column=‹firstname›/]'],
    ['[agnDB column=&quot;firstname&quot;/]'],
    ['[agnDB column=&#34;firstname&#x22;/]'],
    ['[agnDB column=&bdquo;firstname&ldquo;/]'],
    ['[agnDB column="firstname”/]'],
  ])('understands %s', (source) => {
    expect(values(source)).toEqual({ column: 'firstname' });
  });

  it('unescapes backslashes and entities in values', () => {
    expect(values(String.raw`[agnTITLE prefix="a\"b\\c" postfix="&amp;&nbsp;&#33;"/]`)).toEqual({
      prefix: String.raw`a"b\c`,
      postfix: '&\u00a0!',
    });
  });

  it('keeps blanks, brackets and the other quote inside a quoted value', () => {
    expect(values(`[agnTITLE prefix="[it's] /] " type=1]`)).toEqual({ prefix: "[it's] /] ", type: '1' });
  });

  it('tells exact places of tags, names and values', () => {
    const source = 'Grüße 🎁\n  [agnDB column="x"/]!';
    const parsed = parseTags(source);
    expect(parsed.nodes.map(({ kind, start, end }) => [kind, source.slice(start, end)])).toEqual([
      ['text', 'Grüße 🎁\n  '],
      ['tag', '[agnDB column="x"/]'],
      ['text', '!'],
    ]);
    const parameter = onlyTag(source).parameters[0];
    expect(source.slice(parameter?.offset).startsWith('column=')).toBe(true);
    expect(
      source.slice(parameter?.valueOffset, (parameter?.valueOffset ?? 0) + (parameter?.valueLength ?? 0)),
    ).toBe('x');
  });

  it.each([
    ['missing bracket', 'a\nHi [agnDB column="x"/ you <b>', 'tag.missingClosingBracket', 2, 4],
    [
      'missing bracket before another tag',
      '[agnTITLE [agnDB column="x"/]',
      'tag.missingClosingBracket',
      1,
      1,
    ],
    ['missing quote', 'ab\n[agnDB column="first/]\n"', 'tag.parameter.unexpectedEndOfValue', 2, 15],
    [
      'missing quote in an attribute',
      '<a href="[agnDB column="u/]">x</a>',
      'tag.parameter.unexpectedEndOfValue',
      1,
      24,
    ],
    ['key without value', '[agnDB column/]', 'tag.parameter.unexpectedEndOfKey', 1, 8],
    ['value without key', '[agnDB ="x"/]', 'tag.parameter.invalidEmptyKey', 1, 8],
    ['quoted key', '[agnDB "column"="x"/]', 'tag.parameter.invalidQuotedKey', 1, 8],
    ['empty unquoted value', '[agnDB column= /]', 'tag.parameter.invalidUnquotedValue', 1, 8],
    ['quote in unquoted value', '[agnDB column=fi"rst/]', 'tag.parameter.invalidQuotesInValue', 1, 17],
    ['doubled quote', '[agnDB column="first""/]', 'tag.parameter.invalidQuotesInValue', 1, 22],
    ['duplicate key', '[agnDB column="x" column="y"/]', 'tag.parameter.duplicateKey', 1, 19],
    ['no blank between', '[agnDB column="x"format="y"/]', 'tag.parameter.missingBlank', 1, 18],
    ['two slashes', '[agnDB column="x"//]', 'tag.invalidAgnTagSlashes', 1, 18],
    ['slash too early', '[agnDB / column="x"]', 'tag.invalidAgnTagSlashes', 1, 8],
  ])('reports a %s at its place and keeps the text', (_, source, code, line, column) => {
    const parsed = parseTags(source);
    const errors = parsed.problems.filter(({ severity }) => severity === 'error');
    expect(errors[0]).toMatchObject({ code, line, column });
    expect(errors[0]?.length).toBeGreaterThan(0);
    expect(parsed.nodes.map(({ start, end }) => source.slice(start, end)).join('')).toBe(source);
  });

  it('warns of blanks around "=" and still understands the value', () => {
    expect(errorsOf('[agnDB column = "x"/]')).toEqual([
      { code: 'tag.parameter.invalidWhitespace', line: 1, column: 14, length: 3 },
    ]);
    expect(values('[agnDB column = "x"/]')).toEqual({ column: 'x' });
  });

  it('finds the good tags behind a broken one', () => {
    const parsed = parseTags('[agnDB column="x\nnext line [agnEMAIL/] [agnTITLE type="1"/]');
    expect(parsed.nodes.filter(isTag).map(({ name }) => name)).toEqual(['agnEMAIL', 'agnTITLE']);
    expect(parsed.problems).toHaveLength(1);
  });

  it('takes any text without a loss, an overlap or an exception', () => {
    const pieces = [
      '[agn',
      'agnDB',
      '[agnDB',
      ' ',
      'column',
      '=',
      '"',
      "'",
      '„',
      '&quot;',
      '\\',
      '/',
      ']',
      '\n',
      '<a>',
      'x',
      '🎁',
    ];
    let state = 42;
    for (let round = 0; round < 20_000; round += 1) {
      let source = '';
      for (let index = 0; index < 14; index += 1) {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
        source += pieces[(state >>> 8) % pieces.length] ?? '';
      }
      const { nodes, problems } = parseTags(source);
      expect(nodes.map(({ start, end }) => source.slice(start, end)).join('')).toBe(source);
      for (const problem of problems) expect(source.split('\n')[problem.line - 1]).toBeDefined();
    }
  });
});
