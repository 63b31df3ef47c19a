import { Injectable, inject } from '@angular/core';
import { type FieldType } from '@contract/recipients/fields';
import { ApiClient } from './api-client';

export interface ProfileFieldView {
  id: number;
  /** Name in tags, imports and the API. */
  name: string;
  /** Name that people see. */
  label: string;
  type: FieldType;
  /** Characters a text may have; 0 for other types. */
  length: number;
  position: number;
}

export interface CreateProfileField {
  name: string;
  label: string;
  type: FieldType;
  length?: number;
}

@Injectable({ providedIn: 'root' })
export class ProfileFieldsApi {
  private readonly api = inject(ApiClient);

  async all(signal?: AbortSignal): Promise<ProfileFieldView[]> {
    return (await this.api.get<{ items: ProfileFieldView[] }>('/profile-fields', { signal })).items;
  }

  create(field: CreateProfileField): Promise<ProfileFieldView> {
    return this.api.post('/profile-fields', field);
  }
}
