import type { Language } from '../../../contract/messages/index.js';

const en = {
  title: 'Your personal data',
  subtitle: 'Information under Article 15 of the General Data Protection Regulation (GDPR) on {email}',
  madeAt: 'As of {date}, all times in {zone}',
  profile: 'Master data',
  fields: 'Further data',
  origins: 'Where the data came from and what changed it',
  bindings: 'Mailing lists',
  blocklist: 'Why you get no mail (blocklist)',
  consents: 'Consents',
  mailings: 'Mailings sent to you',
  reactions: 'Openings and clicks',
  history: 'History',
  nothing: 'Nothing is stored.',
  page: 'Page {page} of {pages}',
  number: 'Number',
  email: 'E-mail',
  titleField: 'Title',
  firstname: 'First name',
  lastname: 'Last name',
  gender: 'Salutation',
  mailtype: 'Form of mails',
  trackingVeto: 'Openings and clicks may not be kept',
  createdAt: 'Stored since',
  updatedAt: 'Last changed',
  when: 'When',
  what: 'What',
  name: 'Name',
  list: 'Mailing list',
  status: 'Status',
  remark: 'Remark',
  pattern: 'Address or pattern',
  reason: 'Reason',
  method: 'How',
  source: 'Where',
  textVersion: 'Text',
  subject: 'Subject',
  address: 'Address',
  result: 'Result',
  opened: 'Opened',
  clicked: 'Clicked',
  mailing: 'Mailing',
  details: 'Details',
  everything: 'everything',
  yes: 'yes',
  no: 'no',
} as const;

export type ReportWord = keyof typeof en;

const de: Readonly<Record<ReportWord, string>> = {
  title: 'Ihre personenbezogenen Daten',
  subtitle: 'Auskunft nach Artikel 15 der Datenschutz-Grundverordnung (DSGVO) zu {email}',
  madeAt: 'Stand {date}, alle Zeiten in {zone}',
  profile: 'Stammdaten',
  fields: 'Weitere Daten',
  origins: 'Woher die Daten stammen und was sie geändert hat',
  bindings: 'Mailinglisten',
  blocklist: 'Warum Sie keine Mails bekommen (Sperrliste)',
  consents: 'Einwilligungen',
  mailings: 'An Sie gesendete Mailings',
  reactions: 'Öffnungen und Klicks',
  history: 'Verlauf',
  nothing: 'Es ist nichts gespeichert.',
  page: 'Seite {page} von {pages}',
  number: 'Nummer',
  email: 'E-Mail',
  titleField: 'Titel',
  firstname: 'Vorname',
  lastname: 'Nachname',
  gender: 'Anrede',
  mailtype: 'Form der Mails',
  trackingVeto: 'Öffnungen und Klicks dürfen nicht gespeichert werden',
  createdAt: 'Gespeichert seit',
  updatedAt: 'Zuletzt geändert',
  when: 'Wann',
  what: 'Was',
  name: 'Name',
  list: 'Mailingliste',
  status: 'Status',
  remark: 'Bemerkung',
  pattern: 'Adresse oder Muster',
  reason: 'Grund',
  method: 'Wie',
  source: 'Wo',
  textVersion: 'Text',
  subject: 'Betreff',
  address: 'Adresse',
  result: 'Ergebnis',
  opened: 'Geöffnet',
  clicked: 'Geklickt',
  mailing: 'Mailing',
  details: 'Einzelheiten',
  everything: 'alles',
  yes: 'ja',
  no: 'nein',
};

const WORDS = { en, de } as const;

