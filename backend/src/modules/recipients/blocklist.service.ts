import { Injectable } from '@nestjs/common';
import { readAddressPattern, type AddressPattern } from '../../contract/recipients/address-pattern.js';
import { matchesWildcards } from '../../contract/wildcards.js';
import { UserStatus, type UserType } from '../../contract/recipients/codes.js';
import { AuthContext } from '../../core/auth-context/auth-context.js';
import { Clock } from '../../core/clock/clock.js';
import { marks } from '../../core/database/sql-fragment.js';
import { Transactions, type Parameter } from '../../core/database/transactions.js';
import { DomainError, InvalidInput, NotFound, type FieldProblem } from '../../core/errors/domain-error.js';
import { ActivityKind, ActivityLog } from '../../core/events/activity.js';
import { decodeCursor, encodeCursor, type Page } from '../../core/http/page.js';
import { blocklistCsvLine, readBlocklistCsv } from './blocklist-csv.js';
import { LIKE_ESCAPE, literalLike, wildcardLike } from './like-pattern.js';

const BATCH = 1000;
/** Recipients that new entries are held against in one transaction. */
const WINDOW = 5000;

/** An entry with the name of who made it. */
export interface BlocklistDetail {
  readonly id: number;
  readonly pattern: string;
  readonly reason: string;
  readonly createdAt: Date;
  readonly createdByName: string | null;
}

export interface BlocklistImport {
  readonly added: number;
  /** Were on it before. */
  readonly known: number;
  readonly invalid: readonly ({ readonly line: number; readonly pattern: string } & FieldProblem)[];
}

interface DetailRow {
  id: number;
  pattern: string;
  reason: string;
  created_at: number;
  name: string | null;
}

interface MatchedBinding {
  recipient_id: number;
  mailing_list_id: number;
  media_type: number;
  status: UserStatus;
  user_type: UserType;
}

/** Addresses that never receive anything (spec/recipients.md §9). */
@Injectable()
export class BlocklistService {
  constructor(
    private readonly transactions: Transactions,
    private readonly activity: ActivityLog,
    private readonly clock: Clock,
  ) {}

  /** Newest first; `q` is a part of pattern or reason. */
  async list(q: string | undefined, limit: number, after?: string): Promise<Page<BlocklistDetail>> {
    const text = q?.trim() ?? '';
    const like = `%${literalLike(text)}%`;
    const where =
      text === '' ? '1 = 1' : `(e.pattern LIKE ? ${LIKE_ESCAPE} OR e.reason LIKE ? ${LIKE_ESCAPE})`;
    const parameters = text === '' ? [] : [like.toLowerCase(), like];
    const [before = null] = after === undefined ? [Number.MAX_SAFE_INTEGER] : decodeCursor(after, 1);
    const rows = await this.transactions.query<DetailRow>(
      `SELECT e.id, e.pattern, e.reason, e.created_at, u.name FROM blocklist e
       LEFT JOIN users u ON u.id = e.created_by WHERE ${where} AND e.id < ? ORDER BY e.id DESC LIMIT ?`,
      [...parameters, before, limit + 1],
    );
    const counted = await this.transactions.first<{ n: number }>(
      `SELECT COUNT(*) AS n FROM blocklist e WHERE ${where}`,
      parameters,
    );
    const items = rows.slice(0, limit).map(detailOf);
    const last = items.at(-1);
    return {
      items,
      next: last && rows.length > limit ? encodeCursor([last.id]) : null,
      total: Number(counted?.n ?? 0),
      totalIsEstimate: false,
    };
  }

  /** @throws NotFound */
  async require(id: number): Promise<BlocklistDetail> {
    const row = await this.transactions.first<DetailRow>(
      `SELECT e.id, e.pattern, e.reason, e.created_at, u.name FROM blocklist e
       LEFT JOIN users u ON u.id = e.created_by WHERE e.id = ?`,
      [id],
    );
    if (!row) throw new NotFound('blocklist-entry', id);
    return detailOf(row);
  }

  /**
   * Adds an address or pattern; every binding of a matching recipient becomes `Blacklisted`. Nobody it fits gets
   * mail from the moment it is added, also while the bindings are still being gone through.
   * @throws InvalidInput, DomainError `blocklist.exists`
   */
  async add(raw: string, reason: string): Promise<BlocklistDetail> {
    const read = readAddressPattern(raw);
    if (!read.ok) throw new InvalidInput({ pattern: { code: read.code, params: read.params } });
    const id = await this.transactions.run(async () => {
      const written = await this.insert([read], [reason.trim()]);
      if (written === 0) throw new DomainError('conflict', 'blocklist.exists', { pattern: read.pattern });
      const row = await this.transactions.first<{ id: number }>(
        'SELECT id FROM blocklist WHERE pattern = ?',
        [read.pattern],
      );
      return Number(row?.id);
    });
    await this.blacklistMatching(id - 1);
    return this.require(id);
  }

