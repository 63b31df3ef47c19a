import { Controller, Get, Header, Param, ParseIntPipe, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Readable } from 'node:stream';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import { Needs } from '../../../core/http/permission.js';
import { writeCsv } from '../../imports-exports/index.js';
import { DashboardService } from '../dashboard.service.js';
import { JobsService } from '../jobs.service.js';
import { MailingStatisticsService } from '../mailing-statistics.service.js';
import { statisticsRows } from '../statistics-csv.js';
import { Dashboard } from './dashboard.dto.js';
import { MailingStatistics } from './statistics.dto.js';

@ApiTags('statistics')
@Controller('api/v1/statistics')
@Needs('statistics.read')
export class StatisticsController {
  constructor(
    private readonly statistics: MailingStatisticsService,
    private readonly dashboards: DashboardService,
    private readonly jobs: JobsService,
  ) {}

  /** Latest mailings with key figures, what goes on now, how the lists grow. */
  @Get('dashboard')
  async dashboard(): Promise<Dashboard> {
    const running = await this.jobs.current(AuthContext.requireUser().permissions);
    return Dashboard.of(await this.dashboards.figures(), running);
  }

  /**
   * The figures of a mailing as CSV (UTF-8, semicolons) in long form, with the columns section, key, name, at, value,
   * unique, percent. Section `summary`: one row per figure. `timeline`: three rows (sent, openings, clicks) per
   * interval. `link`: one row per link; key is its id, name its address. Text that looks like a formula gets an
   * apostrophe.
   */
  @Get('mailings/:id.csv')
  @Header('cache-control', 'no-store')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async csv(@Param('id', ParseIntPipe) id: number): Promise<StreamableFile> {
    const rows = statisticsRows(await this.statistics.of(id));
    return new StreamableFile(Readable.from(writeCsv(rows, { bom: true }), { objectMode: false }), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="mailing-${id}-statistics.csv"`,
    });
  }

  /** What became of a mailing, as of now. */
  @Get('mailings/:id')
  async mailing(@Param('id', ParseIntPipe) id: number): Promise<MailingStatistics> {
    return MailingStatistics.of(await this.statistics.of(id));
  }
}
