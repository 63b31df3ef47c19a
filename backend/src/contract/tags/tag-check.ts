import { isTimeZone } from '../time-zone.js';
import { type ContentProblem, SourcePositions } from './content-problem.js';
import { isTag, type ParsedContent, type TagNode, type TagParameter } from './tag-parser.js';
import {
  COMMON_PARAMETERS,
  DATE_TYPES,
  ENCODINGS,
  fallbackColumn,
  tagDefinition,
  type TagParameterDefinition,
  TAGS,
  TAGS_NOT_YET_SUPPORTED,
} from './tag-catalogue.js';

/** A profile field a tag may name. A `date` has no time of day and so no time zone. */
export interface TagField {
  column: string;
  kind: 'text' | 'number' | 'date' | 'datetime';
}

export interface TagCheckOptions {
  fields: readonly TagField[];
  /** Identifiers of the salutations that exist. */
  titles: readonly number[];
}

/** Columns every recipient has, whether or not the caller lists them. */
export const STANDARD_FIELDS: readonly TagField[] = [
  { column: 'customer_id', kind: 'number' },
  { column: 'email', kind: 'text' },
  { column: 'title', kind: 'text' },
  { column: 'firstname', kind: 'text' },
  { column: 'lastname', kind: 'text' },
  { column: 'gender', kind: 'number' },
  { column: 'mailtype', kind: 'number' },
];

/** All problems of a parsed text, those of syntax included, in the order of their places. */
export function checkTags(parsed: ParsedContent, options: TagCheckOptions): ContentProblem[] {
  const checker = new TagChecker(new SourcePositions(parsed.source), options);
  for (const node of parsed.nodes) if (isTag(node)) checker.check(node);
  return [...parsed.problems, ...checker.problems].sort((a, b) => a.offset - b.offset);
}

/** The most similar of the known words, if similar enough to be what was meant. */
export function closestWord(word: string, known: Iterable<string>): string | undefined {
  const limit = word.length <= 4 ? 1 : word.length <= 8 ? 2 : 3;
  let best: { word: string; distance: number } | undefined;
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance <= limit && (!best || distance < best.distance)) best = { word: candidate, distance };
  }
  return best?.word;
}

class TagChecker {
  readonly problems: ContentProblem[] = [];
  private readonly columns: ReadonlySet<string>;

  constructor(
    private readonly positions: SourcePositions,
    private readonly options: TagCheckOptions,
  ) {
    this.columns = new Set(
      [...STANDARD_FIELDS, ...options.fields].map((field) => field.column.toLowerCase()),
    );
  }

  check(tag: TagNode): void {
    const whole = tag.end - tag.start;
    if (TAGS_NOT_YET_SUPPORTED.has(tag.name)) {
      this.report('tag.notSupportedYet', tag.start, whole, { tag: tag.name });
      return;
    }
    if (tag.closing) {
      this.report('tag.invalidClosingAgnTag', tag.start, whole, { tag: tag.name });
      return;
    }
    const definition = tagDefinition(tag.name);
    if (!definition && !this.columns.has(fallbackColumn(tag.name))) {
      this.unknownTag(tag);
      return;
    }
    const allowed: Readonly<Record<string, TagParameterDefinition>> = {
      ...COMMON_PARAMETERS,
      ...definition?.parameters,
    };
    for (const parameter of tag.parameters) this.parameter(tag, parameter, allowed);
    for (const [name, wanted] of Object.entries(allowed)) {
      if (wanted.required && !tag.parameters.some((parameter) => parameter.name === name)) {
        this.report('tag.missingParameter', tag.start, whole, { tag: tag.name, parameter: name });
      }
    }
  }

  private unknownTag(tag: TagNode): void {
    const column = fallbackColumn(tag.name);
    const tagHint = closestWord(tag.name, Object.keys(TAGS));
    const columnHint = tagHint ? undefined : closestWord(column, this.columns);
    const hint = tagHint ?? (columnHint ? `agnDB column="${columnHint}"` : undefined);
    this.reportWithHint('tag.unknownTag', tag.start, tag.end - tag.start, { tag: tag.name }, hint);
  }

