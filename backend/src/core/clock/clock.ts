import { Global, Injectable, Module } from '@nestjs/common';

/** The only source of the current time, so that tests can turn it. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }

  /** Milliseconds since 1970-01-01T00:00Z: the form in which the database keeps instants. */
  millis(): number {
    return this.now().getTime();
  }
}

@Global()
@Module({ providers: [Clock], exports: [Clock] })
export class ClockModule {}
