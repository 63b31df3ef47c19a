export {
  LEDGER_STATES,
  OPEN_LEDGER_STATES,
  SEND_KINDS,
  SEND_STATES,
  type LedgerCounts,
  type LedgerState,
  type SendKind,
  type SendState,
} from './send-states.js';
export { SendFinished, SendProgress } from './send.events.js';
export { CapturedMail } from './captured-mail.entity.js';
export { LedgerRow } from './ledger-row.entity.js';
export { Send } from './send.entity.js';
