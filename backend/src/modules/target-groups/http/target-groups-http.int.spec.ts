import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type Api, type TestApp } from '../../../../test/app.js';
import { ENGINES } from '../../../../test/database.js';
import { GroupDays } from '../group-days.service.js';
import { GroupUpkeep } from '../group-upkeep.service.js';
import type { ExplanationView, RuleCheckView, RuleCountView, RuleSample, Vocabulary } from './rule.dto.js';
import type { MembersByDay, TargetGroupUses, TargetGroupView } from './target-group.dto.js';

interface Page {
  items: TargetGroupView[];
  next: string | null;
  total: number;
}

interface Problem {
  code: string;
  params: Record<string, string | number>;
  fields?: Record<string, { code: string; message: string }>;
}

const DAY = 86_400_000;

describe.each(ENGINES)('target groups over REST on %s', (engine) => {
  let test: TestApp;
  let api: Api & { readonly userId: number };
  beforeAll(async () => {
    test = await startApp(engine, { SWEEP_SECONDS: '600' });
    api = await test.signIn();
    await api.post('profile-fields', { name: 'city', label: 'Town', type: 'text' });
    for (const [name, city] of [
      ['anna', 'Köln'],
      ['bert', 'KÖLN'],
      ['cleo', 'Bonn'],
      ['dora', undefined],
    ]) {
      const fields = city === undefined ? {} : { city };
      await api.post('recipients', { email: `${name}@example.org`, firstname: name, fields });
    }
  });
  afterAll(() => test.close());

  let made = 0;
  async function group(eql: string, more: object = {}): Promise<TargetGroupView> {
    const body = { name: `Group ${(made += 1)}`, eql, ...more };
    const answer = await api.post<TargetGroupView>('target-groups', body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return answer.body;
  }

  it('are made, changed on a known version, and refuse what is wrong', async () => {
    const first = await group("city = 'köln'", { description: 'Rhine' });
    expect(first).toMatchObject({
      ...{ description: 'Rhine', problem: null, locked: false, favourite: false, version: 1 },
      complexity: { index: 0, grade: 'low' },
    });
    const changed = await api.put<TargetGroupView>(`target-groups/${first.id}`, {
      version: 1,
      name: 'Cologne',
    });
    expect(changed.body).toMatchObject({ name: 'Cologne', eql: "city = 'köln'", version: 2 });
    const late = await api.put<Problem>(`target-groups/${first.id}`, { version: 1, name: 'Late' });
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'target-group.version-conflict', params: { version: 2 } },
    });
    const same = await api.post<Problem>('target-groups', { name: 'cologne', eql: '' });
    expect(same).toMatchObject({
      status: 409,
      body: { fields: { name: { code: 'target-group.name-taken' } } },
    });
    const reserved = await api.post<Problem>('target-groups', { name: 'Alle EMPFÄNGER', eql: '' });
    expect(reserved.body.fields?.['name']?.code).toBe('target-group.name-reserved');
    const wrong = await api.put<Problem>(`target-groups/${first.id}`, { version: 2, eql: 'town = 5' });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'target-group.rule-invalid' } });
    expect(wrong.body.fields?.['eql']?.message).toMatch(/\w{3} \w+/);
    const broken = await api.put<Problem>(`target-groups/${first.id}`, { version: 2, eql: 'city =' });
    expect(broken.status).toBe(422);
  });

  it('are locked, copied, deleted and restored', async () => {
    const one = await group("city = 'Bonn'");
    expect((await api.post(`target-groups/${one.id}/lock`)).body).toMatchObject({ locked: true });
    const refused = await api.put<Problem>(`target-groups/${one.id}`, { version: 1, name: 'x' });
    expect(refused.body.code).toBe('target-group.locked');
    expect((await api.delete<Problem>(`target-groups/${one.id}`)).body.code).toBe('target-group.locked');
    const copy = await api.post<TargetGroupView>(`target-groups/${one.id}/copy`);
    expect(copy.body).toMatchObject({ name: `Copy of ${one.name}`, eql: one.eql, locked: false });
    await api.post(`target-groups/${one.id}/unlock`);
    expect((await api.delete(`target-groups/${one.id}`)).status).toBe(204);
    const bin = await api.get<Page>('target-groups?deleted=true');
    expect(bin.body.items.map(({ id }) => id)).toEqual([one.id]);
    await group('', { name: one.name });
    const restored = await api.post<TargetGroupView>(`target-groups/${one.id}/restore`);
    expect(restored.body).toMatchObject({ name: `${one.name} (2)`, deletedAt: null, problem: null });

    await api.delete(`target-groups/${one.id}`);
    test.turnClock(31 * DAY);
    await test.app.get(GroupUpkeep, { strict: false }).purge();
    test.turnClock(-31 * DAY);
    expect((await api.get(`target-groups/${one.id}`)).status).toBe(404);
  });

  it('are favourites of one user, and listed page by page', async () => {
    const [b, a] = [
      await group('', { name: 'List B' }),
      await group('', { name: 'List A', description: '5%_ für Österreich' }),
    ];
    await api.put(`target-groups/${b.id}/favourite`);
    await api.put(`target-groups/${b.id}/favourite`);
    const listed = await api.get<Page>('target-groups?q=list');
    expect(listed.body.items.map(({ id, favourite }) => [id, favourite])).toEqual([
      [b.id, true],
      [a.id, false],
    ]);
    expect((await api.get<Page>(`target-groups?q=${encodeURIComponent('%_')}`)).body.total).toBe(1);
    expect((await api.get<Page>(`target-groups?q=${encodeURIComponent('FÜR ö')}`)).body.total).toBe(1);
    const other = await test.signIn();
    expect((await other.get<Page>('target-groups?favourite=true')).body.total).toBe(0);
    for (const sort of ['favourite', '-name', 'updatedAt', 'complexity']) {
      const whole = await api.get<Page>(`target-groups?sort=${sort}`);
      const ids: number[] = [];
      let after = '';
      do {
        const page = await api.get<Page>(`target-groups?sort=${sort}&limit=2${after}`);
        ids.push(...page.body.items.map(({ id }) => id));
        after = page.body.next === null ? '' : `&after=${page.body.next}`;
      } while (after !== '');
      expect(ids).toEqual(whole.body.items.map(({ id }) => id));
      expect(new Set(ids).size).toBe(whole.body.total);
    }
    await api.delete(`target-groups/${b.id}/favourite`);
    expect((await api.get<Page>('target-groups?favourite=true')).body.total).toBe(0);
  });

  it('are counted, sampled and explained', async () => {
    const eql = "city = 'köln' AND NOT firstname = 'BERT'";
    const counted = await api.post<RuleCountView>('target-groups/count', { eql, byCondition: true });
    expect(counted.body).toMatchObject({
      count: 1,
      conditions: [{ start: 0, end: 13, count: 2 }, { count: 3 }],
    });
    expect((await api.post<RuleCountView>('target-groups/count', { eql: '' })).body.count).toBe(4);
    const sample = await api.post<RuleSample>('target-groups/sample', { eql: "city = 'KÖLN'", limit: 10 });
    expect(sample.body.items.map(({ email }) => email).sort()).toEqual([
      'anna@example.org',
      'bert@example.org',
    ]);
    const why = await api.post<ExplanationView>('target-groups/explain', { eql, email: 'Bert@example.org' });
    expect(why.body).toMatchObject({
      matches: false,
      conditions: [
        { matches: true, values: [{ name: 'city', value: 'KÖLN' }] },
        { matches: false, values: [{ name: 'firstname', value: 'bert' }] },
      ],
    });
    const nobody = await api.post('target-groups/explain', { eql, email: 'nobody@example.org' });
    expect(nobody.status).toBe(404);
    const reader = await test.signIn(['targets.read']);
    expect((await reader.post('target-groups/sample', { eql })).status).toBe(403);
    const words = await reader.get<Vocabulary>('target-groups/vocabulary');
    expect(words.body.fields.find(({ name }) => name === 'city')).toMatchObject({
      label: 'Town',
      sampleValues: [],
    });
    expect(words.body.timezone).toBe('Europe/Berlin');
  });

  it('say where a rule is wrong, in the language asked for', async () => {
    const check = await api.post<RuleCheckView>('target-groups/check', {
      eql: "city = 'a'\nAND nothing = 1",
    });
    expect(check.body).toMatchObject({
      complexity: null,
      problems: [{ code: 'eql.unknown-field', line: 2, column: 5, start: 15, end: 22 }],
      references: { fields: ['city'] },
    });
    const german = { 'accept-language': 'de' };
    const deutsch = await api.post<RuleCheckView>('target-groups/check', { eql: 'nothing = 1' }, german);
    expect(deutsch.body.problems[0]?.message).not.toBe(check.body.problems[0]?.message);
    const gone = await api.post<RuleCheckView>('target-groups/check', { eql: 'OPENED MAILING 77' });
    expect(gone.body.problems[0]?.code).toBe('eql.unknown-mailing');
  });

  it('stand within one another, but not in themselves', async () => {
    const inner = await group("city = 'Köln'");
    const outer = await group(`IN TARGET GROUP ${inner.id} AND firstname = 'anna'`);
    const cyclic = await api.put<Problem>(`target-groups/${inner.id}`, {
      version: 1,
      eql: `NOT IN TARGET GROUP ${outer.id}`,
    });
    expect(cyclic.body.fields?.['eql']?.code).toBe('target-group.cycle');
    const self = await api.put<Problem>(`target-groups/${inner.id}`, {
      version: 1,
      eql: `IN TARGET GROUP ${inner.id}`,
    });
    expect(self.body.fields?.['eql']?.code).toBe('target-group.cycle');
    const uses = await api.get<TargetGroupUses>(`target-groups/${inner.id}/usage`);
    expect(uses.body.items).toEqual([{ kind: 'target-group', id: outer.id, name: outer.name }]);
    expect((await api.delete<Problem>(`target-groups/${inner.id}`)).body.code).toBe('target-group.in-use');
    let last = outer;
    for (let depth = 2; depth <= 8; depth += 1) last = await group(`IN TARGET GROUP ${last.id}`);
    const deep = await api.post<Problem>('target-groups', {
      name: 'Deep',
      eql: `IN TARGET GROUP ${last.id}`,
    });
    expect(deep.body.fields?.['eql']?.code).toBe('target-group.too-deep');
  });

  it('have no members while their rule cannot be used, and say why', async () => {
    const one = await group("city = 'Köln'");
    const outer = await group(`NOT IN TARGET GROUP ${one.id}`);
    const spoil = (eql: string) =>
      test.transactions.run(() =>
        test.transactions.execute('UPDATE target_groups SET eql = ? WHERE id = ?', [eql, one.id]),
      );
    await spoil("vanished = 'Köln'");
    const upkeep = test.app.get(GroupUpkeep, { strict: false });
    await upkeep.recheck();
    const get = async (id: number) => (await api.get<TargetGroupView>(`target-groups/${id}`)).body;
    expect((await get(one.id)).problem?.code).toBe('eql.unknown-field');
    const listed = await api.get<{ items: object[] }>(`recipients?targetGroupId=${one.id}`);
    expect(listed.body.items).toEqual([]);
    await upkeep.recheck();
    expect((await get(outer.id)).problem?.code).toBe('target-group.nested-invalid');
    const outside = await api.get<{ items: object[] }>(`recipients?targetGroupId=${outer.id}`);
    expect(outside.body.items).toEqual([]);
    await spoil("city = 'Köln'");
    await upkeep.recheck();
    await upkeep.recheck();
    expect((await get(one.id)).problem).toBeNull();
    expect((await get(outer.id)).problem).toBeNull();
  });

  it('travel as OpenEMM files', async () => {
    const one = await group("city = 'Köln'", { name: 'Für Export "1"', forTests: true });
    const file = await api.get<object>(`target-groups/${one.id}/export`);
    expect(file.headers.get('content-disposition')).toContain(`_1_${one.id}.json"`);
    expect(file.body).toMatchObject({
      name: one.name,
      eql: one.eql,
      isAdminTestDelivery: true,
      companyId: 1,
    });
    const back = await api.post<TargetGroupView>('target-groups/import', file.body);
    expect(back.body).toMatchObject({ name: `${one.name} (2)`, eql: one.eql, forTests: true });
    expect(back.body.description).toMatch(/^Imported at \d{4}-\d\d-\d\d/);
    const foreign = await api.post<TargetGroupView>('target-groups/import', {
      name: 'Foreign',
      eql: 'OPENED MAILING 4711 AND `unknown field` = 1',
      lastModified: 'what OpenEMM may add some day',
    });
    expect(foreign).toMatchObject({ status: 201, body: { problem: { code: 'eql.unknown-mailing' } } });
    const rubbish = await api.post('target-groups/import', { name: 'Rubbish', eql: 'a = = b' });
    expect(rubbish.status).toBe(422);
  });

  it('are counted once a day', async () => {
    const one = await group("city = 'Köln'");
    const days = test.app.get(GroupDays, { strict: false });
    for (let round = 0; round < 12; round += 1) await days.countDue();
    await days.countDue();
    const first = await api.get<MembersByDay>(`target-groups/${one.id}/days`);
    expect(first.body.items).toEqual([{ day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), members: 2 }]);
    await api.post('recipients', { email: 'emil@example.org', fields: { city: 'köln' } });
    test.turnClock(DAY);
    for (let round = 0; round < 12; round += 1) await days.countDue();
    test.turnClock(-DAY);
    const second = await api.get<MembersByDay>(`target-groups/${one.id}/days?to=2999-12-31`);
    expect(second.body.items.map(({ members }) => members)).toEqual([2, 3]);
    expect((await api.get(`target-groups/${one.id}/days?from=yesterday`)).status).toBe(422);
  });

  it('filter the list of recipients', async () => {
    const one = await group("firstname STARTS WITH 'b'");
    const emails = async (query: string) =>
      (await api.get<{ items: { email: string }[] }>(`recipients?${query}`)).body.items.map(
        ({ email }) => email,
      );
    expect(await emails(`targetGroupId=${one.id}`)).toEqual(['bert@example.org']);
    const eql = encodeURIComponent("city = 'bonn' OR city IS EMPTY");
    expect(await emails(`eql=${eql}`)).toEqual(['cleo@example.org', 'dora@example.org']);
    expect((await api.get('recipients?eql=town')).status).toBe(422);
    expect((await api.get('recipients?targetGroupId=987654')).status).toBe(422);
  });
});
