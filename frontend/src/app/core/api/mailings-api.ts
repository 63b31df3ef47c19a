import { Injectable, inject } from '@angular/core';
import { ApiClient } from './api-client';
import type { components } from './schema';
import { type Page } from './types';

type Schemas = components['schemas'];

export type MailingSummary = Schemas['MailingSummary'];
export type MailingStatus = MailingSummary['status'];
export type MailingLinkView = Schemas['MailingLinkView'];
export type Finding = Schemas['Finding'];
export type FindingPart = Finding['part'];
export type MailingView = Schemas['MailingView'];
export type CreateMailing = Schemas['CreateMailing'];
export type PreviewView = Schemas['PreviewView'];
export type SalutationView = Schemas['SalutationView'];

/** What the editor changes; the rest of a mailing follows from it. */
export type MailingContent = Pick<
  MailingView,
  | 'name'
  | 'mailingListId'
  | 'targetExpression'
  | 'subject'
  | 'preheader'
  | 'senderName'
  | 'senderEmail'
  | 'replyName'
  | 'replyEmail'
  | 'html'
  | 'text'
  | 'textAutomatic'
>;

export interface MailingQuery {
  q?: string;
  status?: string;
  sort?: string;
  limit?: number;
  after?: string;
}

@Injectable({ providedIn: 'root' })
export class MailingsApi {
  private readonly api = inject(ApiClient);

  list(query: MailingQuery, signal?: AbortSignal): Promise<Page<MailingSummary>> {
    return this.api.get('/mailings', { query: { ...query }, signal });
  }

  get(id: number, signal?: AbortSignal): Promise<MailingView> {
    return this.api.get(`/mailings/${id}`, { signal });
  }

  create(mailing: CreateMailing): Promise<MailingView> {
    return this.api.post('/mailings', mailing);
  }

  /** Saves the given fields on top of that version; 409 `mailing.version-conflict` when it is not the current one. */
  save(id: number, version: number, changes: Partial<MailingContent>): Promise<MailingView> {
    return this.api.patch(`/mailings/${id}`, { version, ...changes });
  }

  copy(id: number): Promise<MailingView> {
    return this.api.post(`/mailings/${id}/copy`);
  }

  delete(id: number): Promise<void> {
    return this.api.delete(`/mailings/${id}`);
  }

  /** The text version as it would be made from the saved HTML. */
  async textFromHtml(id: number): Promise<string> {
    return (await this.api.post<{ text: string }>(`/mailings/${id}/text-from-html`)).text;
  }

  preview(id: number, recipientId: number | null, signal?: AbortSignal): Promise<PreviewView> {
    return this.api.get(`/mailings/${id}/preview`, { query: { recipientId }, signal });
  }

  async salutations(signal?: AbortSignal): Promise<SalutationView[]> {
    return (await this.api.get<{ items: SalutationView[] }>('/salutations', { signal })).items;
  }

  /** Address of the rendered HTML for `em-mail-frame`. */
  previewAddress(id: number, recipientId: number | null): string {
    return this.api.url(`/mailings/${id}/preview.html`, { recipientId });
  }
}
