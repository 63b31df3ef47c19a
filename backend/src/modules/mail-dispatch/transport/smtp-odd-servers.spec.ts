import { afterEach, describe, expect, it } from 'vitest';

import {
  startScriptedFarEnd,
  type ScriptedFarEnd,
  type ScriptedTurn,
} from '../../../../test/smtp/scripted-far-end.js';
import type { TransportConnection } from './mail-transport.js';
import { SmtpRelay } from './smtp-relay.js';
import { parseSmtpUrl } from '../../../core/config/smtp-url.js';

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

const MAIL = {
  envelope: { from: 'a@b.example', to: 'c@d.example' },
  message: Buffer.from('Subject: x\r\n\r\ntext\r\n'),
};

/** Answers as a plain server does, unless the line has an answer in `odd`. */
async function oddServer(
  odd: Record<string, (turn: ScriptedTurn) => void>,
  extensions: string[] = [],
): Promise<{ server: ScriptedFarEnd; connection: TransportConnection }> {
  let inMessage = false;
  const usual = ({ line, say, end }: ScriptedTurn): void => {
    if (line === 'CONNECTED') inMessage = false;
    if (inMessage) {
      if (line !== '.') return;
      inMessage = false;
      return say('250 2.0.0 queued');
    }
    if (line === 'CONNECTED') return say('220 odd.example ESMTP');
    if (line.startsWith('EHLO')) {
      const lines = ['odd.example', ...extensions];
      return say(...lines.map((word, index) => `250${index < lines.length - 1 ? '-' : ' '}${word}`));
    }
    if (line === 'DATA') {
      inMessage = true;
      return say('354 go on');
    }
    say(line === 'QUIT' ? '221 bye' : '250 ok');
    if (line === 'QUIT') end();
  };
  const server = await startScriptedFarEnd((turn) => {
    const [verb = ''] = turn.line.split(/[ :]/);
    const answer = odd[verb];
    if (answer) answer(turn);
    else usual(turn);
  });
  open.push(server);
  const relay = new SmtpRelay(
    parseSmtpUrl(
      `${server.url}?tls=opportunistic&name=me.example&greetingTimeout=0.5&commandTimeout=0.5&dataTimeout=0.5`,
    ),
  );
  open.push(relay);
  return { server, connection: await relay.connect() };
}

describe('SmtpRelay against odd servers', () => {
  it('is uncertain when the answer to the message breaks off in the middle', async () => {
    const { connection } = await oddServer({
      '.': ({ say, end }) => {
        say('250-2.0.0 que');
        end();
      },
    });
    expect(await connection.send(MAIL)).toMatchObject({ outcome: 'uncertain' });
  });

  it.each(['354 more please', 'hello', '999 what'])(
    'is uncertain about the answer "%s" to the message',
    async (words) => {
      const { connection } = await oddServer({ '.': ({ say }) => say(words) });
      expect(await connection.send(MAIL)).toMatchObject({ outcome: 'uncertain' });
    },
  );

  it('takes 421 as answer to the message for a no', async () => {
    const { connection, server } = await oddServer({ '.': ({ say }) => say('421 4.3.2 shutting down') });
    expect(await connection.send(MAIL)).toEqual({
      outcome: 'unavailable',
      reason: 'busy',
      code: 421,
      reply: '421 4.3.2 shutting down',
    });
    expect(server.heard).toHaveLength(1);
  });

  it('reads a refusal in the middle of the message and sends no dot', async () => {
    const { connection, server } = await oddServer({ Subject: ({ say }) => say('552 5.3.4 too much') });
    const large = { ...MAIL, message: Buffer.from(`Subject: x\r\n\r\n${'y'.repeat(60)}\r\n`.repeat(50_000)) };
    expect(await connection.send(large)).toEqual({
      outcome: 'rejected',
      scope: 'message',
      code: 552,
      reply: '552 5.3.4 too much',
    });
    expect(server.heard[0]).not.toContain('.');
  });

  it('leaves when a message is asked for after the only recipient was refused', async () => {
    const { connection, server } = await oddServer({ RCPT: ({ say }) => say('550 5.1.1 nobody') }, [
      'PIPELINING',
    ]);
    expect(await connection.send(MAIL)).toMatchObject({ outcome: 'rejected', scope: 'recipient', code: 550 });
    expect(await connection.send(MAIL)).toMatchObject({ outcome: 'rejected', scope: 'recipient', code: 550 });
    expect(server.heard).toHaveLength(2);
    expect(server.heard[0]).toEqual([
      'EHLO me.example',
      'MAIL FROM:<a@b.example>',
      'RCPT TO:<c@d.example>',
      'DATA',
    ]);
  });

  it('falls back to HELO', async () => {
    const { connection, server } = await oddServer({ EHLO: ({ say }) => say('502 what?') });
    expect(await connection.send(MAIL)).toMatchObject({ outcome: 'accepted', reply: '250 2.0.0 queued' });
    expect(server.heard[0]?.slice(0, 3)).toEqual([
      'EHLO me.example',
      'HELO me.example',
      'MAIL FROM:<a@b.example>',
    ]);
  });

  it('resets a refused mail before the next one', async () => {
    const { connection, server } = await oddServer({
      RCPT: ({ say, before }) => say(before.includes('RSET') ? '250 ok' : '450 4.2.0 later'),
    });
    expect(await connection.send(MAIL)).toMatchObject({ outcome: 'deferred', scope: 'recipient' });
    expect(await connection.send(MAIL)).toMatchObject({ outcome: 'accepted' });
    expect(server.heard).toHaveLength(1);
    expect(server.heard[0]).toContain('RSET');
  });

  it('does not believe words said before encryption began', async () => {
    const { connection } = await oddServer({ STARTTLS: ({ say }) => say('220 ready', '250 injected') }, [
      'STARTTLS',
    ]);
    expect(await connection.send(MAIL)).toMatchObject({ outcome: 'unavailable', reply: '250 injected' });
  });

  it('goes on in the clear when encryption is optional and refused, without a word of a password', async () => {
    const { connection } = await oddServer({ STARTTLS: ({ say }) => say('454 4.7.0 no TLS today') }, [
      'STARTTLS',
    ]);
    expect(await connection.send(MAIL)).toMatchObject({ outcome: 'accepted' });
  });

  it('tells a server that wants encryption first from one that refuses the sender', async () => {
    const { connection } = await oddServer({
      MAIL: ({ say }) => say('530 5.7.0 Must issue a STARTTLS command first'),
    });
    expect(await connection.send(MAIL)).toMatchObject({ outcome: 'unavailable', reason: 'tls', code: 530 });
  });

  it('tells something that is not SMTP, and cleans what it shows', async () => {
    const web = await oddServer({ CONNECTED: ({ say }) => say('HTTP/1.1 400 Bad Request') });
    expect(await web.connection.send(MAIL)).toMatchObject({ outcome: 'unavailable', reason: 'closed' });
    const loud = await oddServer({ RCPT: ({ say }) => say(`550 \u001b[2J${'x'.repeat(2000)}`) });
    const result = await loud.connection.send(MAIL);
    expect(result.reply).toMatch(/^550 \[2Jx+…$/);
    expect(result.reply).toHaveLength(500);
  });
});
