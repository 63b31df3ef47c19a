import { BINDING_STATUSES, BINDING_TYPES, type BindingStatus, type BindingType } from '@contract/eql/ast';
import { type CompareOperator, type MailingEvent } from '@contract/eql/ast';
import { type FieldClass, type FieldOperator } from '@contract/eql/rule-tree';

/** Operators as they stand between a field and its value. */
const OPERATOR_WORDS: Readonly<Record<FieldOperator, string>> = {
  equal: $localize`:@@target-groups.operator.equal:is`,
  'not-equal': $localize`:@@target-groups.operator.notEqual:is not`,
  less: $localize`:@@target-groups.operator.less:is less than`,
  'less-or-equal': $localize`:@@target-groups.operator.lessOrEqual:is at most`,
  greater: $localize`:@@target-groups.operator.greater:is more than`,
  'greater-or-equal': $localize`:@@target-groups.operator.greaterOrEqual:is at least`,
  between: $localize`:@@target-groups.operator.between:is between`,
  'not-between': $localize`:@@target-groups.operator.notBetween:is not between`,
  in: $localize`:@@target-groups.operator.in:is one of`,
  'not-in': $localize`:@@target-groups.operator.notIn:is none of`,
  like: $localize`:@@target-groups.operator.like:fits the pattern`,
  'not-like': $localize`:@@target-groups.operator.notLike:does not fit the pattern`,
  contains: $localize`:@@target-groups.operator.contains:contains`,
  'not-contains': $localize`:@@target-groups.operator.notContains:does not contain`,
  'begins-with': $localize`:@@target-groups.operator.beginsWith:begins with`,
  'not-begins-with': $localize`:@@target-groups.operator.notBeginsWith:does not begin with`,
  modulo: $localize`:@@target-groups.operator.modulo:divided by`,
  empty: $localize`:@@target-groups.operator.empty:is empty`,
  'not-empty': $localize`:@@target-groups.operator.notEmpty:is not empty`,
};

const TEXT_WORDS: Partial<Record<FieldOperator, string>> = {
  less: $localize`:@@target-groups.operator.sortsBefore:sorts before`,
  'less-or-equal': $localize`:@@target-groups.operator.sortsUpTo:sorts before or is`,
  greater: $localize`:@@target-groups.operator.sortsAfter:sorts after`,
  'greater-or-equal': $localize`:@@target-groups.operator.sortsFrom:sorts after or is`,
};

const DATE_WORDS: Partial<Record<FieldOperator, string>> = {
  less: $localize`:@@target-groups.operator.before:is before`,
  'less-or-equal': $localize`:@@target-groups.operator.until:is on or before`,
  greater: $localize`:@@target-groups.operator.after:is after`,
  'greater-or-equal': $localize`:@@target-groups.operator.since:is on or after`,
};

export function operatorWords(operator: FieldOperator, type: FieldClass): string {
  const special = type === 'text' ? TEXT_WORDS : type === 'date' ? DATE_WORDS : {};
  return special[operator] ?? OPERATOR_WORDS[operator];
}

export const COMPARE_WORDS: Readonly<Record<CompareOperator, string>> = {
  '=': $localize`:@@target-groups.compare.equal:is`,
  '<>': $localize`:@@target-groups.compare.notEqual:is not`,
  '<': $localize`:@@target-groups.compare.less:is less than`,
  '>': $localize`:@@target-groups.compare.greater:is more than`,
  '<=': $localize`:@@target-groups.compare.atMost:is at most`,
  '>=': $localize`:@@target-groups.compare.atLeast:is at least`,
};

export const EVENT_WORDS: Readonly<Record<MailingEvent, { subject: string; yes: string; no: string }>> = {
  received: {
    subject: $localize`:@@target-groups.event.received:Received a mailing`,
    yes: $localize`:@@target-groups.event.receivedYes:received`,
    no: $localize`:@@target-groups.event.receivedNo:did not receive`,
  },
  opened: {
    subject: $localize`:@@target-groups.event.opened:Opened a mailing`,
    yes: $localize`:@@target-groups.event.openedYes:opened`,
    no: $localize`:@@target-groups.event.openedNo:received, but did not open`,
  },
  clicked: {
    subject: $localize`:@@target-groups.event.clicked:Clicked in a mailing`,
    yes: $localize`:@@target-groups.event.clickedYes:clicked in`,
    no: $localize`:@@target-groups.event.clickedNo:received, but did not click in`,
  },
};
export const EVENTS: readonly MailingEvent[] = ['received', 'opened', 'clicked'];

const BINDING_STATUS_WORDS: Readonly<Record<BindingStatus, string>> = {
  ACTIVE: $localize`:@@recipients.status.active:Active`,
  OPTOUT: $localize`:@@target-groups.binding.optOut:Unsubscribed or taken out`,
  BLACKLISTED: $localize`:@@recipients.status.blocked:Blocked`,
  WAIT_FOR_DOI_CONFIRM: $localize`:@@recipients.status.waiting:Not confirmed`,
  BOUNCED: $localize`:@@recipients.status.bounced:Bounced`,
  SUSPENDED: $localize`:@@recipients.status.suspended:Suspended`,
};
const BINDING_TYPE_WORDS: Readonly<Record<BindingType, string>> = {
  ADMIN: $localize`:@@target-groups.binding.admin:Admins`,
  TEST: $localize`:@@target-groups.binding.test:Test recipients`,
  REGULAR: $localize`:@@target-groups.binding.regular:Normal recipients and VIPs`,
};
export const BINDING_STATUS_CHOICES = BINDING_STATUSES.map((key) => ({
  key,
  label: BINDING_STATUS_WORDS[key],
}));
export const BINDING_TYPE_CHOICES = BINDING_TYPES.map((key) => ({ key, label: BINDING_TYPE_WORDS[key] }));

export const GROUP_CHOICES = [
  { key: 'and', label: $localize`:@@target-groups.group.all:All of these apply` },
  { key: 'or', label: $localize`:@@target-groups.group.any:At least one of these applies` },
  { key: 'not-or', label: $localize`:@@target-groups.group.none:None of these applies` },
  { key: 'not-and', label: $localize`:@@target-groups.group.notAll:Not all of these apply` },
] as const;

/** Values that are codes, in words. */
const CODES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  gender: {
    '0': $localize`:@@target-groups.gender.male:0 – Mr`,
    '1': $localize`:@@target-groups.gender.female:1 – Ms`,
    '2': $localize`:@@target-groups.gender.unknown:2 – unknown`,
    '4': $localize`:@@target-groups.gender.practice:4 – practice`,
    '5': $localize`:@@target-groups.gender.company:5 – company`,
  },
  mailtype: {
    '0': $localize`:@@target-groups.mailtype.text:0 – text`,
    '1': $localize`:@@target-groups.mailtype.html:1 – HTML`,
    '2': $localize`:@@target-groups.mailtype.offline:2 – HTML with pictures inside`,
  },
};
const YES_NO: Readonly<Record<string, string>> = {
  '1': $localize`:@@target-groups.yes:yes`,
  '0': $localize`:@@target-groups.no:no`,
};

/** The values to choose from, or null when any may be typed. */
export function valueChoices(field: {
  name: string;
  type: string;
  fixedValues: readonly string[];
}): { key: string; label: string }[] | null {
  const words = field.type === 'boolean' ? YES_NO : (CODES[field.name] ?? {});
  const keys = field.fixedValues.length > 0 ? field.fixedValues : Object.keys(words);
  return keys.length === 0 ? null : keys.map((key) => ({ key, label: words[key] ?? key }));
}
