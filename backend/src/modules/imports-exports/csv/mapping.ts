import type { FieldVisibility } from '../../../contract/recipients/field-rules.js';
import type { FieldType } from '../../../contract/recipients/fields.js';
import { checkEmailAddress } from '../../../contract/recipients/email-address.js';
import {
  checkFieldName,
  FIELD_NAME_MAX_LENGTH,
  fieldLabelFor,
  parseFieldValue,
} from '../../../contract/recipients/fields.js';
import { parseGender, parseMailType } from '../../../contract/recipients/code-words.js';
import { isTextHeader, normaliseHeader, spellOut, standardTargetOf } from './column-names.js';
import { STANDARD_TARGETS, type StandardTarget } from './column-names.js';
import { DATE_FORMATS } from '../../../contract/recipients/date-values.js';
import type { MappingProblemCode, MessageParams } from './csv-format.js';
import { parseDefault } from './default-values.js';

/** A profile field as the mapping needs to know it. */
export interface KnownField {
  /** Database name. */
  name: string;
  /** Display name. */
  label: string;
  type: FieldType;
  /** Of text fields, in characters. */
  maxLength?: number;
  /** Whether a recipient may be without a value; default true. */
  nullable?: boolean;
  /** The only values there may be. */
  fixedValues?: readonly (string | number | boolean)[] | null;
  visibility?: FieldVisibility;
}

export interface NewField {
  name: string;
  type: FieldType;
  label: string;
}

/** Where a column's values go. */
export type ColumnTarget = StandardTarget | 'ignore' | { field: string } | { newField: NewField };

/** One entry per column of the file, in the file's order; behind them those that no column fills. */
export interface ColumnMapping {
  /** The column's name as shown, see `checkHeader`. */
  name: string;
  target: ColumnTarget;
  /** Rows where the cell is blank, and no default helps, are wrong. */
  mandatory?: boolean;
  /** For blank cells: a value as in a file, or `today`/`now` with ±days, see `parseDefault`. */
  defaultValue?: string;
  /** No column of the file: every row gets the default. */
  constant?: boolean;
}

/** Without the entries that no column of the file fills. */
export function fileColumns(mapping: readonly ColumnMapping[]): ColumnMapping[] {
  return mapping.filter(({ constant }) => constant !== true);
}

export interface ColumnGuess extends ColumnMapping {
  /** 0 (a guess) to 1 (certain). */
  confidence: number;
}

/** Share of a column's filled cells that must agree before the content counts. */
const CONTENT_SHARE = 0.8;

/**
 * Proposes where each column goes: by name (English and German words, known fields by database or display name),
 * by content (e-mail addresses, genders), and a new field of a fitting type for the rest. Empty columns without a
 * telling name are ignored, and so are lists and objects of JSON files. No target is given twice, except `ignore`.
 */
export function guessMapping(
  headers: readonly string[],
  sampleRows: readonly (readonly string[])[],
  knownFields: readonly KnownField[],
): ColumnGuess[] {
  const columns = headers.map((name, index) => {
    const samples = sampleRows.map((row) => (row[index] ?? '').trim()).filter((cell) => cell !== '');
    return { name, samples, candidate: candidateFor(name, samples, knownFields) };
  });
  const winners = new Map<string, number>();
  for (const [index, { candidate }] of columns.entries()) {
    if (!candidate) continue;
    const key = targetKey(candidate.target);
    const rival = winners.get(key);
    const rivalConfidence = rival === undefined ? -1 : (columns[rival]?.candidate?.confidence ?? -1);
    if (candidate.confidence > rivalConfidence) winners.set(key, index);
  }
  const takenNames = new Set(knownFields.map((field) => field.name.toLowerCase()));
  return columns.map(({ name, samples, candidate }, index) => {
    if (candidate && winners.get(targetKey(candidate.target)) === index) return { name, ...candidate };
    if (samples.length === 0 || share(samples, isNested) >= CONTENT_SHARE) {
      return { name, target: 'ignore', confidence: 0.6 };
    }
    const newField = proposeField(name, samples, takenNames);
    takenNames.add(newField.name.toLowerCase());
    return { name, target: { newField }, confidence: 0.5 };
  });
}

