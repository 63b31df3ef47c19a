/** 0 Mr, 1 Ms, 2 unknown or diverse, 4 practice, 5 company (spec/personalisation.md §2). */
export type SalutationGender = 0 | 1 | 2 | 4 | 5;

export interface Salutation {
  /** The `type` of `[agnTITLE type="1"/]`. */
  id: number;
  description: string;
  language: 'de' | 'en';
  texts: Readonly<Partial<Record<SalutationGender, string>>>;
}

export interface SalutationPerson {
  gender: number | null | undefined;
  title: string;
  firstname: string;
  lastname: string;
}

/** Which parts of the name follow: agnTITLE, agnTITLEFULL, agnTITLEFIRST. */
export type SalutationForm = 'lastname' | 'full' | 'firstname';

export const DEFAULT_SALUTATIONS: readonly Salutation[] = [
  {
    id: 1,
    description: 'Deutsch, förmlich',
    language: 'de',
    texts: {
      0: 'Sehr geehrter Herr',
      1: 'Sehr geehrte Frau',
      2: 'Sehr geehrte Damen und Herren',
      4: 'Sehr geehrtes Praxisteam',
      5: 'Sehr geehrtes Team der Firma',
    },
  },
  {
    id: 2,
    description: 'English, formal',
    language: 'en',
    texts: {
      0: 'Dear Mr',
      1: 'Dear Ms',
      2: 'Dear Sir or Madam',
      4: 'Dear practice team',
      5: 'Dear team of',
    },
  },
  {
    id: 3,
    description: 'Deutsch, persönlich',
    language: 'de',
    texts: { 0: 'Lieber', 1: 'Liebe', 2: 'Hallo', 4: 'Liebes Praxisteam', 5: 'Liebes Team von' },
  },
  {
    id: 4,
    description: 'English, informal',
    language: 'en',
    texts: { 0: 'Dear', 1: 'Dear', 2: 'Hello', 4: 'Dear practice team', 5: 'Dear team of' },
  },
];

/**
 * The salutation with the name, as spec/personalisation.md §2 lays down: an unknown gender counts as 2 (3 is the
 * old code of 1), gender 2 is printed without a name, and so is everybody whose needed part of the name is missing.
 */
export function salute(salutation: Salutation, form: SalutationForm, person: SalutationPerson): string {
  const gender = knownGender(person.gender, salutation);
  const name = gender === 2 ? '' : nameParts(form, person);
  if (name === '') return (salutation.texts[2] ?? '').trim();
  return `${salutation.texts[gender] ?? ''} ${name}`.trim();
}

function knownGender(gender: number | null | undefined, salutation: Salutation): SalutationGender {
  const code = gender === 3 ? 1 : gender;
  if (code !== 0 && code !== 1 && code !== 4 && code !== 5) return 2;
  return (salutation.texts[code] ?? '').trim() === '' ? 2 : code;
}

/** Empty when the part without which the form makes no sense is missing. */
function nameParts(form: SalutationForm, person: SalutationPerson): string {
  const firstname = person.firstname.trim();
  const lastname = person.lastname.trim();
  if (form === 'firstname') return firstname;
  if (lastname === '') return '';
  const parts = [person.title.trim(), form === 'full' ? firstname : '', lastname];
  return parts.filter((part) => part !== '').join(' ');
}
