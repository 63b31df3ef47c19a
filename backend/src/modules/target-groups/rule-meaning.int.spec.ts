import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES } from '../../../test/database.js';
import { startTargeting, type Targeting } from '../../../test/target-groups.js';
import type { FieldType } from '../../contract/recipients/fields.js';
import type { Parameter } from '../../core/database/transactions.js';
import { MailingListService, ProfileFieldService } from '../recipients/index.js';
import { SettingsService } from '../settings/index.js';
import { RuleCompilerService } from './rule-compiler.service.js';
import { TargetGroupService } from './target-group.service.js';

/** 00:30 of the 1st of March in Berlin, still the 29th of February in UTC. */
const NOW = new Date('2024-02-29T23:30:00Z');
const DAY = 86_400_000;

const FIELDS: readonly (readonly [string, string, FieldType, number])[] = [
  ['city', 'Home town', 'text', 200],
  ['biography', 'Biography', 'text', 1000],
  ['points', 'Points', 'integer', 0],
  ['score', 'Score', 'decimal', 0],
  ['birthday', 'Birthday', 'date', 0],
  ['seen_at', 'Last seen', 'datetime', 0],
  ['is_vip', 'Is VIP', 'boolean', 0],
];

interface Person {
  readonly firstname?: string;
  readonly lastname?: string;
  readonly title?: string;
  readonly gender?: number;
  readonly tracking_veto?: number;
  readonly created_at?: number;
  readonly f_city?: string;
  readonly f_biography?: string;
  readonly f_points?: number;
  readonly f_score?: number;
  readonly f_birthday?: string;
  readonly f_seen_at?: string;
  readonly f_is_vip?: number;
}

/** By the local part of their addresses. `dora` has nothing but an address. */
const PEOPLE: Readonly<Record<string, Person>> = {
  anna: {
    ...{ firstname: 'Anna', lastname: 'Öztürk', title: 'Dr.', gender: 1, f_city: 'München', f_points: 10 },
    ...{ f_score: 2.5, f_birthday: '2000-02-29', f_seen_at: '2024-03-30 22:30:00', f_is_vip: 1 },
    ...{ created_at: Date.parse('2024-02-29T22:59:59Z'), f_biography: 'Likes 100% cotton' },
  },
  bert: {
    ...{ firstname: 'BERT', lastname: 'öztürk', gender: 0, f_city: 'MÜNCHEN', f_points: 7 },
    ...{ f_score: -2.5, f_birthday: '1969-12-31', f_seen_at: '2024-03-30 23:30:00', f_is_vip: 0 },
    ...{ created_at: Date.parse('2024-02-29T23:00:00Z'), f_biography: 'Likes 100 cottons' },
  },
  cleo: {
    ...{ firstname: 'cleo', lastname: 'Ozturk', gender: 1, f_city: 'Munchen', f_points: 0, tracking_veto: 1 },
    ...{ f_score: 0, f_birthday: '1984-03-01', f_seen_at: '2024-03-31 21:59:59', f_is_vip: 1 },
    ...{ created_at: Date.parse('1969-07-20T20:17:00Z'), f_biography: 'snake_case' },
  },
  dora: {},
  emil: {
    ...{ firstname: "O'Emil", lastname: 'A\\B', gender: 5, f_city: 'L\'Aquila \\ "East"', f_points: -7 },
    ...{ f_score: 0.1, f_birthday: '2023-03-01', f_seen_at: '2024-10-27 00:30:00', f_is_vip: 0 },
    ...{ created_at: Date.parse('2023-10-29T00:30:00Z'), f_biography: 'snakeXcase! a*b a?b' },
  },
  fritz: {
    ...{ firstname: 'ÄÖÜ ÉŒ', lastname: 'Ñandú', gender: 4, f_city: 'ÄÖÜÄÖÜ Éßœ', f_points: 1000 },
    ...{ f_score: 1e15, f_birthday: '9999-12-31', f_seen_at: '1000-01-01 00:00:00', f_is_vip: 1 },
    ...{ created_at: Date.parse('2024-02-28T12:00:00Z'), f_biography: 'ЖУРНАЛ 日本' },
  },
  greta: {
    ...{ firstname: 'äöü éœ', lastname: 'ñANDÚ', gender: 2, f_city: 'äöüäöü éßœ', f_points: 3 },
    ...{ f_score: 3.75, f_birthday: '1000-01-01', f_seen_at: '2024-10-27 23:00:00', f_is_vip: 0 },
    ...{ created_at: Date.parse('2024-01-31T12:00:00Z'), f_biography: 'журнал 日本' },
  },
};
const ALL = Object.keys(PEOPLE).join(' ');
const but = (...names: string[]): string =>
  Object.keys(PEOPLE)
    .filter((name) => !names.includes(name))
    .join(' ');

