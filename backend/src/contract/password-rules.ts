import { COMMON_PASSWORDS } from './common-passwords.js';

/** Names of the rules; each is also a key of the message catalogue (`password.<rule>`). */
export const PASSWORD_RULES = [
  'length',
  'lower-case',
  'upper-case',
  'digit',
  'special',
  'uncommon',
  'impersonal',
] as const;
export type PasswordRule = (typeof PASSWORD_RULES)[number];

export interface PasswordRuleState {
  readonly rule: PasswordRule;
  readonly met: boolean;
}

/** Whom the password is for: it must not be one of these. */
export interface PasswordOwner {
  readonly email?: string;
  readonly name?: string;
}

/** Longest accepted password in characters; hashing longer ones would only cost time. */
export const PASSWORD_MAX_LENGTH = 200;

const MIXED_LENGTH = 8;
const SIMPLE_LENGTH = 12;

/**
 * Each rule with whether `password` meets it, in the order to show them. Length and kinds of characters are the
 * policies of spec/admin.md §7: LENGTH_8_MIXED (at least 8 with lower case, upper case, digit and special character)
 * or LENGTH_12_SIMPLE (at least 12 of any kind), whichever is met.
 */
export function passwordRules(password: string, owner: PasswordOwner = {}): PasswordRuleState[] {
  const length = [...password].length;
  const long = length >= SIMPLE_LENGTH;
  const met: Record<PasswordRule, boolean> = {
    length: length >= MIXED_LENGTH && length <= PASSWORD_MAX_LENGTH,
    'lower-case': long || /\p{Ll}/u.test(password),
    'upper-case': long || /\p{Lu}/u.test(password),
    digit: long || /\p{Nd}/u.test(password),
    special: long || /[^\p{L}\p{N}]/u.test(password),
    uncommon: password !== '' && !isCommon(password),
    impersonal: password !== '' && !isPersonal(password, owner),
  };
  return PASSWORD_RULES.map((rule) => ({ rule, met: met[rule] }));
}

/** Whether every rule is met. */
export function isGoodPassword(password: string, owner: PasswordOwner = {}): boolean {
  return passwordRules(password, owner).every(({ met }) => met);
}

const LOOKALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** One of the most used passwords, also with digits and signs around it or written with look-alikes. */
function isCommon(password: string): boolean {
  const plain = password.toLowerCase();
  const core = plain.replace(/^[\d\W_]+|[\d\W_]+$/g, '');
  const forms = [plain, core, unmask(plain), unmask(core)];
  return forms.some((form) => COMMON_PASSWORDS.has(form)) || isMonotonous(plain);
}

function unmask(text: string): string {
  return [...text].map((char) => LOOKALIKES[char] ?? char).join('');
}

/** Few different characters, or only steps of one in the alphabet or the digits, as in `abcdefgh` or `87654321`. */
function isMonotonous(text: string): boolean {
  const codes = [...text].map((char) => char.codePointAt(0) ?? 0);
  if (new Set(codes).size <= 3) return true;
  const steps = codes.slice(1).map((code, index) => Math.abs(code - (codes[index] ?? 0)));
  // 9 follows 0 and 0 follows 9 on the keyboard.
  return steps.every((step) => step === 1 || step === 9);
}

function isPersonal(password: string, { email = '', name = '' }: PasswordOwner): boolean {
  const plain = fold(password);
  return [email, email.split('@')[0] ?? '', name, ...name.split(/\s+/)].some(
    (text) => text !== '' && fold(text) === plain,
  );
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[\s._-]+/g, '');
}
