import { Controller, Get, Param, ParseIntPipe, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiPage, type Page } from '../../../core/http/page.js';
import { Needs } from '../../../core/http/permission.js';
import { ExchangeReports } from '../exports/exchange-reports.js';
import type { ExchangeReport } from '../exports/exchange-report.entity.js';
import { ExportService } from '../exports/export.service.js';
import { ExchangeReportQuery, ExchangeReportView } from './exchange-report.dto.js';

@ApiTags('exchange-reports')
@Controller('api/v1/exchange-reports')
@Needs('recipients.read')
export class ExchangeReportController {
  constructor(
    private readonly reports: ExchangeReports,
    private readonly exports: ExportService,
  ) {}

  /** What was imported and exported, newest first, also where the import or export itself is gone. */
  @Get()
  @ApiPage(ExchangeReportView)
  async list(@Query() { limit, after, ...filter }: ExchangeReportQuery): Promise<Page<ExchangeReportView>> {
    const page = await this.reports.list(filter, limit, after);
    return { ...page, items: await this.views(page.items) };
  }

  @Get(':id')
  async get(@Param('id', ParseIntPipe) id: number): Promise<ExchangeReportView> {
    const row = await this.reports.require(id);
    const users = await this.exports.userNames([row.userId]);
    return ExchangeReportView.of(row, users, (await this.reports.keptFiles([row])).has(row.runId));
  }

  private async views(rows: readonly ExchangeReport[]): Promise<ExchangeReportView[]> {
    const users = await this.exports.userNames(rows.map(({ userId }) => userId));
    const kept = await this.reports.keptFiles(rows);
    return rows.map((row) => ExchangeReportView.of(row, users, row.type === 'export' && kept.has(row.runId)));
  }
}
