import { createPublicKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type Api, type TestApp } from '../../../../test/app.js';
import { ENGINES } from '../../../../test/database.js';
import type { DkimKeyView, SenderIdentityList, SenderIdentityView } from '../http/sender-identity.dto.js';
import { SenderIdentityService } from './sender-identity.service.js';

const INPUT = {
  name: 'News',
  fromDomain: 'Example.com',
  envelopeDomain: 'bounces.example.com',
  heloName: 'mta1.example.com',
  localAddresses: ['192.0.2.10', '2001:db8::10'],
  feedbackSenderId: 'acme12345',
  listHelpUrl: 'https://example.com/help',
  cfblAddress: 'fbl@example.com',
  csaComplaints: true,
  isDefault: false,
};

describe.each(ENGINES)('sender identities on %s', (engine) => {
  let test: TestApp;
  let api: Api;

  beforeAll(async () => {
    test = await startApp(engine, { ROLES: 'web,redirect,worker,scheduler' });
    api = await test.signIn();
  });
  afterAll(() => test.close());

  const create = (changes: Partial<typeof INPUT>) =>
    api.post<SenderIdentityView>('sender-identities', { ...INPUT, ...changes });

  it('are made, changed and deleted', async () => {
    const made = await create({});
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ ...INPUT, fromDomain: 'example.com', version: 1, keys: [] });
    const { id } = made.body;
    const changed = await api.put<SenderIdentityView>(`sender-identities/${id}`, {
      ...INPUT,
      heloName: '',
      version: 1,
    });
    expect(changed.body).toMatchObject({ heloName: '', version: 2 });
    expect((await api.put(`sender-identities/${id}`, { ...INPUT, version: 1 })).status).toBe(409);
    expect((await create({ name: 'Other' })).body).toMatchObject({ code: 'identity.domain-taken' });
    expect((await api.delete(`sender-identities/${id}`)).status).toBe(204);
    expect((await api.get(`sender-identities/${id}`)).status).toBe(404);
  });

  it('name each wrong field', async () => {
    const { status, body } = await create({
      name: ' ',
      fromDomain: 'gmail.com',
      envelopeDomain: 'no domain',
      localAddresses: ['192.0.2.1', '1.2.3'],
      feedbackSenderId: 'abc',
      listHelpUrl: 'http://example.com/\r\nBcc: x',
      cfblAddress: 'nobody',
    });
    expect(status).toBe(422);
    expect(Object.keys(body['fields' as never] as object).sort()).toEqual([
      'cfblAddress', 'envelopeDomain', 'feedbackSenderId', 'fromDomain', 'listHelpUrl', 'localAddresses', 'name',
    ]); // prettier-ignore
  });

  it('get keys, whose private half stays inside', async () => {
    const { id } = (await create({ fromDomain: 'keys.example.com' })).body;
    const path = `sender-identities/${id}/keys`;
    const rsa = await api.post<DkimKeyView>(path, { selector: 's1', algorithm: 'rsa' });
    const ed = await api.post<DkimKeyView>(path, { selector: 's2', algorithm: 'ed25519' });
    expect(rsa.body).toMatchObject({ active: false, validTo: null });
    expect(rsa.body.record).toMatchObject({ name: 's1._domainkey.keys.example.com', type: 'TXT' });
    const published = /^v=DKIM1; k=rsa; p=(.+)$/.exec(rsa.body.record.value)?.[1] ?? '';
    const key = createPublicKey({ key: Buffer.from(published, 'base64'), format: 'der', type: 'spki' });
    expect(key.asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect(ed.body.record.value).toMatch(/^v=DKIM1; k=ed25519; p=[A-Za-z0-9+/]{43}=$/);
    expect((await api.post(path, { selector: 's1', algorithm: 'rsa' })).status).toBe(422);
    expect((await api.post(path, { selector: 'a.b', algorithm: 'rsa' })).status).toBe(422);
    expect((await api.put(`${path}/${ed.body.id}`, { active: true, validTo: '2020-01-01T00:00:00Z' })).status).toBe(422); // prettier-ignore
    const listed = await api.get<SenderIdentityList>('sender-identities');
    expect(JSON.stringify(listed.body)).not.toContain('PRIVATE');
    const [stored] = await test.transactions.query<{ private_key: string }>(
      'SELECT private_key FROM dkim_keys',
    );
    expect(stored?.private_key).toMatch(/^v1\./);
  });

  it('sign with the active keys of the nearest domain', async () => {
    const service = test.app.get(SenderIdentityService, { strict: false });
    const above = (await create({ fromDomain: 'near.example' })).body;
    await create({ fromDomain: 'news.near.example' });
    await create({ fromDomain: 'default-one.example', isDefault: true });
    await create({ fromDomain: 'default.example', isDefault: true });
    const fit = async (domain: string) => (await service.ofDomain(domain))?.fromDomain;
    expect(await fit('near.example')).toBe('near.example');
    expect(await fit('a.NEWS.near.example')).toBe('news.near.example');
    expect(await fit('shop.near.example')).toBe('near.example');
    expect(await fit('notnear.example')).toBe('default.example');

    const path = `sender-identities/${above.id}/keys`;
    const key = (await api.post<DkimKeyView>(path, { selector: 'k', algorithm: 'ed25519' })).body;
    const signing = async () => {
      const { row } = await service.require(above.id);
      return (await service.signingKeys(row)).map(({ selector, domain }) => `${selector}@${domain}`);
    };
    expect(await signing()).toEqual([]);
    const validTo = new Date(Date.now() + 60_000).toISOString();
    await api.put(`${path}/${key.id}`, { active: true, validTo });
    expect(await signing()).toEqual(['k@near.example']);
    test.turnClock(120_000);
    expect(await signing()).toEqual([]);
  });

  it('need rights', async () => {
    const reader = await test.signIn(['settings.read']);
    expect((await reader.get('sender-identities')).status).toBe(200);
    expect((await reader.post('sender-identities', INPUT)).status).toBe(403);
  });
});