/** Names of codes as people read them; a code without a name stands for itself. */
const CODES: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    'status.1': 'active', 'status.2': 'bounced', 'status.3': 'unsubscribed by us',
    'status.4': 'unsubscribed by you', 'status.5': 'waits for confirmation', 'status.6': 'blocked',
    'status.7': 'suspended', 'gender.0': 'Mr', 'gender.1': 'Ms', 'gender.2': 'not known', 'gender.4': 'practice',
    'gender.5': 'company', 'mailtype.0': 'text', 'mailtype.1': 'HTML', 'mailtype.2': 'HTML with images inside',
    'kind.created': 'created', 'kind.imported': 'imported', 'kind.fieldChanged': 'changed', 'kind.changed': 'changed',
    'kind.restored': 'deleted and given back', 'kind.subscribed': 'subscribed', 'kind.unsubscribed': 'unsubscribed',
    'kind.bindingChanged': 'subscription changed', 'kind.sent': 'mail sent', 'kind.failed': 'mail failed',
    'kind.bounced': 'mail bounced', 'kind.opened': 'opened', 'kind.clicked': 'clicked', 'state.waiting': 'waiting',
    'state.accepted': 'delivered', 'state.failed': 'failed', 'state.bounced': 'bounced',
    'state.uncertain': 'uncertain', 'state.skipped': 'not sent', 'consent.granted': 'granted',
    'consent.withdrawn': 'withdrawn', 'source.import': 'import', 'source.bulk-edit': 'change of many',
    'source.bulk-delete': 'deletion of many', 'source.bulk-binding': 'change of many subscriptions',
    'source.deletion': 'deletion', 'source.undo': 'undoing', 'source.restore': 'restoring',
    'method.form': 'form', 'method.double-opt-in': 'double opt-in', 'method.import': 'import', 'method.api': 'API',
    'method.phone': 'phone', 'method.paper': 'paper', 'method.other': 'other',
  },
  de: {
    'status.1': 'aktiv', 'status.2': 'unzustellbar', 'status.3': 'von uns abgemeldet', 'status.4': 'von Ihnen abgemeldet',
    'status.5': 'wartet auf Bestätigung', 'status.6': 'gesperrt', 'status.7': 'ausgesetzt', 'gender.0': 'Herr',
    'gender.1': 'Frau', 'gender.2': 'unbekannt', 'gender.4': 'Praxis', 'gender.5': 'Firma', 'mailtype.0': 'Text',
    'mailtype.1': 'HTML', 'mailtype.2': 'HTML mit eingebetteten Bildern', 'kind.created': 'angelegt',
    'kind.imported': 'importiert', 'kind.fieldChanged': 'geändert', 'kind.changed': 'geändert',
    'kind.restored': 'gelöscht und zurückgeholt', 'kind.subscribed': 'angemeldet', 'kind.unsubscribed': 'abgemeldet',
    'kind.bindingChanged': 'Anmeldung geändert', 'kind.sent': 'Mail gesendet', 'kind.failed': 'Mail fehlgeschlagen',
    'kind.bounced': 'Mail unzustellbar', 'kind.opened': 'geöffnet', 'kind.clicked': 'geklickt',
    'state.waiting': 'wartet', 'state.accepted': 'zugestellt', 'state.failed': 'fehlgeschlagen',
    'state.bounced': 'unzustellbar', 'state.uncertain': 'ungewiss', 'state.skipped': 'nicht gesendet',
    'consent.granted': 'erteilt', 'consent.withdrawn': 'widerrufen', 'source.import': 'Import',
    'source.bulk-edit': 'Massenänderung', 'source.bulk-delete': 'Massenlöschung',
    'source.bulk-binding': 'Massenänderung von Anmeldungen', 'source.deletion': 'Löschung',
    'source.undo': 'Rücknahme', 'source.restore': 'Wiederherstellung', 'method.form': 'Formular',
    'method.double-opt-in': 'Double-Opt-in', 'method.import': 'Import', 'method.api': 'API',
    'method.phone': 'Telefon', 'method.paper': 'Papier', 'method.other': 'Sonstiges',
  },
}; // prettier-ignore

/** Words and formats of the report in one language. */
export class ReportLanguage {
  private readonly times: Intl.DateTimeFormat;

  constructor(
    readonly language: Language,
    readonly zone: string,
  ) {
    this.times = new Intl.DateTimeFormat(language, {
      timeZone: zone,
      dateStyle: 'medium',
      timeStyle: 'medium',
    });
  }

  word(name: ReportWord, params: Readonly<Record<string, string | number>> = {}): string {
    return WORDS[this.language][name].replace(/\{(\w+)\}/g, (_whole, key: string) =>
      String(params[key] ?? ''),
    );
  }

  code(group: string, code: string | number): string {
    return CODES[this.language][`${group}.${code}`] ?? String(code);
  }

  time(at: Date | null): string {
    return at ? this.times.format(at) : '';
  }

  value(value: string | number | boolean | null): string {
    if (typeof value === 'boolean') return this.word(value ? 'yes' : 'no');
    return value === null ? '' : String(value);
  }
}
