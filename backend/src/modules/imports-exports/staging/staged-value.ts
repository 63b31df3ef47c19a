import type { FieldType } from '../../../contract/recipients/fields.js';
import { toColumn } from '../../../core/database/column-value.js';
import type { Parameter } from '../../../core/database/sql-fragment.js';
import type { ConvertedRow, StandardValues } from '../csv/converted-row.js';

/** Which value of a converted row a column of the staging table takes. */
export type StagedValue =
  | { readonly of: 'email' }
  | { readonly of: 'standard'; readonly name: keyof StandardValues }
  | { readonly of: 'field'; readonly name: string; readonly type: FieldType };

export function stagedValue(value: StagedValue, row: ConvertedRow & { ok: true }): Parameter {
  switch (value.of) {
    case 'email':
      return row.email;
    case 'standard':
      return row.standard[value.name] ?? null;
    case 'field':
      return toColumn(value.type, row.fields[value.name] ?? null);
  }
}
