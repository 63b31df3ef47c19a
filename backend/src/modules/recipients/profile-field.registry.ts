import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { Transactions } from '../../core/database/transactions.js';
import { ProfileField } from './profile-field.entity.js';

/** How long other processes may go on without knowing a new field, in milliseconds. */
const FRESH_FOR = 2000;

/** When no process uses a deleted field any more, so that its column can go (ms). */
export const FORGOTTEN_AFTER = FRESH_FOR + 1000;

/**
 * The profile fields there are. The only source of the names of dynamic columns: what it returns has passed
 * `checkFieldName`, so it may stand in SQL.
 */
@Injectable()
export class ProfileFieldRegistry {
  private known: { readonly at: number; readonly fields: Promise<readonly ProfileField[]> } | undefined;

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Every usable field, by position. At most two seconds old; at once after a change by this process. */
  all(): Promise<readonly ProfileField[]> {
    const now = this.clock.millis();
    if (this.known && now - this.known.at < FRESH_FOR && now >= this.known.at) return this.known.fields;
    const fields = this.load();
    const entry = { at: now, fields };
    this.known = entry;
    fields.catch(() => {
      if (this.known === entry) this.known = undefined;
    });
    return fields;
  }

  /** Those that people may see, in the list, the filters and the API. The others are for the program alone. */
  async visible(): Promise<readonly ProfileField[]> {
    return (await this.all()).filter(({ visibility }) => visibility !== 'hidden');
  }

  /** The field of a name in any case. */
  async find(name: string): Promise<ProfileField | undefined> {
    const wanted = name.toLowerCase();
    return (await this.all()).find((field) => field.name.toLowerCase() === wanted);
  }

  invalidate(): void {
    this.known = undefined;
  }

  private load(): Promise<readonly ProfileField[]> {
    // A transaction may look at an older state of the database than the columns it writes to.
    return this.transactions.outside(() =>
      this.transactions
        .repository(ProfileField)
        .find({ where: { ready: true, removing: false }, order: { position: 'ASC', id: 'ASC' } }),
    );
  }
}

/** The column of `recipients` that holds a field. */
export function columnOf(field: Pick<ProfileField, 'name'>): string {
  return `f_${field.name}`;
}
