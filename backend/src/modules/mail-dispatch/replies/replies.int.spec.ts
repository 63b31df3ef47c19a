import { afterEach, describe, expect, it } from 'vitest';
import { UserStatus } from '../../../contract/recipients/codes.js';
import { ENGINES } from '../../../../test/database.js';
import { startSending, type Sending } from '../../../../test/sending.js';
import type { Behaviour } from '../../../../test/smtp/far-end.js';
import type { ReplyClass } from '../../../contract/replies/reply-class.js';
import { MailingListService } from '../../recipients/index.js';
import { SendService } from '../index.js';
import type { LedgerResult } from '../ledger.queries.js';
import { AddressEffects } from './address-effects.js';
import { ReplyRules } from './reply-rules.js';
import { ReplySummary } from './reply-summary.js';

/** What the far end says to whom, by the number in the address. */
const WORDS: Readonly<Record<number, { code: number; text: string }>> = {
  0: { code: 550, text: '5.1.1 No such user here' },
  1: { code: 550, text: '5.7.1 Your IP 192.0.2.1 is listed at zen.spamhaus.org' },
  2: { code: 550, text: '5.7.26 DMARC policy violation' },
  3: { code: 552, text: '5.2.2 Mailbox full' },
  4: { code: 550, text: '5.7.1 Blacklisted by recipient' },
  5: { code: 552, text: '5.3.4 Message size exceeds fixed limit' },
};

