import type { Language } from '../../contract/messages/index.js';
import type { FieldType } from '../../contract/recipients/fields.js';
import type { MailPerson, MailSetting } from './rendered-mailing.js';
import type { FieldValue } from './rendering/tag-values.js';

const NAMES: Record<Language, Pick<MailPerson, 'email' | 'title' | 'firstname' | 'lastname' | 'gender'>> = {
  en: { email: 'alex.example@example.com', title: 'Dr', firstname: 'Alex', lastname: 'Example', gender: 1 },
  de: {
    email: 'erika.mustermann@example.com',
    title: 'Dr.',
    firstname: 'Erika',
    lastname: 'Mustermann',
    gender: 1,
  },
};

const VALUES: Record<Exclude<FieldType, 'text'>, FieldValue> = {
  integer: 42,
  decimal: 1234.5,
  date: '1990-05-17',
  datetime: '2026-03-14T09:30:00Z',
  boolean: true,
};

/**
 * Somebody to fill a preview with while no recipient is chosen. Text fields show their own name, so that one sees
 * where each stands.
 */
export function samplePerson(fields: MailSetting['fields'], language: Language): MailPerson {
  const values = fields.map(({ name, type }) => [name, type === 'text' ? name : VALUES[type]] as const);
  return { id: 0, mailtype: 1, ...NAMES[language], fields: Object.fromEntries(values) };
}
