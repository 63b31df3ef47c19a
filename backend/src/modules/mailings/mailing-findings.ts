import type { ErrorParams } from '../../core/errors/domain-error.js';
import { writtenContent } from './mailing-content.js';
import type { Mailing } from './mailing.entity.js';
import { type MailSetting, tagFields } from './rendered-mailing.js';
import { checkContent, type MailingProblem } from './rendering/content-check.js';
import { DEFAULT_SALUTATIONS } from './rendering/salutations.js';

/** Something the editor shows beside the content. An error keeps a world send from being ordered. */
export interface MailingFinding {
  readonly severity: 'error' | 'warning' | 'info';
  /** Key of the message catalogue. */
  readonly code: string;
  readonly params: ErrorParams;
  readonly part: 'subject' | 'preheader' | 'senderName' | 'replyName' | 'html' | 'text';
  /** 1-based; none when the part as a whole is meant. */
  readonly line?: number;
  /** 1-based, in UTF-16 units. */
  readonly column?: number;
  /** UTF-16 units. */
  readonly length?: number;
}

/** Nobody reads more, and the answer to every save carries them. */
const MAX_FINDINGS = 200;

/** What phones and most mail programs show of a subject before they cut it, in characters. */
const SUBJECT_SHOWN = 70;
/** Longest preview text any of the big mail programs shows. */
const PREHEADER_SHOWN = 150;

/**
 * All that is to be said of what has been written so far. What is merely missing is no finding: a draft may be
 * incomplete, and the review before a send asks for the rest.
 */
export function findingsOf(mailing: Mailing, fields: MailSetting['fields']): MailingFinding[] {
  const titles = DEFAULT_SALUTATIONS.map(({ id }) => id);
  const found = checkContent(writtenContent(mailing), { fields: tagFields(fields), titles });
  const shown = found.length > MAX_FINDINGS ? gravest(found) : found;
  const findings = [...shown.map(findingOf), ...fieldFindings(mailing)];
  if (shown.length < found.length) {
    const more = { count: found.length - shown.length };
    findings.push({ severity: 'info', code: 'mailing.more-findings', params: more, part: 'html' });
  }
  return findings;
}

function findingOf({ severity, code, params, part, line, column, length }: MailingProblem): MailingFinding {
  return length > 0
    ? { severity, code, params, part, line, column, length }
    : { severity, code, params, part };
}

/** Errors before warnings, each in the order of their places. */
function gravest(found: readonly MailingProblem[]): MailingProblem[] {
  const errors = found.filter(({ severity }) => severity === 'error');
  const others = found.filter(({ severity }) => severity !== 'error');
  return errors.concat(others).slice(0, MAX_FINDINGS);
}

function fieldFindings(mailing: Mailing): MailingFinding[] {
  const findings: MailingFinding[] = [];
  const tooLong = (part: 'subject' | 'preheader', shown: number): void => {
    const count = Array.from(mailing[part]).length;
    // A tag's length says nothing of the length of its value.
    if (count <= shown || mailing[part].includes('[agn')) return;
    findings.push({ severity: 'info', code: `mailing.${part}-long`, params: { count, shown }, part });
  };
  tooLong('subject', SUBJECT_SHOWN);
  tooLong('preheader', PREHEADER_SHOWN);
  if (mailing.html.trim() !== '' && mailing.text.trim() === '' && !mailing.textAutomatic) {
    findings.push({ severity: 'warning', code: 'mailing.text-empty', params: {}, part: 'text' });
  }
  return findings;
}
