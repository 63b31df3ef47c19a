import { UserType, type UserStatus } from '../../contract/recipients/codes.js';
import { InvalidInput } from '../../core/errors/domain-error.js';
import type { Dialect } from '../../core/database/dialect.js';
import { balanced } from '../../core/database/sql-fragment.js';
import type { Parameter } from '../../core/database/transactions.js';
import { literalLike, wildcardLike } from './like-pattern.js';

/** Which recipients a list, an export or a count is about. */
export interface RecipientFilter {
  /**
   * Words that all must occur in e-mail, first or last name. `*` and `?` make a word a pattern for the whole value.
   * A word with something before an @ is the start of an e-mail address.
   */
  readonly q?: string | undefined;
  readonly mailingListId?: number | undefined;
  /** Of the binding to `mailingListId`, or to any list. */
  readonly status?: UserStatus | undefined;
  /** Only those who get test mails: type A, T or t. */
  readonly testRecipients?: boolean | undefined;
  /** Of the binding to `mailingListId`, or to any list. */
  readonly userType?: UserType | undefined;
  /** Only those who are in no mailing list. */
  readonly withoutList?: boolean | undefined;
  /** Those who were made or last changed under a data source. */
  readonly dataSourceId?: number | undefined;
  /** A rule in EQL, and a target group; who resolves them stands in `RecipientConditions`. */
  readonly eql?: string | undefined;
  readonly targetGroupId?: number | undefined;
}

/**
 * `some`: a look-up for each row; `all`: a set that is made once; `each`: a look-up for each row, also where an engine
 * thinks itself that a set is better (MariaDB, for every range of rows anew).
 */
export type ConditionForm = 'some' | 'all' | 'each';

export interface Condition {
  readonly sql: string;
  readonly parameters: readonly Parameter[];
}

const MOST_WORDS = 6;
const SEARCHED = ['email', 'firstname', 'lastname'] as const;

/**
 * A condition on `recipients r`; `1 = 1` where nothing is filtered.
 * @param more what the rule and the target group of the filter come to
 * @param form how many rows the condition is asked of
 * @throws InvalidInput for too many words
 */
export function filterCondition(
  filter: RecipientFilter,
  dialect: Pick<Dialect, 'searchLike'>,
  more: readonly Condition[] = [],
  form: ConditionForm = 'some',
): Condition {
  const conditions = [
    ...words(filter.q ?? '').map((word) => wordCondition(word, dialect)),
    ...bindingCondition(filter, form),
    ...listlessCondition(filter),
    ...sourceCondition(filter),
    ...more,
  ];
  if (conditions.length === 0) return { sql: '1 = 1', parameters: [] };
  return {
    sql: conditions.map(({ sql }) => `(${sql})`).join(' AND '),
    parameters: conditions.flatMap(({ parameters }) => parameters),
  };
}

function words(q: string): string[] {
  const found = q
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (found.length > MOST_WORDS) {
    throw new InvalidInput({ q: { code: 'recipient.search-too-many-words', params: { max: MOST_WORDS } } });
  }
  return found;
}

function wordCondition(word: string, dialect: Pick<Dialect, 'searchLike'>): Condition {
  if (/[*?]/.test(word)) return anywhere(wildcardLike(word), dialect);
  if (word.indexOf('@') > 0) {
    // Addresses are lower-case ASCII: every one that starts with the text sorts below the text with DEL behind it.
    const start = word.toLowerCase();
    return { sql: 'r.email >= ? AND r.email < ?', parameters: [start, `${start}\u007f`] };
  }
  return anywhere(`%${literalLike(word)}%`, dialect);
}

function anywhere(like: string, dialect: Pick<Dialect, 'searchLike'>): Condition {
  // Addresses are stored in lower case and compared byte by byte on MariaDB.
  const pattern = (column: string) => (column === 'email' ? like.toLowerCase() : like);
  return balanced(
    SEARCHED.map((column) => dialect.searchLike(`r.${column}`, pattern(column))),
    'OR',
  );
}

const LIVING = 'JOIN mailing_lists l ON l.id = b.mailing_list_id AND l.deleted_at IS NULL';

function listlessCondition({ withoutList }: RecipientFilter): Condition[] {
  if (withoutList !== true) return [];
  const sql = `NOT EXISTS (SELECT 1 FROM bindings b ${LIVING} WHERE b.recipient_id = r.id AND b.media_type = 0)`;
  return [{ sql, parameters: [] }];
}

function sourceCondition({ dataSourceId }: RecipientFilter): Condition[] {
  if (dataSourceId === undefined) return [];
  const sql =
    'EXISTS (SELECT 1 FROM recipient_changes c WHERE c.data_source_id = ? AND c.recipient_id = r.id AND c.kind <= 2)';
  return [{ sql, parameters: [dataSourceId] }];
}

function bindingCondition(filter: RecipientFilter, form: ConditionForm): Condition[] {
  const { mailingListId, status, testRecipients, userType } = filter;
  const asked = [mailingListId, status, userType].some((value) => value !== undefined);
  if (!asked && testRecipients !== true) return [];
  const parts = ['b.media_type = 0'];
  const parameters: Parameter[] = [];
  let living = LIVING;
  if (mailingListId !== undefined) {
    parts.push('b.mailing_list_id = ?');
    parameters.push(mailingListId);
    // Asked once and not for each binding: engines then start from the list's index.
    living = '';
  }
  if (status !== undefined) {
    parts.push('b.status = ?');
    parameters.push(status);
  }
  if (testRecipients === true) {
    parts.push('b.user_type IN (?, ?, ?)');
    parameters.push(UserType.Admin, UserType.Test, UserType.TestVip);
  }
  if (userType !== undefined) {
    parts.push('b.user_type = ?');
    parameters.push(userType);
  }
  const from = `FROM bindings b ${living} WHERE ${parts.join(' AND ')}`;
  const sql = {
    some: `EXISTS (SELECT 1 ${from} AND b.recipient_id = r.id)`,
    all: `r.id IN (SELECT b.recipient_id ${from})`,
    each: `(SELECT 1 ${from} AND b.recipient_id = r.id LIMIT 1) IS NOT NULL`,
  }[form];
  const bound = { sql, parameters };
  if (mailingListId === undefined) return [bound];
  const exists = '(SELECT COUNT(*) FROM mailing_lists l WHERE l.id = ? AND l.deleted_at IS NULL) = 1';
  return [{ sql: exists, parameters: [mailingListId] }, bound];
}
