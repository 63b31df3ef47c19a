import { isTimeZone } from '../../contract/time-zone.js';
import { checkEmailAddress } from '../../contract/recipients/email-address.js';
import type { FieldProblem } from '../../core/errors/domain-error.js';

/** One thing that administrators can set: what it is until they do, and what values it takes. */
export interface Setting<T> {
  readonly default: T;
  /** The value as it is kept, or what is wrong with it. */
  check(value: unknown): { ok: true; value: T } | { ok: false; problem: FieldProblem };
}

/** One line of text without control characters: it goes into mail headers. */
function line(max: number): Setting<string> {
  return {
    default: '',
    check: (value) => {
      if (typeof value !== 'string') return { ok: false, problem: { code: 'input.format' } };
      const text = value.trim();
      if (text.length > max) return { ok: false, problem: { code: 'input.too-long', params: { max } } };
      if (/\p{Cc}|[\u2028\u2029]/u.test(text)) return { ok: false, problem: { code: 'settings.line' } };
      return { ok: true, value: text };
    },
  };
}

/** An e-mail address, or nothing. */
function address(): Setting<string> {
  return {
    default: '',
    check: (value) => {
      if (value === '') return { ok: true, value: '' };
      const checked = typeof value === 'string' ? checkEmailAddress(value) : undefined;
      if (!checked?.ok) return { ok: false, problem: { code: 'settings.address' } };
      return { ok: true, value: checked.address };
    },
  };
}

/** IANA name of a time zone, or nothing. */
function zone(): Setting<string> {
  return {
    default: '',
    check: (value) => {
      if (value === '') return { ok: true, value: '' };
      if (typeof value !== 'string' || !isZone(value)) {
        return { ok: false, problem: { code: 'settings.timezone' } };
      }
      return { ok: true, value };
    },
  };
}

function isZone(name: string): boolean {
  // Offsets like +01:00 would be taken too, but know no summer time.
  return /^[A-Za-z]/.test(name) && isTimeZone(name);
}

/** Every setting there is. What is not here cannot be set. */
export const SETTINGS = {
  /** Name and address in the From header of new mailings. */
  'sender.name': line(100),
  'sender.email': address(),
  /** Where answers go; empty: to the sender. */
  'sender.reply': address(),
  /** In which dates of target groups and days of statistics are meant; empty: that of the first user. */
  timezone: zone(),
} as const;

export type SettingName = keyof typeof SETTINGS;
export type SettingValue<N extends SettingName> = (typeof SETTINGS)[N]['default'];
export type SettingChanges = { readonly [N in SettingName]?: SettingValue<N> };
