import { Body, Controller, Get, Header, HttpCode, Param, ParseIntPipe, Post, Query, StreamableFile } from '@nestjs/common'; // prettier-ignore
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ApiPage, type Page } from '../../../core/http/page.js';
import { Needs } from '../../../core/http/permission.js';
import { AccessReportService } from '../gdpr/access-report.service.js';
import { ConsentService } from '../gdpr/consent.service.js';
import { ContactHistoryQueries } from '../gdpr/contact-history.queries.js';
import { ErasureService } from '../gdpr/erasure.service.js';
import { RecipientService } from '../recipient.service.js';
import { AccessReportView, ConsentList, ConsentView, ContactView, RecordConsent } from './gdpr.dto.js';
import { PageQuery } from './selection.dto.js';

@ApiTags('recipients')
@Controller('api/v1/recipients/:id')
export class GdprController {
  constructor(
    private readonly recipients: RecipientService,
    private readonly contacts: ContactHistoryQueries,
    private readonly consents: ConsentService,
    private readonly reports: AccessReportService,
    private readonly erasure: ErasureService,
  ) {}

  /** Mailings that went to the recipient, latest first, with what came of them. */
  @Get('mailings')
  @Needs('recipients.read')
  @ApiPage(ContactView)
  async mailings(
    @Param('id', ParseIntPipe) id: number,
    @Query() query: PageQuery,
  ): Promise<Page<ContactView>> {
    await this.recipients.require(id);
    const page = await this.contacts.of(id, query.limit, query.after);
    return { ...page, items: page.items.map((contact) => ContactView.of(contact)) };
  }

  /** Consents and their withdrawals, latest first. */
  @Get('consents')
  @Needs('recipients.read')
  async listConsents(@Param('id', ParseIntPipe) id: number): Promise<ConsentList> {
    await this.recipients.require(id);
    return { items: (await this.consents.of(id)).map((consent) => ConsentView.of(consent)) };
  }

  /** Writes down that somebody consented or took a consent back. Nothing is ever changed in this record. */
  @Post('consents')
  @Needs('recipients.write')
  async recordConsent(
    @Param('id', ParseIntPipe) id: number,
    @Body() { at, mailingListId = null, ...consent }: RecordConsent,
  ): Promise<ConsentView> {
    const given = at === undefined ? undefined : new Date(at);
    return ConsentView.of(await this.consents.record(id, { ...consent, mailingListId, at: given }));
  }

  /** Everything that is stored of the person (GDPR Art. 15). */
  @Get('report')
  @Needs('recipients.read')
  async report(@Param('id', ParseIntPipe) id: number): Promise<AccessReportView> {
    return AccessReportView.of(await this.reports.of(id));
  }

  /** The same as a PDF in the user's language, to hand over to the person. */
  @Get('report.pdf')
  @Needs('recipients.read')
  @Header('cache-control', 'no-store')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async pdf(@Param('id', ParseIntPipe) id: number): Promise<StreamableFile> {
    const pdf = await this.reports.pdf(id);
    return new StreamableFile(pdf, {
      type: 'application/pdf',
      disposition: `attachment; filename="recipient-${id}.pdf"`,
    });
  }

  /**
   * Forgets the person for good (GDPR Art. 17). Figures of statistics stay, as nobody's. An entry of the blocklist
   * with the address stays, too: it keeps mail from this person.
   */
  @Post('erase')
  @HttpCode(204)
  @Needs('recipients.erase')
  async erase(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.erasure.erase(id);
  }
}
