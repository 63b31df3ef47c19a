import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, ENGINES, type TestDatabase } from '../../../test/database.js';
import { recipientsOn } from '../../../test/recipients.js';
import { FIELD_TYPES } from '../../contract/recipients/fields.js';
import { DomainError } from '../../core/errors/domain-error.js';
import { FieldWorkService } from './fields/field-work.service.js';
import { MOST_FIELDS, ProfileFieldRegistry, ProfileFieldService, RecipientService } from './index.js';

describe.each(ENGINES)('profile fields on %s', (engine) => {
  let database: TestDatabase;
  let one: Awaited<ReturnType<typeof recipientsOn>>;
  let other: typeof one;

  beforeAll(async () => {
    database = await createDatabase(engine);
    one = await recipientsOn(database);
    other = await recipientsOn(database);
  });
  afterAll(() => database.close());

  const codeOf = (error: unknown) => (error instanceof DomainError ? error.code : String(error));

  it('keeps a value of each type as it is, and empties it', async () => {
    for (const type of FIELD_TYPES) {
      await one(ProfileFieldService).create({
        name: `kind_${type}`,
        label: `Kind ${type}`,
        type,
        length: 20,
      });
    }
    const fields = {
      kind_text: 'Ünïcode 😀',
      kind_integer: 9_007_199_254_740_991,
      kind_decimal: -0.125,
      kind_date: '1980-02-29',
      kind_datetime: '2026-12-31T23:59:59Z',
      kind_boolean: false,
    };
    const { id } = await one(RecipientService).create({ email: 'types@example.org', fields });
    expect((await one(RecipientService).require(id)).fields).toEqual(fields);
    const emptied = Object.fromEntries(Object.keys(fields).map((name) => [name, null]));
    expect((await one(RecipientService).change(id, { fields: emptied })).fields).toEqual(emptied);
  });

  it('is made while somebody reads recipients for long, and holds up no other reader', async () => {
    let read = () => {};
    const reading = new Promise<void>((resolve) => (read = resolve));
    let begun = () => {};
    const started = new Promise<void>((resolve) => (begun = resolve));
    const { transactions } = database;
    const long = transactions.run(async () => {
      await transactions.query('SELECT COUNT(*) AS n FROM recipients');
      begun();
      await reading;
    });
    await started;
    const making = one(ProfileFieldService).create({ name: 'patient', label: 'Patient', type: 'text' });
    const until = Date.now() + 2000;
    while (Date.now() < until) {
      await transactions.query('SELECT COUNT(*) AS n FROM recipients');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await one(ProfileFieldRegistry).find('patient')).toBeUndefined();
    read();
    await long;
    await making;
    const made = await one(RecipientService).create({
      email: 'patient@example.org',
      fields: { patient: 'x' },
    });
    expect(made.fields['patient']).toBe('x');
  });

  // SQLite never writes a table anew for a column, and has no figure that tells.
  if (engine === 'mariadb') {
    it('gets its column without the table being written anew', async () => {
      const instant = async () => {
        const row = await database.transactions.first<{ Value: string }>(
          "SHOW GLOBAL STATUS LIKE 'Innodb_instant_alter_column'",
        );
        return Number(row?.Value);
      };
      for (const [index, type] of FIELD_TYPES.entries()) {
        const before = await instant();
        const value = { text: 'x', integer: 1, decimal: 1.5, date: 'today', datetime: 'now', boolean: true }[
          type
        ];
        for (const [suffix, more] of [
          ['open', {}],
          ['required', { nullable: false, defaultValue: value }],
        ] as const) {
          const name = `quick_${index}_${suffix}`;
          const made = await one(ProfileFieldService).create({
            name,
            label: name,
            type,
            length: 4000,
            ...more,
          });
          await one(ProfileFieldService).delete(made.id);
          await one(FieldWorkService).work(made.id);
        }
        // two made, two dropped
        expect(await instant(), type).toBe(before + 4);
      }
    });
  }

  it('names every wrong value at once and saves nothing', async () => {
    const wrong = one(RecipientService).create({
      email: 'not an address',
      fields: {
        kind_text: 'x'.repeat(21),
        KIND_INTEGER: '1.5',
        kind_date: '2026-02-30',
        kind_boolean: { a: 1 },
        unknown: 1,
      },
    });
    await expect(wrong).rejects.toMatchObject({
      kind: 'invalid',
      fields: {
        email: { code: 'email-no-at' },
        'fields.kind_text': { code: 'value-too-long' },
        'fields.KIND_INTEGER': { code: 'value-not-integer' },
        'fields.kind_date': { code: 'value-date-impossible' },
        'fields.kind_boolean': { code: 'input.format' },
        'fields.unknown': { code: 'input.unknown-field' },
      },
    });
  });

  it.each([
    'f; DROP TABLE recipients',
    'a`b',
    "x' OR 1=1 --",
    'email',
    'SELECT',
    'ab',
    '1st',
    'größe',
    '__proto__',
  ])('refuses the name %j', async (name) => {
    const made = one(ProfileFieldService).create({ name, label: `Label of ${name}`, type: 'text' });
    await expect(made).rejects.toMatchObject({ kind: 'invalid', fields: { name: {} } });
  });

  it('lets exactly one of many make a field, whichever type the others want', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 12 }, (_, index) =>
        (index % 2 === 0 ? one : other)(ProfileFieldService).create({
          name: index % 3 === 0 ? 'Contested' : 'contested',
          label: `Contested ${index}`,
          type: index % 2 === 0 ? 'text' : 'integer',
        }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const codes = results.flatMap((result) => (result.status === 'rejected' ? [codeOf(result.reason)] : []));
    expect(new Set(codes)).toEqual(new Set(['profile-field.name-taken']));
    const field = await one(ProfileFieldRegistry).find('CONTESTED');
    const value = field?.type === 'text' ? 'abc' : 7;
    const made = await one(RecipientService).create({
      email: 'contested@example.org',
      fields: { contested: value },
    });
    expect(made.fields[field?.name ?? '']).toBe(value);
  });

  it('refuses a label that is taken, whatever its case', async () => {
    const again = one(ProfileFieldService).create({ name: 'another', label: 'KIND TEXT', type: 'text' });
    await expect(again).rejects.toMatchObject({ kind: 'conflict', code: 'profile-field.label-taken' });
  });

  it.each([true, false])('repairs what a crash left (column made: %s)', async (columnMade) => {
    const name = `crashed_${columnMade}`;
    const { dialect } = database.transactions;
    await database.transactions.run(() =>
      database.transactions.execute(
        'INSERT INTO profile_fields (name, label, type, length, position, ready, created_at) VALUES (?, ?, ?, 0, 99, 0, 1)',
        [name, `Crashed ${columnMade}`, 'integer'],
      ),
    );
    if (columnMade) {
      await database.transactions.alter(
        `ALTER TABLE recipients ADD COLUMN f_${name} ${dialect.ddl.reference} NULL`,
      );
    }
    one(ProfileFieldRegistry).invalidate();
    expect(await one(ProfileFieldRegistry).find(name)).toBeUndefined();
    const restarted = await recipientsOn(database);
    expect(await restarted(ProfileFieldRegistry).find(name)).toMatchObject({ type: 'integer' });
    const email = `${name}@example.org`;
    expect((await restarted(RecipientService).create({ email, fields: { [name]: 3 } })).fields[name]).toBe(3);
  });

  it('tells other processes within two seconds', async () => {
    await other(ProfileFieldRegistry).all();
    await one(ProfileFieldService).create({ name: 'fresh_field', label: 'Fresh', type: 'boolean' });
    expect(await one(ProfileFieldRegistry).find('fresh_field')).toBeDefined();
    await new Promise((resolve) => setTimeout(resolve, 2100));
    expect(await other(ProfileFieldRegistry).find('fresh_field')).toBeDefined();
  });

  it('has room for the most fields there may be, all of them long, and refuses one more', async () => {
    const service = one(ProfileFieldService);
    const known = (await one(ProfileFieldRegistry).all()).length;
    for (let index = known; index < MOST_FIELDS; index += 1) {
      const length = index % 2 === 0 ? 255 : 40;
      await service.create({ name: `many_${index}`, label: `Many ${index}`, type: 'text', length });
    }
    const fields = Object.fromEntries(
      (await one(ProfileFieldRegistry).all())
        .filter(({ type }) => type === 'text')
        .map(({ name, length }) => [name, 'é'.repeat(length)]),
    );
    const full = await one(RecipientService).create({ email: 'full@example.org', fields });
    expect(full.fields).toMatchObject(fields);
    const more = service.create({ name: 'one_more', label: 'One more', type: 'text' });
    await expect(more).rejects.toMatchObject({ kind: 'conflict', code: 'profile-field.too-many' });
  });
});
