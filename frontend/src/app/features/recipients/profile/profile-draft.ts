import { Gender, MailType } from '@contract/recipients/codes';
import { type ProfileFieldView } from '../../../core/api/profile-fields-api';
import { type RecipientData } from '../../../core/api/recipients-api';
import { type ValueStyle, textOf, valueOf } from '../../../shared/value-input/value-text';

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

/** The draft of a recipient, or of a new one with the defaults of its fields. */
export function draftOf(
  recipient: RecipientData | null,
  fields: readonly ProfileFieldView[],
  style: ValueStyle,
): ProfileDraft {
  const texts = fields.map((field): [string, string] => {
    const value = recipient ? recipient.fields[field.name] : isMoment(field) ? null : field.defaultValue;
    return [field.name, textOf(value, field, style)];
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
  style: ValueStyle,
): Partial<RecipientData> {
  const asked = (field: ProfileFieldView): boolean =>
    before !== null || !isMoment(field) || draft.fields[field.name] !== '';
  const after: RecipientData = {
    email: draft.email.trim(),
    title: draft.title.trim(),
    firstname: draft.firstname.trim(),
    lastname: draft.lastname.trim(),
    gender: codeIn(Gender, draft.gender),
    mailtype: codeIn(MailType, draft.mailtype),
    trackingVeto: draft.trackingVeto,
    fields: Object.fromEntries(
      fields
        .filter(asked)
        .map((field) => [field.name, valueOf(draft.fields[field.name] ?? '', field, style)]),
    ),
  };
  if (!before) return after;
  // What was not touched stays as it is, even where its text says less (seconds) or is ambiguous (clocks set back).
  const untouched = draftOf(before, fields, style).fields;
  const changedFields = Object.fromEntries(
    Object.entries(after.fields).filter(
      ([name, value]) => draft.fields[name] !== untouched[name] && value !== (before.fields[name] ?? null),
    ),
  );
  const { fields: _all, ...standard } = after;
  const changed: Partial<RecipientData> = Object.fromEntries(
    Object.entries(standard).filter(([name, value]) => value !== Reflect.get(before, name)),
  );
  return Object.keys(changedFields).length > 0 ? { ...changed, fields: changedFields } : changed;
}

/** Moments (`today`, `now`) are filled in by the server, unless somebody chose another one. */
function isMoment({ type, defaultValue }: ProfileFieldView): boolean {
  return (type === 'date' || type === 'datetime') && /^(today|now)$/.test(String(defaultValue));
}

function codeIn<T extends number>(codes: Readonly<Record<string, T>>, text: string): T {
  const found = Object.values(codes).find((code) => String(code) === text);
  if (found === undefined) throw new RangeError(`no such code: ${text}`);
  return found;
}
