import { InvalidInput } from '../../core/errors/domain-error.js';
import type { CursorValue } from '../../core/http/page.js';
import type { Parameter } from '../../core/database/transactions.js';
import { isLong } from './fields/field-columns.js';
import type { ProfileField } from './profile-field.entity.js';
import { columnOf } from './profile-field.registry.js';
import type { Condition } from './recipient-filter.js';

/** A key that the list can be sorted by. */
export interface Order {
  /** What is compared, of `recipients r`. */
  readonly expression: string;
  readonly descending: boolean;
  /** Whether an index has the rows in this order. */
  readonly indexed: boolean;
  readonly nullable: boolean;
}

interface Key {
  readonly expression: string;
  readonly indexed: boolean;
  readonly nullable: boolean;
}

const standard = (column: string, indexed: boolean): Key => ({
  expression: `r.${column}`,
  indexed,
  nullable: false,
});

const STANDARD = new Map<string, Key>([
  ['id', standard('id', true)],
  ['email', standard('email', true)],
  ['firstname', standard('firstname', true)],
  ['lastname', standard('lastname', true)],
  ['createdAt', standard('created_at', true)],
  ['updatedAt', standard('updated_at', true)],
  ['title', standard('title', false)],
  ['gender', standard('gender', false)],
  ['mailtype', standard('mailtype', false)],
  ['trackingVeto', standard('tracking_veto', false)],
]);

/** Profile fields are sorted by under `fields.<name>`. */
const FIELD_PREFIX = 'fields.';
/** MariaDB sorts by the first 1024 bytes of a long text: what is compared must be what is sorted. */
const SORTED_PART = 200;

/**
 * @param sort a key, with `-` before it for the other direction
 * @throws InvalidInput for one that does not exist or may not be seen
 */
export function orderOf(sort: string | undefined, fields: readonly ProfileField[]): Order {
  const wanted = sort ?? 'email';
  const descending = wanted.startsWith('-');
  const name = descending ? wanted.slice(1) : wanted;
  const key = STANDARD.get(name) ?? fieldKey(name, fields);
  if (key) return { ...key, descending };
  const own = fields.map((field) => `${FIELD_PREFIX}${field.name}`);
  const choices = [...STANDARD.keys(), ...own].join(', ');
  throw new InvalidInput({ sort: { code: 'input.choice', params: { choices } } });
}

function fieldKey(name: string, fields: readonly ProfileField[]): Key | undefined {
  if (!name.startsWith(FIELD_PREFIX)) return undefined;
  const wanted = name.slice(FIELD_PREFIX.length).toLowerCase();
  const field = fields.find((known) => known.name.toLowerCase() === wanted);
  if (!field) return undefined;
  const column = `r.\`${columnOf(field)}\``;
  if (isLong(field)) {
    return { expression: `SUBSTR(${column}, 1, ${SORTED_PART})`, indexed: false, nullable: true };
  }
  return { expression: column, indexed: field.indexState === 'ready', nullable: true };
}

/** `ORDER BY` of the list; both engines put NULL before everything else. */
export function orderBy({ expression, descending }: Order): string {
  const direction = descending ? 'DESC' : 'ASC';
  // The id alone is unique already; saying it twice keeps engines from walking its index.
  return expression === 'r.id' ? `r.id ${direction}` : `${expression} ${direction}, r.id ${direction}`;
}

/**
 * The rows that come after a page's last one, as ranges in their order: where an index has the order, each range is
 * a walk along it, however many rows share one value. Without an index every range would be a scan of its own, so
 * there it is one.
 */
export function rangesAfter(order: Order, last: CursorValue, id: CursorValue): Condition[] {
  const { expression, descending, indexed, nullable } = order;
  const beyond = descending ? '<' : '>';
  const after: Parameter = id;
  if (expression === 'r.id') return [{ sql: `r.id ${beyond} ?`, parameters: [after] }];
  const ranges: Condition[] = [];
  if (last === null) {
    ranges.push({ sql: `${expression} IS NULL AND r.id ${beyond} ?`, parameters: [after] });
    if (!descending) ranges.push({ sql: `${expression} IS NOT NULL`, parameters: [] });
  } else {
    ranges.push(
      { sql: `${expression} = ? AND r.id ${beyond} ?`, parameters: [last, after] },
      { sql: `${expression} ${beyond} ?`, parameters: [last] },
    );
    if (descending && nullable) ranges.push({ sql: `${expression} IS NULL`, parameters: [] });
  }
  if (indexed) return ranges;
  return [
    {
      sql: ranges.map(({ sql }) => `(${sql})`).join(' OR '),
      parameters: ranges.flatMap(({ parameters }) => parameters),
    },
  ];
}
