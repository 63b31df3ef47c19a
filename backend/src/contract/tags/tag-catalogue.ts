/** What a parameter's value must be; `checkTags` has one rule per kind. */
export type TagParameterKind =
  | 'text'
  | 'column'
  | 'format'
  | 'date-format'
  | 'encode'
  | 'language'
  | 'country'
  | 'timezone'
  | 'salutation'
  | 'date-type'
  | 'offset';

export interface TagParameterDefinition {
  kind: TagParameterKind;
  required?: true;
}

export interface TagDefinition {
  parameters: Readonly<Record<string, TagParameterDefinition>>;
  /** Writes an address of the product itself: it belongs into `href` and is never tracked as a link. */
  address?: 'unsubscribe' | 'view';
  /** Still understood, but hidden in the editor (spec/personalisation.md §2). */
  deprecated?: true;
}

const NO_PARAMETERS = {} as const;
const LOCALE = {
  language: { kind: 'language' },
  country: { kind: 'country' },
  timezone: { kind: 'timezone' },
} as const;
const SALUTATION = {
  type: { kind: 'salutation' },
  prefix: { kind: 'text' },
  postfix: { kind: 'text' },
} as const;

/** The tags this product fills. Every other `[agn<Column>]` is a profile field, or unknown. */
export const TAGS = {
  agnDB: {
    parameters: {
      column: { kind: 'column', required: true },
      format: { kind: 'format' },
      encode: { kind: 'encode' },
      ...LOCALE,
    },
  },
  agnFIRSTNAME: { parameters: NO_PARAMETERS, deprecated: true },
  agnLASTNAME: { parameters: NO_PARAMETERS, deprecated: true },
  agnCUSTOMERID: { parameters: NO_PARAMETERS, deprecated: true },
  agnEMAIL: { parameters: NO_PARAMETERS },
  agnMAILTYPE: { parameters: NO_PARAMETERS },
  agnTITLE: { parameters: SALUTATION },
  agnTITLEFULL: { parameters: SALUTATION },
  agnTITLEFIRST: { parameters: SALUTATION },
  agnDATE: {
    parameters: {
      type: { kind: 'date-type' },
      format: { kind: 'date-format' },
      offset: { kind: 'offset' },
      ...LOCALE,
    },
  },
  agnSENDDATE: { parameters: { format: { kind: 'date-format' } } },
  agnPREHEADER: { parameters: NO_PARAMETERS },
  agnFULLVIEW: { parameters: NO_PARAMETERS, address: 'view' },
  agnWEBVIEW: { parameters: NO_PARAMETERS, address: 'view' },
  agnUNSUBSCRIBE: { parameters: NO_PARAMETERS, address: 'unsubscribe' },
} as const satisfies Readonly<Record<string, TagDefinition>>;

export type TagName = keyof typeof TAGS;

/** Every tag takes it: the value shown where the reader is not known (spec/personalisation.md §1). */
export const COMMON_PARAMETERS = { anon: { kind: 'text' } } as const satisfies Readonly<
  Record<string, TagParameterDefinition>
>;

/** OpenEMM has these, this product not yet: said so instead of calling them misspelt. */
export const TAGS_NOT_YET_SUPPORTED: ReadonlySet<string> = new Set([
  'agnDYN',
  'agnDVALUE',
  'agnFORM',
  'agnPROFILE',
  'agnIMAGE',
  'agnIMGLINK',
  'agnUID',
  'agnMESSAGEID',
  'agnSUBSCRIBERCOUNT',
  'agnITEM',
  'agnAGE',
  'agnDAYS_UNTIL',
  'agnALTER',
  'agnALTERCALC',
  'agnCALC',
  'agnCUSTOMDATE',
  'agnCUSTOMDATE_DE',
  'agnDATEDB',
  'agnDATEDB_DE',
  'agnDATEDB_LANG',
  'agnYEARCALC',
  'agnYEARCALC_F',
  'agnONEPIXEL',
  'agnCLEARANCE',
  'agnSYSINFO',
  'agnSWYN',
]);

/** Formats of `[agnDATE type="0"…"8"]` as SimpleDateFormat patterns (spec/personalisation.md §2). */
export const DATE_TYPES: readonly string[] = [
  'd.M.yyyy',
  'MM/dd/yyyy',
  'EEEE, d. MMMM yyyy',
  'yyyy-MM-dd',
  'd. MMMM yyyy',
  'EEEE, d MMMM yyyy',
  'dd/MM/yyyy',
  'yyyy/MM/dd',
  'yyyy-MM-dd',
];

/** Steps that `encode="a,b"` may chain. */
export const ENCODINGS: readonly string[] = [
  'hex',
  'hexlower',
  'hexupper',
  'url',
  'md5',
  'sha1',
  'sha256',
  'sha384',
  'sha512',
  'utf-8',
  'iso-8859-1',
  'us-ascii',
];

export function tagDefinition(name: string): TagDefinition | undefined {
  return Object.hasOwn(TAGS, name) ? TAGS[name as TagName] : undefined;
}

/** The column behind `[agn<Column>]`. */
export function fallbackColumn(tagName: string): string {
  return tagName.slice('agn'.length).toLowerCase();
}
