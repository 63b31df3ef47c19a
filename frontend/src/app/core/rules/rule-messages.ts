import { Injectable, LOCALE_ID, inject } from '@angular/core';
import { eqlMessages } from '@contract/messages/eql';
import { message, register } from '@contract/messages/messages';
import { targetGroupMessages } from '@contract/messages/target-groups';

register(eqlMessages, targetGroupMessages);

export interface CodedProblem {
  code: string;
  params: Readonly<Record<string, string | number>>;
  hint?: string;
}

/** Problems of rules in the words that the server would use. */
@Injectable({ providedIn: 'root' })
export class RuleMessages {
  private readonly language = inject(LOCALE_ID) === 'de' ? 'de' : 'en';

  /** What is wrong, and what to do about it. */
  text({ code, params, hint }: CodedProblem): string {
    const texts = [code, hint].filter((entry) => entry !== undefined);
    return texts.map((entry) => message(entry, params, this.language)).join(' ');
  }
}
