import { type ProfileFieldView } from '../../../core/api/profile-fields-api';
import { type RecipientRow } from '../../../core/api/recipients-api';
import { type ColumnChoice } from '../../../shared/data-table/column-chooser';
import { type Column } from '../../../shared/data-table/columns';
import { type Formats } from '../../../shared/format/formats';
import { STANDARD_LABELS, valueWords } from '../field-words';

/** Names the row. */
export const FIXED_COLUMN = 'email';
export const STANDARD_COLUMNS: readonly string[] = [
  'email',
  'firstname',
  'lastname',
  'createdAt',
  'updatedAt',
];

const WIDTHS: Readonly<Record<string, string>> = { id: '90px', createdAt: '130px', updatedAt: '150px' };

/** Column and sort key of a profile field. */
function ownKey(name: string): string {
  return `fields.${name}`;
}

/** Names of the profile fields among the shown columns, as the API wants them; a lone comma for none. */
export function wantedFields(keys: readonly string[]): string {
  const names = keys.filter((key) => key.startsWith('fields.')).map((key) => key.slice('fields.'.length));
  return names.join(',') || ',';
}

/** Every column that the list can show: of everybody, then the visible profile fields in their order. */
export function columnChoices(fields: readonly ProfileFieldView[]): ColumnChoice[] {
  return [
    ...Object.entries(STANDARD_LABELS).map(([key, label]) => ({ key, label })),
    { key: 'createdAt', label: $localize`:@@recipients.created:Added` },
    { key: 'updatedAt', label: $localize`:@@recipients.changed:Changed` },
    { key: 'id', label: $localize`:@@recipients.number:Number` },
    ...fields
      .filter(({ visibility }) => visibility !== 'hidden')
      .map(({ name, label }) => ({ key: ownKey(name), label })),
  ];
}

/** The columns of `columns=email,city`; unknown ones are left out, the naming one is always there. */
export function shownKeys(text: string, choices: readonly ColumnChoice[]): readonly string[] {
  const known = new Set(choices.map(({ key }) => key));
  const wanted = text === '' ? STANDARD_COLUMNS : text.split(',').filter((key) => known.has(key));
  return wanted.includes(FIXED_COLUMN) ? wanted : [FIXED_COLUMN, ...wanted];
}

export function tableColumns(
  keys: readonly string[],
  choices: readonly ColumnChoice[],
  fields: readonly ProfileFieldView[],
): Column[] {
  const types = new Map(fields.map(({ name, type }) => [ownKey(name), type]));
  return keys.flatMap((key) => {
    const choice = choices.find((one) => one.key === key);
    if (!choice) return [];
    const type = types.get(key);
    const column: Column = {
      key,
      label: choice.label,
      sortable: true,
      primary: key === FIXED_COLUMN,
      align: type === 'integer' || type === 'decimal' || key === 'id' ? 'end' : 'start',
    };
    return [WIDTHS[key] ? { ...column, width: WIDTHS[key] } : column];
  });
}

/** One line of the table: every shown value as its text, by column. */
export type ListRow = Readonly<Record<string, string>> & { readonly id: number };

export function listRow(
  recipient: RecipientRow,
  fields: readonly ProfileFieldView[],
  formats: Formats,
): ListRow {
  const { id, createdAt, updatedAt, email, title, firstname, lastname, gender, mailtype } = recipient;
  const { trackingVeto } = recipient;
  const standard = Object.entries({ email, title, firstname, lastname, gender, mailtype, trackingVeto }).map(
    ([name, value]): [string, string] => [name, valueWords(name, undefined, value, formats) || '–'],
  );
  const own = fields.map(({ name, type }): [string, string] => [
    ownKey(name),
    valueWords(name, type, recipient.fields[name], formats) || '–',
  ]);
  return Object.assign(Object.fromEntries([...own, ...standard]), { createdAt, updatedAt, id });
}
