/**
 * The leanest SMTP server that the relay can talk to, in a process of its own (`fork`): it looks for the end of each
 * message and forgets it, so that it is not what limits a send. Tells by IPC its port and, when asked, how many mails
 * came since it was asked before and when the first of them did.
 */
import { createServer, type Socket, type AddressInfo } from 'node:net';

const END = Buffer.from('\r\n.\r\n');
let mails = 0;
let firstAt = 0;

function serve(socket: Socket): void {
  let commands = '';
  let inMessage = false;
  /** The last bytes of the message so far: its end may come in two pieces. */
  let tail = Buffer.from('\r\n');
  socket.setNoDelay(true);
  socket.on('error', () => undefined);
  socket.write('220 sink\r\n');
  socket.on('data', (chunk: Buffer) => {
    let bytes = chunk;
    while (bytes.length > 0) {
      if (!inMessage) {
        commands += bytes.toString('latin1');
        bytes = Buffer.alloc(0);
        const lines = commands.split('\r\n');
        commands = lines.pop() ?? '';
        for (const line of lines) answer(line);
        continue;
      }
      const seam = Buffer.concat([tail, bytes.subarray(0, END.length - 1)]);
      const inSeam = seam.indexOf(END);
      const end = inSeam >= 0 ? inSeam + END.length - tail.length : bytes.indexOf(END) + END.length;
      if (inSeam < 0 && end < END.length) {
        tail = Buffer.concat([tail, bytes.subarray(-END.length)]).subarray(1 - END.length);
        return;
      }
      inMessage = false;
      mails += 1;
      if (mails === 1) firstAt = performance.timeOrigin + performance.now();
      socket.write('250 taken\r\n');
      bytes = bytes.subarray(end);
    }
  });

  const answer = (line: string): void => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') socket.write('250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n');
    else if (verb === 'DATA') {
      inMessage = true;
      tail = Buffer.from('\r\n');
      socket.write('354 go on\r\n');
    } else if (verb === 'QUIT') socket.end('221 bye\r\n');
    else socket.write('250 ok\r\n');
  };
}

const server = createServer(serve);
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('message', () => {
  process.send?.({ mails, firstAt });
  mails = 0;
});
process.on('disconnect', () => process.exit(0));
