import { Injectable, inject } from '@angular/core';
import { ApiClient } from './api-client';

/** Query parameters of a list under a name: filter, columns, sorting. */
export type ViewState = Readonly<Record<string, string>>;

export interface SavedView {
  id: number;
  area: string;
  name: string;
  /** Colleagues see it, too. */
  shared: boolean;
  /** What its owner's list opens with. */
  isDefault: boolean;
  /** Whether it is this person's to change. */
  own: boolean;
  ownerName: string;
  state: ViewState;
}

export interface SaveView {
  name: string;
  shared: boolean;
  isDefault: boolean;
  state: ViewState;
}

@Injectable({ providedIn: 'root' })
export class SavedViewsApi {
  private readonly api = inject(ApiClient);

  async all(area: string, signal?: AbortSignal): Promise<SavedView[]> {
    return (await this.api.get<{ items: SavedView[] }>('/saved-views', { query: { area }, signal })).items;
  }

  create(area: string, view: SaveView): Promise<SavedView> {
    return this.api.post('/saved-views', { area, ...view });
  }

  change(id: number, view: SaveView): Promise<SavedView> {
    return this.api.put(`/saved-views/${id}`, view);
  }

  delete(id: number): Promise<void> {
    return this.api.delete(`/saved-views/${id}`);
  }
}
