import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuthContext } from '../../core/auth-context/auth-context.js';
import { Clock } from '../../core/clock/clock.js';
import { Transactions } from '../../core/database/transactions.js';
import { DomainError, InvalidInput, type FieldProblem } from '../../core/errors/domain-error.js';
import { JobQueue } from '../../core/queue/job-queue.js';
import { decodeCursor, encodeCursor, type Page } from '../../core/http/page.js';
import { AutomaticImport, AutomaticImportRun, type RunStarter } from './automatic-import.entity.js';
import { AUTOMATIC_IMPORT } from './automatic-import-job.js';
import { ConnectionService } from './connection.service.js';
import { ImportProfileService } from './import-profile.service.js';
import { ExchangeUsages } from './in-use.js';
import { checkedName, requireNamed, requireVersion, saveNamed } from './named-rows.js';
import { hasWildcard, patternParts } from './remote/remote-names.js';
import { checkSchedule, nextRun, type Schedule } from './schedule.js';

export interface AutomaticImportInput {
  readonly name: string;
  readonly profileId: number;
  readonly connectionId: number;
  readonly pattern: string;
  readonly schedule: Schedule;
  readonly active: boolean;
  readonly onlyNew: boolean;
  readonly removeAfter: boolean;
  readonly allowEmpty: boolean;
  readonly retries: number;
  readonly retryMinutes: number;
}

/** An automatic import with its last run. */
export interface AutomaticImportState {
  readonly row: AutomaticImport;
  readonly last: AutomaticImportRun | undefined;
}

