import { dateText, utcText, zoneOffset } from '../../../contract/recipients/date-values.js';
import { parseFieldValue, type FieldType, type FieldValue } from '../../../contract/recipients/fields.js';
import type { FieldValueOptions } from '../../../contract/recipients/fields.js';
import type { MessageParams, RowProblemCode } from './csv-format.js';

const DAY = 86_400_000;
/** What OpenEMM's profiles say for the moment of the import (spec/import_export.md §2). */
const MOMENT = /^(now|sysdate|current_timestamp|today)(?:\s*\(\s*\))?(?:\s*([+-])\s*(\d{1,5}))?$/i;

export type DefaultParse =
  { ok: true; value: FieldValue } | { ok: false; code: RowProblemCode; params: MessageParams };

/** The value of a default: as it would stand in a cell, or the moment `now` with ±days where the type is a date. */
export function parseDefault(
  type: FieldType,
  raw: string,
  options: FieldValueOptions,
  now: Date,
): DefaultParse {
  const moment = type === 'date' || type === 'datetime' ? MOMENT.exec(raw.trim()) : null;
  if (!moment) return parseFieldValue(type, raw, options);
  const [, word = '', sign, days] = moment;
  const instant = now.getTime() + (sign === '-' ? -1 : 1) * Number(days ?? 0) * DAY;
  const timeZone = options.timeZone ?? 'UTC';
  if (type === 'datetime' && word.toLowerCase() !== 'today') {
    return { ok: true, value: `${new Date(instant).toISOString().slice(0, 19)}Z` };
  }
  const local = new Date(instant + zoneOffset(instant, timeZone));
  const date = { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() };
  if (type === 'date') return { ok: true, value: dateText(date) };
  return { ok: true, value: utcText(date, { hour: 0, minute: 0, second: 0 }, timeZone) };
}
