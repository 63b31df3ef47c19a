import { Injectable } from '@nestjs/common';
import { simpleParser, type ParsedMail } from 'mailparser';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Transactions, type Parameter } from '../../core/database/transactions.js';
import { NotFound } from '../../core/errors/domain-error.js';
import { decodeCursor, encodeCursor, type Page } from '../../core/http/page.js';

const unpack = promisify(gunzip);

export interface CapturedSummary {
  readonly id: number;
  readonly at: Date;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly size: number;
}

export interface CapturedPart {
  /** Media type in lower case. */
  readonly type: string;
  readonly filename?: string;
  /** Bytes, decoded. */
  readonly size: number;
  readonly charset?: string;
}

export interface CapturedDetail extends CapturedSummary {
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly text: string;
  /** Undefined for a mail of text only. */
  readonly html: string | undefined;
  readonly parts: readonly CapturedPart[];
  /** The message as it would have gone over the wire. */
  readonly source: string;
}

export interface CapturedAttachment {
  readonly type: string;
  readonly filename: string;
  readonly content: Buffer;
}

interface Raw {
  id: number;
  at: number;
  envelope_from: string;
  envelope_to: string;
  subject: string;
  size: number;
}

/** The mails that the capture transport kept. */
@Injectable()
export class OutboxService {
  constructor(private readonly transactions: Transactions) {}

  /** Newest first. @param q part of the subject or of an address */
  async page(q: string | undefined, limit: number, after?: string): Promise<Page<CapturedSummary>> {
    const conditions: string[] = [];
    const parameters: Parameter[] = [];
    if (q) {
      const like = `%${q.replace(/[!%_]/g, '!$&')}%`;
      conditions.push(
        "(subject LIKE ? ESCAPE '!' OR envelope_to LIKE ? ESCAPE '!' OR envelope_from LIKE ? ESCAPE '!')",
      );
      parameters.push(like, like, like);
    }
    if (after !== undefined) {
      conditions.push('id < ?');
      parameters.push(decodeCursor(after, 1)[0] ?? 0);
    }
    const rows = await this.transactions.query<Raw>(
      `SELECT id, at, envelope_from, envelope_to, subject, size FROM captured_mails
        ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''} ORDER BY id DESC LIMIT ?`,
      [...parameters, limit + 1],
    );
    const items = rows.slice(0, limit).map(summaryOf);
    const last = items[items.length - 1];
    const total = q ? null : await this.count();
    return {
      items,
      next: rows.length > limit && last ? encodeCursor([last.id]) : null,
      total,
      totalIsEstimate: false,
    };
  }

  async count(): Promise<number> {
    const row = await this.transactions.first<{ n: number }>('SELECT COUNT(*) AS n FROM captured_mails');
    return Number(row?.n ?? 0);
  }

  /** @throws NotFound */
  async detail(id: number): Promise<CapturedDetail> {
    const { summary, message, parsed } = await this.open(id);
    return {
      ...summary,
      headers: headersOf(message),
      text: parsed.text ?? '',
      html: parsed.html || undefined,
      parts: partsOf(parsed),
      source: message.toString('utf8'),
    };
  }

  /** @param index of `parts` without the text and HTML versions, from 0. @throws NotFound */
  async attachment(id: number, index: number): Promise<CapturedAttachment> {
    const { parsed } = await this.open(id);
    const found = parsed.attachments[index];
    if (!found) throw new NotFound('attachment', index);
    return {
      type: found.contentType,
      filename: found.filename ?? `attachment-${index}`,
      content: found.content,
    };
  }

  async clear(): Promise<void> {
    await this.transactions.run(() => this.transactions.execute('DELETE FROM captured_mails'));
  }

  private async open(id: number): Promise<{ summary: CapturedSummary; message: Buffer; parsed: ParsedMail }> {
    const row = await this.transactions.first<Raw & { message: Buffer }>(
      `SELECT id, at, envelope_from, envelope_to, subject, size, message FROM captured_mails WHERE id = ?`,
      [id],
    );
    if (!row) throw new NotFound('captured-mail', id);
    const message = await unpack(row.message);
    // Images stay where they are: the page that shows the mail decides what is loaded.
    const parsed = await simpleParser(message, { skipTextToHtml: true, skipImageLinks: true });
    return { summary: summaryOf(row), message, parsed };
  }
}

function summaryOf(row: Raw): CapturedSummary {
  return {
    id: Number(row.id),
    at: new Date(Number(row.at)),
    from: row.envelope_from,
    to: row.envelope_to,
    subject: row.subject,
    size: Number(row.size),
  };
}

/** Header fields in their order, unfolded, otherwise as they are. */
function headersOf(message: Buffer): { name: string; value: string }[] {
  const end = message.indexOf('\r\n\r\n');
  const head = message.toString('utf8', 0, end < 0 ? message.length : end);
  return head
    .replace(/\r\n(?=[ \t])/g, '')
    .split('\r\n')
    .map((line) => {
      const colon = line.indexOf(':');
      return { name: line.slice(0, colon), value: line.slice(colon + 1).trim() };
    });
}

function partsOf(parsed: ParsedMail): CapturedPart[] {
  const parts: CapturedPart[] = [];
  if (parsed.text !== undefined) {
    parts.push({ type: 'text/plain', size: Buffer.byteLength(parsed.text), charset: 'utf-8' });
  }
  if (parsed.html) parts.push({ type: 'text/html', size: Buffer.byteLength(parsed.html), charset: 'utf-8' });
  for (const { contentType, filename, size } of parsed.attachments) {
    parts.push({ type: contentType, size, ...(filename === undefined ? {} : { filename }) });
  }
  return parts;
}