/** AND and OR within one another, so many times, that come to `points = 7`. */
function nested(depth: number): string {
  if (depth === 0) return 'points = 7';
  return depth % 2 === 0
    ? `points > -100 AND (${nested(depth - 1)})`
    : `points > 99999 OR (${nested(depth - 1)})`;
}

/** Expression and whom it takes in. `{m1}`, `{k1}`, `{l1}`, `{g1}` stand for ids. */
const RULES: readonly (readonly [string, string])[] = [
  ['', ALL],
  ['-- everybody\n/* really */', ALL],

  // texts: case and umlauts
  ["city = 'München'", 'anna bert'],
  ["city = 'münchen'", 'anna bert'],
  ["city = 'MUNCHEN'", 'cleo'],
  ["city <> 'münchen'", 'cleo emil fritz greta'],
  ["NOT city = 'münchen'", 'cleo emil fritz greta'],
  ["NOT (NOT city = 'münchen')", 'anna bert'],
  ["'MÜNCHEN' = city", 'anna bert'],
  ["`Home town` = 'münchen'", 'anna bert'],
  ["city = 'äÖüÄöÜ éßŒ'", 'fritz greta'],
  ["lastname = 'ÖZTÜRK'", 'anna bert'],
  ["lastname = 'ozturk'", 'cleo'],
  ["lastname IN ('ÖZTÜRK', 'ñandú')", 'anna bert fritz greta'],
  ["lastname NOT IN ('ÖZTÜRK', 'ñandú')", 'cleo dora emil'],
  ["city NOT IN ('münchen')", 'cleo emil fritz greta'],
  ["city IN ('münchen', 'MUNCHEN', 'nowhere')", 'anna bert cleo'],
  ["city = 'münchen '", ''],
  ["city < 'n'", 'anna bert cleo emil'],
  ["city > 'MÜNCHEN'", 'fritz greta'],
  ["city >= 'MÜNCHEN'", 'anna bert fritz greta'],
  ["city <= 'münchen'", 'anna bert cleo emil'],
  ["lastname > 'Ñ'", 'anna bert fritz greta'],
  ["lastname < 'ñandu'", 'cleo dora emil'],
  ["city BETWEEN 'MU' AND 'mÜ'", 'cleo'],
  ["city NOT BETWEEN 'MU' AND 'MÜZ'", 'emil fritz greta'],
  ['firstname = lastname', 'dora'],
  ["biography = 'журнал 日本'", 'fritz greta'],
  ["biography > 'ЖУРНАЛ'", 'fritz greta'],
  ["firstname + ' ' + lastname = 'ANNA öZTÜRK'", 'anna'],
  ["firstname + lastname + city = 'x'", ''],
  ["'a' = 'A'", ALL],
  ["'a' < 'B'", ALL],
  ["'a' = 'ä'", ''],
  ["`email` = 'ANNA@Example.org'", 'anna'],
  ["`email` IN ('BERT@example.org', 'cleo@example.org')", 'bert cleo'],
  ["`email` LIKE '*@EXAMPLE.org'", ALL],
  ["`email` STARTS WITH 'B'", 'bert'],
  ["`email` > 'EMIL@'", 'emil fritz greta'],

  // quotes, wildcards, escapes
  [String.raw`firstname = 'O\'Emil'`, 'emil'],
  [`firstname = "o'emil"`, 'emil'],
  [String.raw`lastname = 'a\\b'`, 'emil'],
  [String.raw`city = 'L\'Aquila \\ "east"'`, 'emil'],
  [String.raw`city LIKE '*\\*'`, 'emil'],
  [String.raw`city CONTAINS '\\ "E'`, 'emil'],
  ["biography LIKE 'Likes 100* cotton?'", 'bert'],
  ["biography LIKE 'likes 100% COTTON'", 'anna'],
  ["biography CONTAINS '100%'", 'anna'],
  ["biography CONTAINS 'E_C'", 'cleo'],
  ["biography LIKE '*e_c*'", 'cleo emil'],
  ["biography CONTAINS '!'", 'emil'],
  ["biography LIKE '*! *'", 'emil'],
  ["biography CONTAINS 'A*B'", 'emil'],
  ["biography CONTAINS 'a?b'", 'emil'],
  ["biography NOT CONTAINS 'likes'", 'cleo emil fritz greta'],
  ["NOT biography CONTAINS 'likes'", 'cleo emil fritz greta'],
  ["biography LIKE 'журнал ??'", 'fritz greta'],
  ["city LIKE 'M?NCHEN'", 'anna bert cleo'],
  ["city LIKE 'MÜ*'", 'anna bert'],
  ["city NOT LIKE 'mü*'", 'cleo emil fritz greta'],
  ["city STARTS WITH 'mü'", 'anna bert'],
  ["city STARTS WITH 'm'", 'anna bert cleo'],
  ["city STARTS WITH 'ÄÖ'", 'fritz greta'],
  ["city NOT STARTS WITH 'm'", 'emil fritz greta'],
  ["firstname STARTS WITH ''", ALL],
  ["firstname LIKE ''", 'dora'],
  [`city LIKE '${'x'.repeat(9000)}'`, ''],
  [`city NOT LIKE '${'x'.repeat(9000)}'`, but('dora')],

  // empty
  ['city IS EMPTY', 'dora'],
  ['city IS NOT EMPTY', but('dora')],
  ['NOT city IS EMPTY', but('dora')],
  ['firstname IS EMPTY', 'dora'],
  ['title IS NOT EMPTY', 'anna'],
  ['points IS EMPTY', 'dora'],
  ['birthday IS EMPTY OR seen_at IS EMPTY', 'dora'],
  ['points + 1 IS EMPTY', 'dora'],
  ['points / (points - 7) IS EMPTY', 'bert dora'],
  ['creation_date IS EMPTY', ''],
  ['title IS EMPTY', but('anna')],
  ['is_vip IS EMPTY', 'dora'],
  ["firstname + '' IS EMPTY", 'dora'],

  // numbers
  ['points = 7', 'bert'],
  ['points <> 7', but('bert', 'dora')],
  ['points > -7', 'anna bert cleo fritz greta'],
  ['points >= - 7', but('dora')],
  ['points IN (7, 10, -7)', 'anna bert emil'],
  ['points NOT IN (7, 10)', 'cleo emil fritz greta'],
  ['points BETWEEN 3 AND 10', 'anna bert greta'],
  ['points NOT BETWEEN 3 AND 10', 'cleo emil fritz'],
  ['points != 7', but('bert', 'dora')],
  ['points < 0', 'emil'],
  ['points <= 0', 'cleo emil'],
  ['+points = 7', 'bert'],
  ['points = +7', 'bert'],
  ['-points * 2 = 14', 'emil'],
  ['12 / points / 2 = 2', 'greta'],
  ['20 - points - 3 = 10', 'bert'],
  ['2 + points * 2 = 16', 'bert'],
  ['score IN (2.5, 0)', 'anna cleo'],
  ['points + 0.5 IN (7.5)', 'bert'],
  ['points / 2 = 3.5', 'bert'],
  ['7 / 2 = 3.5', ALL],
  ['points / 3 > 2.33333 AND points / 3 < 2.33334', 'bert'],
  ['10 / points > 0', 'anna bert fritz greta'],
  ['points % 2 = 1', 'bert greta'],
  ['points % 2 = -1', 'emil'],
  ['points % (points - points) = 0', ''],
  ['score % 1 = 0.5', 'anna'],
  ['score % 1.25 = 0', 'anna bert cleo fritz greta'],
  ['(points + 1) % 11 = 0', 'anna fritz'],
  ['-points = 7', 'emil'],
  ['-(points + 3) = -10', 'bert'],
  ['points - 3 - 2 = 2', 'bert'],
  ['points * 2 + 1 = 15', 'bert'],
  ['points * 999999999999999 * 999999999999999 > 0', 'anna bert fritz greta'],
  ['score = 0.1', 'emil'],
  ['score > 999999999999999', 'fritz'],
  ['points > score', 'anna bert'],
  ["points CONTAINS '0'", 'anna cleo fritz'],
  ["score LIKE '2.5'", 'anna'],
  ["score LIKE '0'", 'cleo'],
  ["points LIKE '1*'", 'anna fritz'],
  ['is_vip = 1', 'anna cleo fritz'],
  ['is_vip <> 1', 'bert emil greta'],
  ['gender = 1', 'anna cleo'],
  ['mailtype = 1', ALL],
  ['datasource_id IS EMPTY', ALL],
  ['sys_tracking_veto = 1', 'cleo'],
  ['customer_id > 0', ALL],

  // NULL is neither true nor false
  ["NOT (city = 'x' AND points = 1)", but('dora')],
  ["NOT (city = 'x' OR points = 1)", but('dora')],
  ["city = 'x' OR `email` = 'dora@example.org'", 'dora'],
  ["NOT (city = 'x' AND `email` = 'nobody@example.org')", ALL],

  // dates
  ["birthday = '20000229' DATEFORMAT 'YYYYMMDD'", 'anna'],
  ["birthday = '29.2.2000' DATEFORMAT 'DD.MM.YYYY'", 'anna'],
  ["birthday <> '29.02.2000' DATEFORMAT 'DD.MM.YYYY'", but('anna', 'dora')],
  ["birthday < '01.01.1970' DATEFORMAT 'DD.MM.YYYY'", 'bert greta'],
  ["birthday <= '19691231' DATEFORMAT 'YYYYMMDD'", 'bert greta'],
  ["birthday > '31.12.1983' DATEFORMAT 'DD.MM.YYYY'", 'anna cleo emil fritz'],
  ["birthday = '99991231' DATEFORMAT 'YYYYMMDD'", 'fritz'],
  ["birthday < '00010101' DATEFORMAT 'YYYYMMDD'", ''],
  ["NOT birthday < '00010101' DATEFORMAT 'YYYYMMDD'", but('dora')],
  ["birthday BETWEEN '19840301' AND '20000229' DATEFORMAT 'YYYYMMDD'", 'anna cleo'],
  ["birthday NOT BETWEEN '19840301' AND '20000229' DATEFORMAT 'YYYYMMDD'", 'bert emil fritz greta'],
  ["birthday = '0229' DATEFORMAT 'MMDD'", 'anna'],
  ["birthday = TODAY DATEFORMAT 'MMDD'", 'cleo emil'],
  ["birthday = TODAY - 1 DATEFORMAT 'DDMM'", 'anna'],
  ["birthday < '0301' DATEFORMAT 'MMDD'", 'anna greta'],
  ["birthday < '0103' DATEFORMAT 'DDMM'", 'anna greta'],
  ["birthday = '12' DATEFORMAT 'MM'", 'bert fritz'],
  ["birthday > '1999' DATEFORMAT 'YYYY'", 'anna emil fritz'],
  ["birthday + 1 = '01.03.2000' DATEFORMAT 'DD.MM.YYYY'", 'anna'],
  ["birthday + 366 = '01.03.2001' DATEFORMAT 'DD.MM.YYYY'", 'anna'],
  ["birthday - 0.5 = '28.02.2000' DATEFORMAT 'DD.MM.YYYY'", 'anna'],
  ["birthday + points = '10.03.2000' DATEFORMAT 'DD.MM.YYYY'", 'anna'],
  ["birthday + 1 = TODAY DATEFORMAT 'MMDD'", 'anna'],
  ["birthday + points * 100000 > TODAY DATEFORMAT 'YYYYMMDD'", 'anna bert'],
  ["birthday > TODAY + 999999999 DATEFORMAT 'YYYYMMDD'", ''],
  ["birthday < TODAY + 999999999 DATEFORMAT 'YYYYMMDD'", but('dora')],
  ["TODAY > birthday DATEFORMAT 'YYYYMMDD'", but('dora', 'fritz')],
  ["TODAY = '20240301' DATEFORMAT 'YYYYMMDD'", ALL],
  ["TODAY - 1 = '29.02.2024' DATEFORMAT 'DD.MM.YYYY'", ALL],
  ["TODAY + 0.98 = TODAY + 1 DATEFORMAT 'YYYYMMDD'", ALL],
  ["birthday = seen_at DATEFORMAT 'YYYYMMDD'", ''],
  ["birthday < seen_at DATEFORMAT 'YYYYMMDD'", 'anna bert cleo emil greta'],

  ["birthday = '2000-02-29' DATEFORMAT 'YYYY-MM-DD'", 'anna'],
  ["birthday = '29_2_2000' DATEFORMAT 'DD_MM_YYYY'", 'anna'],
  [
    "birthday > '1.1.1984' DATEFORMAT 'DD.MM.YYYY' AND birthday <= TODAY DATEFORMAT 'YYYYMMDD'",
    'anna cleo emil',
  ],
  ["birthday = '29' DATEFORMAT 'DD'", 'anna'],
  ["birthday = '200029' DATEFORMAT 'YYYYDD'", 'anna'],
  ["birthday != TODAY DATEFORMAT 'MMDD'", 'anna bert fritz greta'],
  ["birthday >= '29.02.2000' DATEFORMAT 'DD.MM.YYYY'", 'anna emil fritz'],
  ["NOT birthday > '31.12.1983' DATEFORMAT 'DD.MM.YYYY'", 'bert greta'],
  ["timestamp = '01.01.1970' DATEFORMAT 'DD.MM.YYYY'", ALL],
  ["`timestamp` < TODAY DATEFORMAT 'YYYYMMDD'", ALL],

  // days of Berlin: UTC+1, from 31.3.2024 01:00 UTC to 27.10.2024 01:00 UTC it is UTC+2
  ["creation_date = TODAY DATEFORMAT 'YYYYMMDD'", 'bert'],
  ["creation_date = TODAY - 1 DATEFORMAT 'YYYYMMDD'", 'anna'],
  ["creation_date > TODAY - 30 DATEFORMAT 'YYYYMMDD'", 'anna bert fritz'],
  ["creation_date >= TODAY - 30 DATEFORMAT 'YYYYMMDD'", 'anna bert fritz greta'],
  ["creation_date <> TODAY DATEFORMAT 'YYYYMMDD'", but('bert')],
  ["creation_date = '20.07.1969' DATEFORMAT 'DD.MM.YYYY'", 'cleo'],
  ["creation_date = '0720' DATEFORMAT 'MMDD'", 'cleo'],
  ["creation_date = '0301' DATEFORMAT 'MMDD'", 'bert'],
  ["creation_date = '29.10.2023' DATEFORMAT 'DD.MM.YYYY'", 'emil'],
  ["seen_at = '30.03.2024' DATEFORMAT 'DD.MM.YYYY'", 'anna'],
  ["seen_at = '31.03.2024' DATEFORMAT 'DD.MM.YYYY'", 'bert cleo'],
  ["seen_at <> '31.03.2024' DATEFORMAT 'DD.MM.YYYY'", 'anna emil fritz greta'],
  ["seen_at > '31.03.2024' DATEFORMAT 'DD.MM.YYYY'", 'emil greta'],
  ["seen_at <= '31.03.2024' DATEFORMAT 'DD.MM.YYYY'", 'anna bert cleo fritz'],
  ["seen_at = '0331' DATEFORMAT 'MMDD'", 'bert cleo'],
  ["seen_at = '27.10.2024' DATEFORMAT 'DD.MM.YYYY'", 'emil'],
  ["seen_at = '28.10.2024' DATEFORMAT 'DD.MM.YYYY'", 'greta'],
  ["seen_at = '1028' DATEFORMAT 'MMDD'", 'greta'],
  ["seen_at + 1 = '01.04.2024' DATEFORMAT 'DD.MM.YYYY'", 'bert cleo'],
  ["seen_at BETWEEN '20240330' AND '20240331' DATEFORMAT 'YYYYMMDD'", 'anna bert cleo'],
  ["seen_at CONTAINS '00:30'", 'bert'],
  ["birthday LIKE '1969-*'", 'bert'],

  // mailings; who receives, opens and clicks what stands in beforeAll
  ['RECEIVED MAILING {m1}', 'anna bert cleo emil'],
  ['OPENED MAILING {m1}', 'anna cleo'],
  ['CLICKED IN MAILING {m1}', 'anna'],
  ['CLICKED LINK {k1} IN MAILING {m1}', 'anna'],
  ['CLICKED LINK {k2} IN MAILING {m1}', ''],
  ['OPENED MAILING {m2}', 'bert'],
  ['OPENED ANY MAILING', 'anna bert cleo'],
  ['OPENED MAILING {m1} IN LAST 5 DAYS', 'anna'],
  ['OPENED ANY MAILING IN LAST 5 DAYS', 'anna bert'],
  ['RECEIVED ANY MAILING', 'anna bert cleo emil fritz'],
  ['RECEIVED ANY MAILING IN LAST 5 DAYS', 'bert fritz'],
  ['CLICKED IN ANY MAILING', 'anna'],
  // not opened: received, not opened, may be tracked
  ['NOT OPENED MAILING {m1}', 'bert emil'],
  ['NOT (OPENED MAILING {m1} OR points = 7)', 'emil'],
  ['NOT (OPENED MAILING {m1} AND points = 10)', 'bert cleo emil fritz greta'],
  ['NOT CLICKED IN MAILING {m1}', 'bert emil'],
  ['NOT RECEIVED MAILING {m1}', 'dora fritz greta'],
  ['NOT (NOT OPENED MAILING {m1})', 'anna cleo'],
  ['NOT OPENED MAILING {m1} IN LAST 5 DAYS', 'bert emil'],
  ['NOT OPENED ANY MAILING IN LAST 5 DAYS', 'fritz'],
  ['NOT RECEIVED ANY MAILING', 'dora greta'],

  // bindings
  ['HAS BINDING', but('dora')],
  ['HAS BINDING ON MAILINGLIST {l1}', 'anna bert'],
  ['HAS BINDING ON MAILINGLIST {l1} WITH STATUS ACTIVE', 'anna'],
  ['HAS BINDING WITH STATUS OPTOUT', 'anna bert'],
  ['HAS BINDING WITH STATUS OPTOUT OF TYPE REGULAR', 'anna bert'],
  ['HAS BINDING OF TYPE TEST ON MAILINGLIST {l2}', 'cleo'],
  ['HAS BINDING OF TYPE ADMIN', 'emil'],
  ['HAS BINDING OF TYPE REGULAR ON MAILINGLIST {l1}', 'anna bert'],
  ['HAS BINDING WITH STATUS BOUNCED', 'emil'],
  // by the recipient, and by an administrator
  ['HAS BINDING ON MAILINGLIST {l4} WITH STATUS OPTOUT', 'anna bert'],
  ['HAS BINDING WITH STATUS WAIT_FOR_DOI_CONFIRM', 'cleo'],
  ['HAS BINDING WITH STATUS BLACKLISTED', 'fritz'],
  ['HAS BINDING WITH STATUS SUSPENDED', 'greta'],
  ['HAS BINDING ON MAILINGLIST {l4} WITH STATUS ACTIVE', ''],
  // not who has one of the lists and, in another, the status
  ['HAS BINDING ON MAILINGLIST {l1} WITH STATUS WAIT_FOR_DOI_CONFIRM', ''],
  ['NOT HAS BINDING ON MAILINGLIST {l1}', but('anna', 'bert')],

  // groups: {g1} is city = 'münchen', {g2} is IN TARGET GROUP {g1} AND points > 8
  ['IN TARGET GROUP {g1}', 'anna bert'],
  ['IN TARGET GROUP {g2}', 'anna'],
  // the complement, with dora, of whom the rule says nothing
  ['NOT IN TARGET GROUP {g1}', but('anna', 'bert')],
  ['NOT (IN TARGET GROUP {g1})', but('anna', 'bert')],
  ['NOT (NOT IN TARGET GROUP {g1})', 'anna bert'],
  ['NOT (NOT IN TARGET GROUP {g2} OR points = 3)', 'anna'],

  // words in any case
  ["city like 'mü*' and not points between 8 and 10", 'bert'],
  ['has binding on mailinglist {l1} with status active', 'anna'],
  ['opened any mailing in last 5 days', 'anna bert'],

  // joins
  ["city = 'münchen' AND points = 7 OR points = 3", 'bert greta'],
  ["city = 'münchen' AND (points = 7 OR points = 3)", 'bert'],
  ['points = 10 OR points = 7 AND points = 8', 'anna'],
  [nested(40), 'bert'],
  [Array.from({ length: 400 }, (_, index) => `points = ${index}`).join(' OR '), 'anna bert cleo greta'],
  [
    `points IN (${Array.from({ length: 4000 }, (_, index) => index).join(', ')})`,
    'anna bert cleo fritz greta',
  ],
];

