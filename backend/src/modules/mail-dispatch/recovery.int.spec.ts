import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { ENGINES } from '../../../test/database.js';
import { startSending, type Sending } from '../../../test/sending.js';
import { Config } from '../../core/config/config.js';
import { AudienceFreezer } from './audience-freezer.js';
import { DispatcherParts } from './dispatcher-parts.js';
import { SendControl } from './index.js';
import { HandOverJournal } from './hand-over-journal.js';
import { LedgerQueries, type LeasedRow, type LedgerResult } from './ledger.queries.js';
import { ResultWriter } from './result-writer.js';
import { SendStateChanges } from './send-state-changes.js';
import { SendStarter } from './send-starter.js';
import { WorkerRecovery } from './worker-recovery.js';

describe.each(ENGINES)('after a crash on %s', (engine) => {
  let sending: Sending;
  afterEach(() => sending.close());

  /** As a worker leaves it that dies: it has taken five mails and begun three of them. */
  const dieInTheMiddle = async (
    send: number,
    campaign: { mailingId: number; mailingListId: number },
    worker: string,
  ) => {
    const { transactions } = sending;
    const ledger = sending.get(LedgerQueries);
    const rows = await transactions.run(async () => {
      await transactions.execute('INSERT INTO workers (id, started_at, seen_at) VALUES (?, ?, ?)', [
        worker,
        1,
        Date.now(),
      ]);
      return (await ledger.take({ id: send, kind: 'world', ...campaign }, worker, 5)) ?? [];
    });
    const journal = new HandOverJournal(journals(), worker);
    for (const { id } of rows.slice(0, 3)) journal.begun(id);
    journal.close(false);
    return rows;
  };
  const journals = () => sending.get(Config).journalFolder;
  const frozen = async (recipients: number) => {
    const campaign = await sending.campaign(recipients);
    const send = await sending.order(campaign);
    await sending.get(SendStarter).startDue();
    expect(await sending.get(AudienceFreezer).freeze(send)).toBe(true);
    return { campaign, send };
  };
  const accepted = (row: LeasedRow) =>
    ({
      row,
      state: 'accepted',
      counts: true,
      code: 250,
      reply: 'ok',
      nextAttemptAt: null,
      deferredSince: null,
    }) as const;

  it('goes on freezing where it stopped and writes nobody twice', async () => {
    sending = await startSending(engine);
    const campaign = await sending.campaign(25);
    const send = await sending.order(campaign);
    const freezer = sending.get(AudienceFreezer);
    await sending.get(SendStarter).startDue();
    let steps = 0;
    expect(await freezer.freeze(send, () => (steps += 1) <= 2, 10)).toBe(false);
    expect(await sending.look(send)).toMatchObject({ state: 'freezing', counts: { queued: 20 } });
    const both = await Promise.all([
      freezer.freeze(send, () => true, 10),
      freezer.freeze(send, () => true, 10),
    ]);
    expect(both).toContain(true);
    expect(await sending.look(send)).toMatchObject({
      state: 'sending',
      audience: 25,
      counts: { queued: 25 },
    });
    await sending.startDispatcher();
    await sending.until(send, ({ state }) => state === 'sent');
    expect(new Set(sending.farEnd.mails.map(({ to }) => to[0])).size).toBe(25);
    expect(sending.farEnd.mails).toHaveLength(25);
  });

  it('a silent worker loses its rows after the lease: in hand is uncertain, the rest goes on', async () => {
    sending = await startSending(engine, { DISPATCH_LEASE_SECONDS: '60' });
    const { campaign, send } = await frozen(10);
    await dieInTheMiddle(send, campaign, 'elsewhere:1:a');
    const recovery = sending.get(WorkerRecovery);
    await recovery.recover();
    expect((await sending.look(send)).counts).toMatchObject({ handing: 5, uncertain: 0 });
    sending.turnClock(61_000);
    await recovery.recover();
    expect((await sending.look(send)).counts).toMatchObject({ handing: 0, uncertain: 3, queued: 7 });
    await sending.startDispatcher();
    const end = await sending.until(send, ({ state }) => state === 'sent');
    expect(end.counts).toMatchObject({ accepted: 7, uncertain: 3 });
    expect(sending.farEnd.mails).toHaveLength(7);
  });

  it('without its journal all that a dead worker had is in doubt', async () => {
    sending = await startSending(engine);
    const { campaign, send } = await frozen(10);
    await dieInTheMiddle(send, campaign, 'elsewhere:1:b');
    HandOverJournal.remove(journals(), 'elsewhere:1:b');
    sending.turnClock(61_000);
    await sending.get(WorkerRecovery).recover();
    expect((await sending.look(send)).counts).toMatchObject({ handing: 0, uncertain: 5, queued: 5 });
  });

  it('what a dead worker had heard counts: taken mails are accepted, refused ones go out again', async () => {
    sending = await startSending(engine);
    const { campaign, send } = await frozen(10);
    const worker = 'elsewhere:1:c';
    const [first, second] = await dieInTheMiddle(send, campaign, worker);
    if (!first || !second) throw new Error('nothing was taken');
    const journal = new HandOverJournal(journals(), worker);
    journal.accepted(first.id, 250, '250 2.0.0 Ok: queued as\nABC');
    journal.refused(second.id);
    journal.close(false);
    sending.turnClock(61_000);
    await sending.get(WorkerRecovery).recover();
    expect((await sending.look(send)).counts).toMatchObject({ accepted: 1, uncertain: 1, queued: 8 });
    const [row] = await sending.transactions.query<{ reply: string; reply_code: number }>(
      "SELECT reply, reply_code FROM ledger WHERE state = 'accepted'",
    );
    expect(row).toEqual({ reply: '250 2.0.0 Ok: queued as ABC', reply_code: 250 });
    const sent = await sending.transactions.query('SELECT id FROM activity WHERE kind = 20');
    expect(sent).toHaveLength(1);
    expect(HandOverJournal.take(journals(), worker)).toBeUndefined();
  });

  it('a worker whose process on this machine is gone is recognised at once', async () => {
    sending = await startSending(engine, { DISPATCH_LEASE_SECONDS: '3600' });
    const { campaign, send } = await frozen(10);
    const { pid } = spawnSync('true');
    await dieInTheMiddle(send, campaign, `${hostname().slice(0, 44)}:${pid}:a`);
    await sending.startDispatcher();
    const end = await sending.until(send, ({ state }) => state === 'sent');
    expect(end.counts).toMatchObject({ accepted: 7, uncertain: 3 });
  });

  it('frees rows of workers that nobody knows', async () => {
    sending = await startSending(engine);
    const { campaign, send } = await frozen(10);
    await dieInTheMiddle(send, campaign, 'restored:1:a');
    await sending.transactions.run(() => sending.transactions.execute('DELETE FROM workers'));
    await sending.get(WorkerRecovery).recover();
    expect((await sending.look(send)).counts).toMatchObject({ uncertain: 3, queued: 7 });
    const held = await sending.transactions.query(
      "SELECT id FROM ledger WHERE worker IS NOT NULL AND state = 'queued'",
    );
    expect(held).toEqual([]);
  });

  it('a worker that was only slow begins nothing of what was taken from it, but its results still count', async () => {
    sending = await startSending(engine, { DISPATCH_LEASE_SECONDS: '60' });
    const { campaign, send } = await frozen(10);
    const worker = 'elsewhere:2:a';
    const rows = await dieInTheMiddle(send, campaign, worker);
    sending.turnClock(61_000);
    await sending.get(WorkerRecovery).recover();
    const ledger = sending.get(LedgerQueries);
    const { transactions } = sending;
    const settle = async (results: LedgerResult[]) =>
      (await transactions.run(() => ledger.settle(worker, results))).length;
    // Not begun by its journal: somebody else's now, whatever it says.
    expect(await settle(rows.slice(3).map(accepted))).toBe(0);
    expect(await settle(rows.slice(0, 1).map(accepted))).toBe(1);
    expect((await sending.look(send)).counts).toMatchObject({ accepted: 1, uncertain: 2, queued: 7 });
    expect(await transactions.run(() => ledger.decideUncertain(send, 'resend'))).toBe(2);
    // Decided by a person meanwhile: the late truth of the others changes nothing any more.
    expect(await settle(rows.slice(1, 3).map(accepted))).toBe(0);
  });

  it('a worker that was declared dead registers again and goes on', async () => {
    sending = await startSending(
      engine,
      { DISPATCH_LEASE_SECONDS: '1', DISPATCH_BATCH: '20' },
      { delayMs: 5 },
    );
    const campaign = await sending.campaign(300);
    const send = await sending.order(campaign);
    await sending.startDispatcher();
    await sending.until(send, ({ counts }) => counts.accepted > 20);
    const { transactions } = sending;
    await transactions.run(() => transactions.execute('DELETE FROM workers'));
    await sending.get(WorkerRecovery).recover();
    const end = await sending.until(send, ({ state }) => state === 'sent');
    expect(end.counts.accepted + end.counts.uncertain).toBe(300);
    expect(new Set(sending.farEnd.mails.map(({ to }) => to[0])).size).toBe(sending.farEnd.mails.length);
    expect(await transactions.query('SELECT id FROM workers')).toHaveLength(1);
  });

  const writerOf = (worker: string) => new ResultWriter(worker, sending.get(DispatcherParts));

  it('loses nobody whose mail was put off after the send had ended without its slow worker', async () => {
    sending = await startSending(engine, { DISPATCH_LEASE_SECONDS: '60' });
    const { campaign, send } = await frozen(3);
    const worker = 'elsewhere:3:a';
    const [first, second] = await dieInTheMiddle(send, campaign, worker);
    sending.turnClock(61_000);
    await sending.get(WorkerRecovery).recover();
    expect(await sending.get(SendStateChanges).finish(send)).toBe(true);
    if (!first || !second) throw new Error('nothing was leased');
    const writer = writerOf(worker);
    writer.add(
      { ...accepted(first), state: 'deferred', nextAttemptAt: 1, deferredSince: 1 },
      { ...accepted(second), state: 'queued', counts: false },
    );
    await writer.done();
    const again = await sending.look(send);
    expect(again).toMatchObject({ state: 'sending', finishedAt: null, counts: { uncertain: 1 } });
    await sending.startDispatcher();
    const end = await sending.until(send, ({ state }) => state === 'sent');
    expect(end.counts).toMatchObject({ accepted: 2, uncertain: 1 });
    expect(sending.farEnd.mails.map(({ to }) => to[0]).sort()).toEqual(
      [first.address, second.address].sort(),
    );
  });

  it('leaves no mail waiting that was in hand when its send was cancelled', async () => {
    sending = await startSending(engine);
    const { campaign, send } = await frozen(5);
    const worker = 'elsewhere:4:a';
    const [first, second, third] = await dieInTheMiddle(send, campaign, worker);
    if (!first || !second || !third) throw new Error('nothing was leased');
    await sending.get(SendControl).cancel(send);
    expect((await sending.look(send)).counts).toMatchObject({ handing: 5 });
    const writer = writerOf(worker);
    for (const result of [
      { ...accepted(first), state: 'deferred', nextAttemptAt: 1, deferredSince: 1 },
      { ...accepted(second), state: 'queued', counts: false },
      accepted(third),
    ] as const) {
      writer.add(result);
      await writer.done();
    }
    const end = await sending.look(send);
    expect(end).toMatchObject({ state: 'cancelled', counts: { accepted: 1, cancelled: 2, handing: 2 } });
    sending.turnClock(3_700_000);
    await sending.get(WorkerRecovery).recover();
    expect((await sending.look(send)).counts).toMatchObject({ accepted: 1, cancelled: 4, handing: 0 });
  });

  it('a stopped worker leaves nothing behind', async () => {
    sending = await startSending(engine, {}, { delayMs: 5 });
    const campaign = await sending.campaign(200);
    const send = await sending.order(campaign);
    const dispatcher = await sending.startDispatcher();
    await sending.until(send, ({ counts }) => counts.accepted > 10);
    await dispatcher.stop();
    const rest = await sending.look(send);
    expect(rest.counts).toMatchObject({ handing: 0, uncertain: 0, accepted: sending.farEnd.mails.length });
    expect(await sending.transactions.query('SELECT id FROM ledger WHERE worker IS NOT NULL')).toEqual([]);
    expect(await sending.transactions.query('SELECT id FROM workers')).toEqual([]);
    await sending.startDispatcher();
    await sending.until(send, ({ state }) => state === 'sent');
    expect(sending.farEnd.mails).toHaveLength(200);
  });

  it('a server that hangs does not hold up the end of a worker; the mail in hand becomes uncertain', async () => {
    sending = await startSending(engine, { DISPATCH_CONNECTIONS: '2' });
    const campaign = await sending.campaign(6);
    const [last = ''] = campaign.addresses;
    sending.farEnd.behave = ({ stage, to }) => (stage === 'message' && to === last ? 'hang' : undefined);
    const send = await sending.order(campaign);
    const dispatcher = await sending.startDispatcher();
    await sending.until(send, ({ counts }) => counts.accepted === 5 && counts.handing === 1);
    await dispatcher.stop(100);
    await sending.get(WorkerRecovery).recover();
    expect((await sending.look(send)).counts).toMatchObject({ accepted: 5, uncertain: 1, handing: 0 });
    sending.farEnd.dropConnections();
  });
});
