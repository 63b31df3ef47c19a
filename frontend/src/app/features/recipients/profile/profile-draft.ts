import { Gender, MailType } from '@contract/recipients/codes';
import { type FieldValue, parseFieldValue } from '@contract/recipients/fields';
import { type ProfileFieldView } from '../../../core/api/profile-fields-api';
import { type RecipientData } from '../../../core/api/recipients-api';

/** A profile as it stands in the form: codes and profile fields as the text of their controls. */
export interface ProfileDraft {
  email: string;
  title: string;
  firstname: string;
  lastname: string;
  gender: string;
  mailtype: string;
  trackingVeto: boolean;
  fields: Record<string, string>;
}

/** The draft of a recipient, or of a new one; `separator` is what fractions are written with. */
export function draftOf(
  recipient: RecipientData | null,
  fields: readonly ProfileFieldView[],
  separator: '.' | ',',
): ProfileDraft {
  const texts = fields.map(({ name, type }): [string, string] => {
    const value = recipient?.fields[name] ?? null;
    if (value === null) return [name, ''];
    if (type === 'decimal') return [name, String(value).replace('.', separator)];
    // `2026-03-29T10:30:00Z` as `<input type=datetime-local>` wants it; such fields are edited in UTC.
    if (type === 'datetime') return [name, String(value).slice(0, 16)];
    return [name, String(value)];
  });
  return {
    email: recipient?.email ?? '',
    title: recipient?.title ?? '',
    firstname: recipient?.firstname ?? '',
    lastname: recipient?.lastname ?? '',
    gender: String(recipient?.gender ?? Gender.Unknown),
    mailtype: String(recipient?.mailtype ?? MailType.Html),
    trackingVeto: recipient?.trackingVeto ?? false,
    fields: Object.fromEntries(texts),
  };
}

/** What of a valid draft differs from the recipient as it was; everything for a new one. */
export function changesIn(
  draft: ProfileDraft,
  before: RecipientData | null,
  fields: readonly ProfileFieldView[],
  separator: '.' | ',',
): Partial<RecipientData> {
  const after: RecipientData = {
    email: draft.email.trim(),
    title: draft.title.trim(),
    firstname: draft.firstname.trim(),
    lastname: draft.lastname.trim(),
    gender: codeIn(Gender, draft.gender),
    mailtype: codeIn(MailType, draft.mailtype),
    trackingVeto: draft.trackingVeto,
    fields: Object.fromEntries(fields.map((field) => [field.name, valueOf(draft, field, separator)])),
  };
  if (!before) return after;
  const unchangedFields = Object.entries(after.fields).filter(
    ([name, value]) => value === (before.fields[name] ?? null),
  );
  const changedFields = Object.fromEntries(
    Object.entries(after.fields).filter(([name]) => !unchangedFields.some(([same]) => same === name)),
  );
  const { fields: _all, ...standard } = after;
  const changed: Partial<RecipientData> = Object.fromEntries(
    Object.entries(standard).filter(([name, value]) => value !== Reflect.get(before, name)),
  );
  return Object.keys(changedFields).length > 0 ? { ...changed, fields: changedFields } : changed;
}

function valueOf(
  { fields }: ProfileDraft,
  { name, type }: ProfileFieldView,
  separator: '.' | ',',
): FieldValue {
  const text = fields[name] ?? '';
  const parsed = parseFieldValue(type, text, { decimalSeparator: separator });
  return parsed.ok ? parsed.value : text;
}

function codeIn<T extends number>(codes: Readonly<Record<string, T>>, text: string): T {
  const found = Object.values(codes).find((code) => String(code) === text);
  if (found === undefined) throw new RangeError(`no such code: ${text}`);
  return found;
}