describe.each(ENGINES)('the meaning of rules on %s', (engine) => {
  let test: Targeting;
  const ids: Record<string, number> = {};

  beforeAll(async () => {
    test = await startTargeting(engine, NOW);
    const { transactions } = test;
    await test.get(SettingsService).set({ timezone: 'Europe/Berlin' });
    for (const [name, label, type, length] of FIELDS) {
      await test.get(ProfileFieldService).create({ name, label, type, ...(length ? { length } : {}) });
    }
    const people: Record<string, number> = {};
    await transactions.run(async () => {
      for (const [name, person] of Object.entries(PEOPLE)) {
        const row: Record<string, Parameter> = {
          email: `${name}@example.org`,
          created_at: Date.parse('2020-06-01T00:00:00Z'),
          updated_at: 1,
          ...person,
        };
        const columns = Object.keys(row);
        const { insertId } = await transactions.execute(
          `INSERT INTO recipients (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
          Object.values(row),
        );
        people[name] = insertId;
      }
      for (const name of ['m1', 'm2']) {
        const { insertId } = await transactions.execute(
          "INSERT INTO mailings (name, status, html, text, created_at, updated_at) VALUES (?, 'sent', '', '', 1, 1)",
          [name],
        );
        ids[name] = insertId;
      }
      for (const name of ['k1', 'k2']) {
        const { insertId } = await transactions.execute(
          'INSERT INTO mailing_links (mailing_id, url, url_hash, position) VALUES (?, ?, ?, 1)',
          [ids['m1'] ?? 0, name, name],
        );
        ids[name] = insertId;
      }
      const event = (
        kind: number,
        name: string,
        mailing: string,
        daysAgo: number,
        link = '',
      ): Parameter[] => [
        ...[NOW.getTime() - daysAgo * DAY, kind, people[name] ?? 0, ids[mailing] ?? 0, ids[link] ?? 0],
      ];
      await transactions.insertRows(
        'INSERT INTO activity',
        ['at', 'kind', 'recipient_id', 'mailing_id', 'link_id'],
        [
          ...['anna', 'bert', 'cleo', 'emil'].map((name) => event(20, name, 'm1', 10)),
          ...['bert', 'fritz'].map((name) => event(20, name, 'm2', 2)),
          event(30, 'anna', 'm1', 1),
          event(30, 'cleo', 'm1', 8),
          event(31, 'anna', 'm1', 1, 'k1'),
          event(30, 'bert', 'm2', 2),
          // anonymous, and a mail that failed
          [NOW.getTime(), 30, 0, ids['m1'] ?? 0, 0],
          event(21, 'greta', 'm1', 1),
        ],
      );
    });
    for (const name of ['l1', 'l2', 'l3', 'l4']) {
      ids[name] = (await test.get(MailingListService).create(`List ${name}`)).id;
    }
    await transactions.run(() =>
      transactions.insertRows(
        'INSERT INTO bindings',
        ['recipient_id', 'mailing_list_id', 'status', 'user_type', 'created_at', 'updated_at'],
        [
          [people['anna'] ?? 0, ids['l1'] ?? 0, 1, 'W', 1, 1],
          [people['bert'] ?? 0, ids['l1'] ?? 0, 4, 'w', 1, 1],
          [people['cleo'] ?? 0, ids['l2'] ?? 0, 1, 't', 1, 1],
          [people['dora'] ?? 0, ids['l3'] ?? 0, 1, 'W', 1, 1],
          [people['anna'] ?? 0, ids['l4'] ?? 0, 3, 'W', 1, 1],
          [people['bert'] ?? 0, ids['l4'] ?? 0, 4, 'W', 1, 1],
          [people['cleo'] ?? 0, ids['l4'] ?? 0, 5, 'W', 1, 1],
          [people['emil'] ?? 0, ids['l4'] ?? 0, 2, 'A', 1, 1],
          [people['fritz'] ?? 0, ids['l4'] ?? 0, 6, 'W', 1, 1],
          [people['greta'] ?? 0, ids['l4'] ?? 0, 7, 'W', 1, 1],
        ],
      ),
    );
    await test.get(MailingListService).delete(ids['l3'] ?? 0);
    const groups = test.get(TargetGroupService);
    ids['g1'] = await groups.create({ name: 'Munich', eql: "city = 'münchen'" });
    ids['g2'] = await groups.create({ name: 'Rich', eql: filled('IN TARGET GROUP {g1} AND points > 8') });
  });
  afterAll(() => test.close());

  it('refuses what the database could not read', async () => {
    const compiler = test.get(RuleCompilerService);
    const deep = `points${' + 1'.repeat(90)} > 0`;
    await expect(compiler.rule(deep, 'few')).rejects.toMatchObject({ code: 'target-group.too-nested' });
    await expect(compiler.rule(nested(90), 'few')).rejects.toMatchObject({ code: 'target-group.too-nested' });
  });

  const filled = (eql: string): string =>
    eql.replace(/\{(\w+)\}/g, (_whole, name: string) => String(ids[name]));

  it.each(RULES)('%s', async (eql, expected) => {
    const { transactions } = test;
    for (const use of ['all', 'few'] as const) {
      const { sql, parameters } = await test.get(RuleCompilerService).rule(filled(eql), use);
      const rows = await transactions.query<{ email: string }>(
        `SELECT r.email FROM recipients r WHERE ${sql} ORDER BY r.id`,
        parameters,
      );
      const found = rows.map(({ email }) => email.split('@')[0]).join(' ');
      expect(found, `${use}: ${sql.slice(0, 2000)}`).toBe(expected);
      // In a writing statement MariaDB turns every warning into a failure: a frozen audience must not meet one.
      const { affected } = await transactions.run(async () => {
        await transactions.execute('DELETE FROM target_group_favourites');
        return transactions.execute(
          `INSERT INTO target_group_favourites (target_group_id, user_id) SELECT 1, r.id FROM recipients r WHERE ${sql}`,
          parameters,
        );
      });
      expect(affected).toBe(rows.length);
    }
  });
});
