import { Logger } from '@nestjs/common';
import type { Transactions } from '../../core/database/transactions.js';
import { HandOverJournal } from './hand-over-journal.js';
import type { LedgerQueries } from './ledger.queries.js';
import type { SendStateChanges } from './send-state-changes.js';
import type { HandOver } from './transport/mail-transport.js';
import type { WorkerPresence } from './worker-presence.js';

interface Parts {
  readonly presence: WorkerPresence;
  readonly journals: string;
  readonly transactions: Transactions;
  readonly ledger: LedgerQueries;
  readonly states: SendStateChanges;
}

/** Whether a mail may be handed over: `lost` when others have taken over, `failed` when nothing can be noted. */
export type Leave = 'granted' | 'lost' | 'failed';

/**
 * The rows that are a worker's, from their taking until the ledger has their results. A new era begins when others have
 * taken over what the worker had: nothing of an earlier one may be begun, even if the worker has the row again since.
 */
export class WorkerHoldings {
  private readonly log = new Logger(WorkerHoldings.name);
  /** The era in which each row was taken. */
  private readonly held = new Map<number, number>();
  private journal: HandOverJournal | undefined;
  private current = 0;
  private doubtful = false;

  constructor(private readonly parts: Parts) {}

  /** @throws if the journal cannot be written */
  open(): void {
    this.journal = new HandOverJournal(this.parts.journals, this.parts.presence.name);
  }

  /** @param complete whether nothing was cut off */
  close(complete: boolean): void {
    this.journal?.close(complete && this.held.size === 0);
  }

  get era(): number {
    return this.current;
  }

  /** Whether the ledger may say that this worker has rows it knows nothing of. */
  get unsure(): boolean {
    return this.doubtful;
  }

  doubt(): void {
    this.doubtful = true;
  }

  /** @param era when their taking was begun @returns false if others have taken them over meanwhile */
  take(ids: readonly number[], era: number): boolean {
    if (era === this.current) for (const id of ids) this.held.set(id, era);
    else this.doubtful = true;
    return era === this.current;
  }

  /** The last question before a mail becomes the server's. */
  begin(id: number, era: number): Leave {
    if (era !== this.current) return 'lost';
    try {
      return this.journal?.begun(id) === true && this.parts.presence.holds ? 'granted' : 'lost';
    } catch (error) {
      this.complain('the journal of hand-overs cannot be written; nothing is sent without it', error);
      return 'failed';
    }
  }

  /** What the server said. */
  note(id: number, outcome: HandOver): void {
    try {
      if (outcome.outcome === 'accepted') this.journal?.accepted(id, outcome.code, outcome.reply);
      else if (outcome.outcome !== 'uncertain') this.journal?.refused(id);
    } catch (error) {
      this.complain('the journal of hand-overs cannot be written', error);
    }
  }

  /** The ledger has their results. */
  settled(ids: readonly number[]): void {
    for (const id of ids) this.held.delete(id);
    this.journal?.settled(ids);
  }

  givenBack(ids: readonly number[]): void {
    for (const id of ids) this.held.delete(id);
  }

  /** A row of an earlier era that was not begun; if the ledger still calls it this worker's, it is given back. */
  lost(id: number, era: number): void {
    if (this.held.get(id) !== era) return;
    this.held.delete(id);
    this.doubtful = true;
  }

  /** Others have taken over. @param waiting rows that were not begun */
  beginEra(waiting: readonly number[]): void {
    this.givenBack(waiting);
    this.current += 1;
    this.doubtful = true;
    try {
      this.journal?.renew();
    } catch (error) {
      this.complain('the journal of hand-overs cannot be written', error);
    }
  }

  /** Gives back what is this worker's by the ledger only: it would wait for ever. Nothing may be taken meanwhile. */
  async compare(): Promise<void> {
    const { ledger, transactions, states, presence } = this.parts;
    this.doubtful = false;
    const giveBack = async (): Promise<void> => {
      const strange = (await ledger.inHandsOf(presence.name)).filter(({ id }) => !this.held.has(id));
      await ledger.giveBack(presence.name, strange.map(({ id }) => id)); // prettier-ignore
      for (const id of new Set(strange.map(({ sendId }) => sendId))) await states.takeBack(id);
    };
    try {
      await transactions.run(giveBack);
    } catch (error) {
      this.doubtful = true;
      throw error;
    }
  }

  private complain(what: string, error: unknown): void {
    this.log.error(what, error instanceof Error ? error.stack : String(error));
  }
}
