import { Injectable, inject } from '@angular/core';
import { Session } from '../../../core/session/session';
import { type ContentChanges, isContentField, isEmpty } from './draft-content';

/** Edits that did not reach the server, kept in this browser. */
export interface StoredDraft {
  /** The version of the mailing that they were made on. */
  version: number;
  /** ISO 8601. */
  at: string;
  changes: ContentChanges;
}

/** Unsent edits per user and mailing in localStorage. */
@Injectable({ providedIn: 'root' })
export class DraftStorage {
  private readonly session = inject(Session);

  read(mailingId: number): StoredDraft | null {
    try {
      return parse(localStorage.getItem(this.key(mailingId)));
    } catch {
      return null;
    }
  }

  /** False when the browser does not keep it (private window, no room). */
  write(mailingId: number, draft: StoredDraft): boolean {
    try {
      if (isEmpty(draft.changes)) localStorage.removeItem(this.key(mailingId));
      else localStorage.setItem(this.key(mailingId), JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  }

  private key(mailingId: number): string {
    return `emm.draft.${this.session.user()?.id ?? 0}.${mailingId}`;
  }
}

function parse(text: string | null): StoredDraft | null {
  if (text === null) return null;
  const value: unknown = JSON.parse(text);
  if (!isRecord(value) || typeof value['version'] !== 'number' || typeof value['at'] !== 'string')
    return null;
  const { changes } = value;
  if (!isRecord(changes)) return null;
  const known = Object.fromEntries(Object.entries(changes).filter(([name]) => isContentField(name)));
  return isEmpty(known) ? null : { version: value['version'], at: value['at'], changes: known };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
