import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { tagMessages } from '../messages/tags.js';
import { checkTags } from './tag-check.js';
import { parseTags } from './tag-parser.js';

const OPTIONS = {
  fields: [
    { column: 'city', kind: 'text' },
    { column: 'born', kind: 'date' },
  ] as const,
  titles: [1, 2],
};

function check(source: string): string[] {
  return checkTags(parseTags(source), OPTIONS).map(
    ({ code, line, column, length }) => `${code} ${line}:${column}+${length}`,
  );
}

describe('checkTags', () => {
  it.each([
    '[agnDB column="city"/]',
    '[agnDB column="CITY" anon="you"/]',
    '[agnDB column="firstname" format="$" encode="sha256,hexupper" language="de" country="AT" timezone="Europe/Vienna"/]',
    '[agnFIRSTNAME/][agnLASTNAME/][agnEMAIL/][agnCUSTOMERID/][agnMAILTYPE/][agnPREHEADER/]',
    '[agnTITLE/][agnTITLEFULL type="2" prefix="- "/][agnTITLEFIRST postfix=","/]',
    '[agnDATE/][agnDATE type="8" offset="-1.5"/][agnDATE format="d. MMMM"/][agnSENDDATE format="yyyy"/]',
    '[agnFULLVIEW/][agnWEBVIEW/][agnUNSUBSCRIBE/]',
    '[agnCity/] [agnEmail]',
    `[agnDB column="born" format="d. MMMM yyyy 'um' HH 'o''clock'"/]`,
  ])('accepts %s', (source) => {
    expect(check(source)).toEqual([]);
  });

  it.each([
    ['a\n b [agnNONSENSEXY/]', 'tag.unknownTag 2:4+16'],
    ['[agnTITEL type="1"/]', 'tag.unknownTag.didYouMean 1:1+20'],
    ['[agndb column="city"/]', 'tag.unknownTag.didYouMean 1:1+22'],
    ['[agnDYN name="Text"/]', 'tag.notSupportedYet 1:1+21'],
    ['[/agnDB]', 'tag.invalidClosingAgnTag 1:1+8'],
    ['[agnDB/]', 'tag.missingParameter 1:1+8'],
    ['[agnDB column="frstname"/]', 'tag.unknownField.didYouMean 1:16+8'],
    ['[agnDB column="shoe_size"/]', 'tag.unknownField 1:16+9'],
    ['[agnDB column="city" expression="value+1"/]', 'tag.unknownParameter 1:22+10'],
    ['[agnDB colum="city" column="city"/]', 'tag.unknownParameter.didYouMean 1:8+5'],
    ['[agnTITLE type="7"/]', 'tag.unknownSalutation 1:17+1'],
    ['[agnDATE type="9"/]', 'tag.value.date-type 1:16+1'],
    ['[agnDATE offset="tomorrow"/]', 'tag.value.offset 1:18+8'],
    ['[agnDATE timezone="Mars/Base"/]', 'tag.value.timezone 1:20+9'],
    ['[agnDATE language="german!"/]', 'tag.value.language 1:20+7'],
    ['[agnDB column="city" encode="rot13"/]', 'tag.value.encode 1:30+5'],
    ['[agnDATE format=""/]', 'tag.value.date-format 1:18+1'],
    ['[agnSENDDATE format="dd.MM.jjjj"/]', 'tag.value.date-format 1:22+10'],
    ['[agnDB column="born" format="DDD bb"/]', 'tag.value.date-format 1:30+6'],
    ['[agnDB column="city" format=" "/]', 'tag.value.format 1:30+1'],
  ])('reports %s', (source, expected) => {
    expect(check(source)).toEqual([expected]);
  });

  it('names the hint', () => {
    const [problem] = checkTags(parseTags('[agnDB column="frstname"/]'), OPTIONS);
    expect(problem?.params).toEqual({ tag: 'agnDB', field: 'frstname', hint: 'firstname' });
  });

  it('lists problems of syntax and of meaning in the order of their places', () => {
    expect(
      check('[agnDB/]\n[agnDB column="x/]\n[agnTITLE type="9"/]').map((line) => line.split(' ')[1]),
    ).toEqual(['1:1+8', '2:15+3', '3:17+1']);
  });
});

describe('tagMessages', () => {
  const placeholders = (text: string): string[] =>
    [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();

  it('says the same in both languages', () => {
    expect(Object.keys(tagMessages.de)).toEqual(Object.keys(tagMessages.en));
    const english: Record<string, string> = tagMessages.en;
    for (const [code, text] of Object.entries(tagMessages.de)) {
      expect(placeholders(text), code).toEqual(placeholders(english[code] ?? ''));
    }
  });

  it('has a text for every code that the sources use', () => {
    const folders = [
      new URL('./', import.meta.url),
      new URL('../../modules/mailings/rendering/', import.meta.url),
    ];
    const codes = new Set<string>();
    for (const folder of folders) {
      for (const file of readdirSync(folder).filter(
        (name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'),
      )) {
        const source = readFileSync(fileURLToPath(new URL(file, folder)), 'utf8');
        for (const [, code] of source.matchAll(/'((?:tag|html|content)\.[A-Za-z.-]+)'/g))
          codes.add(code ?? '');
      }
    }
    expect(codes.size).toBeGreaterThan(35);
    for (const code of codes) expect(Object.keys(tagMessages.en)).toContain(code);
  });
});
