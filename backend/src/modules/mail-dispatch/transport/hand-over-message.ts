import type { SmtpMessageCode } from '../../../contract/messages/smtp.js';
import type { HandOver, OutgoingMail } from './mail-transport.js';

/** A sentence for people about a mail that was not plainly accepted, by code and parameters. */
export interface HandOverMessage {
  code: SmtpMessageCode;
  params: { host: string; sender: string; recipient: string; reply: string };
}

/** @returns undefined for an accepted mail, which needs no explanation */
export function handOverMessage(
  result: HandOver,
  host: string,
  envelope: OutgoingMail['envelope'],
): HandOverMessage | undefined {
  const code = codeOf(result);
  // The sentence brings its own full stop.
  const reply = result.reply.replace(/\.+$/, '');
  return code && { code, params: { host, sender: envelope.from || '<>', recipient: envelope.to, reply } };
}

function codeOf(result: HandOver): SmtpMessageCode | undefined {
  switch (result.outcome) {
    case 'accepted':
      return undefined;
    case 'rejected':
    case 'deferred':
      return `smtp.${result.outcome}.${result.scope}`;
    case 'unavailable':
      return `smtp.unavailable.${result.reason}`;
    case 'uncertain':
      return 'smtp.uncertain';
  }
}
