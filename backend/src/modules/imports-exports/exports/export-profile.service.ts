import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ExportOptions } from '../../../contract/exports/export-options.js';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import { Clock } from '../../../core/clock/clock.js';
import { SecretBox } from '../../../core/crypto/secret-box.js';
import { Transactions } from '../../../core/database/transactions.js';
import { DomainError, InvalidInput } from '../../../core/errors/domain-error.js';
import { Usages, type UsedThing } from '../../recipients/index.js';
import { checkedName, copyName, requireNamed, requireVersion, saveNamed } from '../named-rows.js';
import { AutomaticExport } from './automatic-export.entity.js';
import { ExportCheckService } from './export-check.service.js';
import { ZIP_PASSWORD } from './export-password.js';
import { ExportProfile } from './export-profile.entity.js';
import { ExportQueries } from './export.queries.js';

export interface ExportProfileInput {
  readonly name: string;
  readonly description: string;
  readonly options: ExportOptions;
  /** undefined: as it was; null: none. */
  readonly zipPassword?: string | null | undefined;
}

export interface ExportProfileState {
  readonly row: ExportProfile;
  readonly lastRunAt: Date | null;
}

const WHAT = 'export-profile';

@Injectable()
export class ExportProfileService implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly checks: ExportCheckService,
    private readonly queries: ExportQueries,
    private readonly secrets: SecretBox,
    private readonly usages: Usages,
  ) {}

  /** A field, list or target group that a profile needs is not deleted under it. */
  onModuleInit(): void {
    this.usages.register(async (kind, key) => {
      const rows = await this.transactions.repository(ExportProfile).find({ order: { name: 'ASC' } });
      return rows
        .filter(({ options }) => uses(options, kind, key))
        .map(({ id, name }) => ({ kind: WHAT, id, name }));
    });
  }

  /** By name. */
  async all(): Promise<ExportProfileState[]> {
    const rows = await this.transactions
      .repository(ExportProfile)
      .find({ order: { name: 'ASC', id: 'ASC' } });
    const last = await this.queries.lastRuns(rows.map(({ id }) => id));
    return rows.map((row) => ({ row, lastRunAt: last.get(row.id) ?? null }));
  }

  /** @throws NotFound */
  async require(id: number): Promise<ExportProfileState> {
    const row = await requireNamed(this.transactions, ExportProfile, WHAT, id);
    return { row, lastRunAt: (await this.queries.lastRuns([id])).get(id) ?? null };
  }

  /** @throws InvalidInput; DomainError `name.taken` */
  async create(input: ExportProfileInput): Promise<ExportProfile> {
    const row = new ExportProfile();
    row.version = 1;
    row.zipPassword = null;
    row.createdBy = AuthContext.actor?.userId ?? null;
    row.createdAt = this.clock.now();
    return this.save(row, input);
  }

  /** @throws NotFound, InvalidInput; DomainError `name.taken`, `version.conflict` */
  async change(id: number, version: number, input: ExportProfileInput): Promise<ExportProfile> {
    const row = await requireVersion(this.transactions, ExportProfile, WHAT, id, version);
    row.version += 1;
    return this.save(row, input);
  }

  /** @throws NotFound */
  async copy(id: number): Promise<ExportProfile> {
    const { row: original } = await this.require(id);
    const taken = new Set((await this.all()).map(({ row }) => row.name.toLowerCase()));
    const row = new ExportProfile();
    Object.assign(row, original, { name: copyName(original.name, taken), version: 1 });
    Reflect.deleteProperty(row, 'id');
    row.createdBy = AuthContext.actor?.userId ?? null;
    row.createdAt = row.updatedAt = this.clock.now();
    return saveNamed(this.transactions, ExportProfile, row);
  }

  /** Exports that it made stay. @throws NotFound; DomainError `export.profile-in-use` */
  async delete(id: number): Promise<void> {
    await this.require(id);
    await this.transactions.run(async () => {
      const user = await this.transactions.repository(AutomaticExport).findOneBy({ profileId: id });
      if (user) throw new DomainError('conflict', 'export.profile-in-use', { name: user.name });
      await this.transactions.repository(ExportProfile).delete({ id });
    });
  }

  private async save(row: ExportProfile, input: ExportProfileInput): Promise<ExportProfile> {
    row.name = checkedName(input.name);
    row.description = input.description.trim();
    await this.checks.check(input.options);
    row.options = input.options;
    const { zipPassword } = input;
    if (typeof zipPassword === 'string' && !input.options.format.zip) {
      throw new InvalidInput({ zipPassword: { code: 'export.password-without-zip' } });
    }
    if (zipPassword !== undefined) {
      row.zipPassword = zipPassword === null ? null : this.secrets.seal(zipPassword, ZIP_PASSWORD);
    }
    row.updatedAt = this.clock.now();
    return saveNamed(this.transactions, ExportProfile, row);
  }
}

function uses({ filter, columns, listColumns }: ExportOptions, kind: UsedThing, key: string): boolean {
  switch (kind) {
    case 'mailing-list':
      return String(filter.mailingListId) === key || listColumns.some((id) => String(id) === key);
    case 'target-group':
      return String(filter.targetGroupId) === key;
    case 'profile-field':
      return columns.some((column) => column.kind === 'field' && column.name.toLowerCase() === key);
    case 'mailing':
    case 'link':
      return false;
  }
}