  /** @throws NotFound */
  async changeReason(id: number, reason: string): Promise<BlocklistDetail> {
    await this.transactions.run(() =>
      this.transactions.execute('UPDATE blocklist SET reason = ? WHERE id = ?', [reason.trim(), id]),
    );
    return this.require(id);
  }

  /** Adds the entries of a CSV file; wrong lines are told and left out. @throws DomainError for a file that is none */
  async importCsv(text: string): Promise<BlocklistImport> {
    const lines = readBlocklistCsv(text);
    const invalid: ({ line: number; pattern: string } & FieldProblem)[] = [];
    const entries = new Map<string, { entry: AddressPattern; reason: string }>();
    for (const { line, pattern, reason } of lines) {
      const read = readAddressPattern(pattern);
      if (read.ok) entries.set(read.pattern, { entry: read, reason });
      else invalid.push({ line, pattern: pattern.slice(0, 300), code: read.code, params: read.params });
    }
    const last = await this.transactions.first<{ id: number | null }>('SELECT MAX(id) AS id FROM blocklist');
    const wanted = [...entries.values()];
    let added = 0;
    for (let start = 0; start < wanted.length; start += BATCH) {
      const part = wanted.slice(start, start + BATCH);
      added += await this.transactions.run(() =>
        this.insert(
          part.map(({ entry }) => entry),
          part.map(({ reason }) => reason),
        ),
      );
    }
    if (added > 0) await this.blacklistMatching(Number(last?.id ?? 0));
    return { added, known: wanted.length - added, invalid };
  }

  /** Everything as CSV, made while it is read. */
  async *csv(): AsyncGenerator<string, void, void> {
    yield `\ufeff${blocklistCsvLine(['pattern', 'reason', 'created_at', 'created_by'])}`;
    for (let after: string | undefined; ;) {
      const page = await this.list(undefined, BATCH, after);
      yield page.items
        .map(({ pattern, reason, createdAt, createdByName }) =>
          blocklistCsvLine([pattern, reason, createdAt.toISOString(), createdByName ?? '']),
        )
        .join('');
      if (page.next === null) return;
      after = page.next;
    }
  }

  /** Bindings stay as they are: whoever was blacklisted is not subscribed again by this. @throws NotFound */
  async remove(id: number): Promise<void> {
    await this.transactions.run(async () => {
      const written = await this.transactions.execute('DELETE FROM blocklist WHERE id = ?', [id]);
      if (written.affected === 0) throw new NotFound('blocklist-entry', id);
    });
  }

  /**
   * SQL that is true where `alias.email` is on the blocklist, in brackets: `WHERE NOT ` + this. No bound values.
   * Addresses and whole domains are found by index; other patterns are tried one by one.
   * @param newerThan only entries with a higher id
   */
  condition(alias: string, newerThan = 0): string {
    const newer = (entry: string) => (newerThan > 0 ? `AND ${entry}.id > ${Math.floor(newerThan)}` : '');
    return `(EXISTS (SELECT 1 FROM blocklist be WHERE be.pattern = ${alias}.email AND be.wildcard = 0 ${newer('be')})
      OR EXISTS (SELECT 1 FROM blocklist bd
        WHERE bd.domain = SUBSTR(${alias}.email, INSTR(${alias}.email, '@') + 1) ${newer('bd')})
      OR EXISTS (SELECT 1 FROM blocklist bw
        WHERE bw.like_text IS NOT NULL AND ${alias}.email LIKE bw.like_text ${LIKE_ESCAPE} ${newer('bw')}))`;
  }

  /** Every entry that an address is on the blocklist by. @param address normalised */
  async matching(address: string): Promise<BlocklistDetail[]> {
    const rows = await this.transactions.query<DetailRow>(
      `SELECT e.id, e.pattern, e.reason, e.created_at, u.name FROM blocklist e
       LEFT JOIN users u ON u.id = e.created_by
       WHERE (e.wildcard = 0 AND e.pattern = ?) OR e.domain = ?
         OR (e.like_text IS NOT NULL AND ? LIKE e.like_text ${LIKE_ESCAPE}) ORDER BY e.id`,
      [address, address.slice(address.lastIndexOf('@') + 1), address],
    );
    return rows.map(detailOf);
  }

