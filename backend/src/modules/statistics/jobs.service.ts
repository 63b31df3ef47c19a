import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import type { Permission } from '../../contract/permissions.js';
import {
  exportProgress,
  ExportService,
  importProgress,
  ImportService,
  type Export,
  type Import,
} from '../imports-exports/index.js';
import { SendQueries, type SendDetail } from '../mail-dispatch/index.js';
import { audienceOf } from './mailing-figures.js';
import { StatisticsQueries } from './statistics.queries.js';

/** Work that goes on in the background, or has just ended. */
export interface Job {
  readonly kind: 'import' | 'export' | 'send';
  readonly id: number;
  readonly name: string;
  /** Of the import, the export or the send. */
  readonly state: string;
  /** Bytes of an import, percent of an export, mails of a send. */
  readonly done: number;
  readonly total: number;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly etaSeconds: number | null;
  /** Path in the user interface. */
  readonly link: string;
}

const SHOWN_AFTER_END_MS = 10 * 60_000;

@Injectable()
export class JobsService {
  constructor(
    private readonly imports: ImportService,
    private readonly exports: ExportService,
    private readonly sends: SendQueries,
    private readonly queries: StatisticsQueries,
    private readonly clock: Clock,
  ) {}

  /** Those that run, wait or ended within the last ten minutes and may be seen with these rights; newest first. */
  async current(permissions: ReadonlySet<Permission>): Promise<Job[]> {
    const since = new Date(this.clock.millis() - SHOWN_AFTER_END_MS);
    const jobs: Job[] = [];
    if (permissions.has('recipients.import')) {
      jobs.push(...(await this.imports.current(since)).map((row) => importJob(row)));
    }
    if (permissions.has('recipients.export')) {
      jobs.push(...(await this.exports.current(since)).map((row) => exportJob(row)));
    }
    if (permissions.has('mailings.read')) jobs.push(...(await this.currentSends(since)));
    // What has no beginning yet waits, and is the newest of all.
    const begin = ({ startedAt }: Job): number => startedAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
    return jobs.sort((a, b) => begin(b) - begin(a) || b.id - a.id);
  }

  private async currentSends(since: Date): Promise<Job[]> {
    const ids = await this.queries.currentSends(since);
    const rows = await Promise.all(ids.map((id) => this.sends.find(id)));
    const known = rows.filter((row) => row !== undefined);
    return (await this.sends.details(known)).map((detail) => sendJob(detail));
  }
}

function importJob(row: Import): Job {
  const { bytesDone, bytesTotal, etaSeconds } = importProgress(row);
  return {
    kind: 'import',
    id: row.id,
    name: row.fileName,
    state: row.state,
    done: bytesDone,
    total: bytesTotal,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
    etaSeconds,
    link: `/imports/${row.id}`,
  };
}

function exportJob(row: Export): Job {
  const { percent, etaSeconds } = exportProgress(row);
  return {
    kind: 'export',
    id: row.id,
    name: row.name,
    state: row.state,
    done: percent,
    total: 100,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
    etaSeconds,
    link: `/exports/${row.id}`,
  };
}

function sendJob(send: SendDetail): Job {
  const { id, mailingName, state, counts, startedAt, finishedAt, etaSeconds } = send;
  const total = Math.max(send.audience, audienceOf(counts));
  const done = audienceOf(counts) - counts.queued - counts.handing - counts.deferred;
  return {
    kind: 'send',
    id,
    name: mailingName,
    state,
    done,
    total,
    startedAt,
    finishedAt,
    etaSeconds,
    link: `/sends/${id}`,
  };
}
