import type { Transactions } from '../src/core/database/transactions.js';
import { MailingService } from '../src/modules/mailings/index.js';
import { MailingListService, ProfileFieldService } from '../src/modules/recipients/index.js';
import { RuleCompilerService } from '../src/modules/target-groups/index.js';
import { RuleCountService } from '../src/modules/target-groups/rule-count.service.js';
import { type BenchApp, startApp } from './app.js';
import { duration, ENGINES, type Bench } from './bench.js';
import { NEWSLETTER } from './newsletter.js';

const DAY = 86_400_000;
/** Neither part of it: long enough that a slow machine still ends, short enough that a hanging one is seen. */
const LONGEST_MS = 600_000;
const MAILINGS = 5;
const SENT = 20;
const OPENED = 30;
const CLICKED = 31;

interface Case {
  readonly name: string;
  readonly eql: string;
  /** What somebody who knows the tables would write after WHERE; `r` is the recipient. */
  readonly bare: string;
  readonly values?: readonly (string | number)[];
}

/**
 * Ten target groups counted by the product, from the text of the rule to the number, against the same count written
 * by hand and read in the same way: beside everything else, and so that it can be broken off.
 */
export async function run(bench: Bench): Promise<void> {
  const recipients = bench.size(1_000_000);
  const events = bench.size(5_000_000);
  for (const engine of ENGINES) {
    const app = await startApp(bench, engine);
    bench.progress(`${engine}: making ${recipients} recipients and ${events} events`);
    const mailing = await fill(app, recipients, events);
    const counting = app.get(RuleCountService);
    const compiler = app.get(RuleCompilerService);
    for (const { name, eql, bare, values = [] } of cases(mailing, Date.now())) {
      const byHand = { sql: `SELECT COUNT(*) AS n FROM recipients r WHERE ${bare}`, parameters: values };
      const counts: number[] = [];
      const figure = () => duration(async () => counts.push((await counting.count({ eql })).count));
      const limit = () =>
        duration(async () => {
          const [row] = await app.transactions.longQuery<{ n: number }>({ ...byHand, limitMs: LONGEST_MS });
          counts.push(Number(row?.n));
        });
      await bench.compare({ case: name, engine, unit: 'ms', figure, limit });
      if (new Set(counts).size !== 1 || counts[0] === 0)
        throw new Error(`${name}: the counts are ${counts.join(', ')}`);
      const compiling = await duration(() => compiler.rule(eql, 'all'));
      bench.progress(`${name}: ${counts[0]} recipients; compiled in ${compiling.toFixed(1)} ms`);
    }
    await app.close();
  }
}

function cases(mailing: number, now: number): Case[] {
  const today = Math.floor(now / DAY) * DAY;
  const since = (days: number): number => today - days * DAY;
  const cities = Array.from({ length: 20 }, (_, index) => `Stadt ${index * 7}`);
  const event = (kind: number): string =>
    `r.id IN (SELECT recipient_id FROM activity WHERE mailing_id = ${mailing} AND kind = ${kind})`;
  const quoted = cities.map((city) => `'${city}'`).join(', ');
  return [
    { name: 'equality', eql: "city = 'Stadt 42'", bare: 'r.f_city = ?', values: ['Stadt 42'] },
    { name: 'range', eql: 'age >= 18 AND age < 30', bare: 'r.f_age >= 18 AND r.f_age < 30' },
    { name: 'like', eql: "lastname LIKE '*MEI*r'", bare: 'r.lastname LIKE ?', values: ['%mei%r'] },
    {
      name: 'date-arithmetic',
      eql: "creation_date > TODAY - 31 DATEFORMAT 'YYYYMMDD'",
      bare: 'r.created_at >= ?',
      values: [since(30)],
    },
    { name: 'opened', eql: `OPENED MAILING ${mailing}`, bare: event(OPENED) },
    { name: 'clicked', eql: `CLICKED IN MAILING ${mailing}`, bare: event(CLICKED) },
    {
      name: 'not-opened',
      eql: `NOT OPENED MAILING ${mailing}`,
      bare: `NOT (${event(OPENED)}) AND r.tracking_veto = 0 AND ${event(SENT)}`,
    },
    {
      name: 'nested',
      eql:
        "(city = 'Stadt 7' OR city = 'Stadt 8' OR age > 60) AND (gender = 1 OR vip = 1) AND " +
        "birthday < '20000101' DATEFORMAT 'YYYYMMDD'",
      bare: '(r.f_city = ? OR r.f_city = ? OR r.f_age > 60) AND (r.gender = 1 OR r.f_vip = 1) AND r.f_birthday < ?',
      values: ['Stadt 7', 'Stadt 8', '2000-01-01'],
    },
    {
      name: 'in-list',
      eql: `city IN (${quoted})`,
      bare: `r.f_city IN (${cities.map(() => '?').join(', ')})`,
      values: cities,
    },
    { name: 'modulo', eql: 'customer_id % 7 = 3', bare: 'r.id % 7 = 3' },
  ];
}

