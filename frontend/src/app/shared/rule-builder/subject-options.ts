import { type FieldType } from '@contract/recipients/fields';
import { type PickOption } from './option-picker';
import { EVENTS, EVENT_WORDS } from './rule-words';
import { type RuleField, type RuleVocabulary, captionOf } from './vocabulary';

const TYPE_WORDS: Readonly<Record<FieldType, string>> = {
  text: $localize`:@@target-groups.type.text:text`,
  integer: $localize`:@@target-groups.type.integer:whole number`,
  decimal: $localize`:@@target-groups.type.decimal:number`,
  date: $localize`:@@target-groups.type.date:date`,
  datetime: $localize`:@@target-groups.type.datetime:date and time`,
  boolean: $localize`:@@target-groups.type.boolean:yes or no`,
};

/** The technical name where the shown one is another, and the type. */
export function fieldDetail(field: RuleField): string {
  const type = TYPE_WORDS[field.type];
  return captionOf(field).toLowerCase() === field.name.toLowerCase() ? type : `${field.name} · ${type}`;
}

const BEHAVIOUR = $localize`:@@target-groups.subject.behaviour:Behaviour`;
const MEMBERSHIP = $localize`:@@target-groups.subject.membership:Lists and groups`;
const FIELDS = $localize`:@@target-groups.subject.fields:Profile fields`;

/** Everything a condition can be about, fields first. */
export function subjectOptions({ fields }: RuleVocabulary): PickOption[] {
  const shown = fields
    .filter(({ hidden }) => !hidden)
    .map((field): PickOption => ({
      key: `field:${field.name.toLowerCase()}`,
      label: captionOf(field),
      detail: fieldDetail(field),
      group: FIELDS,
    }));
  const events = EVENTS.map((event) => ({
    key: `mailing:${event}`,
    label: EVENT_WORDS[event].subject,
    group: BEHAVIOUR,
  }));
  return [
    ...shown,
    ...events,
    { key: 'binding', label: $localize`:@@target-groups.subject.list:Mailing list`, group: MEMBERSHIP },
    {
      key: 'target-group',
      label: $localize`:@@target-groups.subject.targetGroup:Target group`,
      group: MEMBERSHIP,
    },
  ];
}
