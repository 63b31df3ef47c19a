import type { FactoryProvider } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { Config } from '../../core/config/config.js';
import { Transactions } from '../../core/database/transactions.js';
import { CaptureTransport } from './capture-transport.js';
import type { MailTransport } from './transport/mail-transport.js';
import { SmtpRelay } from './transport/smtp-relay.js';
import { parseSmtpUrl } from '../../core/config/smtp-url.js';

/** The way out of the house: a token, because the port is only an interface. */
export const MAIL_TRANSPORT = Symbol('mail transport');

export function createTransport(config: Config, transactions: Transactions, clock: Clock): MailTransport {
  if (config.transport === 'capture') return new CaptureTransport(transactions, clock);
  return new SmtpRelay(parseSmtpUrl(config.get('smtpUrl')));
}

export const mailTransportProvider: FactoryProvider<MailTransport> = {
  provide: MAIL_TRANSPORT,
  inject: [Config, Transactions, Clock],
  useFactory: createTransport,
};

/** Name of the server that takes the mails, as people know it. */
export function transportHost(config: Config): string {
  const url = config.get('smtpUrl');
  return url === '' ? 'capture' : new URL(url).hostname;
}