describe.each(ENGINES)('refusals on %s', (engine) => {
  let sending: Sending;
  afterEach(() => sending.close());

  const begin = async (changes: Readonly<Record<number, { code: number; text: string }>> = {}) => {
    let addresses: readonly string[] = [];
    const behave: Behaviour = ({ stage, to }) =>
      stage === 'recipient' ? { ...WORDS, ...changes }[addresses.indexOf(to)] : undefined;
    sending = await startSending(engine, {}, { behave });
    const campaign = await sending.campaign(8);
    addresses = campaign.addresses;
    return campaign;
  };
  const rowsOf = async (send: number) => {
    const rows = await sending.transactions.query<{ state: string; reply_class: string | null }>(
      'SELECT state, reply_class FROM ledger WHERE send_id = ? ORDER BY id',
      [send],
    );
    return rows.map(({ state, reply_class: replyClass }) => `${state} ${replyClass ?? ''}`.trim());
  };
  const bindings = () =>
    sending.transactions.query<{ status: number; remark: string; exit_mailing_id: number | null }>(
      'SELECT status, remark, exit_mailing_id FROM bindings ORDER BY recipient_id',
    );

  it('give up only the addresses that are dead, and keep the sender’s own faults away from them', async () => {
    const campaign = await begin();
    const send = await sending.order(campaign);
    await sending.startDispatcher();
    await sending.until(send, ({ counts }) => counts.accepted === 2 && counts.queued + counts.handing === 0);
    expect(await rowsOf(send)).toEqual([
      'failed bad-mailbox',
      'deferred ip-reputation',
      'failed sender-auth',
      'failed mailbox-full',
      'failed recipient-policy',
      'failed too-big',
      'accepted',
      'accepted',
    ]);
    expect(await sending.get(ReplySummary).of(send)).toMatchObject([
      { replyClass: 'bad-mailbox', state: 'failed', count: 1, example: '550 5.1.1 No such user here' },
      { replyClass: 'ip-reputation', state: 'deferred', count: 1 },
      { replyClass: 'mailbox-full' },
      { replyClass: 'recipient-policy' },
      { replyClass: 'sender-auth' },
      { replyClass: 'too-big' },
    ]);
    const after = await bindings();
    expect(after.map(({ status }) => Number(status))).toEqual([
      UserStatus.Bounced, UserStatus.Active, UserStatus.Active, UserStatus.Active, UserStatus.Bounced,
      UserStatus.Active, UserStatus.Active, UserStatus.Active,
    ]); // prettier-ignore
    expect(after[0]).toMatchObject({
      remark: expect.stringMatching(/^bounce:bad-mailbox \(550 \w+\)$/) as string,
    });
    expect(Number(after[0]?.exit_mailing_id)).toBe(campaign.mailingId);
    const soft = await sending.transactions.query<object>('SELECT reply_class, points FROM soft_bounces');
    expect(soft.map((row) => ({ ...row }))).toEqual([{ reply_class: 'mailbox-full', points: 1 }]);
    const history = await sending.transactions.query<{ data: string }>(
      'SELECT data FROM activity WHERE kind = 21 ORDER BY recipient_id',
    );
    expect(history.map(({ data }) => (JSON.parse(data) as { class: string }).class)).toEqual([
      'bad-mailbox', 'sender-auth', 'mailbox-full', 'recipient-policy', 'too-big',
    ]); // prettier-ignore
  });

  it('leave whoever opted out, and those whom only a test reached, as they are', async () => {
    const campaign = await begin();
    await sending.transactions.run(() =>
      sending.transactions.execute('UPDATE bindings SET status = ? WHERE recipient_id = 3', [
        UserStatus.UserOut,
      ]),
    );
    const [dead = ''] = campaign.addresses;
    const test = await sending.get(SendService).orderTest(campaign.mailingId, {
      addresses: [dead],
      toTestRecipients: false,
    });
    await sending.startDispatcher();
    await sending.until(test, ({ counts }) => counts.failed === 1);
    expect(new Set((await bindings()).map(({ status }) => Number(status)))).toEqual(
      new Set([UserStatus.Active, UserStatus.UserOut]),
    );
  });

  it('of several sends at once count once a day, each for its own list', async () => {
    const campaign = await begin();
    const { id: other } = await sending.get(MailingListService).create('Other');
    const { transactions } = sending;
    await transactions.run(() =>
      transactions.execute(
        `INSERT INTO bindings (recipient_id, mailing_list_id, media_type, user_type, status, remark, created_at, updated_at)
          SELECT recipient_id, ?, 0, user_type, 1, '', 1, 1 FROM bindings`,
        [other],
      ),
    );
    const refusal = (recipientId: number, mailingListId: number, replyClass: ReplyClass): LedgerResult => ({
      row: {
        id: 1, sendId: 1, mailingId: campaign.mailingId, mailingListId, kind: 'world', recipientId,
        address: 'a@example.org', attempts: 0, deferredSince: null,
      },
      state: 'failed', counts: true, code: 550, reply: '550 no', nextAttemptAt: null, deferredSince: null,
      replyClass, rule: 'E13',
    }); // prettier-ignore
    await transactions.run(() =>
      sending
        .get(AddressEffects)
        .apply([
          refusal(1, campaign.mailingListId, 'mailbox-full'),
          refusal(1, other, 'mailbox-full'),
          refusal(2, campaign.mailingListId, 'recipient-policy'),
          refusal(2, other, 'recipient-policy'),
          refusal(3, other, 'recipient-policy'),
        ]),
    );
    expect(await transactions.query('SELECT recipient_id FROM soft_bounces')).toHaveLength(1);
    const bounced = await transactions.query<{ recipient_id: number; mailing_list_id: number }>(
      'SELECT recipient_id, mailing_list_id FROM bindings WHERE status = 2 ORDER BY recipient_id, mailing_list_id',
    );
    expect(bounced.map((row) => [Number(row.recipient_id), Number(row.mailing_list_id)])).toEqual([
      [2, campaign.mailingListId],
      [2, other],
      [3, other],
    ]);
  });

  it('mean what the operator says they mean, from the next look of the workers on', async () => {
    const campaign = await begin();
    const rules = sending.get(ReplyRules);
    const own = {
      family: '*',
      codes: '550',
      replyClass: 'policy-block',
      words: 'no such USER',
      note: '',
    } as const;
    const { id } = await rules.create(own);
    await rules.switch('E13', false);
    const send = await sending.order(campaign);
    await sending.startDispatcher();
    await sending.until(send, ({ counts }) => counts.accepted === 2 && counts.queued + counts.handing === 0);
    expect((await rowsOf(send))[0]).toBe('failed policy-block');
    expect((await bindings()).filter(({ status }) => Number(status) === UserStatus.Bounced)).toHaveLength(1);
    expect(await rules.try('550 5.1.1 no such user', '')).toEqual({
      replyClass: 'policy-block',
      rule: `own-${id}`,
    });
    await rules.delete(id);
    expect(await rules.try('550 5.1.1 no such user', '')).toMatchObject({ replyClass: 'bad-mailbox' });
    expect((await rules.all()).off).toEqual(new Set(['E13']));
  });
});
