import { Injectable, inject } from '@angular/core';
import { ApiClient } from './api-client';
import type { components } from './schema';
import { type Page } from './types';

type Schemas = components['schemas'];

export type TargetGroupView = Schemas['TargetGroupView'];
export type ComplexityView = Schemas['ComplexityView'];
export type ComplexityGrade = ComplexityView['grade'];
export type RuleProblemView = Schemas['RuleProblemView'];
export type RuleCheckView = Schemas['RuleCheckView'];
export type RuleCountView = Schemas['RuleCountView'];
export type SampleRecipientView = Schemas['SampleRecipientView'];
export type ExplanationView = Schemas['ExplanationView'];
export type VocabularyView = Schemas['Vocabulary'];
export type TargetGroupUse = Schemas['TargetGroupUse'];
export type MembersOfDay = Schemas['MembersOfDay'];
export type CreateTargetGroup = Schemas['CreateTargetGroup'];
export type SaveTargetGroup = Schemas['SaveTargetGroup'];
export type CountRule = Schemas['CountRule'];
export type TargetGroupFile = Schemas['TargetGroupFile'];

export interface TargetGroupQuery {
  q?: string;
  sort?: string;
  favourite?: boolean | null;
  complexity?: string;
  deleted?: boolean | null;
  limit?: number;
  after?: string;
}

@Injectable({ providedIn: 'root' })
export class TargetGroupsApi {
  private readonly api = inject(ApiClient);

  list(query: TargetGroupQuery, signal?: AbortSignal): Promise<Page<TargetGroupView>> {
    return this.api.get('/target-groups', { query: { ...query }, signal });
  }

  get(id: number, signal?: AbortSignal): Promise<TargetGroupView> {
    return this.api.get(`/target-groups/${id}`, { signal });
  }

  create(group: CreateTargetGroup): Promise<TargetGroupView> {
    return this.api.post('/target-groups', group);
  }

  /** 409 `target-group.version-conflict` when somebody else saved meanwhile. */
  save(id: number, group: SaveTargetGroup): Promise<TargetGroupView> {
    return this.api.put(`/target-groups/${id}`, group);
  }

  /** Into the recycle bin, for 30 days. */
  delete(id: number): Promise<void> {
    return this.api.delete(`/target-groups/${id}`);
  }

  restore(id: number): Promise<TargetGroupView> {
    return this.api.post(`/target-groups/${id}/restore`);
  }

  copy(id: number): Promise<TargetGroupView> {
    return this.api.post(`/target-groups/${id}/copy`);
  }

  setLocked(id: number, locked: boolean): Promise<TargetGroupView> {
    return this.api.post(`/target-groups/${id}/${locked ? 'lock' : 'unlock'}`);
  }

  setFavourite(id: number, favourite: boolean): Promise<void> {
    const path = `/target-groups/${id}/favourite`;
    return favourite ? this.api.put(path, {}) : this.api.delete(path);
  }

  async usage(id: number, signal?: AbortSignal): Promise<TargetGroupUse[]> {
    const { items } = await this.api.get<{ items: TargetGroupUse[] }>(`/target-groups/${id}/usage`, {
      signal,
    });
    return items;
  }

  async days(id: number, signal?: AbortSignal): Promise<MembersOfDay[]> {
    const { items } = await this.api.get<{ items: MembersOfDay[] }>(`/target-groups/${id}/days`, { signal });
    return items;
  }

  exportAddress(id: number): string {
    return this.api.url(`/target-groups/${id}/export`);
  }

  import(file: TargetGroupFile): Promise<TargetGroupView> {
    return this.api.post('/target-groups/import', file);
  }

  check(eql: string, signal?: AbortSignal): Promise<RuleCheckView> {
    return this.api.post('/target-groups/check', { eql }, { signal });
  }

  /** Given up with the signal: the query in the database ends, too. */
  count(order: CountRule, signal?: AbortSignal): Promise<RuleCountView> {
    return this.api.post('/target-groups/count', order, { signal });
  }

  async sample(eql: string, signal?: AbortSignal): Promise<SampleRecipientView[]> {
    const order = { eql, limit: 10 };
    const { items } = await this.api.post<{ items: SampleRecipientView[] }>('/target-groups/sample', order, {
      signal,
    });
    return items;
  }

  explain(eql: string, email: string, signal?: AbortSignal): Promise<ExplanationView> {
    return this.api.post('/target-groups/explain', { eql, email }, { signal });
  }

  vocabulary(signal?: AbortSignal): Promise<VocabularyView> {
    return this.api.get('/target-groups/vocabulary', { signal });
  }
}
