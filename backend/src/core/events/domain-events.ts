import { Injectable, Logger } from '@nestjs/common';
import { Transactions } from '../database/transactions.js';

type EventClass<E> = abstract new (...args: never[]) => E;

/**
 * How a lower module tells a higher one what happened. The event's class lives in the lower module's
 * `<noun>.events.ts`; listeners are called after the commit, in this process. What must not be lost is a row
 * (`activity`, or a state) and not only an event.
 */
@Injectable()
export class DomainEvents {
  private readonly log = new Logger(DomainEvents.name);
  private readonly listeners = new Map<unknown, ((event: object) => unknown)[]>();

  constructor(private readonly transactions: Transactions) {}

  on<E extends object>(type: EventClass<E>, listener: (event: E) => unknown): void {
    const known = this.listeners.get(type) ?? [];
    this.listeners.set(type, [...known, (event) => listener(event as E)]);
  }

  publish(event: object): void {
    this.transactions.afterCommit(() => {
      for (const listener of this.listeners.get(event.constructor) ?? []) {
        void Promise.resolve()
          .then(() => listener(event))
          .catch((error: unknown) => {
            const trace = error instanceof Error ? error.stack : String(error);
            this.log.error(`a listener of ${event.constructor.name} failed`, trace);
          });
      }
    });
  }
}
