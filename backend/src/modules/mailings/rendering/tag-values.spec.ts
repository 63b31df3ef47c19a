import { describe, expect, it } from 'vitest';
import { DEFAULT_SALUTATIONS } from './salutations.js';
import { compileText, type MailRecipient, renderLinkTarget, type TagValueOptions } from './tag-values.js';

const OPTIONS: TagValueOptions = {
  fields: [
    { column: 'birthday', kind: 'date' },
    { column: 'last_order', kind: 'datetime' },
    { column: 'points', kind: 'number' },
    { column: 'city', kind: 'text' },
  ],
  salutations: DEFAULT_SALUTATIONS,
  senddate: new Date('2026-11-23T23:30:00Z'),
  timezone: 'Europe/Berlin',
  locale: 'de-DE',
};
const ADA: MailRecipient = {
  id: 4711,
  email: 'ada@example.com',
  mailtype: 1,
  fields: {
    gender: 1,
    title: 'Dr.',
    firstname: 'Ada',
    lastname: 'Lovelace',
    birthday: '1815-12-10',
    last_order: new Date('2026-06-30T22:05:09Z'),
    points: 1234567.891,
    city: 'Köln & Umgebung',
    empty: null,
  },
};
const ADDRESSES = { unsubscribe: 'https://m.example/uq/U', view: 'https://m.example/v/V' };

function render(source: string, recipient: MailRecipient | undefined = ADA): string {
  return compileText(source, OPTIONS)({ recipient, addresses: ADDRESSES });
}

describe('tag values', () => {
  it.each([
    ['[agnDB column="city"/]', 'Köln & Umgebung'],
    ['[agnDB column="empty"/]|[agnCity/]', '|Köln & Umgebung'],
    ['[agnDB column="city" format="In $ ($$)"/]', 'In Köln & Umgebung ($)'],
    ['[agnDB column="empty" format="In $"/]', ''],
    [
      '[agnFIRSTNAME/] [agnLASTNAME/] [agnEMAIL/] [agnCUSTOMERID/] [agnMAILTYPE/]',
      'Ada Lovelace ada@example.com 4711 1',
    ],
    ['[agnDB column="birthday"/]', '1815-12-10 00:00:00'],
    ['[agnDB column="birthday" format="d. MMMM yyyy"/]', '10. Dezember 1815'],
    ['[agnDB column="birthday" format="EEEE, MMM d, yy" language="en"/]', 'Sunday, Dec 10, 15'],
    ['[agnDB column="last_order"/]', '2026-07-01 00:05:09'],
    ['[agnDB column="last_order" timezone="UTC"/]', '2026-06-30 22:05:09'],
    [
      `[agnDB column="last_order" format="h:mm a 'o''clock' Z" timezone="America/New_York" language="en"/]`,
      "6:05 PM o'clock -0400",
    ],
    ['[agnDB column="points" format="#,##0.00"/]', '1.234.567,89'],
    ['[agnDB column="points" format="#,##0.0" language="en" country="US"/]', '1,234,567.9'],
    ['[agnDB column="points" format="0 Punkte"/]', '1234568 Punkte'],
    ['[agnDB column="points"/]', '1234567.891'],
    ['[agnDB column="firstname" encode="md5"/]', '1a382809b7c03f686e12dd15677c5497'],
    ['[agnDB column="firstname" encode="hexupper"/]', '416461'],
    ['[agnDB column="city" encode="url"/]', 'K%C3%B6ln%20%26%20Umgebung'],
    ['[agnDB column="city" encode="iso-8859-1,hex"/]', '4bf66c6e202620556d676562756e67'],
    ['[agnTITLE/]', 'Sehr geehrte Frau Dr. Lovelace'],
    ['[agnTITLEFULL type="2" prefix="> " postfix=","/]', '> Dear Ms Dr. Ada Lovelace,'],
    ['[agnTITLEFIRST type="3"/]', 'Liebe Ada'],
    ['[agnDATE/]', '24.11.2026'],
    ['[agnDATE type="2"/]', 'Dienstag, 24. November 2026'],
    ['[agnDATE type="1" offset="-1"/]', '11/23/2026'],
    ['[agnDATE format="yyyy-MM-dd HH:mm" offset="0.5"/]', '2026-11-24 12:30'],
    ['[agnSENDDATE/] [agnSENDDATE format="dd.MM."/]', '20261124 24.11.'],
    [
      '[agnUNSUBSCRIBE/] [agnFULLVIEW/] [agnWEBVIEW/]',
      'https://m.example/uq/U https://m.example/v/V https://m.example/v/V',
    ],
  ])('%s gives %s', (source, expected) => {
    expect(render(source)).toBe(expected);
  });

  it('gives the anonymous value to a reader who is not known', () => {
    expect(
      compileText(
        'Hi [agnDB column="firstname" anon="friend"/][agnLASTNAME/]',
        OPTIONS,
      )({ recipient: undefined, addresses: ADDRESSES }),
    ).toBe('Hi friend');
    expect(render('Hi [agnDB column="firstname" anon="friend"/]')).toBe('Hi Ada');
  });

  it('keeps the time of day over the change to summer time', () => {
    const options = { ...OPTIONS, senddate: new Date('2026-03-28T09:00:00Z') };
    const text = compileText('[agnDATE format="dd HH:mm" offset="1"/]', options);
    expect(text({ recipient: ADA, addresses: ADDRESSES })).toBe('29 10:00');
  });

  it('cannot be led to properties that are no profile fields', () => {
    expect(render('[agnDB column="constructor"/][agnDB column="__proto__"/][agnToString/]')).toBe('');
  });
});

describe('renderLinkTarget', () => {
  it('fills tags URL-encoded and changes nothing else', () => {
    const url = 'https://x.example/[agnDB column="city"/]?e=[agnEMAIL/]&a=%20b#c';
    expect(renderLinkTarget(url, ADA, OPTIONS)).toBe(
      'https://x.example/K%C3%B6ln%20%26%20Umgebung?e=ada%40example.com&a=%20b#c',
    );
    expect(renderLinkTarget(url, undefined, OPTIONS)).toBe('https://x.example/?e=&a=%20b#c');
  });

  it('survives half an emoji and refuses what is no web address', () => {
    const broken = { ...ADA, fields: { city: 'x\ud83d' } };
    expect(renderLinkTarget('https://x.example/[agnCity/]', broken, OPTIONS)).toBe(
      'https://x.example/x%EF%BF%BD',
    );
    expect(renderLinkTarget('javascript:alert(1)', ADA, OPTIONS)).toBeUndefined();
    expect(
      renderLinkTarget('[agnCity/]', { ...ADA, fields: { city: 'javascript:x' } }, OPTIONS),
    ).toBeUndefined();
    expect(renderLinkTarget('https://', ADA, OPTIONS)).toBeUndefined();
  });
});
