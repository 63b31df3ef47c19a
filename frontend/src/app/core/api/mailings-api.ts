import { Injectable, inject } from '@angular/core';
import { ApiClient } from './api-client';
import { Page } from './types';

export type MailingStatus = 'draft' | 'scheduled' | 'sending' | 'paused' | 'sent' | 'cancelled';

export interface MailingSummary {
  id: number;
  name: string;
  subject: string;
  status: MailingStatus;
  mailingListId: number | null;
  mailingListName: string | null;
  createdAt: string;
  updatedAt: string;
  sentAt: string | null;
}

export interface MailingLinkView {
  id: number;
  url: string;
  label: string;
  position: number;
}

export type FindingPart = 'subject' | 'preheader' | 'senderName' | 'replyName' | 'html' | 'text';

export interface Finding {
  severity: 'error' | 'warning' | 'info';
  code: string;
  /** In the language of the interface. */
  message: string;
  part: FindingPart;
  /** From 1, like `column`; missing when the part as a whole is meant. */
  line?: number;
  column?: number;
  length?: number;
}

/** What the editor changes; the rest of a mailing follows from it. */
export interface MailingContent {
  name: string;
  mailingListId: number | null;
  subject: string;
  preheader: string;
  senderName: string;
  senderEmail: string;
  replyName: string;
  replyEmail: string;
  html: string;
  text: string;
  textAutomatic: boolean;
}

export interface MailingView extends MailingContent {
  id: number;
  description: string;
  status: MailingStatus;
  /** Counts saves; goes with the next one. */
  version: number;
  editable: boolean;
  sentAt: string | null;
  createdAt: string;
  updatedAt: string;
  links: MailingLinkView[];
  findings: Finding[];
}

export interface MailingQuery {
  q?: string;
  status?: string;
  sort?: string;
  limit?: number;
  after?: string;
}

export interface CreateMailing {
  name: string;
  mailingListId?: number | null;
}

export interface PreviewView {
  subject: string;
  preheader: string;
  text: string;
  html: string | null;
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

  /** Address of the rendered HTML for `em-mail-frame`. */
  previewAddress(id: number, recipientId: number | null): string {
    return this.api.url(`/mailings/${id}/preview.html`, { recipientId });
  }
}
