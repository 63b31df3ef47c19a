import { Injectable, inject } from '@angular/core';
import { ApiClient } from './api-client';
import { Page } from './types';

export type SendState = 'scheduled' | 'freezing' | 'sending' | 'paused' | 'sent' | 'cancelled';
export type LedgerState =
  'queued' | 'handing' | 'accepted' | 'deferred' | 'failed' | 'bounced' | 'skipped' | 'uncertain' | 'cancelled';

export interface SendView {
  id: number;
  mailingId: number;
  mailingName: string;
  kind: 'world' | 'test';
  state: SendState;
  scheduledAt: string | null;
  /** IANA name of the zone the time was chosen in. */
  timezone: string;
  startedAt: string | null;
  finishedAt: string | null;
  audience: number;
  /** Their sum is the audience, at every moment. */
  counts: Record<LedgerState, number>;
  /** Mails per second over the last ten seconds. */
  rate: number;
  etaSeconds: number | null;
  problem?: { code: string; message: string; at: string } | null;
}

export interface LedgerRowView {
  id: number;
  recipientId: number | null;
  address: string;
  state: LedgerState;
  attempts: number;
  nextAttemptAt: string | null;
  replyCode: number | null;
  /** The server's own words. */
  reply: string | null;
  changedAt: string;
}

export interface ReviewAudience {
  inList: number;
  active: number;
  blocked: number;
  willReceive: number;
  /** Recipients of the list who are not active, by status of their binding. */
  inactiveByStatus: Record<string, number>;
}

export interface ReviewCheck {
  code: string;
  severity: 'red' | 'amber' | 'green';
  message: string;
}

export interface ReviewView {
  audience: ReviewAudience;
  checks: ReviewCheck[];
  /** In bytes. */
  size: { html: number; text: number; mail: number };
}

export interface OrderTestSend {
  addresses: string[];
  toTestRecipients: boolean;
  personaRecipientId?: number;
}

export interface OrderSend {
  /** ISO 8601 in UTC; now when missing. */
  scheduledAt?: string;
  timezone: string;
  /** The number that was confirmed; refused when it is not the number any more. */
  expectedRecipients?: number;
}

export interface SendQuery {
  mailingId?: number;
  kind?: 'world' | 'test';
  state?: SendState;
  limit?: number;
}

@Injectable({ providedIn: 'root' })
export class SendsApi {
  private readonly api = inject(ApiClient);

  review(mailingId: number, signal?: AbortSignal): Promise<ReviewView> {
    return this.api.get(`/mailings/${mailingId}/review`, { signal });
  }

  /** The same key never sends twice: a repeated order answers with the send it made. */
  order(mailingId: number, order: OrderSend, idempotencyKey: string): Promise<SendView> {
    return this.api.post(`/mailings/${mailingId}/sends`, order, {
      headers: { 'Idempotency-Key': idempotencyKey },
    });
  }

  orderTest(mailingId: number, order: OrderTestSend, idempotencyKey: string): Promise<SendView> {
    return this.api.post(`/mailings/${mailingId}/test-sends`, order, {
      headers: { 'Idempotency-Key': idempotencyKey },
    });
  }

  list(query: SendQuery, signal?: AbortSignal): Promise<Page<SendView>> {
    return this.api.get('/sends', { query: { ...query }, signal });
  }

  get(id: number, signal?: AbortSignal): Promise<SendView> {
    return this.api.get(`/sends/${id}`, { signal });
  }

  pause(id: number): Promise<SendView> {
    return this.api.post(`/sends/${id}/pause`);
  }

  resume(id: number): Promise<SendView> {
    return this.api.post(`/sends/${id}/resume`);
  }

  cancel(id: number): Promise<SendView> {
    return this.api.post(`/sends/${id}/cancel`);
  }

  ledger(
    id: number,
    query: { state?: LedgerState; after?: string; limit?: number },
    signal?: AbortSignal,
  ): Promise<Page<LedgerRowView>> {
    return this.api.get(`/sends/${id}/ledger`, { query: { ...query }, signal });
  }

  /** Sends once more to everybody of whom it is not known whether the mail arrived. */
  resendUncertain(id: number): Promise<unknown> {
    return this.api.post(`/sends/${id}/uncertain/resend`);
  }

  /** Leaves it at that: they do not get another mail. */
  dismissUncertain(id: number): Promise<unknown> {
    return this.api.post(`/sends/${id}/uncertain/dismiss`);
  }
}
