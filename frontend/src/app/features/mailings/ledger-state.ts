import { type LedgerState, type SendState } from '../../core/api/sends-api';
import { type Tone } from '../../shared/status-chip/status-chip';

interface Shown {
  label: string;
  tone: Tone;
}

export const SEND_STATES: Readonly<Record<SendState, Shown>> = {
  scheduled: { label: $localize`:@@sends.state.scheduled:Scheduled`, tone: 'info' },
  freezing: { label: $localize`:@@sends.state.freezing:Gathering recipients`, tone: 'running' },
  sending: { label: $localize`:@@sends.state.sending:Sending`, tone: 'running' },
  paused: { label: $localize`:@@sends.state.paused:Paused`, tone: 'warn' },
  sent: { label: $localize`:@@sends.state.sent:Sent`, tone: 'good' },
  cancelled: { label: $localize`:@@sends.state.cancelled:Cancelled`, tone: 'neutral' },
};

/** In the order of a mail's way; the words of the reconciliation line. */
export const LEDGER_STATES: Readonly<Record<LedgerState, Shown>> = {
  queued: { label: $localize`:@@sends.ledger.queued:Waiting`, tone: 'neutral' },
  handing: { label: $localize`:@@sends.ledger.handing:Being handed over`, tone: 'running' },
  accepted: { label: $localize`:@@sends.ledger.accepted:Accepted`, tone: 'good' },
  deferred: { label: $localize`:@@sends.ledger.deferred:Deferred`, tone: 'warn' },
  failed: { label: $localize`:@@sends.ledger.failed:Failed`, tone: 'bad' },
  bounced: { label: $localize`:@@sends.ledger.bounced:Bounced`, tone: 'bad' },
  skipped: { label: $localize`:@@sends.ledger.skipped:Skipped`, tone: 'neutral' },
  uncertain: { label: $localize`:@@sends.ledger.uncertain:Uncertain`, tone: 'warn' },
  cancelled: { label: $localize`:@@sends.ledger.cancelled:Not sent (cancelled)`, tone: 'neutral' },
};

/** Whether something happens by itself in this state. */
export function isRunning(state: SendState): boolean {
  return state === 'freezing' || state === 'sending';
}

export function isOver(state: SendState): boolean {
  return state === 'sent' || state === 'cancelled';
}
