import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES } from '../../../../test/database.js';
import { startDkimVerifier, type DkimVerifier } from '../../../../test/dkim-verifier.js';
import { startSending, type Sending } from '../../../../test/sending.js';
import { Config } from '../../../core/config/config.js';
import { BounceAddresses } from './bounce-address.js';
import { dkimRecord } from './dkim-key-pair.js';
import { SenderIdentityService } from './sender-identity.service.js';

const IDENTITY = {
  name: 'News',
  fromDomain: 'example.com',
  envelopeDomain: '',
  heloName: '',
  localAddresses: [],
  feedbackSenderId: 'acme12345',
  listHelpUrl: 'https://example.com/help',
  cfblAddress: 'fbl@example.com',
  csaComplaints: true,
  isDefault: false,
};

describe.each(ENGINES)('the mails of a send on %s', (engine) => {
  let sending: Sending;
  let verifier: DkimVerifier;
  beforeAll(async () => {
    verifier = await startDkimVerifier();
  });
  afterEach(() => sending.close());
  afterAll(() => verifier.stop());

  const sendTo = async (count: number): Promise<Buffer[]> => {
    const campaign = await sending.campaign(count, { subject: 'Grüße an [agnDB column="firstname"/]' });
    const send = await sending.order(campaign);
    await sending.startDispatcher();
    await sending.until(send, ({ state }) => state === 'sent');
    return campaign.addresses.map((address) => sending.farEnd.to(address)[0]?.raw ?? Buffer.alloc(0));
  };

  it('carry what their sender’s identity says, signed with each active key', async () => {
    sending = await startSending(engine);
    const identities = sending.get(SenderIdentityService);
    const { row } = await identities.create(IDENTITY);
    const records: Record<string, string> = {};
    for (const [selector, algorithm, active] of [
      ['r', 'rsa', true],
      ['e', 'ed25519', true],
      ['off', 'rsa', false],
    ] as const) {
      // prettier-ignore
      const key = await identities.generateKey(row.id, { selector, algorithm });
      await identities.changeKey(row.id, key.id, { active, validTo: null });
      const { name, value } = dkimRecord('example.com', key);
      records[`${name}.`] = value;
    }
    const mails = await sendTo(20);
    expect(mails).toHaveLength(20);
    for (const mail of mails) {
      expect(await verifier.verify(mail, records)).toEqual([true, true]);
      const head = mail.toString('latin1').split('\r\n\r\n')[0] ?? '';
      expect(head).toMatch(/^Feedback-ID: \d+:\d+:world:acme12345\r$/m);
      expect(head).toMatch(/^List-Help: <https:\/\/example\.com\/help>\r$/m);
      expect(head).toMatch(/^CFBL-Address: fbl@example\.com; report=arf\r$/m);
      expect(head).toMatch(/^X-CSA-Complaints: csa-complaints@eco\.de\r$/m);
    }
  });

  it('come back to an address that names the mail, once the identity has a domain for that', async () => {
    sending = await startSending(engine);
    const domain = 'bounce.example.com';
    await sending.get(SenderIdentityService).create({ ...IDENTITY, envelopeDomain: domain });
    expect(await sendTo(5)).toHaveLength(5);
    const addresses = new BounceAddresses(sending.get(Config).get('secretKey'));
    const rows = await sending.transactions.query<{ id: number; address: string }>(
      'SELECT id, address FROM ledger',
    );
    const sent = sending.farEnd.mails.map(({ from, to }) => [addresses.read(from), to[0]]);
    expect(new Map(sent as [number, string][])).toEqual(
      new Map(rows.map(({ id, address }) => [Number(id), address])),
    );
    expect(sending.farEnd.mails.every(({ from }) => from.endsWith(`@${domain}`))).toBe(true);
  });

  it('are as before without an identity', async () => {
    sending = await startSending(engine);
    await sending.get(SenderIdentityService).create({ ...IDENTITY, fromDomain: 'other.example' });
    const [mail] = await sendTo(1);
    expect(mail?.toString('latin1')).toMatch(/^From: Sender/);
    expect(mail?.toString('latin1')).not.toMatch(/^(?:DKIM-Signature|Feedback-ID):/m);
  });
});
