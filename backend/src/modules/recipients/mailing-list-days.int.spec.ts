import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, ENGINES, type TestDatabase } from '../../../test/database.js';
import { recipientsOn } from '../../../test/recipients.js';
import { UserStatus } from '../../contract/recipients/codes.js';
import { Clock } from '../../core/clock/clock.js';
import type { SettingsService } from '../settings/index.js';
import { BindingService, MailingListService, RecipientService } from './index.js';
import { MailingListDaysSweep } from './jobs/mailing-list-days.sweep.js';
import { MailingListDaysService } from './mailing-list-days.service.js';

describe.each(ENGINES)("the days of a mailing list's recipients on %s", (engine) => {
  let database: TestDatabase;
  let get: Awaited<ReturnType<typeof recipientsOn>>;
  let days: MailingListDaysService;

  beforeAll(async () => {
    database = await createDatabase(engine);
    get = await recipientsOn(database);
    days = get(MailingListDaysService);
    get(Clock).now = () => new Date('2026-06-30T22:30:00Z');
  });
  afterAll(() => database.close());

  let counter = 0;
  const someone = async () =>
    (await get(RecipientService).create({ email: `days${(counter += 1)}@example.org` })).id;
  const someList = async () => (await get(MailingListService).create(`Days ${(counter += 1)}`)).id;
  const bind = (id: number, list: number, status: UserStatus) =>
    get(BindingService).save(id, list, { status, userType: 'W' });
  const listOf = async (...statuses: UserStatus[]) => {
    const list = await someList();
    for (const status of statuses) await bind(await someone(), list, status);
    return list;
  };

  it('counts by status; the last count of a day is the one that stays', async () => {
    const list = await listOf(UserStatus.Active, UserStatus.Active);
    const other = await listOf(UserStatus.Bounced);
    const leaving = await someone();
    await bind(leaving, list, UserStatus.UserOut);
    await days.note('2026-05-01');
    await bind(leaving, list, UserStatus.Active);
    await days.note('2026-05-02');
    const first = { day: '2026-05-01', byStatus: { 1: 2, 4: 1 } };
    expect(await days.of(list)).toEqual([first, { day: '2026-05-02', byStatus: { 1: 3 } }]);
    await bind(leaving, list, UserStatus.AdminOut);
    await days.note('2026-05-02');
    expect(await days.of(list)).toEqual([first, { day: '2026-05-02', byStatus: { 1: 2, 3: 1 } }]);
    expect((await days.of(other)).map(({ byStatus }) => byStatus)).toEqual([{ 2: 1 }, { 2: 1 }]);
    expect(await days.of(await someList())).toEqual([]);
  });

  it('shows 90 days, or those that are asked for', async () => {
    const list = await listOf(UserStatus.Active);
    const all = ['2025-12-31', '2026-03-31', '2026-04-01', '2026-04-02', '2026-06-30'];
    for (const day of all) await days.note(day);
    const shown = async (from?: string, to?: string) => (await days.of(list, from, to)).map(({ day }) => day);
    expect(await shown()).toEqual(all.slice(2));
    expect(await shown('2025-12-31', '2026-04-01')).toEqual(all.slice(0, 3));
    expect(await shown('2026-04-01T12:00:00Z', '2026-04-02T12:00:00Z')).toEqual(all.slice(2, 4));
    expect(await shown('2026-07-01')).toEqual([]);
  });

  it("is noted once an hour, for the day in the installation's time zone; no longer for deleted lists", async () => {
    const [list, deleted] = [await listOf(UserStatus.Active), await listOf(UserStatus.Active)];
    await get(MailingListService).delete(deleted);
    let now = new Date('2026-06-30T22:30:00Z');
    const clock = Object.assign(new Clock(), { now: () => now });
    const settings = { timezone: () => Promise.resolve('Europe/Berlin') } as SettingsService;
    const sweep = new MailingListDaysSweep(days, settings, clock);
    await sweep.sweep();
    expect(await days.of(list, '2026-06-30')).toEqual([{ day: '2026-07-01', byStatus: { 1: 1 } }]);
    expect(await days.of(deleted)).toEqual([]);
    await bind(await someone(), list, UserStatus.Active);
    now = new Date('2026-06-30T23:29:00Z');
    await sweep.sweep();
    expect(await days.of(list, '2026-07-01')).toMatchObject([{ byStatus: { 1: 1 } }]);
    now = new Date('2026-06-30T23:30:00Z');
    await sweep.sweep();
    expect(await days.of(list, '2026-07-01')).toMatchObject([{ byStatus: { 1: 2 } }]);
  });
});
