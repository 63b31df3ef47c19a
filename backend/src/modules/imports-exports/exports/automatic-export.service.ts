import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import { Clock } from '../../../core/clock/clock.js';
import { Transactions } from '../../../core/database/transactions.js';
import { DomainError, InvalidInput, type FieldProblem } from '../../../core/errors/domain-error.js';
import { Connection } from '../connection.entity.js';
import { ExchangeUsages } from '../in-use.js';
import { checkedName, requireNamed, requireVersion, saveNamed } from '../named-rows.js';
import { nameParts } from '../remote/remote-names.js';
import { checkSchedule, nextRun, type Schedule } from '../schedule.js';
import { AutomaticExport } from './automatic-export.entity.js';
import { ExportProfile } from './export-profile.entity.js';
import type { Export } from './export.entity.js';
import { ExportService } from './export.service.js';

export interface AutomaticExportInput {
  readonly name: string;
  readonly profileId: number;
  readonly connectionId: number;
  readonly folder: string;
  readonly schedule: Schedule;
  readonly active: boolean;
  readonly onlyChanges: boolean;
  readonly skipEmpty: boolean;
  readonly reportAddresses: string[];
  readonly errorAddresses: string[];
}

/** With the names of what it uses. */
export interface AutomaticExportState {
  readonly row: AutomaticExport;
  readonly profileName: string;
  readonly connectionName: string;
}

const WHAT = 'automatic-export';

@Injectable()
export class AutomaticExportService implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly exports: ExportService,
    private readonly usages: ExchangeUsages,
  ) {}

  onModuleInit(): void {
    this.usages.register(async (thing, id) => {
      if (thing !== 'connection') return [];
      const rows = await this.transactions.repository(AutomaticExport).findBy({ connectionId: id });
      return rows.map((row) => ({ kind: WHAT, id: row.id, name: row.name }));
    });
  }

  /** By name. */
  async all(): Promise<AutomaticExportState[]> {
    const rows = await this.transactions
      .repository(AutomaticExport)
      .find({ order: { name: 'ASC', id: 'ASC' } });
    return Promise.all(rows.map((row) => this.stateOf(row)));
  }

  /** @throws NotFound */
  async require(id: number): Promise<AutomaticExportState> {
    return this.stateOf(await requireNamed(this.transactions, AutomaticExport, WHAT, id));
  }

  /** @throws InvalidInput; DomainError `name.taken` */
  async create(input: AutomaticExportInput): Promise<AutomaticExportState> {
    const row = new AutomaticExport();
    row.version = 1;
    row.changesUntil = null;
    row.createdBy = AuthContext.actor?.userId ?? null;
    row.createdAt = this.clock.now();
    return this.stateOf(await this.save(row, input));
  }

  /** @throws NotFound, InvalidInput; DomainError `name.taken`, `version.conflict` */
  async change(id: number, version: number, input: AutomaticExportInput): Promise<AutomaticExportState> {
    const row = await requireVersion(this.transactions, AutomaticExport, WHAT, id, version);
    row.version += 1;
    // Another choice of recipients: what was exported before says nothing about it.
    if (row.profileId !== input.profileId) row.changesUntil = null;
    return this.stateOf(await this.save(row, input));
  }

  /** Exports that it made stay. @throws NotFound */
  async delete(id: number): Promise<void> {
    await this.require(id);
    await this.transactions.run(() => this.transactions.repository(AutomaticExport).delete({ id }));
  }

  /** Runs it now, whatever its schedule says. @throws NotFound; DomainError `export.running` */
  async run(id: number): Promise<Export> {
    return this.transactions.run(async () => {
      const { row } = await this.require(id);
      if (await this.isBusy(id)) throw new DomainError('conflict', 'export.running');
      return this.begin(row, AuthContext.actor?.userId ?? null);
    });
  }

  /** Those whose time has come; each is planned again and its run queued in one transaction. */
  async startDue(): Promise<void> {
    const now = this.clock.now();
    const due = await this.transactions.query<{ id: number }>(
      'SELECT id FROM automatic_exports WHERE active = 1 AND next_run_at <= ? ORDER BY next_run_at, id',
      [now.getTime()],
    );
    for (const { id } of due) await this.transactions.run(() => this.startOne(Number(id), now));
  }

  private async startOne(id: number, now: Date): Promise<void> {
    const row = await this.transactions.repository(AutomaticExport).findOneBy({ id });
    if (!row?.active || row.nextRunAt === null || row.nextRunAt > now) return;
    // Only one of two schedulers changes the moment.
    const planned = await this.transactions.execute(
      'UPDATE automatic_exports SET next_run_at = ? WHERE id = ? AND next_run_at = ?',
      [nextRun(row.schedule, now).getTime(), id, row.nextRunAt.getTime()],
    );
    if (planned.affected === 1 && !(await this.isBusy(id))) await this.begin(row, row.createdBy);
  }

  private begin(row: AutomaticExport, createdBy: number | null): Promise<Export> {
    return this.exports.startAutomatic(row.profileId, {
      id: row.id,
      name: row.name,
      changesFrom: row.onlyChanges ? row.changesUntil : null,
      // A change that commits late has an earlier time: the next run looks back a little.
      changesUntil: row.onlyChanges ? new Date(this.clock.millis() - LATE_MS) : null,
      createdBy,
    });
  }

  private async isBusy(id: number): Promise<boolean> {
    const busy = await this.transactions.first(
      `SELECT 1 AS busy FROM exports
       WHERE automatic_export_id = ? AND state IN ('queued', 'running', 'delivering') LIMIT 1`,
      [id],
    );
    return busy !== undefined;
  }

  private async save(row: AutomaticExport, input: AutomaticExportInput): Promise<AutomaticExport> {
    const { name, folder, schedule, ...rest } = input;
    row.name = checkedName(name);
    const problems: Record<string, FieldProblem> = {};
    for (const [part, problem] of Object.entries(checkSchedule(schedule)))
      problems[`schedule.${part}`] = problem;
    const { transactions } = this;
    if (!(await transactions.repository(Connection).existsBy({ id: input.connectionId }))) {
      problems['connectionId'] = { code: 'input.required' };
    }
    if (!(await transactions.repository(ExportProfile).existsBy({ id: input.profileId }))) {
      problems['profileId'] = { code: 'input.required' };
    }
    const wanted = folder.trim().replace(/^\/+|\/+$/g, '');
    if (!isFolder(wanted)) problems['folder'] = { code: 'remote.name', params: { name: folder } };
    if (Object.keys(problems).length > 0) throw new InvalidInput(problems);
    const now = this.clock.now();
    Object.assign(row, rest, { folder: wanted, schedule, updatedAt: now });
    row.nextRunAt = input.active ? nextRun(schedule, now) : null;
    return saveNamed(transactions, AutomaticExport, row);
  }

  private async stateOf(row: AutomaticExport): Promise<AutomaticExportState> {
    const profile = await this.transactions.repository(ExportProfile).findOneBy({ id: row.profileId });
    const connection = await this.transactions.repository(Connection).findOneBy({ id: row.connectionId });
    return { row, profileName: profile?.name ?? '', connectionName: connection?.name ?? '' };
  }
}

/** Transactions are shorter than this. */
const LATE_MS = 60_000;

function isFolder(folder: string): boolean {
  if (folder === '') return true;
  try {
    nameParts(folder);
    return true;
  } catch {
    return false;
  }
}
