import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, ENGINES, type TestDatabase } from '../../../../test/database.js';
import { recipientsOn } from '../../../../test/recipients.js';
import {
  MailingListService,
  ProfileFieldRegistry,
  ProfileFieldService,
  RecipientQueries,
  RecipientService,
  Usages,
} from '../index.js';
import { FieldWorkService } from './field-work.service.js';

describe.each(ENGINES)('rules of profile fields on %s', (engine) => {
  let database: TestDatabase;
  let get: Awaited<ReturnType<typeof recipientsOn>>;

  beforeAll(async () => {
    database = await createDatabase(engine);
    get = await recipientsOn(database);
  });
  afterAll(() => database.close());

  let counter = 0;
  const create = (fields: Record<string, unknown> = {}) =>
    get(RecipientService).create({ email: `rules${(counter += 1)}@example.org`, fields });
  const field = (name: string, more: object = {}) =>
    get(ProfileFieldService).create({ name, label: `Label ${name}`, type: 'text', ...more });
  const work = async () => {
    for (const id of await get(FieldWorkService).waiting()) await get(FieldWorkService).work(id);
  };

  it('fills new recipients with defaults, and old ones only where a value is required', async () => {
    const before = await create();
    await field('plan', { defaultValue: 'basic' });
    await field('tier', { defaultValue: "gold \\ 'n", nullable: false });
    await field('score', { type: 'integer', defaultValue: 7, nullable: false });
    await field('joined', { type: 'date', defaultValue: 'today' });
    await field('seen', { type: 'datetime', defaultValue: 'now', nullable: false });
    expect((await get(RecipientService).require(before.id)).fields).toMatchObject({
      plan: null, tier: "gold \\ 'n", score: 7, joined: null, seen: expect.any(String) as string,
    }); // prettier-ignore
    const { fields } = await create({ plan: 'pro' });
    expect(fields).toMatchObject({ plan: 'pro', tier: "gold \\ 'n", score: 7 });
    expect(fields['joined']).toBe(new Date().toISOString().slice(0, 10));
    await expect(create({ tier: '' })).rejects.toMatchObject({
      fields: { 'fields.tier': { code: 'value-required' } },
    });
  });

  it.each([
    [{ type: 'integer', defaultValue: 'x' }, 'defaultValue', 'value-not-integer'],
    [{ nullable: false }, 'defaultValue', 'profile-field.default-needed'],
    [{ fixedValues: ['a', 'b'], defaultValue: 'c' }, 'defaultValue', 'value-not-allowed'],
    [{ type: 'date', fixedValues: ['2026-02-30'] }, 'fixedValues', 'value-date-impossible'],
    [{ length: 3, fixedValues: ['long'] }, 'fixedValues', 'value-too-long'],
  ])('refuses a field with %j', async (more, name, code) => {
    await expect(field('never', more)).rejects.toMatchObject({ fields: { [name]: { code } } });
  });

  it('takes only fixed values, and nothing into what is read-only or hidden', async () => {
    await field('size', { fixedValues: ['S', 'M'] });
    await field('grade_no', { visibility: 'read-only' });
    await field('hush', { visibility: 'hidden' });
    expect((await create({ size: 'M' })).fields['size']).toBe('M');
    await expect(create({ size: 'XL', grade_no: '1', hush: '1' })).rejects.toMatchObject({
      fields: {
        'fields.size': { code: 'value-not-allowed' },
        'fields.grade_no': { code: 'profile-field.read-only' },
        'fields.hush': { code: 'input.unknown-field' },
      },
    });
    const { items } = await get(RecipientQueries).list({}, { limit: 1 });
    expect(Object.keys(items[0]?.fields ?? {})).toContain('grade_no');
    expect(Object.keys(items[0]?.fields ?? {})).not.toContain('hush');
    const sorted = get(RecipientQueries).list({}, { limit: 1, sort: 'fields.hush' });
    await expect(sorted).rejects.toMatchObject({ fields: { sort: { code: 'input.choice' } } });
  });

  it('changes everything but name and type, and puts fields in order', async () => {
    const made = await field('shape');
    const changed = await get(ProfileFieldService).change(made.id, {
      label: 'Form', description: 'What it looks like', defaultValue: 'round', fixedValues: ['round', 'square'],
      visibility: 'editable', separatorAfter: true, historised: false,
    }); // prettier-ignore
    expect(changed).toMatchObject({ name: 'shape', label: 'Form', fixedValues: ['round', 'square'] });
    const ids = (await get(ProfileFieldRegistry).all()).map(({ id }) => id);
    const ordered = await get(ProfileFieldService).order(ids.toReversed());
    expect(ordered.map(({ id }) => id)).toEqual(ids.toReversed());
    await expect(get(ProfileFieldService).order(ids.slice(1))).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('pages by a field with and without an index: each recipient once, those without a value first', async () => {
    const made = await field('sorted', { type: 'integer' });
    const { transactions } = database;
    const rows = Array.from({ length: 500 }, (_, index) => [`sorted${index}@example.net`, index % 3 === 0 ? null : index % 7, 1, 1]); // prettier-ignore
    await transactions.run(() =>
      transactions.insertRows(
        'INSERT INTO recipients',
        ['email', 'f_sorted', 'created_at', 'updated_at'],
        rows,
      ),
    );
    const list = (await get(MailingListService).create('Sorted')).id;
    await transactions.run(() =>
      transactions.execute(
        `INSERT INTO bindings (recipient_id, mailing_list_id, status, created_at, updated_at)
         SELECT id, ?, 1, 1, 1 FROM recipients WHERE email LIKE 'sorted%'`,
        [list],
      ),
    );
    for (const state of ['none', 'ready']) {
      for (const sort of ['fields.sorted', '-fields.sorted']) {
        const seen: (number | null)[] = [];
        const ids = new Set<number>();
        for (let after: string | undefined; ;) {
          const page = await get(RecipientQueries).list({ mailingListId: list }, { sort, limit: 49, after });
          expect(page.total).toBe(after === undefined ? 500 : null);
          for (const { id, fields } of page.items) {
            ids.add(id);
            seen.push(fields['sorted'] as number | null);
          }
          if (page.next === null) break;
          after = page.next;
        }
        expect(ids.size).toBe(500);
        const order = seen.map((value) => value ?? -1);
        const sign = sort.startsWith('-') ? -1 : 1;
        expect(order).toEqual(order.toSorted((a, b) => sign * (a - b)));
      }
      if (state === 'none') {
        expect(await get(ProfileFieldService).requestIndex(made.id)).toMatchObject({ indexState: 'queued' });
        await work();
        expect(await get(ProfileFieldService).require(made.id)).toMatchObject({ indexState: 'ready' });
      }
    }
    await get(ProfileFieldService).dropIndex(made.id);
    await work();
    expect(await get(ProfileFieldService).require(made.id)).toMatchObject({ indexState: 'none' });
  });

  it('is not deleted while used; afterwards its name is free again', async () => {
    const made = await field('leaving', { length: 1000 });
    await get(ProfileFieldService).requestIndex(made.id);
    await work();
    let used = true;
    get(Usages).register(async (thing, key) =>
      used && thing === 'profile-field' && key === 'leaving'
        ? [{ kind: 'target-group', id: 1, name: 'VIP' }]
        : [],
    );
    const refused = get(ProfileFieldService).delete(made.id);
    await expect(refused).rejects.toMatchObject({
      code: 'profile-field.in-use',
      params: { count: 1, names: '“VIP”' },
    });
    used = false;
    await create({ leaving: 'x' });
    await get(ProfileFieldService).delete(made.id);
    expect(await get(ProfileFieldRegistry).find('leaving')).toBeUndefined();
    await expect(field('leaving')).rejects.toMatchObject({ code: 'profile-field.name-leaving' });
    await work();
    await field('leaving', { type: 'integer' });
    expect((await create({ leaving: 5 })).fields['leaving']).toBe(5);
  });
});
