import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, ENGINES, type TestDatabase } from '../../../../test/database.js';
import { recipientsOn } from '../../../../test/recipients.js';
import { UserStatus } from '../../../contract/recipients/codes.js';
import { Clock } from '../../../core/clock/clock.js';
import { DataSources } from '../data-sources/data-sources.js';
import { RecycleBinService } from '../data-sources/recycle-bin.service.js';
import {
  BindingQueries,
  BindingService,
  BlocklistService,
  ConsentService,
  HistoryQueries,
  MailingListService,
  ProfileFieldService,
  RecipientQueries,
  RecipientService,
} from '../index.js';
import type { BulkJob, BulkOrder } from './bulk-job.js';
import { BulkJobStore } from './bulk-job.store.js';
import { BulkJobsService } from './bulk-jobs.service.js';
import { BulkRunService } from './bulk-run.service.js';

describe.each(ENGINES)('work on many recipients on %s', (engine) => {
  let database: TestDatabase;
  let get: Awaited<ReturnType<typeof recipientsOn>>;

  beforeAll(async () => {
    database = await createDatabase(engine);
    get = await recipientsOn(database);
    const fields = get(ProfileFieldService);
    await fields.create({ name: 'city', label: 'City', type: 'text' });
    await fields.create({ name: 'points', label: 'Points', type: 'decimal' });
    await fields.create({ name: 'since', label: 'Since', type: 'datetime' });
    await fields.create({ name: 'secret', label: 'Secret', type: 'text', visibility: 'read-only' });
  });
  afterAll(() => database.close());

  let counter = 0;
  const someone = async (fields: Record<string, unknown> = {}) => {
    const email = `bulk${(counter += 1)}@example.org`;
    return (await get(RecipientService).create({ email, firstname: 'Zoé', fields })).id;
  };
  const someList = async () => (await get(MailingListService).create(`Bulk ${(counter += 1)}`)).id;
  const city = async (id: number) => (await get(RecipientService).require(id)).fields['city'];
  const finish = async (id: number): Promise<BulkJob> => {
    await get(BulkRunService).run(id);
    return get(BulkJobStore).require(id);
  };
  const order = async (wanted: BulkOrder) => finish((await get(BulkJobsService).order(wanted)).id);
  const undo = async ({ id }: BulkJob) => finish((await get(BulkJobsService).undo(id)).id);

  it('counts before, edits, tells the result, and takes back what nobody changed since', async () => {
    const ids = [
      await someone({ city: 'Köln', points: 0.1 }),
      await someone({ city: 'köln' }),
      await someone({ since: '2020-02-29T12:00:00Z' }),
    ];
    const [one = 0, two = 0, three = 0] = ids;
    const wanted: BulkOrder = { kind: 'edit', selection: { ids }, set: { city: 'Köln' } };
    expect(await get(BulkJobsService).preview(wanted)).toEqual({
      recipients: 3, willChange: 2, unchanged: 1, skipped: {},
    }); // prettier-ignore
    const job = await order(wanted);
    expect(job).toMatchObject({ state: 'done', expected: 3, lookedAt: 3, changed: 2, skipped: 0 });
    expect(await city(two)).toBe('Köln');
    const { items } = await get(HistoryQueries).of(two, { kinds: ['changed'] }, 10);
    expect(items).toMatchObject([
      { dataSourceKind: 'bulk-edit', changes: [{ field: 'city', old: 'köln', new: 'Köln' }] },
    ]);

    await get(RecipientService).change(three, { fields: { city: 'Bonn' } });
    expect(await undo(job)).toMatchObject({
      state: 'done', changed: 1, skipped: 1, skipReasons: { 'changed-since': 1 },
    }); // prettier-ignore
    expect([await city(one), await city(two), await city(three)]).toEqual(['Köln', 'köln', 'Bonn']);
    await expect(get(BulkJobsService).undo(job.id)).rejects.toMatchObject({ code: 'data-source.undone' });
  });

  it('sets and restores values of every kind, also to nothing', async () => {
    const before = { city: "O'Neil \\ 😀", points: 0.1 + 0.2, since: '2020-02-29T12:00:00Z' };
    const id = await someone(before);
    const set = { city: null, points: -1.5, since: '2026-12-31 23:59:59', mailtype: 0, trackingVeto: true };
    const job = await order({ kind: 'edit', selection: { ids: [id] }, set });
    expect(await get(RecipientService).require(id)).toMatchObject({
      mailtype: 0,
      trackingVeto: true,
      fields: { city: null, points: -1.5, since: '2026-12-31T23:59:59Z' },
    });
    await undo(job);
    const { fields, mailtype, trackingVeto } = await get(RecipientService).require(id);
    expect({ mailtype, trackingVeto }).toEqual({ mailtype: 1, trackingVeto: false });
    expect(fields).toMatchObject({ city: before.city, since: before.since });
    expect(fields['points']).toBeCloseTo(before.points, 12);
  });

  it.each([
    [{ email: 'x@example.org' }, 'set.email', 'bulk.immutable'],
    [{ firstname: 'x' }, 'set.firstname', 'bulk.immutable'],
    [{ 'f_city` = 1 --': 'x' }, 'set.f_city` = 1 --', 'input.unknown-field'],
    [{ secret: 'x' }, 'set.secret', 'profile-field.read-only'],
    [{ points: 'many' }, 'set.points', 'value-not-number'],
    [{}, 'set', 'bulk.nothing-to-set'],
  ])('refuses to set %j', async (set, field, code) => {
    const wrong = get(BulkJobsService).preview({ kind: 'edit', selection: { filter: {} }, set });
    await expect(wrong).rejects.toMatchObject({ fields: { [field]: { code } } });
  });

  it('refuses selections of nobody and of two kinds', async () => {
    const jobs = get(BulkJobsService);
    const nobody = jobs.order({ kind: 'delete', selection: { filter: { q: 'nobody-has-this' } } });
    await expect(nobody).rejects.toMatchObject({ code: 'bulk.nobody' });
    for (const selection of [{}, { filter: {}, ids: [1] }, { ids: [] }]) {
      await expect(jobs.order({ kind: 'delete', selection })).rejects.toMatchObject({ kind: 'invalid' });
    }
  });

  it('moves people into the recycle bin and gives them back with id, values and bindings', async () => {
    const list = await someList();
    const ids = [await someone({ city: 'Wien' }), await someone({ city: 'Wien' }), await someone()];
    const [one = 0, two = 0, three = 0] = ids;
    await get(BindingService).save(one, list, { status: UserStatus.Active, userType: 'w' });
    const before = await get(RecipientService).require(one);
    const job = await order({ kind: 'delete', selection: { ids } });
    expect(job).toMatchObject({ state: 'done', changed: 3 });
    expect(await get(RecipientQueries).profile(one)).toBeUndefined();
    expect(await get(BindingQueries).of(one)).toEqual([]);
    const bin = await get(RecycleBinService).list(before.email, 10);
    expect(bin.items).toMatchObject([{ id: one, email: before.email, firstname: 'Zoé' }]);

    // Fields that are made meanwhile
    await get(ProfileFieldService).create({
      name: 'lately',
      label: 'Lately',
      type: 'text',
      defaultValue: 'x',
    });
    const needed = {
      name: 'needed',
      label: 'Needed',
      type: 'text',
      nullable: false,
      defaultValue: 'basic',
    } as const;
    await get(ProfileFieldService).create(needed);

    // Somebody takes the second address meanwhile; the third comes back alone.
    const email = `bulk${counter - 1}@example.org`;
    await get(RecipientService).create({ email });
    const restored = await finish((await get(BulkJobsService).restore({ ids: [three] })).id);
    expect(restored).toMatchObject({ state: 'done', changed: 1 });
    expect(await undo(job)).toMatchObject({
      changed: 1, skipped: 2, skipReasons: { 'address-taken': 1, 'changed-since': 1 },
    }); // prettier-ignore
    const fields = { ...before.fields, lately: null, needed: 'basic' };
    expect(await get(RecipientService).require(one)).toEqual({ ...before, fields });
    expect(await get(BindingQueries).of(one)).toMatchObject([
      { mailingListId: list, userType: 'w', status: 1 },
    ]);
    expect(await get(RecipientQueries).profile(two)).toBeUndefined();
    expect((await get(RecycleBinService).list(undefined, 100)).items.map(({ id }) => id)).toContain(two);
  });

  it('keeps those with a left-behind or blocked address out of what becomes active', async () => {
    const list = await someList();
    const [fresh, left, blocked, active] = [
      await someone(),
      await someone(),
      await someone(),
      await someone(),
    ];
    const blockedEmail = (await get(RecipientService).require(blocked)).email;
    await get(BindingService).save(left, list, { status: UserStatus.UserOut, userType: 'W' });
    await get(BindingService).save(active, list, { status: UserStatus.Active, userType: 'W' });
    await get(BlocklistService).add(blockedEmail, '');
    const binding = { mailingListId: list, status: UserStatus.Active };
    const wanted: BulkOrder = {
      kind: 'binding',
      selection: { ids: [fresh, left, blocked, active] },
      binding,
    };
    const skipped = { 'opted-out': 1, blocklisted: 1 };
    expect(await get(BulkJobsService).preview(wanted)).toEqual({
      recipients: 4, willChange: 1, unchanged: 1, skipped,
    }); // prettier-ignore
    const job = await order(wanted);
    expect(job).toMatchObject({ changed: 1, skipped: 2, skipReasons: skipped });
    expect(await get(BindingQueries).of(fresh)).toMatchObject([{ status: UserStatus.Active, userType: 'W' }]);
    const { items } = await get(HistoryQueries).of(fresh, { kinds: ['subscribed'] }, 10);
    expect(items).toMatchObject([{ data: { oldStatus: null, newStatus: 1, userType: 'W' } }]);
    expect(await undo(job)).toMatchObject({ changed: 1, skipped: 0 });
    expect(await get(BindingQueries).of(fresh)).toEqual([]);
    expect(await get(BindingQueries).of(left)).toMatchObject([{ status: UserStatus.UserOut }]);
  });

  it('lets people of a double opt-in list wait like the change of one, unless their consent is recorded', async () => {
    const list = (await get(MailingListService).create('Careful', '', { doubleOptIn: true })).id;
    const [fresh, agreed, everything, withdrawn, waiting, active, left] = [
      await someone(), await someone(), await someone(), await someone(), await someone(), await someone(),
      await someone(),
    ]; // prettier-ignore
    const word = (id: number, kind: 'granted' | 'withdrawn', mailingListId: number | null, at: number) =>
      get(ConsentService).record(id, { kind, method: 'paper', mailingListId, at: new Date(at) });
    const bind = (id: number, status: UserStatus) =>
      get(BindingService).save(id, list, { status, userType: 'W' });
    await word(agreed, 'granted', list, 1000);
    await word(everything, 'withdrawn', list, 1000);
    await word(everything, 'granted', null, 2000);
    await word(withdrawn, 'granted', list, 1000);
    await word(withdrawn, 'withdrawn', null, 2000);
    await word(active, 'granted', list, 1000);
    await word(fresh, 'granted', await someList(), 1000);
    await bind(waiting, UserStatus.WaitForConfirm);
    await bind(active, UserStatus.Active);
    await word(active, 'withdrawn', list, 2000);
    await bind(left, UserStatus.AdminOut);
    const ids = [fresh, agreed, everything, withdrawn, waiting, active, left];
    const statuses = async () =>
      Promise.all(ids.map(async (id) => (await get(BindingQueries).one(id, list))?.status));
    const wanted: BulkOrder = {
      kind: 'binding', selection: { ids }, binding: { mailingListId: list, status: UserStatus.Active },
    }; // prettier-ignore
    expect(await get(BulkJobsService).preview(wanted)).toEqual({
      recipients: 7, willChange: 5, unchanged: 2, skipped: {},
    }); // prettier-ignore
    const before = await statuses();
    const job = await order(wanted);
    expect(job).toMatchObject({ lookedAt: 7, changed: 5, skipped: 0 });
    const after = [5, 1, 1, 5, 5, 1, 5];
    expect(await statuses()).toEqual(after);
    const { items } = await get(HistoryQueries).of(fresh, {}, 10);
    expect(items[0]).toMatchObject({ kind: 'bindingChanged', data: { oldStatus: null, newStatus: 5 } });
    expect(await undo(job)).toMatchObject({ changed: 5, skipped: 0 });
    expect(await statuses()).toEqual(before);
    for (const id of ids) await bind(id, UserStatus.Active);
    expect(await statuses()).toEqual(after);

    // Another role is a change, for who waits and for who is active.
    const asTest: BulkOrder = {
      kind: 'binding',
      selection: { ids: [waiting, active] },
      binding: { mailingListId: list, status: UserStatus.Active, userType: 'T' },
    };
    expect(await order(asTest)).toMatchObject({ changed: 2 });
    expect(await get(BindingQueries).one(waiting, list)).toMatchObject({ status: 5, userType: 'T' });
    expect(await get(BindingQueries).one(active, list)).toMatchObject({ status: 1, userType: 'T' });
    expect(await get(BulkJobsService).preview(asTest)).toMatchObject({ willChange: 0, unchanged: 2 });
  });

  it('takes back an import: new people go, changed ones get their values, others keep theirs', async () => {
    const list = await someList();
    const [made, edited, changed] = [await someone(), await someone(), await someone({ city: 'Graz' })];
    const { transactions } = database;
    const source = await transactions.run(async () => {
      const id = await get(DataSources).create({ kind: 'import', name: 'people.csv' });
      const at = get(Clock).millis() + 10;
      const columns = ['data_source_id', 'recipient_id', 'kind', 'at', 'changes'];
      await transactions.insertRows('INSERT INTO recipient_changes', columns, [
        [id, made, 1, at, null],
        [id, edited, 1, at, null],
        [id, changed, 2, at, JSON.stringify({ f_city: ['Linz', 'Graz'], firstname: ['Zoe', 'Zoé'] })],
      ]);
      await transactions.execute(
        `INSERT INTO binding_changes (data_source_id, recipient_id, mailing_list_id, at, new_status, new_user_type)
         VALUES (?, ?, ?, ?, 1, 'W')`,
        [id, made, list, at],
      );
      await transactions.execute(
        'INSERT INTO bindings (recipient_id, mailing_list_id, status, created_at, updated_at) VALUES (?, ?, 1, 1, 1)',
        [made, list],
      );
      await get(DataSources).finish(id, 3);
      return id;
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    await get(RecipientService).change(edited, { lastname: 'Edited' });
    const done = await finish(await get(DataSources).undo(source));
    expect(done).toMatchObject({
      state: 'done',
      changed: 2,
      skipped: 1,
      skipReasons: { 'changed-since': 1 },
    });
    expect(await get(RecipientQueries).profile(made)).toBeUndefined();
    expect(await get(RecipientService).require(changed)).toMatchObject({
      firstname: 'Zoe',
      fields: { city: 'Linz' },
    });
    expect(await get(RecipientService).require(edited)).toMatchObject({ lastname: 'Edited' });
  });

  it('goes on where a killed worker stopped, and two at once do nothing twice', async () => {
    const { transactions } = database;
    const rows = Array.from({ length: 2500 }, (_, index) => [`many${index}@example.net`, 1, 1]);
    await transactions.run(() =>
      transactions.insertRows('INSERT INTO recipients', ['email', 'created_at', 'updated_at'], rows),
    );
    const { id } = await get(BulkJobsService).order({
      kind: 'edit', selection: { filter: { q: 'many*@example.net' } }, set: { city: 'Enns' },
    }); // prettier-ignore
    let steps = 0;
    await get(BulkRunService).run(id, () => (steps += 1) > 1);
    const halfway = await get(BulkJobStore).require(id);
    expect(halfway.state).toBe('queued');
    expect(halfway.lookedAt).toBeLessThan(2500);
    await Promise.all([get(BulkRunService).run(id), get(BulkRunService).run(id)]);
    const job = await get(BulkJobStore).require(id);
    expect(job).toMatchObject({ state: 'done', expected: 2500, lookedAt: 2500, changed: 2500 });
    expect(await undo(job)).toMatchObject({ changed: 2500 });
    await order({ kind: 'delete', selection: { filter: { q: 'many*@example.net' } } });
  });

  it('stops when told to; what was done can be undone', async () => {
    const id = await someone({ city: 'Steyr' });
    const job = await get(BulkJobsService).order({
      kind: 'edit', selection: { ids: [id] }, set: { city: 'Wels' },
    }); // prettier-ignore
    expect(await get(BulkJobsService).cancel(job.id)).toMatchObject({ state: 'cancelled', changed: 0 });
    expect(await finish(job.id)).toMatchObject({ state: 'cancelled', changed: 0 });
    await expect(get(BulkJobsService).cancel(job.id)).rejects.toMatchObject({ code: 'bulk.over' });
    expect(await city(id)).toBe('Steyr');
  });

  it('empties the bin when the time is over', async () => {
    const id = await someone();
    await get(RecipientService).delete(id);
    const bin = get(RecycleBinService);
    expect(await bin.has(id)).toBe(true);
    await database.transactions.run(() =>
      database.transactions.execute('UPDATE recipient_changes SET at = 1 WHERE recipient_id = ?', [id]),
    );
    expect(await bin.purge()).toBe(1);
    expect(await bin.has(id)).toBe(false);
  });
});
