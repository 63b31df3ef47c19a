import type { SentenceWords } from './sentence-words.js';

const MONTHS = [
  'Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober', 'November',
  'Dezember',
]; // prettier-ignore
const PARTS = { year: 'Jahr', month: 'Monat', day: 'Tag' } as const;
const STATUSES = {
  ACTIVE: 'aktiv',
  OPTOUT: 'abgemeldet oder ausgetragen',
  BLACKLISTED: 'gesperrt',
  WAIT_FOR_DOI_CONFIRM: 'nicht bestätigt',
  BOUNCED: 'unzustellbar',
  SUSPENDED: 'ausgesetzt',
} as const;
const TYPES = { ADMIN: 'Admin-Empfänger', TEST: 'Testempfänger', REGULAR: 'normaler Empfänger' } as const;

const COMPARE = {
  text: {
    '=': 'ist', '<>': 'ist nicht', '<': 'steht im Alphabet vor', '>': 'steht im Alphabet nach',
    '<=': 'steht im Alphabet nicht nach', '>=': 'steht im Alphabet nicht vor',
  },
  number: {
    '=': 'ist', '<>': 'ist nicht', '<': 'ist kleiner als', '>': 'ist größer als', '<=': 'ist höchstens',
    '>=': 'ist mindestens',
  },
  date: {
    '=': 'ist', '<>': 'ist nicht', '<': 'liegt vor', '>': 'liegt nach', '<=': 'liegt nicht nach',
    '>=': 'liegt nicht vor',
  },
} as const; // prettier-ignore

export const GERMAN: SentenceWords = {
  everybody: 'Alle Empfänger.',
  intro: 'Empfänger, für die gilt:',
  and: 'und',
  or: 'oder',
  orEmpty: ' (oder ist leer)',
  decimalSeparator: ',',
  quoted: (text) => `„${text}“`,
  fields: {
    email: 'E-Mail-Adresse', title: 'Titel', firstname: 'Vorname', lastname: 'Nachname', gender: 'Geschlecht',
    mailtype: 'Mailformat', customer_id: 'Empfängernummer', creation_date: 'Tag der Anlage',
    timestamp: 'Tag der letzten Änderung', datasource_id: 'Datenquelle', latest_datasource_id: 'letzte Datenquelle',
    sys_tracking_veto: 'Widerspruch gegen Tracking',
  }, // prettier-ignore
  codes: {
    gender: { 0: 'männlich', 1: 'weiblich', 2: 'unbekannt', 4: 'Praxis', 5: 'Firma' },
    mailtype: { 0: 'Text', 1: 'HTML', 2: 'Offline-HTML' },
  },
  yes: 'ja',
  no: 'nein',
  compare: (type, operator) => COMPARE[type][operator],
  between: (negated, low, high) => [
    negated ? 'liegt nicht zwischen ' : 'liegt zwischen ',
    low,
    ' und ',
    high,
    ' (einschließlich)',
  ],
  oneOf: (negated, items, more) => [
    negated ? 'ist keines von ' : 'ist eines von ',
    items.map((item, index) => [index === 0 ? '' : ', ', item]),
    more > 0 ? ` und ${more} weiteren` : '',
  ],
  match(how, negated) {
    if (how === 'like') return negated ? 'entspricht nicht dem Muster' : 'entspricht dem Muster';
    if (how === 'contains') return negated ? 'enthält nicht' : 'enthält';
    return negated ? 'beginnt nicht mit' : 'beginnt mit';
  },
  empty: (negated) => (negated ? 'ist nicht leer' : 'ist leer'),
  remainder: (value, divisor) => ['der Rest von ', value, ' geteilt durch ', divisor],
  only: (parts) =>
    `nur ${[...parts]
      .reverse()
      .map((part) => PARTS[part])
      .join(' und ')}`,
  date({ year, month, day }, position) {
    if (day === undefined) {
      const name = month === undefined ? undefined : MONTHS[month - 1];
      return [name, year].filter((word) => word !== undefined).join(' ');
    }
    const article = position === 'is' ? 'der' : 'dem';
    if (month === undefined) return `${article} ${day}.${year === undefined ? '' : ` (${year})`}`;
    return `${article} ${day}.${month}.${year ?? ''}`;
  },
  today(days, position) {
    if (days === 0) return 'heute';
    if (Math.abs(days) === 1) return days < 0 ? 'gestern' : 'morgen';
    const article = position === 'is' ? 'der' : 'dem';
    return days < 0 ? `${article} Tag vor ${-days} Tagen` : `${article} Tag in ${days} Tagen`;
  },
  now: 'heute',
  days: 'Tage',
  mailing({ event, negated, name, link, lastDays }) {
    const period =
      lastDays === null
        ? ''
        : lastDays === 1
          ? 'in den letzten 24 Stunden '
          : `in den letzten ${lastDays} Tagen `;
    if (event === 'received') {
      const subject = name ? ['das Mailing ', name] : negated ? 'kein Mailing' : 'irgendein Mailing';
      return [subject, ' wurde ', period, negated && name ? 'nicht erhalten' : 'erhalten'];
    }
    if (!negated) {
      if (event === 'opened') {
        return [name ? ['das Mailing ', name] : 'irgendein Mailing', ' wurde ', period, 'geöffnet'];
      }
      const place = name ? ['im Mailing ', name] : 'in irgendeinem Mailing';
      return [place, ' wurde ', period, link ? ['der Link ', link] : 'ein Link', ' angeklickt'];
    }
    const received = name
      ? ['das Mailing ', name, ' wurde erhalten, aber ']
      : 'Mailings wurden erhalten, aber ';
    if (event === 'opened') {
      return name ? [received, period, 'nicht geöffnet'] : [received, 'keines wurde ', period, 'geöffnet'];
    }
    if (link) return [received, 'der Link ', link, ' wurde ', period, 'nicht angeklickt'];
    return [received, 'kein Link darin wurde ', period, 'angeklickt'];
  },
  binding: ({ negated, list, status, type }) => [
    negated ? 'es gibt keinen' : 'es gibt einen',
    ' Eintrag in ',
    list ? ['der Mailingliste ', list] : 'einer Mailingliste',
    status ? ` mit dem Status „${STATUSES[status]}“` : '',
    type ? ` als ${TYPES[type]}` : '',
  ],
  targetGroup: (name, negated) => ['die Zielgruppe ', name, negated ? ' enthält sie nicht' : ' enthält sie'],
  number: (id) => `Nummer ${id}`,
};