/** @returns the mailing that the rules are about */
async function fill(app: BenchApp, recipients: number, events: number): Promise<number> {
  const { transactions } = app;
  const fields = app.get(ProfileFieldService);
  await fields.create({ name: 'city', label: 'City', type: 'text', length: 100 });
  await fields.create({ name: 'age', label: 'Age', type: 'integer' });
  await fields.create({ name: 'birthday', label: 'Birthday', type: 'date' });
  await fields.create({ name: 'vip', label: 'VIP', type: 'boolean' });
  const { id: mailingListId } = await app.get(MailingListService).create('Everybody');
  const mailings: number[] = [];
  for (let index = 0; index < MAILINGS; index += 1) {
    const { id } = await app
      .get(MailingService)
      .create({ name: `Post ${index}`, mailingListId, ...NEWSLETTER });
    mailings.push(id);
  }
  const indexes = await withoutIndexes(transactions);
  await inSteps(recipients, 50_000, (from, to) => addRecipients(transactions, from, to));
  await inSteps(events, 100_000, (from, to) => addEvents(transactions, from, to, recipients, mailings));
  for (const sql of indexes) await transactions.alter(sql);
  await transactions.alter('CREATE INDEX ix_recipients_f_city ON recipients (f_city)');
  if (transactions.dialect.engine === 'mariadb')
    await transactions.query('ANALYZE TABLE recipients, activity');
  return mailings[2] ?? 0;
}

/** Filling first and then building the indexes takes a fraction of the time. @returns statements that build them */
async function withoutIndexes(transactions: Transactions): Promise<string[]> {
  const mariadb = transactions.dialect.engine === 'mariadb';
  const indexes = {
    ix_activity_recipient: 'activity (recipient_id, at)',
    ix_activity_mailing: 'activity (mailing_id, kind, at, recipient_id)',
    ix_activity_list: 'activity (mailing_list_id, kind, at)',
  };
  for (const name of Object.keys(indexes)) {
    await transactions.alter(mariadb ? `DROP INDEX ${name} ON activity` : `DROP INDEX ${name}`);
  }
  return Object.entries(indexes).map(([name, columns]) => `CREATE INDEX ${name} ON ${columns}`);
}

async function inSteps(
  count: number,
  step: number,
  work: (from: number, to: number) => Promise<unknown>,
): Promise<void> {
  for (let from = 1; from <= count; from += step) await work(from, Math.min(from + step, count + 1) - 1);
}

/** `n` from the first number to the last. */
function numbers(transactions: Transactions, from: number, to: number): string {
  return transactions.dialect.engine === 'mariadb'
    ? `(SELECT seq AS n FROM seq_${from}_to_${to}) s`
    : `(WITH RECURSIVE s(n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM s WHERE n < ${to}) SELECT n FROM s) s`;
}

/** A number below `limit` that looks as if by chance but is the same in every run and on both engines. */
function chance(salt: number, limit: number): string {
  // A factor of its own for each column, or the columns of one row would go together.
  const factor = 1_000_000_007 + (Math.imul(salt, 2_654_435_761) >>> 2);
  return `(n * ${factor} % 4294967291 % ${limit})`;
}

function addRecipients(transactions: Transactions, from: number, to: number): Promise<unknown> {
  const joined = (...parts: string[]): string =>
    transactions.dialect.engine === 'mariadb' ? `CONCAT(${parts.join(', ')})` : `(${parts.join(' || ')})`;
  const oneOf = (salt: number, words: readonly string[]): string =>
    `CASE ${chance(salt, words.length)} ${words.map((word, index) => `WHEN ${index} THEN '${word}'`).join(' ')} END`;
  const now = Date.now();
  const day = `SUBSTR(${chance(9, 28)} + 101, 2)`;
  const month = `SUBSTR(${chance(8, 12)} + 101, 2)`;
  const year = `(${chance(7, 80)} + 1930)`;
  const birthday = joined(year, "'-'", month, "'-'", day);
  const columns = {
    id: 'n',
    email: joined("'person'", 'n', "'@example.org'"),
    firstname: oneOf(1, ['Jörg', 'Anna', 'Zoë', 'Łukasz', 'Maria', 'José', 'Peter']),
    lastname: oneOf(2, [
      'Müller',
      'Meier',
      'Schmidt',
      'Öztürk',
      'Obermeier',
      'Nowak',
      'Weiß',
      'Fischer',
      'Meinert',
    ]),
    gender: chance(3, 3),
    tracking_veto: `CASE ${chance(4, 20)} WHEN 0 THEN 1 ELSE 0 END`,
    created_at: `${now} - ${chance(5, 1000)} * ${DAY}`,
    updated_at: String(now),
    f_city: `CASE ${chance(6, 10)} WHEN 0 THEN NULL ELSE ${joined("'Stadt '", chance(11, 500))} END`,
    f_age: `CASE ${chance(12, 8)} WHEN 0 THEN NULL ELSE ${chance(13, 90)} END`,
    f_birthday: `CASE ${chance(14, 5)} WHEN 0 THEN NULL ELSE ${birthday} END`,
    f_vip: chance(15, 2),
  };
  return transactions.run(() =>
    transactions.execute(
      `INSERT INTO recipients (${Object.keys(columns).join(', ')})
       SELECT ${Object.values(columns).join(', ')} FROM ${numbers(transactions, from, to)}`,
    ),
  );
}

/** Six of ten are sent, three opened, one clicked. */
function addEvents(
  transactions: Transactions,
  from: number,
  to: number,
  recipients: number,
  mailings: readonly number[],
): Promise<unknown> {
  const columns = {
    at: `${Date.now()} - ${chance(21, 365)} * ${DAY}`,
    kind: `CASE WHEN ${chance(22, 10)} < 6 THEN ${SENT} WHEN ${chance(22, 10)} < 9 THEN ${OPENED} ELSE ${CLICKED} END`,
    recipient_id: `${chance(23, recipients)} + 1`,
    mailing_id: `CASE ${chance(24, mailings.length)} ${mailings.map((id, index) => `WHEN ${index} THEN ${id}`).join(' ')} END`,
  };
  return transactions.run(() =>
    transactions.execute(
      `INSERT INTO activity (${Object.keys(columns).join(', ')})
       SELECT ${Object.values(columns).join(', ')} FROM ${numbers(transactions, from, to)}`,
    ),
  );
}
