import { Injectable, inject } from '@angular/core';
import { ApiClient } from './api-client';
import { Page } from './types';

/** The parts of other areas' answers that writing and sending a mailing needs. */
export interface ListChoice {
  id: number;
  name: string;
  counts: { active: number; testRecipients: number };
}

export interface PersonChoice {
  id: number;
  email: string;
  firstname: string;
  lastname: string;
}

export interface FieldChoice {
  name: string;
  label: string;
}

export interface SalutationView {
  id: number;
  description: string;
  language: 'de' | 'en';
  /** To a woman, to a man, and to somebody whose gender is not known. */
  examples: string[];
}

/** What one chooses from while writing a mailing: lists, people, profile fields, salutations. */
@Injectable({ providedIn: 'root' })
export class ComposingApi {
  private readonly api = inject(ApiClient);

  async mailingLists(signal?: AbortSignal): Promise<ListChoice[]> {
    return (await this.api.get<{ items: ListChoice[] }>('/mailing-lists', { signal })).items;
  }

  async people(q: string, mailingListId: number | null, signal?: AbortSignal): Promise<PersonChoice[]> {
    const query = { q, mailingListId, limit: 8 };
    return (await this.api.get<Page<PersonChoice>>('/recipients', { query, signal })).items;
  }

  async profileFields(signal?: AbortSignal): Promise<FieldChoice[]> {
    return (await this.api.get<{ items: FieldChoice[] }>('/profile-fields', { signal })).items;
  }

  async salutations(signal?: AbortSignal): Promise<SalutationView[]> {
    return (await this.api.get<{ items: SalutationView[] }>('/salutations', { signal })).items;
  }
}
