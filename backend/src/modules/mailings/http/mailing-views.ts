import { Injectable } from '@nestjs/common';
import { ProfileFieldRegistry } from '../../recipients/index.js';
import { findingsOf } from '../mailing-findings.js';
import { MailingLinks } from '../mailing-links.service.js';
import type { Mailing } from '../mailing.entity.js';
import { MailingView } from './mailing.dto.js';

/** Puts together what the editor sees of a mailing. */
@Injectable()
export class MailingViews {
  constructor(
    private readonly links: MailingLinks,
    private readonly fields: ProfileFieldRegistry,
  ) {}

  async of(mailing: Mailing): Promise<MailingView> {
    const [links, fields] = await Promise.all([this.links.of(mailing.id), this.fields.all()]);
    return MailingView.of(mailing, links, findingsOf(mailing, fields));
  }
}
