import { Injectable, inject } from '@angular/core';
import { ApiClient } from './api-client';
import { type components } from './schema';

type Schemas = components['schemas'];

export type ReplyRuleView = Schemas['ReplyRuleView'];
export type OwnReplyRule = Schemas['OwnReplyRule'];
export type ReplyMeaning = Schemas['ReplyMeaning'];

/** How answers of mail servers are understood. */
@Injectable({ providedIn: 'root' })
export class ReplyRulesApi {
  private readonly api = inject(ApiClient);

  /** In the order in which they are asked. */
  async all(signal?: AbortSignal): Promise<ReplyRuleView[]> {
    return (await this.api.get<{ items: ReplyRuleView[] }>('/reply-rules', { signal })).items;
  }

  create(rule: OwnReplyRule): Promise<ReplyRuleView> {
    return this.api.post('/reply-rules', rule);
  }

  change(id: string, rule: OwnReplyRule): Promise<ReplyRuleView> {
    return this.api.put(`/reply-rules/${id}`, rule);
  }

  delete(id: string): Promise<void> {
    return this.api.delete(`/reply-rules/${id}`);
  }

  /** Of a shipped rule. */
  switch(id: string, on: boolean): Promise<void> {
    return this.api.put(`/reply-rules/shipped/${id}`, { on });
  }

  /** What an answer would mean. @param host of the server that gives it; empty: not known */
  test(reply: string, host: string): Promise<ReplyMeaning> {
    return this.api.post('/reply-rules/test', host === '' ? { reply } : { reply, host });
  }
}
