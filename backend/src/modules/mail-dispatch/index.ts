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
export { CaptureTransport } from './capture-transport.js';
export { CapturedMail } from './captured-mail.entity.js';
export { DkimKeyRow } from './identities/dkim-key.entity.js';
export { SenderIdentity } from './identities/sender-identity.entity.js';
export { SenderIdentityService } from './identities/sender-identity.service.js';
export { LedgerRow } from './ledger-row.entity.js';
export { Send } from './send.entity.js';
export { MailDispatchModule } from './mail-dispatch.module.js';
export { OutboxService } from './outbox.service.js';
export { ReviewService, type Review } from './review.service.js';
export { SendContents, type SendContent } from './send-contents.js';
export { SendControl } from './send-control.js';
export { SendQueries, type SendDetail, type SendRow } from './send.queries.js';
export { SendService, type TestOrder, type WorldOrder } from './send.service.js';
