import {
  mdiAccountArrowRightOutline,
  mdiAccountPlusOutline,
  mdiAccountReactivateOutline,
  mdiAlertCircleOutline,
  mdiCursorDefaultClickOutline,
  mdiDatabaseEditOutline,
  mdiEmailAlertOutline,
  mdiEmailArrowRightOutline,
  mdiEmailOpenOutline,
  mdiExitToApp,
  mdiPencilOutline,
  mdiSwapHorizontal,
  mdiTrayArrowUp,
} from '@mdi/js';
import { isUserStatus, isUserType } from '@contract/recipients/codes';
import { type ProfileFieldView } from '../../../core/api/profile-fields-api';
import { type HistoryItem, type HistoryKind } from '../../../core/api/recipients-api';
import { type Formats } from '../../../shared/format/formats';
import { STATUS_WORDS, TYPE_WORDS } from '../../../shared/recipient-words/binding-words';
import { STANDARD_LABELS, valueWords } from '../field-words';
import { SOURCE_WORDS } from '../sources/source-words';

export const HISTORY_ICONS: Readonly<Record<HistoryKind, string>> = {
  created: mdiAccountPlusOutline,
  imported: mdiTrayArrowUp,
  fieldChanged: mdiPencilOutline,
  subscribed: mdiAccountArrowRightOutline,
  unsubscribed: mdiExitToApp,
  bindingChanged: mdiSwapHorizontal,
  sent: mdiEmailArrowRightOutline,
  failed: mdiEmailAlertOutline,
  bounced: mdiAlertCircleOutline,
  opened: mdiEmailOpenOutline,
  clicked: mdiCursorDefaultClickOutline,
  changed: mdiDatabaseEditOutline,
  restored: mdiAccountReactivateOutline,
};

type Value = string | number | boolean | null | undefined;

/** What of a history is shown: all of it, or the kinds of one sort. */
export const HISTORY_GROUPS: Readonly<Record<string, readonly HistoryKind[]>> = {
  '': [],
  fields: ['created', 'imported', 'fieldChanged', 'changed', 'restored'],
  lists: ['subscribed', 'unsubscribed', 'bindingChanged'],
  mails: ['sent', 'failed', 'bounced', 'opened', 'clicked'],
};

export interface ChangeWords {
  field: string;
  old: string;
  new: string;
}

/** Turns the data of history items into words; the sentences around them stand in the template. */
export class HistoryWords {
  private readonly fields: ReadonlyMap<string, ProfileFieldView>;

  constructor(
    fields: readonly ProfileFieldView[],
    private readonly formats: Formats,
  ) {
    this.fields = new Map(fields.map((field) => [field.name, field]));
  }

  /** Fields that changed, from what to what. */
  changes({ data, changes, kind }: HistoryItem): ChangeWords[] {
    const all = [...changes];
    if (kind === 'fieldChanged') {
      all.push({
        field: String(data?.['field'] ?? ''),
        old: data?.['old'] ?? null,
        new: data?.['new'] ?? null,
      });
    }
    return all.map((change) => ({
      field: this.label(change.field),
      old: this.value(change.field, change.old),
      new: this.value(change.field, change.new),
    }));
  }

  /** The import or operation that did it. */
  source({ dataSourceId, dataSourceKind, dataSourceName }: HistoryItem): string {
    if (dataSourceId === null) return '';
    const kind = dataSourceKind ? SOURCE_WORDS[dataSourceKind] : '';
    return [kind, dataSourceName, `#${dataSourceId}`].filter(Boolean).join(' ');
  }

  /** From what to what an entry in a list changed, of a new one what it is; '' when nothing is known about it. */
  change({ data }: HistoryItem): string {
    const [before, after] = [this.status(data?.['oldStatus']), this.status(data?.['newStatus'])];
    const [oldType, newType] = [this.type(data?.['oldUserType']), this.type(data?.['userType'])];
    const steps: string[] = [];
    if (after && before !== after) steps.push(before ? `${before} → ${after}` : after);
    if (oldType && newType && oldType !== newType) steps.push(`${oldType} → ${newType}`);
    return steps.join(', ');
  }

  /** What the record says beside the sentence: remark, file or the server's reply. */
  detail({ data }: HistoryItem): string {
    const text = data?.['remark'] ?? data?.['fileName'] ?? data?.['reply'];
    return typeof text === 'string' ? text : '';
  }

  private label(name: string): string {
    return this.fields.get(name)?.label ?? STANDARD_LABELS[name] ?? name;
  }

  private status(code: Value): string {
    return isUserStatus(code) ? STATUS_WORDS[code].label : '';
  }

  private type(code: Value): string {
    return isUserType(code) ? TYPE_WORDS[code].label : '';
  }

  private value(name: string, value: Value): string {
    const type = name === 'trackingVeto' ? 'boolean' : this.fields.get(name)?.type;
    // Flags come as they are stored, 0 or 1.
    const given = type === 'boolean' && typeof value === 'number' ? value === 1 : value;
    return valueWords(name, type, given, this.formats) || $localize`:@@recipients.history.empty:(empty)`;
  }
}
