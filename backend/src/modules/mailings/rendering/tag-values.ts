import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import { DATE_TYPES, fallbackColumn, TAGS, type TagName } from '../../../contract/tags/tag-catalogue.js';
import { STANDARD_FIELDS, type TagField } from '../../../contract/tags/tag-check.js';
import { parseTags, type TagNode } from '../../../contract/tags/tag-parser.js';
import { type Salutation, type SalutationForm, salute } from './salutations.js';
import { compileDateFormat, compileNumberFormat, formatText } from './value-formats.js';

export type FieldValue = string | number | boolean | Date | null | undefined;

/** What rendering needs to know of a person. */
export interface MailRecipient {
  /** 0 for somebody who is not in the database, e.g. a typed test address. */
  id: number;
  email: string;
  /** 0 text, 1 HTML, 2 offline HTML. */
  mailtype: number;
  /** Profile fields by column in lower case. Dates as Date or ISO text in UTC. */
  fields: Readonly<Record<string, FieldValue>>;
}

/** The product's own addresses for one recipient of one send. */
export interface MailAddresses {
  unsubscribe: string;
  view: string;
}

export interface TagInput {
  /** Undefined where the reader is not known: then each tag gives its `anon` value or nothing. */
  recipient: MailRecipient | undefined;
  addresses: MailAddresses;
}

/** The plain text of a tag; escaping is up to the place it stands in. */
export type TagValue = (input: TagInput) => string;

export interface TagValueOptions {
  fields: readonly TagField[];
  salutations: readonly Salutation[];
  senddate: Date;
  /** IANA name; for dates without a `timezone` of their own. */
  timezone: string;
  /** BCP 47; for formats without a `language` of their own. */
  locale: string;
  /** Set while the preheader's own tags are compiled, so that it cannot contain itself. */
  preheader?: TagValue;
}

/** Format of a date without one (spec/personalisation.md §2, agnDB). */
const DEFAULT_DATE_TIME = 'yyyy-MM-dd HH:mm:ss';

/**
 * Compiles one tag. A tag that `checkTags` reports as an error gives an empty value: a mailing with errors is
 * never sent, but its preview must not break.
 */
export function compileTag(tag: TagNode, options: TagValueOptions): TagValue {
  const parameters = new Map(tag.parameters.map((parameter) => [parameter.name, parameter.value]));
  const value = Object.hasOwn(TAGS, tag.name)
    ? compileKnown(tag.name as TagName, parameters, options)
    : compileField(fallbackColumn(tag.name), parameters, options);
  const anonymous = parameters.get('anon');
  if (anonymous === undefined) return value;
  return (input) => (input.recipient ? value(input) : anonymous);
}

/** Compiles a whole text such as the subject; tags with syntax errors stay as they are written. */
export function compileText(source: string, options: TagValueOptions): TagValue {
  const parts = parseTags(source).nodes.map((node) =>
    node.kind === 'text' ? node.text : compileTag(node, options),
  );
  return (input) => parts.map((part) => (typeof part === 'string' ? part : part(input))).join('');
}

/**
 * Compiles the stored address of a tracked link for the redirect: tags become URL-encoded values
 * (RFC 3986 `encodeURIComponent`), everything else stays.
 * @returns a function giving undefined when the filled address is not a valid http(s) URL
 */
export function compileLinkTarget(
  url: string,
  options: TagValueOptions,
): (input: TagInput) => string | undefined {
  const parts = parseTags(url).nodes.map((node) =>
    node.kind === 'text' ? node.text : compileTag(node, options),
  );
  return (input) => {
    const target = parts
      .map((part) => (typeof part === 'string' ? part : encodeUrlValue(part(input))))
      .join('');
    if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) return undefined;
    return target;
  };
}

const NOBODY_ADDRESSES: MailAddresses = { unsubscribe: '', view: '' };

/** `compileLinkTarget` for a single use. */
export function renderLinkTarget(
  url: string,
  recipient: MailRecipient | undefined,
  options: TagValueOptions,
): string | undefined {
  return compileLinkTarget(url, options)({ recipient, addresses: NOBODY_ADDRESSES });
}

type Parameters = ReadonlyMap<string, string>;

function compileKnown(name: TagName, parameters: Parameters, options: TagValueOptions): TagValue {
  switch (name) {
    case 'agnDB':
      return compileField((parameters.get('column') ?? '').toLowerCase(), parameters, options);
    case 'agnFIRSTNAME':
      return compileField('firstname', parameters, options);
    case 'agnLASTNAME':
      return compileField('lastname', parameters, options);
    case 'agnCUSTOMERID':
      return compileField('customer_id', parameters, options);
    case 'agnMAILTYPE':
      return compileField('mailtype', parameters, options);
    case 'agnEMAIL':
      return ({ recipient }) => recipient?.email ?? '';
    case 'agnTITLE':
      return compileSalutation('lastname', parameters, options);
    case 'agnTITLEFULL':
      return compileSalutation('full', parameters, options);
    case 'agnTITLEFIRST':
      return compileSalutation('firstname', parameters, options);
    case 'agnDATE':
      return compileDate(parameters, options);
    case 'agnSENDDATE':
      return compileDate(new Map([['format', parameters.get('format') ?? 'yyyyMMdd']]), options);
    case 'agnPREHEADER':
      return options.preheader ?? (() => '');
    case 'agnFULLVIEW':
    case 'agnWEBVIEW':
      return ({ addresses }) => addresses.view;
    case 'agnUNSUBSCRIBE':
      return ({ addresses }) => addresses.unsubscribe;
  }
}

