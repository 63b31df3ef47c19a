import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Clock } from '../../../core/clock/clock.js';
import { isDatabaseOutage } from '../../../core/database/outage.js';
import { Transactions } from '../../../core/database/transactions.js';
import { DomainError, NotFound } from '../../../core/errors/domain-error.js';
import { causeOf } from '../failure-cause.js';
import { Connection } from '../connection.entity.js';
import { RemoteConnections } from '../remote/remote-connections.js';
import { AutomaticExport } from './automatic-export.entity.js';
import { AutomaticOutcome } from './automatic-outcome.js';
import { ExchangeReports } from './exchange-reports.js';
import { ExportFiles } from './export-files.js';
import { Export } from './export.entity.js';
import { ExportQueries, LEASE_MS } from './export.queries.js';

const MINUTE = 60_000;
/** Waiting times before each further try; after the last one the export has failed. */
const RETRY_MINUTES = [1, 5, 15, 60];

/** Takes finished files to where automatic exports want them. */
@Injectable()
export class ExportDeliveryService {
  private readonly log = new Logger(ExportDeliveryService.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly queries: ExportQueries,
    private readonly files: ExportFiles,
    private readonly connections: RemoteConnections,
    private readonly reports: ExchangeReports,
    private readonly automatic: AutomaticOutcome,
  ) {}

  /** Safe to be called twice: whoever claims the export first works. */
  async deliver(id: number): Promise<void> {
    const owner = randomUUID();
    const claimed = await this.transactions.run(() =>
      this.queries.claimDelivery(id, owner, this.clock.millis()),
    );
    if (!claimed) return;
    const beat = setInterval(() => void this.hold(id, owner), LEASE_MS / 4);
    try {
      const row = await this.transactions.repository(Export).findOneByOrFail({ id });
      const target = await this.carry(row);
      await this.transactions.run(async () => {
        if (!(await this.queries.delivered(id, owner, this.clock.millis(), target))) return;
        await this.reports.add(id);
        await this.automatic.succeeded(id);
      });
    } catch (error) {
      if (isDatabaseOutage(error)) throw error;
      await this.failed(id, owner, error);
    } finally {
      clearInterval(beat);
    }
  }

  private async carry(row: Export): Promise<string> {
    const automatic =
      row.automaticExportId === null
        ? null
        : await this.transactions.repository(AutomaticExport).findOneBy({ id: row.automaticExportId });
    if (!automatic) throw new NotFound('automatic-export', row.automaticExportId ?? 0);
    const connection = await this.transactions
      .repository(Connection)
      .findOneBy({ id: automatic.connectionId });
    const name = automatic.folder === '' ? row.fileName : `${automatic.folder}/${row.fileName}`;
    const store = await this.connections.open(automatic.connectionId);
    try {
      await store.write(name, await this.files.read(row.storedAs));
    } finally {
      await store.close();
    }
    return `${connection?.name ?? ''}: ${name}`.slice(0, 500);
  }

  private async failed(id: number, owner: string, error: unknown): Promise<void> {
    const { code, params } = causeOf(error, 'export');
    if (!(error instanceof DomainError)) {
      this.log.error(`delivery of export ${id} failed`, error instanceof Error ? error.stack : String(error));
    }
    await this.transactions.run(async () => {
      const { attempts } = await this.transactions.repository(Export).findOneByOrFail({ id });
      const wait = RETRY_MINUTES[attempts];
      const now = this.clock.millis();
      if (wait !== undefined) {
        await this.queries.retryDelivery(id, owner, now + wait * MINUTE, code, params);
        return;
      }
      if (!(await this.queries.fail(id, owner, now, code, params))) return;
      await this.reports.add(id);
      await this.automatic.failed(id, code, params);
    });
  }

  private async hold(id: number, owner: string): Promise<void> {
    await this.transactions
      .run(() => this.queries.keepDelivery(id, owner, this.clock.millis()))
      .catch((error: unknown) => this.log.warn(`lease of export ${id}: ${String(error)}`));
  }
}
