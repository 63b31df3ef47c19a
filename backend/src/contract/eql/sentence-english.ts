import type { SentenceWords } from './sentence-words.js';

const MONTHS = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November',
  'December',
]; // prettier-ignore
const PARTS = { year: 'year', month: 'month', day: 'day' } as const;
const STATUSES = {
  ACTIVE: 'active',
  OPTOUT: 'unsubscribed or taken out',
  BLACKLISTED: 'blocked',
  WAIT_FOR_DOI_CONFIRM: 'not confirmed',
  BOUNCED: 'bounced',
  SUSPENDED: 'suspended',
} as const;
const TYPES = { ADMIN: 'admin', TEST: 'test', REGULAR: 'regular' } as const;

const COMPARE = {
  text: {
    '=': 'is', '<>': 'is not', '<': 'sorts before', '>': 'sorts after', '<=': 'is or sorts before',
    '>=': 'is or sorts after',
  },
  number: {
    '=': 'is', '<>': 'is not', '<': 'is less than', '>': 'is more than', '<=': 'is at most', '>=': 'is at least',
  },
  date: {
    '=': 'is', '<>': 'is not', '<': 'is before', '>': 'is after', '<=': 'is not after', '>=': 'is not before',
  },
} as const; // prettier-ignore

export const ENGLISH: SentenceWords = {
  everybody: 'All recipients.',
  intro: 'Recipients for whom',
  and: 'and',
  or: 'or',
  orEmpty: ' (or is empty)',
  decimalSeparator: '.',
  quoted: (text) => `“${text}”`,
  fields: {
    email: 'e-mail address', title: 'title', firstname: 'first name', lastname: 'last name', gender: 'gender',
    mailtype: 'mail format', customer_id: 'recipient number', creation_date: 'day of creation',
    timestamp: 'day of the last change', datasource_id: 'data source', latest_datasource_id: 'latest data source',
    sys_tracking_veto: 'objection to tracking',
  }, // prettier-ignore
  codes: {
    gender: { 0: 'male', 1: 'female', 2: 'unknown', 4: 'practice', 5: 'company' },
    mailtype: { 0: 'text', 1: 'HTML', 2: 'offline HTML' },
  },
  yes: 'yes',
  no: 'no',
  compare: (type, operator) => COMPARE[type][operator],
  between: (negated, low, high) => [
    negated ? 'is not between ' : 'is between ',
    low,
    ' and ',
    high,
    ' (inclusive)',
  ],
  oneOf: (negated, items, more) => [
    negated ? 'is none of ' : 'is one of ',
    items.map((item, index) => [index === 0 ? '' : ', ', item]),
    more > 0 ? ` and ${more} more` : '',
  ],
  match(how, negated) {
    if (how === 'like') return negated ? 'does not fit the pattern' : 'fits the pattern';
    if (how === 'contains') return negated ? 'does not contain' : 'contains';
    return negated ? 'does not begin with' : 'begins with';
  },
  empty: (negated) => (negated ? 'is not empty' : 'is empty'),
  remainder: (value, divisor) => ['the remainder of ', value, ' divided by ', divisor],
  only: (parts) => `only ${parts.map((part) => PARTS[part]).join(' and ')}`,
  date({ year, month, day }) {
    const name = month === undefined ? undefined : MONTHS[month - 1];
    const words = [day, name, year].filter((word) => word !== undefined).join(' ');
    return day !== undefined && month === undefined ? `day ${words}` : words;
  },
  today(days) {
    if (days === 0) return 'today';
    if (Math.abs(days) === 1) return days < 0 ? 'yesterday' : 'tomorrow';
    return days < 0 ? `the day ${-days} days ago` : `the day ${days} days from now`;
  },
  now: 'today',
  days: 'days',
  mailing({ event, negated, name, link, lastDays }) {
    const period =
      lastDays === null ? '' : lastDays === 1 ? ' in the last 24 hours' : ` in the last ${lastDays} days`;
    if (event === 'received') {
      const subject = name ? ['the mailing ', name] : negated ? 'no mailing' : 'any mailing';
      return [subject, negated && name ? ' was not received' : ' was received', period];
    }
    if (!negated) {
      const mailing = name ? ['the mailing ', name] : 'any mailing';
      if (event === 'opened') return [mailing, ' was opened', period];
      return [link ? ['the link ', link] : 'a link', ' in ', mailing, ' was clicked', period];
    }
    const received = name ? ['the mailing ', name, ' was received, but '] : 'mailings were received, but ';
    if (event === 'opened') return [received, name ? 'not opened' : 'none was opened', period];
    if (link) return [received, 'the link ', link, ' was not clicked', period];
    return [received, name ? 'no link in it was clicked' : 'no link in them was clicked', period];
  },
  binding: ({ negated, list, status, type }) => [
    negated ? 'there is no' : 'there is an',
    ' entry in ',
    list ? ['the mailing list ', list] : negated ? 'any mailing list' : 'a mailing list',
    status ? ` with the status “${STATUSES[status]}”` : '',
    type ? ` as ${TYPES[type]} recipient` : '',
  ],
  targetGroup: (name, negated) => [
    'the target group ',
    name,
    negated ? ' does not include them' : ' includes them',
  ],
  number: (id) => `number ${id}`,
};
