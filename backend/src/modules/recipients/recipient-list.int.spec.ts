import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, ENGINES, type TestDatabase } from '../../../test/database.js';
import { recipientsOn } from '../../../test/recipients.js';
import { MailingListService, RecipientQueries, RecipientService, type RecipientFilter } from './index.js';

const SIZE = 20_000;

describe.each(ENGINES)('the recipient list on %s', (engine) => {
  let database: TestDatabase;
  let queries: RecipientQueries;
  let listId: number;

  beforeAll(async () => {
    database = await createDatabase(engine);
    const get = await recipientsOn(database);
    queries = get(RecipientQueries);
    listId = (await get(MailingListService).create('Newsletter')).id;
    const surnames = ['Same', 'same', 'SAME', 'Other', ''];
    await database.transactions.run(async () => {
      const { transactions } = database;
      const rows = Array.from({ length: SIZE }, (_, index) => [
        `person${String(index).padStart(5, '0')}@example.org`,
        index === 7 ? '100%_sure!' : `First${index % 10}`,
        surnames[index % surnames.length] ?? '',
        1000,
        Math.floor(index / 5000),
      ]);
      const columns = ['email', 'firstname', 'lastname', 'created_at', 'updated_at'];
      await transactions.insertRows('INSERT INTO recipients', columns, rows);
      await transactions.execute(
        `INSERT INTO bindings (recipient_id, mailing_list_id, status, created_at, updated_at)
         SELECT id, ?, CASE WHEN id % 4 = 0 THEN 4 ELSE 1 END, 1, 1 FROM recipients WHERE id % 2 = 0`,
        [listId],
      );
    });
    await get(RecipientService).create({
      email: "o'brien@example.com",
      firstname: 'Ünal',
      lastname: "O'Brien",
    });
  });
  afterAll(() => database.close());

  it.each([
    'email',
    '-email',
    'lastname',
    '-lastname',
    'firstname',
    'createdAt',
    '-createdAt',
    'updatedAt',
    '-updatedAt',
  ])('visits everyone once when sorted by %s', async (sort) => {
    const seen: number[] = [];
    let after: string | undefined;
    do {
      const page = await queries.list({}, { sort, limit: 499, after });
      seen.push(...page.items.map(({ id }) => id));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(seen).toHaveLength(SIZE + 1);
    expect(new Set(seen).size).toBe(SIZE + 1);
  });

  it('sorts both ways', async () => {
    const first = await queries.list({}, { sort: 'email', limit: 1 });
    const last = await queries.list({}, { sort: '-email', limit: 1 });
    expect(first.items[0]?.email).toBe("o'brien@example.com");
    expect(last.items[0]?.email).toBe('person19999@example.org');
  });

  const emails = async (filter: RecipientFilter) =>
    (await queries.list(filter, { limit: 5 })).items.map(({ email }) => email);

  it.each([
    ['person00007@', ['person00007@example.org']],
    ['PERSON00007@EXAMPLE', ['person00007@example.org']],
    ['*00007@example.org', ['person00007@example.org']],
    [
      'person0000?@*',
      [
        'person00000@example.org',
        'person00001@example.org',
        'person00002@example.org',
        'person00003@example.org',
        'person00004@example.org',
      ],
    ],
    ['100%', ['person00007@example.org']],
    ['%_sure!', ['person00007@example.org']],
    ['brien ÜNAL', ["o'brien@example.com"]],
    ['ünal', ["o'brien@example.com"]],
    ['ü?A*', ["o'brien@example.com"]],
    ['ünal%', []],
    ["o'brien", ["o'brien@example.com"]],
    ['@example.com', ["o'brien@example.com"]],
    ["' OR 1=1 --", []],
    ["'); DROP TABLE recipients; --", []],
    ['\\', []],
    ['nobody-like-this', []],
    ['   ', 'anyone'],
  ] as const)('searches for %j', async (q, expected) => {
    const found = await emails({ q });
    if (expected === 'anyone') expect(found).toHaveLength(5);
    else expect(found).toEqual(expected);
  });

  it.each(['id; DROP TABLE recipients', 'email DESC', '', '-', '--email', 'f_x', 'constructor'])(
    'refuses to sort by %j',
    async (sort) => {
      await expect(queries.list({}, { sort, limit: 5 })).rejects.toMatchObject({
        fields: { sort: { code: 'input.choice' } },
      });
    },
  );

  it.each([
    'x',
    'bnVsbA',
    Buffer.from('[1]').toString('base64url'),
    Buffer.from('{"a":1}').toString('base64url'),
  ])('refuses the page marker %j', async (after) => {
    await expect(queries.list({}, { limit: 5, after })).rejects.toMatchObject({ code: 'cursor.invalid' });
  });

  it('counts exactly while ids span little, and estimates well beyond', async () => {
    expect(await queries.count({ mailingListId: listId })).toEqual([SIZE / 2, false]);
    expect(await queries.count({ mailingListId: listId, status: 4 })).toEqual([SIZE / 4, false]);
    expect(await queries.count({ status: 2 })).toEqual([0, false]);
    expect(await queries.count({})).toEqual([SIZE + 1, false]);
    const [named] = await queries.count({ q: 'person0*' });
    expect(named).toBe(10_000);
  });

  it('finds those who get test mails, in a list or in any', async () => {
    expect(await queries.count({ testRecipients: true })).toEqual([0, false]);
    const { transactions } = database;
    await transactions.run(async () => {
      for (const [userType, id] of Object.entries({ A: 2, T: 4, t: 6, w: 8 })) {
        await transactions.execute('UPDATE bindings SET user_type = ? WHERE recipient_id = ?', [
          userType,
          id,
        ]);
      }
    });
    const inList = await queries.list({ mailingListId: listId, testRecipients: true }, { limit: 5 });
    expect(inList.items.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual([2, 4, 6]);
    expect(await queries.count({ testRecipients: true, status: 1 })).toEqual([2, false]);
    expect(await queries.count({ mailingListId: listId + 1, testRecipients: true })).toEqual([0, false]);
  });

  it('streams everyone the filter takes in', async () => {
    let count = 0;
    for await (const { id } of queries.stream({ mailingListId: listId, status: 1 })) {
      expect(id % 4).toBe(2);
      count += 1;
    }
    expect(count).toBe(SIZE / 4);
    expect(() => queries.stream({ q: 'a b c d e f g' })).toThrow('input.invalid');
  });

  it('reads many profiles at once and leaves out unknown ids', async () => {
    const ids = Array.from({ length: 2500 }, (_, index) => index + 1);
    const profiles = await queries.profiles([...ids, 999_999]);
    expect(profiles.size).toBe(2500);
    expect(profiles.get(1)).toMatchObject({ id: 1, gender: 2, mailtype: 1, trackingVeto: false, fields: {} });
  });
});
