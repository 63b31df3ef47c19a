import { Injectable, inject } from '@angular/core';
import { type FieldIndexState, type FieldVisibility } from '@contract/recipients/field-rules';
import { type FieldType, type FieldValue } from '@contract/recipients/fields';
import { ApiClient } from './api-client';
import { type Usage } from './types';

/** What can be changed of a field at any time. */
export interface ProfileFieldRules {
  /** Name that people see. */
  label: string;
  description: string;
  /** What new recipients get; `today` and `now` in dates are the moment itself. */
  defaultValue: FieldValue;
  /** Whether a recipient may be without a value. */
  nullable: boolean;
  /** The only values there may be; null: any. */
  fixedValues: (string | number | boolean)[] | null;
  visibility: FieldVisibility;
  /** Whether a line follows it in forms. */
  separatorAfter: boolean;
  /** Whether changes of it are kept in the history. */
  historised: boolean;
}

export interface ProfileFieldView extends ProfileFieldRules {
  id: number;
  /** Name in tags, imports and the API; never changes. */
  name: string;
  type: FieldType;
  /** Characters a text may have; 0 for other types. */
  length: number;
  position: number;
  indexState: FieldIndexState;
  indexError: string | null;
}

export interface CreateProfileField extends Partial<ProfileFieldRules> {
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

  get(id: number, signal?: AbortSignal): Promise<ProfileFieldView> {
    return this.api.get(`/profile-fields/${id}`, { signal });
  }

  create(field: CreateProfileField): Promise<ProfileFieldView> {
    return this.api.post('/profile-fields', field);
  }

  change(id: number, rules: ProfileFieldRules): Promise<ProfileFieldView> {
    return this.api.put(`/profile-fields/${id}`, rules);
  }

  /** 409 `profile-field.in-use` while something uses it. */
  delete(id: number): Promise<void> {
    return this.api.delete(`/profile-fields/${id}`);
  }

  async usage(id: number, signal?: AbortSignal): Promise<Usage[]> {
    return (await this.api.get<{ items: Usage[] }>(`/profile-fields/${id}/usage`, { signal })).items;
  }

  /** @param ids every field, in the wanted order */
  async order(ids: readonly number[]): Promise<ProfileFieldView[]> {
    return (await this.api.put<{ items: ProfileFieldView[] }>('/profile-fields/order', { ids })).items;
  }

  /** Starts to build the index; its state in the field says how far it is. */
  addIndex(id: number): Promise<ProfileFieldView> {
    return this.api.post(`/profile-fields/${id}/index`);
  }

  dropIndex(id: number): Promise<ProfileFieldView> {
    return this.api.delete(`/profile-fields/${id}/index`);
  }
}