function isNested(cell: string): boolean {
  return /^(\[.*\]|\{.*\})$/s.test(cell);
}

interface Candidate {
  target: ColumnTarget;
  confidence: number;
}

function candidateFor(
  header: string,
  samples: readonly string[],
  fields: readonly KnownField[],
): Candidate | undefined {
  const addresses = share(samples, (cell) => cell.includes('@') && checkEmailAddress(cell).ok);
  const named = standardTargetOf(header);
  if (addresses >= CONTENT_SHARE)
    return { target: 'email', confidence: named === 'email' ? 1 : 0.8 + addresses / 10 };
  const word = normaliseHeader(header);
  const field = fields.find(
    ({ name, label }) => normaliseHeader(name) === word || normaliseHeader(label) === word,
  );
  if (field && word !== '') return { target: { field: field.name }, confidence: 0.95 };
  switch (named) {
    case undefined:
      return undefined;
    case 'email':
      return { target: 'email', confidence: samples.length === 0 ? 0.7 : 0.4 + addresses / 2 };
    case 'gender': {
      if (samples.length === 0) return { target: 'gender', confidence: 0.7 };
      const genders = share(samples, (cell) => parseGender(cell) !== undefined);
      // 'Anrede' and 'salutation' may as well hold 'Dear Ms Miller' or an academic title.
      if (genders >= CONTENT_SHARE) return { target: 'gender', confidence: 0.95 };
      return /^(anrede|salutation)/.test(word)
        ? { target: 'title', confidence: 0.6 }
        : { target: 'gender', confidence: 0.4 };
    }
    case 'title': {
      const genders = share(samples, (cell) => parseGender(cell) !== undefined);
      return genders >= CONTENT_SHARE
        ? { target: 'gender', confidence: 0.8 }
        : { target: 'title', confidence: 0.95 };
    }
    case 'lastname': {
      if (word !== 'name') return { target: 'lastname', confidence: 0.95 };
      const fullNames = share(samples, (cell) => /\S\s+\S/.test(cell));
      return { target: 'lastname', confidence: fullNames > 0.5 ? 0.4 : 0.7 };
    }
    case 'customer_id':
    case 'reason':
      return { target: named, confidence: 0.9 };
    case 'mailtype':
      // Outlook's "E-mail Type" is SMTP or EX.
      if (samples.length > 0 && share(samples, (cell) => parseMailType(cell) !== undefined) < CONTENT_SHARE) {
        return undefined;
      }
      return { target: 'mailtype', confidence: word === 'format' ? 0.5 : 0.95 };
    case 'firstname':
      return { target: 'firstname', confidence: word === 'first' ? 0.7 : 0.95 };
  }
}

function share(samples: readonly string[], test: (cell: string) => boolean): number {
  return samples.length === 0 ? 0 : samples.filter(test).length / samples.length;
}

export function targetKey(target: ColumnTarget): string {
  if (typeof target === 'string') return target;
  return 'field' in target
    ? `field:${target.field.toLowerCase()}`
    : `field:${target.newField.name.toLowerCase()}`;
}

function proposeField(header: string, samples: readonly string[], taken: ReadonlySet<string>): NewField {
  const name = fieldNameFor(header, taken);
  return {
    name,
    type: isTextHeader(header) ? 'text' : guessType(samples),
    label: fieldLabelFor(header, name),
  };
}

/** A valid, unused database name made from a column's name. */
export function fieldNameFor(header: string, taken: ReadonlySet<string>): string {
  let stem = spellOut(header.toLowerCase())
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  if (!/^[a-z]/.test(stem)) stem = `field_${stem}`.replace(/_$/, '');
  stem = stem.slice(0, FIELD_NAME_MAX_LENGTH).replace(/_+$/, '');
  for (let number = 1; ; number++) {
    const ending = number === 1 ? '' : `_${number}`;
    const name = stem.slice(0, FIELD_NAME_MAX_LENGTH - ending.length) + ending;
    if (!taken.has(name) && checkFieldName(name) === undefined) return name;
    // Too short or reserved: a plain word makes it a name that says where it comes from.
    if (number === 1 && !taken.has(name)) stem = `${stem}_field`.slice(0, FIELD_NAME_MAX_LENGTH);
    if (number === 1 && !taken.has(stem) && checkFieldName(stem) === undefined) return stem;
  }
}

