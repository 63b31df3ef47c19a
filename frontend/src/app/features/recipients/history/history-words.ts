import {
  mdiAccountArrowRightOutline,
  mdiAccountPlusOutline,
  mdiAlertCircleOutline,
  mdiCursorDefaultClickOutline,
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
import { STATUS_WORDS, TYPE_WORDS } from '../../../shared/recipient-words/binding-words';

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
};

type Value = string | number | boolean | null | undefined;

/** Turns the data of history items into words; the sentences around them stand in the template. */
export class HistoryWords {
  private readonly labels: ReadonlyMap<string, string>;

  constructor(fields: readonly ProfileFieldView[]) {
    this.labels = new Map([
      ['email', $localize`:@@recipients.email:E-mail address`],
      ['title', $localize`:@@recipients.academicTitle:Title`],
      ['firstname', $localize`:@@recipients.firstname:First name`],
      ['lastname', $localize`:@@recipients.lastname:Last name`],
      ['gender', $localize`:@@recipients.gender:Gender`],
      ['mailtype', $localize`:@@recipients.mailtype:Kind of mail`],
      ['trackingVeto', $localize`:@@recipients.veto:No personal tracking`],
      ...fields.map(({ name, label }): [string, string] => [name, label]),
    ]);
  }

  field({ data }: HistoryItem): string {
    const name = String(data?.['field'] ?? '');
    return this.labels.get(name) ?? name;
  }

  old({ data }: HistoryItem): string {
    return this.value(data?.['field'], data?.['old']);
  }

  new({ data }: HistoryItem): string {
    return this.value(data?.['field'], data?.['new']);
  }

  /** From what to what an entry in a list changed; '' when nothing is known about it. */
  change({ data }: HistoryItem): string {
    const [before, after] = [this.status(data?.['oldStatus']), this.status(data?.['newStatus'])];
    const [oldType, newType] = [this.type(data?.['oldUserType']), this.type(data?.['userType'])];
    const steps: string[] = [];
    if (before && after && before !== after) steps.push(`${before} → ${after}`);
    if (oldType && newType && oldType !== newType) steps.push(`${oldType} → ${newType}`);
    return steps.join(', ');
  }

  /** What the record says beside the sentence: remark, file or the server's reply. */
  detail({ data }: HistoryItem): string {
    const text = data?.['remark'] ?? data?.['fileName'] ?? data?.['reply'];
    return typeof text === 'string' ? text : '';
  }

  private status(code: Value): string {
    return isUserStatus(code) ? STATUS_WORDS[code].label : '';
  }

  private type(code: Value): string {
    return isUserType(code) ? TYPE_WORDS[code].label : '';
  }

  private value(field: Value, value: Value): string {
    if (value === null || value === undefined || value === '')
      return $localize`:@@recipients.history.empty:(empty)`;
    if (value === true) return $localize`:@@recipients.yes:Yes`;
    if (value === false) return $localize`:@@recipients.no:No`;
    if (field === 'gender') return GENDERS[Number(value)] ?? String(value);
    if (field === 'mailtype') return MAIL_TYPES[Number(value)] ?? String(value);
    return String(value);
  }
}

const GENDERS: Readonly<Record<number, string>> = {
  0: $localize`:@@recipients.gender.male:Male`,
  1: $localize`:@@recipients.gender.female:Female`,
  2: $localize`:@@recipients.gender.unknown:Unknown`,
  4: $localize`:@@recipients.gender.practice:Practice`,
  5: $localize`:@@recipients.gender.company:Company`,
};
const MAIL_TYPES: Readonly<Record<number, string>> = {
  0: $localize`:@@recipients.mailtype.text:Text only`,
  1: $localize`:@@recipients.mailtype.html:HTML and text`,
  2: $localize`:@@recipients.mailtype.offline:HTML with pictures inside`,
};