@Injectable()
export class AutomaticImportService implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly profiles: ImportProfileService,
    private readonly connections: ConnectionService,
    private readonly usages: ExchangeUsages,
    private readonly queue: JobQueue,
  ) {}

  onModuleInit(): void {
    this.usages.register(async (thing, id) => {
      const users = await this.transactions
        .repository(AutomaticImport)
        .findBy(thing === 'connection' ? { connectionId: id } : { profileId: id });
      return users.map((row) => ({ kind: 'automatic-import', id: row.id, name: row.name }));
    });
  }

  /** By name. */
  async all(): Promise<AutomaticImportState[]> {
    const rows = await this.transactions
      .repository(AutomaticImport)
      .find({ order: { name: 'ASC', id: 'ASC' } });
    const runs = await this.transactions
      .repository(AutomaticImportRun)
      .createQueryBuilder('r')
      .where('r.id IN (SELECT MAX(o.id) FROM automatic_import_runs o GROUP BY o.automatic_import_id)')
      .getMany();
    const last = new Map(runs.map((run) => [run.automaticImportId, run]));
    return rows.map((row) => ({ row, last: last.get(row.id) }));
  }

  /** @throws NotFound */
  async require(id: number): Promise<AutomaticImportState> {
    const row = await requireNamed(this.transactions, AutomaticImport, 'automatic-import', id);
    const last = await this.transactions
      .repository(AutomaticImportRun)
      .findOne({ where: { automaticImportId: id }, order: { id: 'DESC' } });
    return { row, last: last ?? undefined };
  }

  /** @throws InvalidInput; DomainError `name.taken` */
  async create(input: AutomaticImportInput): Promise<AutomaticImportState> {
    const row = new AutomaticImport();
    row.version = 1;
    row.createdBy = AuthContext.actor?.userId ?? null;
    row.createdAt = this.clock.now();
    return { row: await this.save(row, input), last: undefined };
  }

  /** @throws NotFound, InvalidInput; DomainError `name.taken`, `version.conflict` */
  async change(id: number, version: number, input: AutomaticImportInput): Promise<AutomaticImportState> {
    const row = await requireVersion(this.transactions, AutomaticImport, 'automatic-import', id, version);
    row.version += 1;
    await this.save(row, input);
    return this.require(id);
  }

  /** With its history; imports that it made stay. @throws NotFound; DomainError `automatic-import.running` */
  async delete(id: number): Promise<void> {
    await this.require(id);
    await this.transactions.run(async () => {
      await this.requireIdle(id);
      for (const table of ['automatic_import_runs', 'automatic_import_files']) {
        await this.transactions.execute(`DELETE FROM ${table} WHERE automatic_import_id = ?`, [id]);
      }
      await this.transactions.execute('DELETE FROM automatic_imports WHERE id = ?', [id]);
    });
  }

  /** Runs it now, whatever its schedule says. @throws NotFound; DomainError `automatic-import.running` */
  async run(id: number): Promise<AutomaticImportRun> {
    await this.require(id);
    return this.transactions.run(async () => {
      await this.requireIdle(id);
      return this.queueRun(id, 'person', 1, this.clock.now());
    });
  }

  /** Newest first. @throws NotFound; DomainError `cursor.invalid` */
  async runs(id: number, limit: number, after?: string): Promise<Page<AutomaticImportRun>> {
    await this.require(id);
    const find = this.transactions
      .repository(AutomaticImportRun)
      .createQueryBuilder('r')
      .where('r.automaticImportId = :id', { id })
      .orderBy('r.id', 'DESC');
    if (after !== undefined) find.andWhere('r.id < :before', { before: decodeCursor(after, 1)[0] });
    const rows = await find.take(limit + 1).getMany();
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const next = last && rows.length > limit ? encodeCursor([last.id]) : null;
    return { items, next, total: null, totalIsEstimate: false };
  }

  /** Inside a transaction; the worker is told once it has committed. */
  async queueRun(
    automaticImportId: number,
    startedBy: RunStarter,
    attempt: number,
    notBefore: Date,
  ): Promise<AutomaticImportRun> {
    const run = new AutomaticImportRun();
    Object.assign(run, { automaticImportId, startedBy, attempt, notBefore, state: 'queued' });
    run.fileName = run.fingerprint = run.importId = run.errorCode = run.errorParams = null;
    run.leaseOwner = run.leaseUntil = run.startedAt = run.finishedAt = null;
    run.createdAt = this.clock.now();
    const saved = await this.transactions.repository(AutomaticImportRun).save(run);
    if (notBefore.getTime() <= this.clock.millis()) {
      this.transactions.afterCommit(() => void this.queue.add(AUTOMATIC_IMPORT, saved.id));
    }
    return saved;
  }

  /** Whether a run waits or works. */
  async isBusy(id: number): Promise<boolean> {
    const busy = await this.transactions.first(
      `SELECT 1 AS busy FROM automatic_import_runs
        WHERE automatic_import_id = ? AND state IN ('queued', 'fetching', 'importing') LIMIT 1`,
      [id],
    );
    return busy !== undefined;
  }

  private async requireIdle(id: number): Promise<void> {
    if (await this.isBusy(id)) throw new DomainError('conflict', 'automatic-import.running');
  }

  private async save(row: AutomaticImport, input: AutomaticImportInput): Promise<AutomaticImport> {
    const { name, profileId, connectionId, pattern, schedule, ...rest } = input;
    row.name = checkedName(name);
    const problems: Record<string, FieldProblem> = {};
    for (const [part, problem] of Object.entries(checkSchedule(schedule)))
      problems[`schedule.${part}`] = problem;
    const connection = (await this.connections.all()).find(({ id }) => id === connectionId);
    if (!connection) problems['connectionId'] = { code: 'input.required' };
    if (!(await this.profiles.all()).some(({ id }) => id === profileId)) {
      problems['profileId'] = { code: 'input.required' };
    }
    const wanted = pattern.trim().replace(/^\/+/, '');
    const problem = patternProblem(wanted, connection?.kind === 'https');
    if (problem) problems['pattern'] = problem;
    if (Object.keys(problems).length > 0) throw new InvalidInput(problems);
    const now = this.clock.now();
    Object.assign(row, rest, { profileId, connectionId, pattern: wanted, schedule, updatedAt: now });
    row.nextRunAt = input.active ? nextRun(schedule, now) : null;
    return saveNamed(this.transactions, AutomaticImport, row);
  }
}

function patternProblem(pattern: string, single: boolean): FieldProblem | undefined {
  if (pattern === '') return { code: 'input.required' };
  try {
    patternParts(pattern);
  } catch {
    return { code: 'remote.name', params: { name: pattern } };
  }
  return single && hasWildcard(pattern)
    ? { code: 'remote.no-wildcards', params: { name: pattern } }
    : undefined;
}