  private parameter(
    tag: TagNode,
    parameter: TagParameter,
    allowed: Readonly<Record<string, TagParameterDefinition>>,
  ): void {
    const definition = Object.hasOwn(allowed, parameter.name) ? allowed[parameter.name] : undefined;
    const names = { tag: tag.name, parameter: parameter.name };
    if (!definition) {
      const hint = closestWord(parameter.name, Object.keys(allowed));
      this.reportWithHint('tag.unknownParameter', parameter.offset, parameter.name.length, names, hint);
      return;
    }
    const { valueOffset, value } = parameter;
    const length = Math.max(1, parameter.valueLength);
    if (definition.kind === 'column') {
      if (this.columns.has(value.toLowerCase())) return;
      const hint = closestWord(value, this.columns);
      this.reportWithHint('tag.unknownField', valueOffset, length, { tag: tag.name, field: value }, hint);
    } else if (definition.kind === 'salutation') {
      if (/^\d+$/.test(value) && this.options.titles.includes(Number(value))) return;
      const titles = this.options.titles.join(', ');
      this.report('tag.unknownSalutation', valueOffset, length, { tag: tag.name, value, titles });
    } else {
      const expected = expectation(
        this.isDateColumn(tag, definition) ? 'date-format' : definition.kind,
        value,
      );
      if (expected) this.report(`tag.value.${expected}`, valueOffset, length, { ...names, value });
    }
  }

  /** The format of `agnDB` is one of dates when its column is a date. */
  private isDateColumn(tag: TagNode, definition: TagParameterDefinition): boolean {
    if (definition.kind !== 'format') return false;
    const column = tag.parameters.find(({ name }) => name === 'column')?.value.toLowerCase();
    const field = this.options.fields.find((known) => known.column.toLowerCase() === column);
    return field?.kind === 'date' || field?.kind === 'datetime';
  }

  private reportWithHint(
    code: string,
    offset: number,
    length: number,
    params: Readonly<Record<string, string>>,
    hint: string | undefined,
  ): void {
    if (hint === undefined) this.report(code, offset, length, params);
    else this.report(`${code}.didYouMean`, offset, length, { ...params, hint });
  }

  private report(
    code: string,
    offset: number,
    length: number,
    params: Record<string, string | number>,
  ): void {
    this.problems.push(this.positions.problem('error', code, offset, length, params));
  }
}

/** Letters of Java's SimpleDateFormat that rendering knows; other letters stand in single quotes. */
const DATE_FORMAT = /^(?:'[^']*'|[^A-Za-z']|[GyYMLwDdEuaHkKhmsSzZX])*$/;

/** The rule the value breaks, if any. */
function expectation(kind: TagParameterDefinition['kind'], value: string): string | undefined {
  switch (kind) {
    case 'encode':
      return value.split(',').every((step) => ENCODINGS.includes(step.trim().toLowerCase()))
        ? undefined
        : kind;
    case 'language':
      return /^[a-z]{2,3}$/i.test(value) ? undefined : kind;
    case 'country':
      return /^[a-z]{2}$/i.test(value) ? undefined : kind;
    case 'timezone':
      return isTimeZone(value) ? undefined : kind;
    case 'date-type':
      return /^\d$/.test(value) && Number(value) < DATE_TYPES.length ? undefined : kind;
    case 'offset':
      return /^[+-]?\d{1,6}(\.\d{1,6})?$/.test(value) ? undefined : kind;
    case 'date-format':
      return value.trim() !== '' && DATE_FORMAT.test(value) ? undefined : kind;
    case 'format':
      return value.trim() === '' ? kind : undefined;
    case 'text':
    case 'column':
    case 'salutation':
      return undefined;
  }
}

/** Optimal string alignment: insert, delete, replace and swap of neighbours each cost 1. */
function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replace = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min(replace, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforePrevious[j - 2] ?? 0) + 1);
      }
      row.push(cost);
    }
    beforePrevious = previous;
    previous = row;
  }
  return previous[b.length] ?? 0;
}
