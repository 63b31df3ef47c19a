import { signal } from '@angular/core';
import type { FieldProblem } from '../../../core/api/api-problem';
import type { MailingContent } from '../../../core/api/mailings-api';
import { type ContentChanges, type ContentField, isContentField, without } from './draft-content';

interface Refusal extends FieldProblem {
  value: unknown;
}

/** Values that the server does not take; they stand in the way of nothing else and are forgotten once changed. */
export class Refusals {
  private readonly known = signal<Readonly<Record<string, Refusal>>>({});

  clear(): void {
    this.known.set({});
  }

  /** What is wrong with a field's present value; empty when nothing is. */
  of(field: ContentField, content: MailingContent): string {
    const refusal = this.known()[field];
    return refusal?.value === content[field] ? refusal.message : '';
  }

  /** Remembers what the server said about these values; false when it said nothing about one of them. */
  add(problems: Readonly<Record<string, FieldProblem>>, sent: MailingContent): boolean {
    const refused = Object.entries(problems).flatMap(([field, why]) =>
      isContentField(field) ? [[field, { ...why, value: sent[field] }] as const] : [],
    );
    this.known.update((before) => ({ ...before, ...Object.fromEntries(refused) }));
    return refused.length > 0;
  }

  /** The changes without those that would be refused again. */
  sendable(changes: ContentChanges, content: MailingContent): ContentChanges {
    const refused = Object.keys(changes).filter(
      (field) => isContentField(field) && this.of(field, content) !== '',
    );
    return without(changes, refused);
  }
}
