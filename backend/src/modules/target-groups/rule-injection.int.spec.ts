import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES } from '../../../test/database.js';
import { startTargeting, type Targeting } from '../../../test/target-groups.js';
import { DomainError } from '../../core/errors/domain-error.js';
import { ProfileFieldService } from '../recipients/index.js';
import { RuleCompilerService } from './rule-compiler.service.js';

const HOSTILE = [
  `' OR '1'='1`,
  `\\' OR 1=1 -- `,
  `\\\\' OR 1=1 -- `,
  `'; DROP TABLE recipients; -- `,
  `" OR ""="`,
  '` OR 1=1 -- ',
  `x\` FROM recipients; DELETE FROM recipients; -- `,
  `1) OR (1=1`,
  `%' OR 1=1 /*`,
  `*/ OR 1=1 /*`,
  `?`,
  `??`,
  `:email`,
  `$1`,
  `@@version`,
  `!`,
  `!%' OR ''='`,
  `\u0000`,
  `\u2019 OR 1=1`,
  `' UNION SELECT password_hash FROM users -- `,
  `SLEEP(10)`,
  `0x27204f5220313d31`,
  `\ud800`,
  `１＝１`,
] as const;

/** As the product stores texts. */
const storable = (text: string): string => text.replaceAll('\u0000', '').replaceAll('\ud800', '');

/** Every token of the grammar, with the hostile text in its place: raw, and as a string that is escaped correctly. */
const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&').replace(/[\r\n]/g, ' ')}'`;
const PLACES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `firstname = '${text}'`,
  (text) => `firstname = "${text}"`,
  (text) => `\`${text}\` = 'x'`,
  (text) => `${text} = 'x'`,
  (text) => `city = ${text}`,
  (text) => `firstname ${text} 'x'`,
  (text) => `firstname LIKE '${text}'`,
  (text) => `firstname IN ('x', '${text}')`,
  (text) => `points IN (1, ${text})`,
  (text) => `points + ${text} = 1`,
  (text) => `creation_date = TODAY DATEFORMAT '${text}'`,
  (text) => `creation_date = '${text}' DATEFORMAT 'YYYYMMDD'`,
  (text) => `OPENED MAILING ${text}`,
  (text) => `CLICKED LINK ${text} IN MAILING 1`,
  (text) => `OPENED ANY MAILING IN LAST ${text} DAYS`,
  (text) => `HAS BINDING ON MAILINGLIST ${text}`,
  (text) => `HAS BINDING WITH STATUS ${text}`,
  (text) => `IN TARGET GROUP ${text}`,
  (text) => `firstname = 'x' -- ${text}`,
  (text) => `firstname = 'x' /* ${text} */`,
];
const STRINGS: readonly ((text: string) => string)[] = [
  (text) => `firstname = ${quoted(text)}`,
  (text) => `city <= ${quoted(text)}`,
  (text) => `firstname + city = ${quoted(text)}`,
  (text) => `firstname LIKE ${quoted(text)}`,
  (text) => `city CONTAINS ${quoted(text)}`,
  (text) => `city STARTS WITH ${quoted(text)}`,
  (text) => `city IN (${quoted(text)}, 'x')`,
];

describe.each(ENGINES)('hostile rules on %s', (engine) => {
  let test: Targeting;
  beforeAll(async () => {
    test = await startTargeting(engine, new Date());
    for (const [name, type] of [
      ['city', 'text'],
      ['points', 'integer'],
    ] as const) {
      await test.get(ProfileFieldService).create({ name, label: `A ${name}`, type });
    }
    await test.transactions.run(() =>
      test.transactions.insertRows(
        'INSERT INTO recipients',
        ['email', 'firstname', 'f_city', 'created_at', 'updated_at'],
        [
          ['one@example.org', 'One', 'Here', 1, 1],
          ['two@example.org', 'Two', 'There', 1, 1],
          // those who are really called like that
          ...HOSTILE.map((text, index) => [`h${index}@example.org`, storable(text), storable(text), 1, 1]),
        ],
      ),
    );
  });
  afterAll(() => test.close());

  /** Names of the recipients; undefined where the rule is refused as a rule. */
  async function found(eql: string): Promise<{ sql: string; names: string[] } | undefined> {
    try {
      const { sql, parameters } = await test.get(RuleCompilerService).rule(eql, 'few');
      const rows = await test.transactions.query<{ firstname: string }>(
        `SELECT r.firstname FROM recipients r WHERE ${sql}`,
        parameters,
      );
      return { sql, names: rows.map(({ firstname }) => firstname) };
    } catch (error) {
      if (error instanceof DomainError) return undefined;
      throw new Error(`${eql}: ${String(error)}`, { cause: error });
    }
  }

  /** Raw text may make another rule, as everybody can write one, but it is never a piece of SQL. */
  it.each(PLACES.map((place) => [place('…'), place] as const))(
    'are rules or nothing in %s',
    async (_name, place) => {
      for (const text of HOSTILE) {
        const answer = await found(place(text));
        if (answer) expect(answer.sql).not.toMatch(/DROP|DELETE|UNION|password|SLEEP|version|--|;|\/\*|0x/i);
      }
      expect((await found(''))?.names).toHaveLength(HOSTILE.length + 2);
    },
  );

  it.each(STRINGS.map((place) => [place('…'), place] as const))(
    'mean their own text in %s',
    async (name, place) => {
      for (const text of HOSTILE) {
        const answer = await found(place(text));
        expect(answer, text).toBeDefined();
        const names = answer?.names;
        if (name.includes('<=')) continue;
        if (text === '\u0000' || !text.isWellFormed()) expect(names).toEqual([]);
        else if (name.startsWith('firstname = ') || name.includes('CONTAINS')) expect(names).toContain(text);
      }
    },
  );
});
