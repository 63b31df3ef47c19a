import { checkEmailAddress } from '../../contract/recipients/email-address.js';
import { parseTargetExpression, targetExpressionText } from '../../contract/target-expression.js';
import { InvalidInput, type FieldProblem } from '../../core/errors/domain-error.js';
import type { Mailing } from './mailing.entity.js';

/** What a person may set on a mailing. Everything may be left empty while it is a draft. */
export type MailingChanges = Partial<
  Pick<
    Mailing,
    | 'name'
    | 'description'
    | 'mailingListId'
    | 'targetExpression'
    | 'subject'
    | 'preheader'
    | 'senderName'
    | 'senderEmail'
    | 'replyName'
    | 'replyEmail'
    | 'html'
    | 'text'
    | 'textAutomatic'
  >
>;

const MEGABYTE = 1024 * 1024;
/** Of the HTML and of the text version, in bytes of UTF-8. Far above what any mail program shows. */
export const MAX_CONTENT_MEGABYTES = 2;

/** Texts of one line, with their greatest length in characters (those of the columns). */
const LINES = {
  name: 100,
  subject: 500,
  preheader: 500,
  senderName: 255,
  replyName: 255,
} as const;
const ADDRESSES = ['senderEmail', 'replyEmail'] as const;
const CONTENTS = ['html', 'text'] as const;

/** C0 and C1 controls and Unicode's own line ends: in a header field they could begin another one. */
const LINE_BREAKS = /[\p{Cc}\u2028\u2029]/u;

/**
 * The changes as they are stored: lines and addresses trimmed, lone surrogates and NUL (which no database text can
 * hold) taken out of contents, everything else byte for byte.
 * @throws InvalidInput naming each field whose form is wrong; an empty one is never wrong but for `name`
 */
export function checkedChanges(changes: MailingChanges): MailingChanges {
  const problems: Record<string, FieldProblem> = {};
  const checked: MailingChanges = { ...changes };
  for (const [field, max] of Object.entries(LINES) as [keyof typeof LINES, number][]) {
    const value = changes[field];
    if (value === undefined) continue;
    const line = value.toWellFormed().trim();
    checked[field] = line;
    if (LINE_BREAKS.test(line)) problems[field] = { code: 'mailing.line-break' };
    else if (Array.from(line).length > max) problems[field] = { code: 'input.too-long', params: { max } };
  }
  if (checked.name === '') problems['name'] = { code: 'input.required' };
  if (changes.description !== undefined) {
    checked.description = storable(changes.description).trim();
    if (Array.from(checked.description).length > 500) {
      problems['description'] = { code: 'input.too-long', params: { max: 500 } };
    }
  }
  if (changes.targetExpression !== undefined) {
    const expression = parseTargetExpression(changes.targetExpression);
    if (expression.ok) checked.targetExpression = targetExpressionText(expression.node);
    else problems['targetExpression'] = { code: expression.code, params: expression.params };
  }
  for (const field of ADDRESSES) {
    const value = changes[field]?.trim();
    if (value === undefined) continue;
    const address = value === '' ? ({ ok: true, address: '' } as const) : checkEmailAddress(value);
    if (address.ok) checked[field] = address.address;
    else problems[field] = { code: 'input.email' };
  }
  for (const field of CONTENTS) {
    const value = changes[field];
    if (value === undefined) continue;
    checked[field] = storable(value);
    const size = Buffer.byteLength(value, 'utf8');
    if (size > MAX_CONTENT_MEGABYTES * MEGABYTE) problems[field] = tooLarge(size);
  }
  if (Object.keys(problems).length > 0) throw new InvalidInput(problems);
  return checked;
}

function tooLarge(size: number): FieldProblem {
  const megabytes = (Math.ceil((size / MEGABYTE) * 100) / 100).toFixed(2);
  return { code: 'mailing.content-too-large', params: { megabytes, max: MAX_CONTENT_MEGABYTES } };
}

function storable(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '');
}
