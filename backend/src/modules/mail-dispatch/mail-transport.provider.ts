import type { FactoryProvider } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { Config } from '../../core/config/config.js';
import { Transactions } from '../../core/database/transactions.js';
import { CaptureTransport } from './capture-transport.js';
import type { MailTransport } from './transport/mail-transport.js';
import { RelayPool } from './transport/relay-pool.js';
import { SmtpRelay } from './transport/smtp-relay.js';
import { parseSmtpUrls } from '../../core/config/smtp-url.js';

/** The way out of the house: a token, because the port is only an interface. */
export const MAIL_TRANSPORT = Symbol('mail transport');

export function createTransport(config: Config, transactions: Transactions, clock: Clock): MailTransport {
  if (config.transport === 'capture') return new CaptureTransport(transactions, clock);
  const relays = parseSmtpUrls(config.get('smtpUrl'));
  const [only] = relays;
  return only && relays.length === 1 ? new SmtpRelay(only) : new RelayPool(relays);
}

export const mailTransportProvider: FactoryProvider<MailTransport> = {
  provide: MAIL_TRANSPORT,
  inject: [Config, Transactions, Clock],
  useFactory: createTransport,
};

/** Names of the servers that take the mails, as people know them. */
export function transportHost(config: Config): string {
  const url = config.get('smtpUrl');
  if (url === '') return 'capture';
  return [...new Set(parseSmtpUrls(url).map(({ host }) => host))].join(', ');
}
