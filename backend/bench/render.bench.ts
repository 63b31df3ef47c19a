import { hash, randomBytes } from 'node:crypto';
import {
  compileContent,
  dayOf,
  mailRecipient,
  readToken,
  renderMail,
  signToken,
  type CompiledMailing,
  type MailRecipient,
  type SendContext,
  type TokenPayload,
} from '../src/modules/mailings/index.js';
import { collectLinks } from '../src/modules/mailings/rendering/content-check.js';
import { perSecond, type Bench } from './bench.js';
import { NEWSLETTER } from './newsletter.js';
import { people } from './people.js';

const SECRET = randomBytes(32).toString('base64url');
const NOW = new Date();
const RECIPIENTS = people(500).map((person, index) =>
  mailRecipient({ ...person, id: index + 1, mailtype: 1, fields: {} }),
);
/** Bytes that a token's HMAC is about: version, kind and six numbers. */
const MESSAGE_BYTES = 15;

export async function run(bench: Bench): Promise<void> {
  const millis = bench.size(2000);
  await mails(bench, millis);
  await tokens(bench, millis);
}

async function mails(bench: Bench, millis: number): Promise<void> {
  const compiled = compile();
  const mail = (recipient: MailRecipient, index: number) =>
    renderMail(compiled, recipient, context(index + 1));
  const parts = RECIPIENTS.map((recipient, index) => cut(mail(recipient, index), piecesOf(compiled)));
  const sample = Buffer.concat(parts[0] ?? []);
  const unfolded = sample.toString('latin1').replaceAll(/=\r\n/g, '');
  const tokensPerMail = new Set(unfolded.match(/\/(?:r|g|uq|v)\/[\w-]{30,}/g)).size;
  if (tokensPerMail < 10) throw new Error(`only ${tokensPerMail} tokens found in a mail`);
  bench.progress(`a mail has ${sample.length} bytes, ${piecesOf(compiled)} pieces, ${tokensPerMail} tokens`);
  await bench.compare({
    case: 'mails',
    engine: 'none',
    unit: 'mails/s',
    figure: () =>
      perSecond(() => {
        let bytes = 0;
        for (const [index, recipient] of RECIPIENTS.entries()) bytes += mail(recipient, index).length;
        return bytes > 0 ? RECIPIENTS.length : 0;
      }, millis),
    limit: () =>
      perSecond(() => {
        let bytes = 0;
        for (const pieces of parts) {
          for (let token = 0; token < tokensPerMail; token += 1) twoHashes();
          bytes += Buffer.concat(pieces).length;
        }
        return bytes > 0 ? parts.length : 0;
      }, millis),
  });
}

async function tokens(bench: Bench, millis: number): Promise<void> {
  const payload = (index: number): TokenPayload => ({
    kind: 'link', mailingId: 12, sendId: 34, ledgerId: 1_000_000 + index, recipientId: 500_000 + index, linkId: 40 + (index % 40), issuedDay: dayOf(NOW),
  }); // prettier-ignore
  const batch = 1000;
  const payloads = Array.from({ length: batch }, (_, index) => payload(index));
  const signed = payloads.map((each) => signToken(SECRET, each));
  const limit = () =>
    perSecond(() => {
      for (let index = 0; index < batch; index += 1) twoHashes();
      return batch;
    }, millis);
  await bench.compare({
    case: 'tokens-signed',
    engine: 'none',
    unit: 'tokens/s',
    figure: () => perSecond(() => payloads.map((each) => signToken(SECRET, each)).length, millis),
    limit,
  });
  await bench.compare({
    case: 'tokens-read',
    engine: 'none',
    unit: 'tokens/s',
    figure: () =>
      perSecond(() => {
        let good = 0;
        for (const text of signed) if (readToken(SECRET, text, { now: NOW, maxAgeDays: 1 }).ok) good += 1;
        return good;
      }, millis),
    limit,
  });
}

function compile(): CompiledMailing {
  const content = { ...NEWSLETTER, format: 1 as const };
  return compileContent(
    {
      ...content,
      mailingId: 1,
      mailingName: 'Winterpost',
      version: 1,
      mailingListId: 1,
      targetExpression: '',
      links: collectLinks(content).map(({ url }, index) => [url, index + 1] as const),
    },
    { fields: [], publicUrl: 'https://mail.nordlicht.example', senddate: NOW, timezone: 'Europe/Berlin', locale: 'de' },
  ); // prettier-ignore
}

function context(ledgerId: number): SendContext {
  return { mailingId: 1, sendId: 1, ledgerId, secret: SECRET, now: NOW };
}

/** What a mail is put together from: static and filled parts of both bodies, and the headers. */
function piecesOf({ html, text }: CompiledMailing): number {
  return text.length + (html?.length ?? 0) + 4;
}

function cut(mail: Buffer, count: number): Buffer[] {
  const size = Math.ceil(mail.length / count);
  return Array.from({ length: count }, (_, index) =>
    Buffer.from(mail.subarray(index * size, (index + 1) * size)),
  );
}

const inner = randomBytes(64 + MESSAGE_BYTES);
const outer = randomBytes(64 + 32);

/** The least an HMAC-SHA256 (RFC 2104) can cost: two hashes, of the two keyed blocks and what they are about. */
function twoHashes(): void {
  hash('sha256', inner, 'buffer');
  hash('sha256', outer, 'buffer');
}