function compileSalutation(form: SalutationForm, parameters: Parameters, options: TagValueOptions): TagValue {
  const wanted = Number(parameters.get('type') ?? '1');
  const salutation = options.salutations.find(({ id }) => id === wanted) ?? options.salutations[0];
  if (!salutation) return () => '';
  const prefix = parameters.get('prefix') ?? '';
  const postfix = parameters.get('postfix') ?? '';
  return ({ recipient }) => {
    const text = (column: string): string => plainText(recipient?.fields[column]);
    const gender = recipient?.fields['gender'];
    const words = salute(salutation, form, {
      gender: gender === null || gender === undefined || gender === '' ? undefined : Number(gender),
      title: text('title'),
      firstname: text('firstname'),
      lastname: text('lastname'),
    });
    return words === '' ? '' : `${prefix}${words}${postfix}`;
  };
}

function compileDate(parameters: Parameters, options: TagValueOptions): TagValue {
  const pattern = parameters.get('format') ?? DATE_TYPES[Number(parameters.get('type') ?? '0')] ?? '';
  const format = compileDateFormat(pattern);
  const days = Number(parameters.get('offset') ?? '0');
  const { zone, locale } = place(parameters, options);
  const milliseconds = Number.isFinite(days) ? Math.round(days * 86_400_000) : 0;
  const start = DateTime.fromJSDate(options.senddate, { zone }).setLocale(locale);
  // Whole days keep the time of day over a change of summer time; a fraction is hours.
  const date = Number.isInteger(days) ? start.plus({ days }) : start.plus({ milliseconds });
  // The same for every recipient, so it is written once.
  const written = format && date.isValid ? format(date) : '';
  return () => written;
}

function compileField(column: string, parameters: Parameters, options: TagValueOptions): TagValue {
  const field = [...options.fields, ...STANDARD_FIELDS].find(
    (known) => known.column.toLowerCase() === column,
  );
  const write = compileFieldFormat(field?.kind ?? 'text', parameters, options);
  const encode = compileEncoding(parameters.get('encode'));
  return ({ recipient }) => {
    const value = recipient ? fieldValue(recipient, column) : undefined;
    if (value === null || value === undefined || value === '') return '';
    return encode(write(value));
  };
}

function fieldValue(recipient: MailRecipient, column: string): FieldValue {
  if (column === 'email') return recipient.email;
  if (column === 'customer_id') return recipient.id;
  if (column === 'mailtype') return recipient.mailtype;
  return Object.hasOwn(recipient.fields, column) ? recipient.fields[column] : undefined;
}

function compileFieldFormat(
  kind: TagField['kind'],
  parameters: Parameters,
  options: TagValueOptions,
): (value: FieldValue) => string {
  const pattern = parameters.get('format');
  const { zone, locale } = place(parameters, options);
  if (kind === 'date' || kind === 'datetime') {
    const format = compileDateFormat(pattern ?? DEFAULT_DATE_TIME);
    return (value) => {
      // A date without time of day is the same day everywhere, so it is never moved into a zone.
      const date = toDateTime(value)
        ?.setZone(kind === 'date' ? 'utc' : zone)
        .setLocale(locale);
      return date?.isValid && format ? format(date) : plainText(value);
    };
  }
  if (pattern === undefined) return plainText;
  if (kind === 'number') {
    const format = compileNumberFormat(pattern, locale);
    return (value) => (format && Number.isFinite(Number(value)) ? format(Number(value)) : plainText(value));
  }
  return (value) => formatText(pattern, plainText(value));
}

function toDateTime(value: FieldValue): DateTime | undefined {
  if (value instanceof Date) return DateTime.fromJSDate(value);
  if (typeof value !== 'string') return undefined;
  return DateTime.fromISO(value.replace(' ', 'T'), { zone: 'utc' });
}

function plainText(value: FieldValue): string {
  if (value === null || value === undefined) return '';
  return value instanceof Date ? value.toISOString() : String(value);
}

function place(parameters: Parameters, options: TagValueOptions): { zone: string; locale: string } {
  const language = parameters.get('language');
  const country = parameters.get('country');
  const base = language ?? options.locale.split('-')[0] ?? 'en';
  const wanted = language || country ? (country ? `${base}-${country.toUpperCase()}` : base) : options.locale;
  return { zone: parameters.get('timezone') ?? options.timezone, locale: wanted };
}

/** A binary result is written in hexadecimal at the end (spec/personalisation.md §2, `encode`). */
function compileEncoding(chain: string | undefined): (value: string) => string {
  if (chain === undefined) return (value) => value;
  const steps = chain.split(',').map((step) => step.trim().toLowerCase());
  return (text) => {
    let value: string | Buffer = text;
    for (const step of steps) value = encodingStep(step, value);
    return typeof value === 'string' ? value : value.toString('hex');
  };
}

function encodingStep(step: string, value: string | Buffer): string | Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
  switch (step) {
    case 'hex':
    case 'hexlower':
      return bytes.toString('hex');
    case 'hexupper':
      return bytes.toString('hex').toUpperCase();
    case 'url':
      return encodeUrlValue(bytes.toString('utf8'));
    case 'md5':
    case 'sha1':
    case 'sha256':
    case 'sha384':
    case 'sha512':
      return createHash(step).update(bytes).digest();
    case 'iso-8859-1':
    case 'us-ascii':
      return Buffer.from(
        bytes
          .toString('utf8')
          .replace(step === 'us-ascii' ? /\P{ASCII}/gu : /[^\p{ASCII}\u0080-\u00ff]/gu, '?'),
        'latin1',
      );
    default:
      return bytes;
  }
}

/** A lone surrogate, half of a cut-off emoji, would make encodeURIComponent throw. */
function encodeUrlValue(value: string): string {
  return encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd'));
}