/** The narrowest type that takes all samples; numbers with leading zeros or plus signs stay text. */
function guessType(samples: readonly string[]): FieldType {
  const all = (test: (cell: string) => boolean) => samples.length > 0 && samples.every(test);
  const fits = (type: FieldType) => (cell: string) => parseFieldValue(type, cell).ok;
  if (all((cell) => /^(true|false|yes|no|ja|nein|wahr|falsch)$/i.test(cell))) return 'boolean';
  const plainNumber = all((cell) => !/^(\+|-?0\d)/.test(cell) && /^[\d.,\s'-]+$/.test(cell));
  if (plainNumber && all(fits('integer'))) return 'integer';
  if (plainNumber) {
    const comma = (cell: string) => parseFieldValue('decimal', cell, { decimalSeparator: ',' }).ok;
    if (all(fits('decimal')) || all(comma)) return 'decimal';
  }
  if (all(fits('date'))) return samples.some((cell) => cell.includes(':')) ? 'datetime' : 'date';
  return 'text';
}

/**
 * What is wrong with a mapping as a whole; empty when rows can be converted with it.
 * @param keys targets by which recipients are known again: fields that people may only look at can be that
 */
export function checkMapping(
  mapping: readonly ColumnMapping[],
  fields: readonly KnownField[],
  keys: readonly string[] = [],
): { code: MappingProblemCode; params: MessageParams }[] {
  const problems: { code: MappingProblemCode; params: MessageParams }[] = [];
  const seen = new Set<string>();
  for (const { target, constant, defaultValue, name } of mapping) {
    if (target === 'ignore') continue;
    const key = targetKey(target);
    const shown =
      typeof target === 'string' ? target : 'field' in target ? target.field : target.newField.name;
    if (seen.has(key)) problems.push({ code: 'mapping-target-twice', params: { target: shown } });
    seen.add(key);
    if (constant === true && !defaultValue) {
      problems.push({ code: 'mapping-constant-empty', params: { target: shown } });
    }
    const problem = fieldProblem(target, fields, keys);
    if (problem) problems.push(problem);
    const wrong = defaultValue ? defaultProblem(target, defaultValue, fields) : undefined;
    if (wrong)
      problems.push({ code: 'mapping-default', params: { name: name || shown, value: defaultValue ?? '' } });
  }
  if (!seen.has('email')) problems.push({ code: 'mapping-no-email', params: {} });
  return problems;
}

function fieldProblem(target: ColumnTarget, fields: readonly KnownField[], keys: readonly string[]) {
  if (typeof target !== 'object' || !('field' in target)) return undefined;
  const field = fields.find(({ name }) => name === target.field);
  if (!field || field.visibility === 'hidden') {
    return { code: 'mapping-unknown-field' as const, params: { field: target.field } };
  }
  const isKey = keys.some((key) => key.toLowerCase() === field.name.toLowerCase());
  if (field.visibility !== 'read-only' || isKey) return undefined;
  return { code: 'mapping-read-only' as const, params: { field: field.label } };
}

/** Defaults of numbers and dates can be written in every way that some import understands. */
function defaultProblem(target: ColumnTarget, value: string, fields: readonly KnownField[]): boolean {
  if (typeof target === 'string') return false;
  const field = 'field' in target ? fields.find(({ name }) => name === target.field) : target.newField;
  if (!field) return false;
  const now = new Date();
  return !(['.', ','] as const).some((decimalSeparator) => {
    const options = { decimalSeparator, dateFormats: DATE_FORMATS };
    return parseDefault(field.type, value, options, now).ok;
  });
}

export { STANDARD_TARGETS, type StandardTarget };
