export { MailingsModule } from './mailings.module.js';
export { MailingService } from './mailing.service.js';
export { MailingQueries, type MailingNames } from './mailing.queries.js';
export { MailingPreview } from './mailing-preview.service.js';
export { findingsOf, type MailingFinding } from './mailing-findings.js';
export { MailingLinks } from './mailing-links.service.js';
export { MailingLink } from './mailing-link.entity.js';
export { isEditable, Mailing, MAILING_STATUSES, type MailingStatus } from './mailing.entity.js';
export type { MailingChanges } from './mailing-changes.js';
export type { MailingContent } from './mailing-content.js';
export { inDarkMode, MAIL_DOCUMENT_HEADERS } from './mail-document.js';
export {
  compileContent,
  mailRecipient,
  type MailPerson,
  type MailSetting,
  renderOnline,
  tagFields,
  tagValueOptions,
} from './rendered-mailing.js';
export type { CompiledMailing } from './rendering/compile.js';
export { checkContent, type MailingProblem } from './rendering/content-check.js';
export { UnsendableAddressError } from './rendering/headers.js';
export { renderMail, renderPreview, type RenderedPreview, type SendContext } from './rendering/render.js';
export { DEFAULT_SALUTATIONS, type Salutation } from './rendering/salutations.js';
export { type MailRecipient, renderLinkTarget } from './rendering/tag-values.js';
export { dayOf, readToken, signToken, type TokenPayload, tokenUrl } from './rendering/tracking-token.js';
