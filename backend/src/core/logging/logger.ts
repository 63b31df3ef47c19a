import type { LoggerService } from '@nestjs/common';
import { pino, type Logger as Pino } from 'pino';
import type { Config } from '../config/config.js';

/** Nest's log lines through pino: one JSON object per line on standard error, or plain text for a person. */
export class AppLogger implements LoggerService {
  private readonly pino: Pino | undefined;
  private readonly minimum: number;

  constructor(config: Config) {
    const level = config.get('logLevel');
    this.minimum = LEVELS.indexOf(level);
    this.pino =
      config.get('logPretty') === 'json'
        ? pino({ level, base: { pid: process.pid } }, pino.destination(2))
        : undefined;
  }

  log(text: unknown, ...rest: unknown[]): void {
    this.write('info', text, rest);
  }
  error(text: unknown, ...rest: unknown[]): void {
    this.write('error', text, rest);
  }
  warn(text: unknown, ...rest: unknown[]): void {
    this.write('warn', text, rest);
  }
  debug(text: unknown, ...rest: unknown[]): void {
    this.write('debug', text, rest);
  }
  verbose(text: unknown, ...rest: unknown[]): void {
    this.write('trace', text, rest);
  }

  private write(level: (typeof LEVELS)[number], text: unknown, rest: unknown[]): void {
    const context = rest.length > 0 ? String(rest[rest.length - 1]) : undefined;
    const stack = rest.length > 1 ? String(rest[0]) : undefined;
    if (this.pino) {
      this.pino[level]({ context, stack }, String(text));
    } else if (
      LEVELS.indexOf(level) >= this.minimum &&
      !(level === 'info' && context && NEST_CHATTER.has(context))
    ) {
      const lines = [
        `${new Date().toISOString()} ${level.padEnd(5)} ${context ? `[${context}] ` : ''}${String(text)}`,
      ];
      if (stack) lines.push(stack);
      process.stderr.write(`${lines.join('\n')}\n`);
    }
  }
}

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const;
/** What Nest says while it starts helps nobody who reads plain text. */
const NEST_CHATTER = new Set([
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestFactory',
  'NestApplication',
]);
