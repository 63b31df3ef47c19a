import { type FieldVisibility } from '@contract/recipients/field-rules';
import { type FieldType, type FieldValue } from '@contract/recipients/fields';
import { type ProfileFieldRules, type ProfileFieldView } from '../../core/api/profile-fields-api';
import { type ValueStyle, textOf, valueOf } from '../../shared/value-input/value-text';

/** Where the default of a field comes from. */
export type DefaultKind = 'none' | 'value' | 'today' | 'now';

/** A profile field as it stands in its form. */
export interface FieldDraft {
  name: string;
  label: string;
  description: string;
  type: FieldType;
  length: string;
  defaultKind: DefaultKind;
  defaultText: string;
  nullable: boolean;
  /** Whether only some values are allowed. */
  fixed: boolean;
  /** One to a line. */
  fixedText: string;
  visibility: FieldVisibility;
  separatorAfter: boolean;
  historised: boolean;
}

const TEXT_LENGTH = '200';

export function draftOf(field: ProfileFieldView | null, style: ValueStyle): FieldDraft {
  if (!field) {
    return {
      name: '', label: '', description: '', type: 'text', length: TEXT_LENGTH, defaultKind: 'none', defaultText: '',
      nullable: true, fixed: false, fixedText: '', visibility: 'editable', separatorAfter: false, historised: true,
    }; // prettier-ignore
  }
  const { name, label, description, type, nullable, visibility, separatorAfter, historised } = field;
  const kind = defaultKind(field);
  return {
    name,
    label,
    description,
    type,
    length: String(field.length),
    defaultKind: kind,
    defaultText: kind === 'value' ? textOf(field.defaultValue, field, style) : '',
    nullable,
    fixed: field.fixedValues !== null,
    fixedText: (field.fixedValues ?? []).map((value) => textOf(value, field, style)).join('\n'),
    visibility,
    separatorAfter,
    historised,
  };
}

function defaultKind({ type, defaultValue }: ProfileFieldView): DefaultKind {
  if (defaultValue === null) return 'none';
  const moment = type === 'date' || type === 'datetime';
  return moment && (defaultValue === 'today' || defaultValue === 'now') ? defaultValue : 'value';
}

/** The allowed values of the text, without empty lines and repetitions. */
export function fixedTexts({ fixedText }: Pick<FieldDraft, 'fixedText'>): string[] {
  const lines = fixedText.split('\n').map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}

/** What is saved of a valid draft. */
export function rulesOf(draft: FieldDraft, style: ValueStyle): ProfileFieldRules {
  const { label, description, nullable, visibility, separatorAfter, historised } = draft;
  return {
    label: label.trim(),
    description: description.trim(),
    defaultValue: defaultOf(draft, style),
    nullable,
    fixedValues: fixedOf(draft, style),
    visibility,
    separatorAfter,
    historised,
  };
}

function defaultOf(draft: FieldDraft, style: ValueStyle): FieldValue {
  if (draft.defaultKind === 'none') return null;
  return draft.defaultKind === 'value' ? valueOf(draft.defaultText, draft, style) : draft.defaultKind;
}

function fixedOf(draft: FieldDraft, style: ValueStyle): ProfileFieldRules['fixedValues'] {
  if (!draft.fixed || draft.type === 'boolean') return null;
  const values = fixedTexts(draft).map((text) => valueOf(text, draft, style));
  return values.filter((value) => value !== null);
}
