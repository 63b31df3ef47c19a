import { Injectable } from '@nestjs/common';
import { STANDARD_EQL_FIELDS } from '../../contract/eql/schema.js';
import type { FieldType } from '../../contract/recipients/fields.js';
import { Transactions } from '../../core/database/transactions.js';
import { columnOf, ProfileFieldRegistry, type ProfileField } from '../recipients/index.js';
import { SettingsService } from '../settings/index.js';

export interface RuleField {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly standard: boolean;
  readonly fixedValues: string[];
  readonly sampleValues: string[];
  readonly hidden: boolean;
}

/** Rows looked at for values that occur. */
const LOOKED_AT = 200;
const MOST_VALUES = 10;
/** Longer ones are no help in a menu. */
const LONGEST_VALUE = 40;

/** What the editor offers. */
@Injectable()
export class VocabularyService {
  constructor(
    private readonly transactions: Transactions,
    private readonly registry: ProfileFieldRegistry,
    private readonly settings: SettingsService,
  ) {}

  async vocabulary(withSamples: boolean): Promise<{ fields: RuleField[]; timezone: string }> {
    const fields = await this.registry.all();
    const samples = withSamples ? await this.samples(fields) : new Map<string, string[]>();
    const standard = STANDARD_EQL_FIELDS.map(({ name, label, type }): RuleField => ({
      ...{ name, label, type, standard: true, hidden: false },
      fixedValues: [],
      sampleValues: [],
    }));
    const own = fields.map(({ name, label, type, fixedValues, visibility }): RuleField => ({
      ...{ name, label, type, standard: false, hidden: visibility === 'hidden' },
      fixedValues: (fixedValues ?? []).map((value) =>
        String(typeof value === 'boolean' ? Number(value) : value),
      ),
      sampleValues: samples.get(name) ?? [],
    }));
    return { fields: [...standard, ...own], timezone: await this.settings.timezone() };
  }

  /** Values of text fields among the newest recipients. */
  private async samples(fields: readonly ProfileField[]): Promise<Map<string, string[]>> {
    const texts = fields.filter(
      ({ type, fixedValues, visibility }) =>
        type === 'text' && fixedValues === null && visibility !== 'hidden',
    );
    if (texts.length === 0) return new Map();
    const rows = await this.transactions.query<Record<string, string | null>>(
      `SELECT ${texts.map((field) => `r.\`${columnOf(field)}\``).join(', ')} FROM recipients r
       ORDER BY r.id DESC LIMIT ?`,
      [LOOKED_AT],
    );
    return new Map(
      texts.map((field) => [field.name, frequent(rows.map((row) => row[columnOf(field)] ?? null))]),
    );
  }
}

/** Those that occur most often, if any occurs twice: values that are all different would show only strangers' data. */
function frequent(values: readonly (string | null)[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) {
    if (value === null || value === '' || value.length > LONGEST_VALUE) continue;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > 1)
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_VALUES)
    .map(([value]) => value);
}
