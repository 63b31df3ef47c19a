import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, ENGINES, type TestDatabase } from '../../../test/database.js';
import { recipientsOn } from '../../../test/recipients.js';
import { UserStatus, UserType } from '../../contract/recipients/codes.js';
import { AuthContext } from '../../core/auth-context/auth-context.js';
import { DomainError } from '../../core/errors/domain-error.js';
import {
  AudienceQueries,
  BindingQueries,
  BindingService,
  BlocklistService,
  DemoListService,
  HistoryQueries,
  MailingListService,
  ProfileFieldService,
  RecipientService,
} from './index.js';

describe.each(ENGINES)('recipients on %s', (engine) => {
  let database: TestDatabase;
  let get: Awaited<ReturnType<typeof recipientsOn>>;

  beforeAll(async () => {
    database = await createDatabase(engine);
    get = await recipientsOn(database);
    await get(ProfileFieldService).create({ name: 'city', label: 'City', type: 'text' });
  });
  afterAll(() => database.close());

  let counter = 0;
  const someone = async (name = `someone${(counter += 1)}`) =>
    (await get(RecipientService).create({ email: `${name}@example.org` })).id;
  const someList = async () => (await get(MailingListService).create(`List ${(counter += 1)}`)).id;
  const history = async (id: number) => (await get(HistoryQueries).of(id, {}, 100)).items;
  const asAda = <T>(work: () => Promise<T>) =>
    AuthContext.run(
      {
        actor: { userId: 1, name: 'Ada', permissions: new Set(), via: 'session', credentialId: 'x' },
        language: 'en',
        address: '127.0.0.1',
        userAgent: 'test',
      },
      work,
    );
  const bind = (id: number, list: number, status: UserStatus, userType: UserType = UserType.World) =>
    asAda(() => get(BindingService).save(id, list, { status, userType }));

  it('takes an address once, whatever its case, and names who has it', async () => {
    const id = await someone('twice');
    const again = get(RecipientService).create({ email: ' TWICE@Example.ORG ' });
    await expect(again).rejects.toMatchObject({ code: 'recipient.email-taken', params: { id } });
    const other = await someone();
    const change = get(RecipientService).change(other, { email: 'Twice@example.org', firstname: 'New' });
    await expect(change).rejects.toMatchObject({ kind: 'conflict', params: { id } });
    expect((await get(RecipientService).require(other)).firstname).toBe('');
    expect((await history(other)).map(({ kind }) => kind)).toEqual(['created']);
  });

  it('gives one of many the same new address and refuses the others', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => get(RecipientService).create({ email: 'race@example.org' })),
    );
    const refused = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as unknown] : [],
    );
    expect(refused).toHaveLength(9);
    for (const error of refused) expect(error).toBeInstanceOf(DomainError);
  });

  it('writes old and new values into the history, and nothing where nothing changed', async () => {
    const id = await someone();
    const change = { firstname: 'Zoé\r\nBcc: x', gender: 1, trackingVeto: true, fields: { CITY: 'Köln' } };
    const changed = await get(RecipientService).change(id, change);
    expect(changed).toMatchObject({
      firstname: 'Zoé Bcc: x',
      gender: 1,
      trackingVeto: true,
      fields: { city: 'Köln' },
    });
    await get(RecipientService).change(id, change);
    const data = (await history(id)).filter(({ kind }) => kind === 'fieldChanged').map((entry) => entry.data);
    expect(data).toHaveLength(4);
    expect(data).toEqual(
      expect.arrayContaining([
        { field: 'firstname', old: '', new: 'Zoé Bcc: x' },
        { field: 'gender', old: 2, new: 1 },
        { field: 'trackingVeto', old: false, new: true },
        { field: 'city', old: null, new: 'Köln' },
      ]),
    );
  });

  it.each([
    [{ firstname: '<script>alert(1)</script>' }, 'firstname', 'value-html'],
    [{ lastname: 'x'.repeat(101) }, 'lastname', 'value-too-long'],
    [{ gender: 3 }, 'gender', 'input.choice'],
    [{ mailtype: 9 }, 'mailtype', 'input.choice'],
    [{ email: 'a@b' }, 'email', 'email-domain-no-ending'],
    [{ fields: { 'city` = 1 --': 'x' } }, 'fields.city` = 1 --', 'input.unknown-field'],
  ])('refuses %j', async (input, field, code) => {
    const id = await someone();
    await expect(get(RecipientService).change(id, input)).rejects.toMatchObject({
      fields: { [field]: { code } },
    });
  });

  it('pages the history by key, newest first, also within one millisecond', async () => {
    const id = await someone();
    const cities = Array.from({ length: 25 }, (_, index) => `City ${index}`);
    for (const city of cities) await get(RecipientService).change(id, { fields: { city } });
    await database.transactions.run(() =>
      database.transactions.execute('UPDATE activity SET at = 5000 WHERE recipient_id = ?', [id]),
    );
    const seen: unknown[] = [];
    let after: string | undefined;
    do {
      const page = await get(HistoryQueries).of(id, {}, 7, after);
      seen.push(...page.items.map((entry) => entry.data?.['new'] ?? entry.kind));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(seen).toEqual([...cities.reverse(), 'created']);
  });

  it('deletes a recipient with the bindings', async () => {
    const [id, list] = [await someone(), await someList()];
    await bind(id, list, UserStatus.Active);
    await get(RecipientService).delete(id);
    await expect(get(RecipientService).require(id)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(get(RecipientService).delete(id)).rejects.toMatchObject({ kind: 'not-found' });
    expect(await get(AudienceQueries).funnel(list)).toMatchObject({ inList: 0, willReceive: 0 });
  });

  it('keeps how a status came about', async () => {
    const [id, list] = [await someone(), await someList()];
    expect(await bind(id, list, UserStatus.Active)).toMatchObject({
      remark: 'Opt-In by ADMIN (Ada)',
      status: 1,
    });
    expect(await bind(id, list, UserStatus.Active, UserType.Test)).toMatchObject({
      remark: 'Opt-In by ADMIN (Ada)',
      userType: 'T',
    });
    expect(await bind(id, list, UserStatus.AdminOut)).toMatchObject({ remark: 'Opt-Out by ADMIN (Ada)' });
    const kinds = (await history(id)).map(({ kind }) => kind);
    expect(kinds).toEqual(['unsubscribed', 'bindingChanged', 'subscribed', 'created']);
    await expect(bind(999_999, list, UserStatus.Active)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(bind(id, 999_999, UserStatus.Active)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it.each([
    [UserStatus.Active, 'opted-out', UserStatus.UserOut],
    [UserStatus.Bounced, 'opted-out', UserStatus.UserOut],
    [UserStatus.Suspend, 'opted-out', UserStatus.UserOut],
    [UserStatus.AdminOut, 'already-out', UserStatus.AdminOut],
    [UserStatus.UserOut, 'already-out', UserStatus.UserOut],
    [UserStatus.WaitForConfirm, 'refused', UserStatus.WaitForConfirm],
    [UserStatus.Blacklisted, 'refused', UserStatus.Blacklisted],
  ] as const)('unsubscribes from status %i: %s', async (status, result, next) => {
    const [id, list] = [await someone(), await someList()];
    await bind(id, list, status, UserType.WorldVip);
    const order = { recipientId: id, mailingListId: list, mailingId: 42, remark: 'User-Opt-Out: 192.0.2.1' };
    expect(await get(BindingService).optOut(order)).toBe(result);
    const binding = await get(BindingQueries).one(id, list);
    expect(binding).toMatchObject({ status: next, userType: UserType.WorldVip });
    expect(binding?.exitMailingId).toBe(result === 'opted-out' ? 42 : null);
    if (result === 'opted-out') expect(binding?.remark).toBe('User-Opt-Out: 192.0.2.1');
  });

  it('unsubscribes once when the button is pressed many times at once', async () => {
    const [id, list] = [await someone(), await someList()];
    await bind(id, list, UserStatus.Active);
    const order = { recipientId: id, mailingListId: list, mailingId: 7, remark: 'User-Opt-Out' };
    const results = await Promise.all(Array.from({ length: 8 }, () => get(BindingService).optOut(order)));
    expect(results.filter((result) => result === 'opted-out')).toHaveLength(1);
    expect((await history(id)).filter(({ kind }) => kind === 'unsubscribed')).toHaveLength(1);
    expect(await get(BindingService).optOut({ ...order, recipientId: 999_999 })).toBe('no-binding');
  });

  it('explains the audience, and freezes exactly those', async () => {
    const list = await someList();
    const member = async (name: string, status: UserStatus, type: UserType = UserType.World) => {
      const id = await someone(name);
      await bind(id, list, status, type);
      return id;
    };
    const expected = [
      await member('a_b.funnel', UserStatus.Active),
      await member('vip.funnel', UserStatus.Active, UserType.WorldVip),
      await member('acb.funnel%', UserStatus.Active),
    ];
    await member('out.funnel', UserStatus.UserOut);
    await member('bounce.funnel', UserStatus.Bounced);
    await member('test.funnel', UserStatus.Active, UserType.Test);
    await member('admin.funnel', UserStatus.Active, UserType.Admin);
    await member('blocked.funnel', UserStatus.Active);
    await member('pattern.funnel', UserStatus.Active);
    // Entries that came without their bindings being changed: they must hold all the same.
    await database.transactions.run(() =>
      database.transactions.insertRows(
        'INSERT INTO blocklist',
        ['pattern', 'wildcard', 'domain', 'like_text', 'created_at'],
        [
          ['blocked.funnel@example.org', 0, null, null, 1],
          ['p?ttern.funnel@*', 1, null, 'p_ttern.funnel@%', 1],
          ['a__.funnel*', 1, null, 'a!_!_.funnel%', 1],
          ['test%funnel*', 1, null, 'test!%funnel%', 1],
          ['*@le.org', 1, 'le.org', null, 1],
        ],
      ),
    );
    const funnel = await get(AudienceQueries).funnel(list);
    expect(funnel).toMatchObject({ inList: 7, active: 5, blocked: 2, willReceive: 3 });
    expect(funnel.byStatus).toMatchObject({ 1: 5, 2: 1, 4: 1 });
    const frozen: number[] = [];
    let after = 0;
    for (;;) {
      const upTo = await get(AudienceQueries).freezeStep(list, after, 2);
      if (upTo === undefined) break;
      const { sql, parameters } = get(AudienceQueries).freezeSelect(list, after, upTo);
      const rows = await database.transactions.query<{ id: number }>(`SELECT r.id ${sql}`, parameters);
      frozen.push(...rows.map(({ id }) => id));
      after = upTo;
    }
    expect(frozen.sort((a, b) => a - b)).toEqual(expected.sort((a, b) => a - b));
    const tests = await get(AudienceQueries).testRecipients(list);
    expect(tests.map(({ email }) => email)).toEqual(['admin.funnel@example.org', 'test.funnel@example.org']);
    const counts = (await get(BindingQueries).counts(list)).get(list);
    expect(counts).toMatchObject({ total: 9, active: 7, testRecipients: 2 });
  });

  it('blocks by address and pattern, where % and _ mean only themselves', async () => {
    const list = await someList();
    const names = ['x_y.bl', 'xzy.bl', 'x%y.bl', 'other.bl'];
    const ids: number[] = [];
    for (const name of names) {
      const id = await someone(name);
      ids.push(id);
      await bind(id, list, UserStatus.Active);
    }
    const statuses = async () =>
      Promise.all(ids.map(async (id) => (await get(BindingQueries).one(id, list))?.status));
    await asAda(() => get(BlocklistService).add('X_Y.bl@*', 'asked us to'));
    expect(await statuses()).toEqual([6, 1, 1, 1]);
    await asAda(() => get(BlocklistService).add('x%?.bl@example.org', ''));
    expect(await statuses()).toEqual([6, 1, 6, 1]);
    const entry = await asAda(() => get(BlocklistService).add('Other.BL@example.org', ''));
    expect(await get(BindingQueries).one(ids[3] ?? 0, list)).toMatchObject({
      status: 6,
      remark: 'Added to blocklist by Ada',
    });
    const addresses = names.map((name) => `${name}@example.org`);
    expect([...(await get(BlocklistService).blockedAmong(addresses))].sort()).toEqual(
      [addresses[0], addresses[2], addresses[3]].sort(),
    );
    expect((await history(ids[0] ?? 0))[0]).toMatchObject({ kind: 'bindingChanged', data: { newStatus: 6 } });
    await expect(bind(ids[3] ?? 0, list, UserStatus.Active)).rejects.toMatchObject({
      code: 'binding.blocklisted',
    });
    await expect(get(BlocklistService).add('other.bl@example.org', '')).rejects.toMatchObject({
      code: 'blocklist.exists',
    });
    expect((await get(BlocklistService).list('_y.bl', 10)).items.map(({ pattern }) => pattern)).toEqual([
      'x_y.bl@*',
    ]);
    await get(BlocklistService).remove(entry.id);
    expect(await bind(ids[3] ?? 0, list, UserStatus.Active)).toMatchObject({ status: 1 });
    await expect(get(BlocklistService).remove(entry.id)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('blacklists every binding of a pattern that fits thousands', async () => {
    const list = await someList();
    await database.transactions.run(async () => {
      const rows = Array.from({ length: 2500 }, (_, index) => [`m${index}@mass.example`, 1, 1]);
      await database.transactions.insertRows(
        'INSERT INTO recipients',
        ['email', 'created_at', 'updated_at'],
        rows,
      );
      await database.transactions.execute(
        `INSERT INTO bindings (recipient_id, mailing_list_id, status, created_at, updated_at)
         SELECT id, ?, 1, 1, 1 FROM recipients WHERE email LIKE '%@mass.example'`,
        [list],
      );
    });
    await get(BlocklistService).add('*@mass.example', 'closed');
    const counts = (await get(BindingQueries).counts(list)).get(list);
    expect(counts).toMatchObject({ total: 2500, active: 0, byStatus: { 6: 2500 } });
    const [logged] = await database.transactions.query<{ n: number }>(
      'SELECT COUNT(*) AS n FROM activity WHERE mailing_list_id = ?',
      [list],
    );
    expect(logged?.n).toBe(2500);
  });

  it('pages the blocklist', async () => {
    const seen: number[] = [];
    let after: string | undefined;
    do {
      const page = await get(BlocklistService).list(undefined, 2, after);
      expect(page.total).toBeGreaterThan(4);
      seen.push(...page.items.map(({ id }) => id));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a));
    expect(seen.length).toBeGreaterThan(4);
  });

  it('hides a deleted list at once and removes its bindings later, unless someone still needs it', async () => {
    const lists = get(MailingListService);
    const [id, list] = [await someone(), await someList()];
    await bind(id, list, UserStatus.Active);
    const needed = new Set([list]);
    lists.beforeDelete(async (asked) => {
      if (needed.has(asked)) throw new DomainError('conflict', 'test.in-use');
    });
    await expect(lists.delete(list)).rejects.toMatchObject({ code: 'test.in-use' });
    needed.clear();
    await lists.delete(list);
    await expect(lists.require(list)).rejects.toMatchObject({ kind: 'not-found' });
    expect(await get(BindingQueries).of(id)).toEqual([]);
    expect(await lists.removeLeftBindings()).toBe(1);
    expect(await lists.removeLeftBindings()).toBe(0);
  });

  it('keeps names of lists apart, whatever their case', async () => {
    const lists = get(MailingListService);
    const { id, name } = await lists.create('  Weekly News ');
    expect(name).toBe('Weekly News');
    await expect(lists.create('weekly news')).rejects.toMatchObject({ code: 'mailing-list.name-taken' });
    await expect(lists.create(' a ')).rejects.toMatchObject({
      fields: { name: { code: 'input.too-short' } },
    });
    expect((await lists.change(id, { name: 'WEEKLY NEWS', description: 'x' })).name).toBe('WEEKLY NEWS');
  });

  it('makes the demo list once, also when asked twice at once', async () => {
    const demo = get(DemoListService);
    const [first, second] = await Promise.all([demo.create(), demo.create()]);
    expect(first.recipients).toBe(50);
    expect(second).toEqual(first);
    expect(await demo.create()).toEqual(first);
    expect(await get(AudienceQueries).funnel(first.mailingListId)).toMatchObject({
      inList: 48,
      willReceive: 48,
    });
    expect(await get(AudienceQueries).testRecipients(first.mailingListId)).toHaveLength(2);
  });
});
