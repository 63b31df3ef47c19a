import { Injectable, inject } from '@angular/core';
import { ApiClient } from './api-client';
import type { components } from './schema';
import { type Page } from './types';

type Schemas = components['schemas'];

export type SendView = Schemas['SendView'];
export type SendState = SendView['state'];
export type LedgerRowView = Schemas['LedgerRowView'];
export type LedgerState = LedgerRowView['state'];
export type ReviewView = Schemas['ReviewView'];
export type ReviewAudience = Schemas['ReviewAudience'];
export type ReviewCheck = Schemas['ReviewCheckView'];
export type ReplyCountView = Schemas['ReplyCountView'];
export type OrderSend = Schemas['OrderSend'];

export interface OrderTestSend {
  addresses: string[];
  toTestRecipients: boolean;
  personaRecipientId?: number;
  /** IANA name; dates in the mails are written in it. */
  timezone: string;
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

  /** @param mailsPerHour null: as fast as it can */
  setSpeed(id: number, mailsPerHour: number | null): Promise<SendView> {
    return this.api.put(`/sends/${id}/speed`, { mailsPerHour });
  }

  cancel(id: number): Promise<SendView> {
    return this.api.post(`/sends/${id}/cancel`);
  }

  async replies(id: number, signal?: AbortSignal): Promise<ReplyCountView[]> {
    return (await this.api.get<{ items: ReplyCountView[] }>(`/sends/${id}/replies`, { signal })).items;
  }

  ledger(
    id: number,
    query: { state?: LedgerState; after?: string; limit?: number },
    signal?: AbortSignal,
  ): Promise<Page<LedgerRowView>> {
    return this.api.get(`/sends/${id}/ledger`, { query: { ...query }, signal });
  }

  /** Sends once more to everybody of whom it is not known whether the mail arrived. */
  resendUncertain(id: number): Promise<SendView> {
    return this.api.post(`/sends/${id}/uncertain/resend`);
  }

  /** Leaves it at that: they do not get another mail. */
  dismissUncertain(id: number): Promise<SendView> {
    return this.api.post(`/sends/${id}/uncertain/dismiss`);
  }
}
