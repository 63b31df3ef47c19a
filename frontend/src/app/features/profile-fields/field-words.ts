import { type FieldIndexState, type FieldVisibility } from '@contract/recipients/field-rules';
import { type FieldType } from '@contract/recipients/fields';
import { type Tone } from '../../shared/status-chip/status-chip';

export interface Words {
  label: string;
  meaning: string;
}

export const TYPE_LABELS: Readonly<Record<FieldType, string>> = {
  text: $localize`:@@fields.type.text:Text`,
  integer: $localize`:@@fields.type.integer:Whole number`,
  decimal: $localize`:@@fields.type.decimal:Number with decimals`,
  date: $localize`:@@fields.type.date:Date`,
  datetime: $localize`:@@fields.type.datetime:Date and time`,
  boolean: $localize`:@@fields.type.boolean:Yes or no`,
};

export const VISIBILITY_WORDS: Readonly<Record<FieldVisibility, Words>> = {
  editable: {
    label: $localize`:@@fields.visibility.editable:Editable`,
    meaning: $localize`:@@fields.visibility.editableMeaning:Shown, and changed by hand.`,
  },
  'read-only': {
    label: $localize`:@@fields.visibility.readOnly:Read only`,
    meaning: $localize`:@@fields.visibility.readOnlyMeaning:Shown, but only imports and the API change it.`,
  },
  hidden: {
    label: $localize`:@@fields.visibility.hidden:Hidden`,
    meaning: $localize`:@@fields.visibility.hiddenMeaning:Not shown; imports, target groups and mailings can use it.`,
  },
};

export const INDEX_WORDS: Readonly<Record<FieldIndexState, { label: string; tone: Tone }>> = {
  none: { label: $localize`:@@fields.index.none:No index`, tone: 'neutral' },
  queued: { label: $localize`:@@fields.index.queued:Index is waiting`, tone: 'running' },
  building: { label: $localize`:@@fields.index.building:Index is being built`, tone: 'running' },
  ready: { label: $localize`:@@fields.index.ready:Indexed`, tone: 'good' },
  failed: { label: $localize`:@@fields.index.failed:Index failed`, tone: 'bad' },
  dropping: { label: $localize`:@@fields.index.dropping:Index is being removed`, tone: 'running' },
};

/** Whether the state will change by itself. */
export function isMoving(state: FieldIndexState): boolean {
  return state === 'queued' || state === 'building' || state === 'dropping';
}
