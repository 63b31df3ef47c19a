import type { ErrorParams } from '../../core/errors/domain-error.js';
import {
  compileContent,
  type CompiledMailing,
  type MailingContent,
  type MailSetting,
  renderMail,
} from '../mailings/index.js';

/** `red` keeps the send from being ordered. */
export type Severity = 'red' | 'amber' | 'green';

export interface ReviewCheck {
  /** Key of the message catalogue. */
  readonly code: string;
  readonly severity: Severity;
  readonly params: ErrorParams;
}

/** Bytes: of the HTML and text versions as written, and of a whole mail. */
export interface MailSize {
  readonly html: number;
  readonly text: number;
  readonly mail: number;
}

/** Gmail hides what comes after this (spec/mailings.md). */
const GMAIL_CLIPS_KILOBYTES = 102;

/** Findings that the review names by themselves; all other warnings are only counted. */
const NAMED: Readonly<Record<string, string>> = {
  'html.missingUnsubscribe': 'review.unsubscribe-missing',
  'html.insecureLink': 'review.links-insecure',
  'html.relativeLink': 'review.links-relative',
  'html.tooLarge': '',
};

/** What can be said of the mailing itself. */
export function contentChecks(content: MailingContent, setting: MailSetting): ReviewCheck[] {
  const compiled = compileContent(content, setting);
  return [
    senderCheck(content, compiled),
    check(content.subject.trim() !== '', 'review.subject', 'red'),
    check(content.html.trim() !== '' || content.text.trim() !== '', 'review.content', 'red'),
    ...textCheck(content),
    ...problemChecks(compiled),
    ...sizeCheck(content),
  ];
}

export function measure(content: MailingContent, setting: MailSetting): MailSize {
  return {
    html: Buffer.byteLength(content.html),
    text: Buffer.byteLength(content.text),
    mail: sampleSize(compileContent(content, setting), setting),
  };
}

function check(fine: boolean, code: string, otherwise: Severity): ReviewCheck {
  return fine
    ? { code, severity: 'green', params: {} }
    : { code: `${code}-missing`, severity: otherwise, params: {} };
}

function senderCheck(content: MailingContent, compiled: CompiledMailing): ReviewCheck {
  if (content.senderEmail.trim() === '') return check(false, 'review.sender', 'red');
  const params = { sender: content.senderEmail };
  if (!compiled.headers.from) return { code: 'review.sender-invalid', severity: 'red', params };
  return { code: 'review.sender', severity: 'green', params };
}

function textCheck(content: MailingContent): ReviewCheck[] {
  if (content.html.trim() === '') return [];
  return [check(content.text.trim() !== '', 'review.text', 'amber')];
}

function problemChecks({ problems }: CompiledMailing): ReviewCheck[] {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const named = new Map<string, number>();
  let others = 0;
  for (const { severity, code } of problems) {
    if (severity === 'error') continue;
    const name = NAMED[code];
    if (name === undefined) others += 1;
    else if (name !== '') named.set(name, (named.get(name) ?? 0) + 1);
  }
  const checks: ReviewCheck[] = [
    errors.length > 0
      ? { code: 'review.errors', severity: 'red', params: { count: errors.length } }
      : { code: 'review.no-errors', severity: 'green', params: {} },
  ];
  for (const [code, count] of named) checks.push({ code, severity: 'amber', params: { count } });
  if (!named.has('review.unsubscribe-missing')) {
    checks.push({ code: 'review.unsubscribe', severity: 'green', params: {} });
  }
  if (others > 0) checks.push({ code: 'review.warnings', severity: 'amber', params: { count: others } });
  return checks;
}

function sizeCheck(content: MailingContent): ReviewCheck[] {
  const kilobytes = Math.ceil(Buffer.byteLength(content.html) / 1024);
  if (kilobytes > GMAIL_CLIPS_KILOBYTES) {
    return [
      { code: 'review.size-large', severity: 'amber', params: { kilobytes, max: GMAIL_CLIPS_KILOBYTES } },
    ];
  }
  return [{ code: 'review.size', severity: 'green', params: { kilobytes } }];
}

function sampleSize(compiled: CompiledMailing, { senddate }: MailSetting): number {
  if (!compiled.headers.from) return 0;
  const reader = { id: 1, email: 'somebody@example.com', mailtype: 1, fields: {} };
  const context = { mailingId: 1, sendId: 1, ledgerId: 1, secret: 'size only', now: senddate };
  return renderMail(compiled, reader, context).length;
}
