import type { CapturedDetail, CapturedSummary } from '../outbox.service.js';

export class CapturedMailSummary {
  id!: number;
  at!: Date;
  /** Envelope sender. */
  from!: string;
  /** Envelope recipient. */
  to!: string;
  subject!: string;
  /** Bytes. */
  size!: number;

  static of(summary: CapturedSummary): CapturedMailSummary {
    return summary;
  }
}

export class CapturedHeader {
  name!: string;
  value!: string;
}

export class CapturedMailPart {
  /** Media type. */
  type!: string;
  filename?: string;
  /** Bytes, decoded. */
  size!: number;
  charset?: string;
}

export class CapturedMailView extends CapturedMailSummary {
  headers!: CapturedHeader[];
  text!: string;
  /** Whether `body.html` shows an HTML version. */
  hasHtml!: boolean;
  /** The text and HTML versions, then the attachments in the order of `attachments/{n}`. */
  parts!: CapturedMailPart[];
  /** The message as it would have gone over the wire. */
  source!: string;

  static fromDetail({ html, headers, parts, ...rest }: CapturedDetail): CapturedMailView {
    return { ...rest, headers: [...headers], parts: [...parts], hasHtml: html !== undefined };
  }
}
