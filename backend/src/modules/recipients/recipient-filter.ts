import { UserType, type UserStatus } from '../../contract/recipients/codes.js';
import { InvalidInput } from '../../core/errors/domain-error.js';
import type { Parameter } from '../../core/database/transactions.js';
import { LIKE_ESCAPE, literalLike, wildcardLike } from './address-pattern.js';

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
}

export interface Condition {
  readonly sql: string;
  readonly parameters: readonly Parameter[];
}

const MOST_WORDS = 6;
const SEARCHED = ['email', 'firstname', 'lastname'] as const;

/** A condition on `recipients r`; `1 = 1` where nothing is filtered. */
export function filterCondition(filter: RecipientFilter): Condition {
  const conditions = [...words(filter.q ?? '').map(wordCondition), ...bindingCondition(filter)];
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

function wordCondition(word: string): Condition {
  if (/[*?]/.test(word)) return anywhere(wildcardLike(word));
  if (word.indexOf('@') > 0) {
    // Addresses are lower-case ASCII: every one that starts with the text sorts below the text with DEL behind it.
    const start = word.toLowerCase();
    return { sql: 'r.email >= ? AND r.email < ?', parameters: [start, `${start}\u007f`] };
  }
  return anywhere(`%${literalLike(word)}%`);
}

function anywhere(like: string): Condition {
  return {
    sql: SEARCHED.map((column) => `r.${column} LIKE ? ${LIKE_ESCAPE}`).join(' OR '),
    // Addresses are stored in lower case and compared byte by byte on MariaDB.
    parameters: SEARCHED.map((column) => (column === 'email' ? like.toLowerCase() : like)),
  };
}

function bindingCondition({ mailingListId, status, testRecipients }: RecipientFilter): Condition[] {
  if (mailingListId === undefined && status === undefined && testRecipients !== true) return [];
  const parts = ['b.recipient_id = r.id', 'b.media_type = 0'];
  const parameters: Parameter[] = [];
  if (mailingListId !== undefined) {
    parts.push('b.mailing_list_id = ?');
    parameters.push(mailingListId);
  }
  if (status !== undefined) {
    parts.push('b.status = ?');
    parameters.push(status);
  }
  if (testRecipients === true) {
    parts.push('b.user_type IN (?, ?, ?)');
    parameters.push(UserType.Admin, UserType.Test, UserType.TestVip);
  }
  const lists = 'JOIN mailing_lists l ON l.id = b.mailing_list_id AND l.deleted_at IS NULL';
  return [{ sql: `EXISTS (SELECT 1 FROM bindings b ${lists} WHERE ${parts.join(' AND ')})`, parameters }];
}
