import { Injectable } from '@nestjs/common';
import { DomainError } from '../../core/errors/domain-error.js';

/** What of this module can be used by something else of it. */
export type ExchangeThing = 'import-profile' | 'connection';

/** Something that uses it. */
export interface ExchangeUsage {
  /** `automatic-import`, `automatic-export`. */
  readonly kind: string;
  readonly id: number;
  readonly name: string;
}

type Finder = (thing: ExchangeThing, id: number) => Promise<readonly ExchangeUsage[]>;

/** "Used in" for connections and profiles: who uses them tells so here, and they are not deleted meanwhile. */
@Injectable()
export class ExchangeUsages {
  private readonly finders: Finder[] = [];

  /** For `onModuleInit`. */
  register(finder: Finder): void {
    this.finders.push(finder);
  }

  async of(thing: ExchangeThing, id: number): Promise<ExchangeUsage[]> {
    return (await Promise.all(this.finders.map((finder) => finder(thing, id)))).flat();
  }

  /** @throws DomainError conflict `in-use` with the names of the first few */
  async requireUnused(thing: ExchangeThing, id: number): Promise<void> {
    const usages = await this.of(thing, id);
    if (usages.length === 0) return;
    const names = usages.slice(0, 5).map(({ name }) => `“${name}”`);
    if (usages.length > names.length) names.push('…');
    throw new DomainError('conflict', 'exchange.in-use', { count: usages.length, names: names.join(', ') });
  }
}
