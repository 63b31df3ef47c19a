import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Transactions } from '../../core/database/transactions.js';
import { writtenContent } from './mailing-content.js';
import { MailingLink } from './mailing-link.entity.js';
import type { Mailing } from './mailing.entity.js';
import { collectLinks } from './rendering/content-check.js';

const MAX_LABEL = 500;

/** Keeps `mailing_links` in step with the contents. */
@Injectable()
export class MailingLinks {
  constructor(private readonly transactions: Transactions) {}

  /** The links that are in the content now, in its order. */
  async of(mailingId: number): Promise<MailingLink[]> {
    return this.transactions.repository(MailingLink).find({
      where: { mailingId, deleted: false },
      order: { position: 'ASC', id: 'ASC' },
    });
  }

  /**
   * Makes the rows match the contents. A link keeps its row and id; one that vanished is only marked, and is the
   * same one again when it comes back. The caller holds the lock on the mailing's row.
   */
  async synchronise(mailing: Mailing): Promise<void> {
    const known = await this.transactions.repository(MailingLink).findBy({ mailingId: mailing.id });
    const byHash = new Map(known.map((link) => [link.urlHash, link]));
    const added: (string | number)[][] = [];
    for (const [index, found] of collectLinks(writtenContent(mailing)).entries()) {
      const { url } = found;
      const label = Array.from(found.label).slice(0, MAX_LABEL).join('');
      const position = index + 1;
      const urlHash = createHash('sha256').update(url).digest('hex');
      const link = byHash.get(urlHash);
      byHash.delete(urlHash);
      if (!link) added.push([mailing.id, url, urlHash, label, position, 0]);
      else if (link.deleted || link.label !== label || link.position !== position) {
        await this.transactions.execute(
          'UPDATE mailing_links SET label = ?, position = ?, deleted = 0 WHERE id = ?',
          [label, position, link.id],
        );
      }
    }
    for (const link of byHash.values()) {
      if (link.deleted) continue;
      await this.transactions.execute('UPDATE mailing_links SET deleted = 1 WHERE id = ?', [link.id]);
    }
    const columns = ['mailing_id', 'url', 'url_hash', 'label', 'position', 'deleted'];
    if (added.length > 0) await this.transactions.insertRows('INSERT INTO mailing_links', columns, added);
  }
}