  /** Those of the addresses that are on the blocklist. @param addresses normalised */
  async blockedAmong(addresses: readonly string[]): Promise<Set<string>> {
    const blocked = new Set<string>();
    const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);
    for (let start = 0; start < addresses.length; start += BATCH) {
      const part = addresses.slice(start, start + BATCH);
      const domains = [...new Set(part.map(domainOf))];
      const rows = await this.transactions.query<{ pattern: string; domain: string | null }>(
        `SELECT pattern, domain FROM blocklist WHERE (wildcard = 0 AND pattern IN (${marks(part)}))
         UNION ALL SELECT pattern, domain FROM blocklist WHERE domain IN (${marks(domains)})`,
        [...part, ...domains],
      );
      const exact = new Set(rows.filter(({ domain }) => domain === null).map(({ pattern }) => pattern));
      const whole = new Set(rows.map(({ domain }) => domain));
      for (const address of part) {
        if (exact.has(address) || whole.has(domainOf(address))) blocked.add(address);
      }
    }
    const patterns = await this.transactions.query<{ pattern: string }>(
      'SELECT pattern FROM blocklist WHERE like_text IS NOT NULL',
    );
    for (const address of addresses) {
      if (patterns.some(({ pattern }) => matchesWildcards(pattern, address))) blocked.add(address);
    }
    return blocked;
  }

  /** Leaves out what is on the list already. @returns how many are new */
  private async insert(entries: readonly AddressPattern[], reasons: readonly string[]): Promise<number> {
    const now = this.clock.millis();
    const by = AuthContext.actor?.userId ?? null;
    return this.transactions.insertRows(
      `${this.transactions.dialect.insertIgnore} blocklist`,
      ['pattern', 'wildcard', 'domain', 'like_text', 'reason', 'created_at', 'created_by'],
      entries.map(({ pattern, wildcard, domain }, index): Parameter[] => {
        const like = wildcard && domain === null ? wildcardLike(pattern) : null;
        return [pattern, Number(wildcard), domain, like, reasons[index] ?? '', now, by];
      }),
    );
  }

  /** Bindings of everybody whom entries beyond an id fit, a stretch of recipients at a time. */
  private async blacklistMatching(newerThan: number): Promise<void> {
    const remark = `Added to blocklist by ${AuthContext.actor?.name ?? 'system'}`.slice(0, 200);
    const matches = this.condition('r', newerThan);
    for (let after = 0; ;) {
      const stretch = await this.transactions.first<{ last: number | null }>(
        'SELECT MAX(id) AS last FROM (SELECT id FROM recipients WHERE id > ? ORDER BY id LIMIT ?) AS part',
        [after, WINDOW],
      );
      const last = Number(stretch?.last ?? 0);
      if (last === 0) return;
      const rows = await this.transactions.query<{ id: number }>(
        `SELECT r.id FROM recipients r WHERE r.id > ? AND r.id <= ? AND ${matches} ORDER BY r.id`,
        [after, last],
      );
      for (let start = 0; start < rows.length; start += BATCH) {
        const ids = rows.slice(start, start + BATCH).map(({ id }) => Number(id));
        await this.transactions.run(() => this.blacklist(ids, remark));
      }
      after = last;
    }
  }

  private async blacklist(recipientIds: readonly number[], remark: string): Promise<void> {
    const where = `recipient_id IN (${recipientIds.map(() => '?').join(', ')}) AND status <> ?`;
    const parameters: Parameter[] = [...recipientIds, UserStatus.Blacklisted];
    const bindings = await this.transactions.query<MatchedBinding>(
      `SELECT recipient_id, mailing_list_id, media_type, status, user_type FROM bindings WHERE ${where}`,
      parameters,
    );
    if (bindings.length === 0) return;
    await this.transactions.execute(
      `UPDATE bindings SET status = ?, remark = ?, updated_at = ? WHERE ${where}`,
      [UserStatus.Blacklisted, remark, this.clock.millis(), ...parameters],
    );
    await this.activity.append(
      ...bindings.map((binding) => ({
        kind: ActivityKind.bindingChanged,
        recipientId: Number(binding.recipient_id),
        mailingListId: Number(binding.mailing_list_id),
        data: {
          oldStatus: binding.status,
          newStatus: UserStatus.Blacklisted,
          userType: binding.user_type,
          remark,
        },
      })),
    );
  }
}

function detailOf(row: DetailRow): BlocklistDetail {
  return {
    id: Number(row.id),
    pattern: row.pattern,
    reason: row.reason,
    createdAt: new Date(Number(row.created_at)),
    createdByName: row.name,
  };
}
