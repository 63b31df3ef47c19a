import { Injectable } from '@nestjs/common';
import { DomainError } from '../../core/errors/domain-error.js';

/** What can be used by something else. Profile fields go by their name in lower case, everything else by its id. */
export type UsedThing = 'profile-field' | 'mailing-list' | 'target-group' | 'mailing' | 'link';

/** Something that uses it, and where to find that. */
export interface Usage {
  /** e.g. `target-group`, `mailing`, `import-profile`, `export-profile`, `automatic-import`. */
  readonly kind: string;
  readonly id: number;
  readonly name: string;
}

/** Answers for one module; asked for every kind of thing, so it returns nothing for those it does not know. */
export type UsageFinder = (thing: UsedThing, key: string) => Promise<readonly Usage[]>;

/** "Used in": modules tell here what uses a field, a list or a group, so that none is deleted under them. */
@Injectable()
export class Usages {
  private readonly finders: UsageFinder[] = [];

  /** For `onModuleInit`. */
  register(finder: UsageFinder): void {
    this.finders.push(finder);
  }

  async of(thing: UsedThing, key: string | number): Promise<Usage[]> {
    const wanted = String(key).toLowerCase();
    const found = await Promise.all(this.finders.map((finder) => finder(thing, wanted)));
    return found.flat();
  }

  /** @throws DomainError `<thing>.in-use` with the names of the first few */
  async requireUnused(
    thing: 'profile-field' | 'mailing-list' | 'target-group',
    key: string | number,
  ): Promise<void> {
    const usages = await this.of(thing, key);
    if (usages.length === 0) return;
    const names = usages.slice(0, 5).map(({ name }) => `“${name}”`);
    if (usages.length > names.length) names.push('…');
    throw new DomainError('conflict', `${thing}.in-use`, { count: usages.length, names: names.join(', ') });
  }
}
