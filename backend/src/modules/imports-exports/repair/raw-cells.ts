import type { CsvFormat } from '../csv/csv-format.js';
import { CsvTokenizer } from '../csv/csv-tokenizer.js';

/** The record's cells; split at every separator where its quotes are what is wrong. */
export function cellsOf(raw: string, format: CsvFormat): readonly string[] {
  const tokenizer = new CsvTokenizer({ format: { ...format, encoding: 'utf-8' } });
  tokenizer.push(Buffer.from(raw));
  tokenizer.end();
  const item = tokenizer.next();
  const whole = item?.kind === 'record' && tokenizer.next() === undefined;
  return whole ? item.values : raw.split(format.separator);
}
