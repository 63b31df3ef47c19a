export interface PasswordRule {
  key: 'length' | 'lower' | 'upper' | 'digit' | 'special';
  met: boolean;
}

export interface PasswordCheck {
  /** Twelve characters of any kind are enough. */
  long: boolean;
  /** The parts of the other way: eight characters of four kinds (LENGTH_8_MIXED). */
  rules: readonly PasswordRule[];
  fine: boolean;
}

/** The password policies of spec/admin.md §2; the server has the last word. */
export function checkPassword(password: string): PasswordCheck {
  const length = [...password].length;
  const long = length >= 12;
  const rules: PasswordRule[] = [
    { key: 'length', met: length >= 8 },
    { key: 'lower', met: /\p{Ll}/u.test(password) },
    { key: 'upper', met: /\p{Lu}/u.test(password) },
    { key: 'digit', met: /\p{Nd}/u.test(password) },
    { key: 'special', met: /[^\p{L}\p{Nd}\s]/u.test(password) },
  ];
  return { long, rules, fine: long || rules.every((rule) => rule.met) };
}
