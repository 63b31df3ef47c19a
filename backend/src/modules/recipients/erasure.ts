import { Injectable } from '@nestjs/common';

/** A person who is to be forgotten. */
export interface ErasedPerson {
  readonly recipientId: number;
  /** Every address that is known of the person, normalised: the present one and those of the history. */
  readonly emails: readonly string[];
}

/**
 * Removes what one module keeps of a person, or makes it nobody's (recipient 0) where it counts in statistics.
 * May be called again for the same person.
 */
export type Eraser = (person: ErasedPerson) => Promise<void>;

/** Where modules that keep something of recipients say how it goes (GDPR Art. 17). */
@Injectable()
export class Erasure {
  private readonly erasers: Eraser[] = [];

  /** For `onModuleInit`. An eraser opens its own transactions, in small steps where there may be many rows. */
  register(eraser: Eraser): void {
    this.erasers.push(eraser);
  }

  async erase(person: ErasedPerson): Promise<void> {
    for (const eraser of this.erasers) await eraser(person);
  }
}
