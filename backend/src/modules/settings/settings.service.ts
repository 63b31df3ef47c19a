import { Injectable } from '@nestjs/common';
import { AuthContext } from '../../core/auth-context/auth-context.js';
import { Clock } from '../../core/clock/clock.js';
import { Transactions, type Parameter } from '../../core/database/transactions.js';
import { InvalidInput, type FieldProblem } from '../../core/errors/domain-error.js';
import { SETTINGS, type SettingChanges, type SettingName, type SettingValue } from './settings-registry.js';

/** Who mailings come from when they do not say otherwise. */
export interface Sender {
  readonly senderName: string;
  /** Empty until the administrator has set it. */
  readonly senderEmail: string;
  /** Empty: answers go to the sender. */
  readonly replyEmail: string;
}

/** Where a caller's field belongs, so that problems are told by the caller's names. */
const SENDER_FIELDS = {
  'sender.name': 'senderName',
  'sender.email': 'senderEmail',
  'sender.reply': 'replyEmail',
} as const;

@Injectable()
export class SettingsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** The value set, or the default; also the default where what is kept no longer fits the registry. */
  async get<N extends SettingName>(name: N): Promise<SettingValue<N>> {
    const row = await this.transactions.first<{ value: string }>(
      'SELECT value FROM settings WHERE name = ?',
      [name],
    );
    if (!row) return SETTINGS[name].default;
    const checked = SETTINGS[name].check(JSON.parse(row.value));
    return checked.ok ? checked.value : SETTINGS[name].default;
  }

  /**
   * Sets all the given settings, or none.
   * @param fieldNames what the caller calls the settings, for the problems
   * @throws InvalidInput naming every value that does not fit
   */
  async set(
    changes: SettingChanges,
    fieldNames: Readonly<Partial<Record<SettingName, string>>> = {},
  ): Promise<void> {
    const problems: Record<string, FieldProblem> = {};
    const rows: Parameter[][] = [];
    for (const [name, value] of Object.entries(changes) as [SettingName, unknown][]) {
      const checked = SETTINGS[name].check(value);
      if (!checked.ok) problems[fieldNames[name] ?? name] = checked.problem;
      else {
        const by = AuthContext.actor?.userId ?? null;
        rows.push([name, JSON.stringify(checked.value), this.clock.millis(), by]);
      }
    }
    if (Object.keys(problems).length > 0) throw new InvalidInput(problems);
    const columns = ['name', 'value', 'updated_at', 'updated_by'];
    await this.transactions.run(() =>
      this.transactions.insertRows(
        'INSERT INTO settings',
        columns,
        rows,
        this.transactions.dialect.onConflictUpdate(['name'], columns.slice(1)),
      ),
    );
  }

  /** The installation's time zone: the one set, else that of its first user, else UTC. */
  async timezone(): Promise<string> {
    const set = await this.get('timezone');
    if (set !== '') return set;
    const row = await this.transactions.first<{ timezone: string }>(
      'SELECT timezone FROM users ORDER BY id LIMIT 1',
    );
    const checked = SETTINGS.timezone.check(row?.timezone ?? '');
    return checked.ok && checked.value !== '' ? checked.value : 'UTC';
  }

  /** @param timezone IANA name. @throws InvalidInput `timezone` */
  async setTimezone(timezone: string): Promise<string> {
    await this.set({ timezone });
    return this.timezone();
  }

  async sender(): Promise<Sender> {
    return {
      senderName: await this.get('sender.name'),
      senderEmail: await this.get('sender.email'),
      replyEmail: await this.get('sender.reply'),
    };
  }

  /** @throws InvalidInput with the names of Sender's fields */
  async setSender(sender: Sender): Promise<Sender> {
    if (sender.senderEmail.trim() === '') throw new InvalidInput({ senderEmail: { code: 'input.required' } });
    const changes = {
      'sender.name': sender.senderName,
      'sender.email': sender.senderEmail,
      'sender.reply': sender.replyEmail,
    };
    await this.set(changes, SENDER_FIELDS);
    return this.sender();
  }
}
