import { Injectable, LOCALE_ID, inject } from '@angular/core';
import { importMessages } from '@contract/messages/imports';
import { checkEmailAddress } from '@contract/recipients/email-address';
import { type FieldType, parseFieldValue } from '@contract/recipients/fields';

type Code = keyof typeof importMessages.en;

/** What is wrong with an address or a profile field's value, in the words that the server would use. */
@Injectable({ providedIn: 'root' })
export class ValueMessages {
  private readonly language = inject(LOCALE_ID) === 'de' ? 'de' : 'en';
  /** What fractions are written with here. */
  readonly decimalSeparator = this.language === 'de' ? ',' : '.';

  /** null when the address may be used. */
  forEmail(address: string): { kind: string; message: string } | null {
    const check = checkEmailAddress(address);
    return check.ok ? null : this.problem(check.code, check.params);
  }

  /** null when the text can be a value of that type; empty text always can. */
  forValue(type: FieldType, text: string, maxLength?: number): { kind: string; message: string } | null {
    const limit = maxLength === undefined ? {} : { maxLength };
    const parsed = parseFieldValue(type, text, { decimalSeparator: this.decimalSeparator, ...limit });
    return parsed.ok ? null : this.problem(parsed.code, parsed.params);
  }

  problem(code: Code, params: Readonly<Record<string, string | number>>): { kind: string; message: string } {
    const text: string = importMessages[this.language][code];
    const message = text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
    return { kind: code, message };
  }
}
