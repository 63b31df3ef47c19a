/** Kinds of mistake, by the beginning of their codes; the first that fits counts. */
const KINDS: readonly { starts: readonly string[]; label: string }[] = [
  { starts: ['email-'], label: $localize`:@@imports.errors.email:E-mail address not valid` },
  {
    starts: ['row-missing', 'value-missing', 'value-mandatory', 'row-mandatory'],
    label: $localize`:@@imports.errors.missing:Needed value is missing`,
  },
  { starts: ['value-date'], label: $localize`:@@imports.errors.date:Date not understood` },
  {
    starts: ['value-not-integer', 'value-not-number', 'value-number', 'value-decimal'],
    label: $localize`:@@imports.errors.number:Number not understood`,
  },
  { starts: ['value-too-long'], label: $localize`:@@imports.errors.long:Text too long` },
  { starts: ['value-html'], label: $localize`:@@imports.errors.html:HTML in a text` },
  { starts: ['value-not-boolean'], label: $localize`:@@imports.errors.boolean:Neither yes nor no` },
  {
    starts: ['value-not-allowed', 'value-fixed', 'value-choice'],
    label: $localize`:@@imports.errors.fixed:Not one of the field’s values`,
  },
  {
    starts: ['value-not-gender'],
    label: $localize`:@@imports.errors.gender:Gender not understood`,
  },
  {
    starts: ['value-not-mail-type'],
    label: $localize`:@@imports.errors.mailtype:Kind of mail not understood`,
  },
  {
    starts: ['row-', 'csv-', 'json-', 'sheet-', 'xlsx-', 'ods-'],
    label: $localize`:@@imports.errors.structure:Line cannot be read`,
  },
];
const OTHER = $localize`:@@imports.errors.other:Other mistake`;

/** What kind of mistake a code is, in words. */
export function errorKind(code: string): string {
  return KINDS.find(({ starts }) => starts.some((start) => code.startsWith(start)))?.label ?? OTHER;
}

/** Mistakes of the same kind together, most frequent first. */
export function errorKinds(
  types: readonly { code: string; count: number }[],
): { label: string; count: number }[] {
  const sums = new Map<string, number>();
  for (const { code, count } of types) sums.set(errorKind(code), (sums.get(errorKind(code)) ?? 0) + count);
  return [...sums].map(([label, count]) => ({ label, count })).sort((a, b) => b.count - a.count);
}
