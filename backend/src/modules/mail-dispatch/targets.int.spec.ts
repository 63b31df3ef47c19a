import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES } from '../../../test/database.js';
import { startSending, type Campaign, type Sending } from '../../../test/sending.js';
import { MailingService } from '../mailings/index.js';
import { TargetGroupService } from '../target-groups/index.js';
import { AudienceFreezer } from './audience-freezer.js';
import { ReviewService, SendService } from './index.js';
import { SendStateChanges } from './send-state-changes.js';

describe.each(ENGINES)('target groups of mailings on %s', (engine) => {
  let sending: Sending;
  let groups: TargetGroupService;
  let mailings: MailingService;
  beforeAll(async () => {
    sending = await startSending(engine);
    groups = sending.get(TargetGroupService);
    mailings = sending.get(MailingService);
  });
  afterAll(() => sending.close());

  let made = 0;
  const group = (eql: string): Promise<number> => groups.create({ name: `Group ${(made += 1)}`, eql });

  /** People `Name 0` to `Name 9`; 8 is a VIP, 9 is blocked. */
  async function campaign(targetExpression: string): Promise<Campaign> {
    const { transactions } = sending;
    const campaign = await sending.campaign(10, { targetExpression });
    await transactions.run(async () => {
      await transactions.execute(
        `UPDATE bindings SET user_type = 'w' WHERE recipient_id IN (SELECT id FROM recipients WHERE email = ?)`,
        [campaign.addresses[8] ?? ''],
      );
      await transactions.execute('INSERT INTO blocklist (pattern, wildcard, created_at) VALUES (?, 0, 1)', [
        campaign.addresses[9] ?? '',
      ]);
    });
    return campaign;
  }

  /** Numbers of the people in the ledger. */
  async function ledger(sendId: number): Promise<string> {
    const rows = await sending.transactions.query<{ address: string }>(
      'SELECT address FROM ledger WHERE send_id = ? ORDER BY recipient_id',
      [sendId],
    );
    return rows.map(({ address }) => /-(\d+)@/.exec(address)?.[1]).join('');
  }

  async function frozen(campaign: Campaign): Promise<string> {
    const sendId = await sending.order(campaign);
    await sending.get(SendStateChanges).start(sendId);
    expect(await sending.get(AudienceFreezer).freeze(sendId, () => true, 3)).toBe(true);
    return ledger(sendId);
  }

  it('sends to their members, to VIPs, and to nobody else', async () => {
    const few = await group("firstname IN ('name 1', 'NAME 2', 'Name 9')");
    const made = await campaign(String(few));
    const review = await sending.get(ReviewService).review(made.mailingId);
    expect(review.audience).toMatchObject({
      inList: 10,
      active: 10,
      inTarget: 4,
      blocked: 1,
      willReceive: 3,
    });

    const sendId = await sending.order(made, { expectedRecipients: 3 });
    await sending.startDispatcher();
    const sent = await sending.until(sendId, ({ state }) => state === 'sent');
    expect(sent).toMatchObject({ audience: 3, counts: { accepted: 3 } });
    expect(await ledger(sendId)).toBe('128');

    // What was received can be asked for at once.
    const received = await group(
      `RECEIVED MAILING ${made.mailingId} AND NOT OPENED MAILING ${made.mailingId}`,
    );
    const next = await mailings.create({ name: 'Again', mailingListId: made.mailingListId });
    await mailings.save(next.id, next.version, { targetExpression: `${received}` });
    expect((await sending.get(ReviewService).review(next.id)).audience).toMatchObject({ inTarget: 3 });
  });

  it('joins groups as the expression says, in steps over the list', async () => {
    const [low, high, even] = await Promise.all([
      group("firstname < 'Name 4'"),
      group("firstname >= 'Name 6'"),
      group("firstname IN ('Name 0', 'Name 2', 'Name 4', 'Name 6', 'Name 8')"),
    ]);
    expect(await frozen(await campaign(`(${low}|${high})&!${even}`))).toBe('1378');
    expect(await frozen(await campaign(` ${low} & ${even} `))).toBe('028');
    expect(await frozen(await campaign(`!(${low}|${high})`))).toBe('458');
    expect(await frozen(await campaign(`${low}&${even}|${high}`))).toBe('02678');
    expect(await frozen(await campaign(''))).toBe('012345678');
  });

  it('leaves test mails alone', async () => {
    const nobody = await group("firstname = 'nobody'");
    const { mailingId } = await sending.campaign(2, { targetExpression: String(nobody) });
    const id = await sending
      .get(SendService)
      .orderTest(mailingId, { addresses: ['me@example.org'], toTestRecipients: false });
    expect(await sending.until(id, ({ state }) => state === 'sent')).toMatchObject({ audience: 1 });
  });

  it('tells by a red check when nobody is meant, and refuses the order', async () => {
    const nobody = await group("firstname = 'nobody'");
    const made = await sending.campaign(2, { targetExpression: String(nobody) });
    const review = await sending.get(ReviewService).review(made.mailingId);
    expect(review.checks[0]).toMatchObject({ code: 'review.target-empty', severity: 'red' });
    await expect(sending.order(made)).rejects.toMatchObject({ code: 'send.not-ready' });
  });

  it('takes only expressions of groups that there are', async () => {
    const { id, version } = await mailings.create({ name: 'Unknown' });
    const save = (targetExpression: string) => mailings.save(id, version, { targetExpression });
    await expect(save('424242')).rejects.toMatchObject({
      fields: { targetExpression: { code: 'target-group.unknown', params: { id: 424242 } } },
    });
    for (const [text, code] of [
      ['1&', 'target-expression.group-missing'],
      ['1 2', 'target-expression.operator-missing'],
      ['(1', 'target-expression.parenthesis'],
      ['1); DROP TABLE recipients', 'target-expression.character'],
    ] as const) {
      await expect(save(text)).rejects.toMatchObject({ fields: { targetExpression: { code } } });
    }
  });

  it('keeps groups of mailings that are not sent from being deleted', async () => {
    const used = await group("firstname = 'Name 1'");
    const { mailingId } = await sending.campaign(2, { targetExpression: `!${used}` });
    await expect(groups.delete(used)).rejects.toMatchObject({ code: 'target-group.in-use' });
    expect(await groups.usage(used)).toEqual([{ kind: 'mailing', id: mailingId, name: 'News' }]);
    await mailings.delete(mailingId);
    await groups.delete(used);
  });

  it('pauses a send whose group broke meanwhile, instead of writing to others', async () => {
    const { transactions } = sending;
    const broken = await group("firstname = 'Name 1'");
    const made = await sending.campaign(3, { targetExpression: `!${broken}` });
    const sendId = await sending.order(made, { scheduledAt: new Date(Date.now() + 3_600_000) });
    await transactions.run(() =>
      transactions.execute('UPDATE target_groups SET problem_code = ? WHERE id = ?', [
        'eql.unknown-field',
        broken,
      ]),
    );
    sending.turnClock(3_601_000);
    const paused = await sending.until(sendId, ({ state }) => state === 'paused');
    expect(paused.problem).toMatchObject({ code: 'target-group.broken', params: { id: broken } });
    expect(await ledger(sendId)).toBe('');
    const review = await sending.get(ReviewService).review(made.mailingId);
    expect(review.checks[0]).toMatchObject({ code: 'target-group.broken', severity: 'red' });
  });
});
