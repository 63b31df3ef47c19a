import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../services.js';

/** A private Postfix: own configuration, queue and port; passes everything on to one next hop. Needs root. */
export interface Postfix {
  /** `smtp://127.0.0.1:port` */
  readonly url: string;
  log(): string;
  stop(): void;
}

/** @param refused an address that it answers with 550 5.1.1 */
export async function startPostfix(nextHopPort: number, refused: string): Promise<Postfix> {
  const folder = mkdtempSync(join(tmpdir(), 'emm-postfix-'));
  const port = await freePort();
  chmodSync(folder, 0o755);
  for (const name of ['etc', 'spool', 'data']) mkdirSync(join(folder, name));
  const log = join(folder, 'mail.log');
  writeFileSync(join(folder, 'etc/main.cf'), mainConfig(folder, log, nextHopPort, refused));
  writeFileSync(join(folder, 'etc/master.cf'), masterConfig(port));
  const postfix = (command: string) =>
    spawnSync('sh', ['-c', `PATH=$PATH:/usr/sbin exec postfix -c ${join(folder, 'etc')} ${command}`], {
      encoding: 'utf8',
    });
  const read = () => {
    try {
      return readFileSync(log, 'utf8');
    } catch {
      return '';
    }
  };
  spawnSync('chown', ['postfix', join(folder, 'data')]);
  const started = postfix('start');
  if (started.status !== 0) throw new Error(`Postfix did not start: ${started.stderr}${read()}`);
  return {
    url: `smtp://127.0.0.1:${port}`,
    log: read,
    stop() {
      postfix('abort');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function mainConfig(folder: string, log: string, nextHopPort: number, refused: string): string {
  return [
    'compatibility_level = 3.6',
    `queue_directory = ${folder}/spool`,
    `data_directory = ${folder}/data`,
    `maillog_file = ${log}`,
    `maillog_file_prefixes = ${folder}`,
    'inet_interfaces = 127.0.0.1',
    'inet_protocols = ipv4',
    'myhostname = postfix.test',
    'mydestination =',
    'mynetworks = 127.0.0.0/8',
    `smtpd_recipient_restrictions = check_recipient_access inline:{{${refused} = 550 5.1.1 No such person here}}, permit_mynetworks, reject`,
    'smtpd_tls_security_level = none',
    'smtp_tls_security_level = none',
    'alias_maps =',
    'local_recipient_maps =',
    `relayhost = [127.0.0.1]:${nextHopPort}`,
    '',
  ].join('\n');
}

function masterConfig(port: number): string {
  return [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    'pickup unix n - n 60 1 pickup',
    'cleanup unix n - n - 0 cleanup',
    'qmgr unix n - n 300 1 qmgr',
    'rewrite unix - - n - - trivial-rewrite',
    'bounce unix - - n - 0 bounce',
    'defer unix - - n - 0 bounce',
    'trace unix - - n - 0 bounce',
    'error unix - - n - - error',
    'retry unix - - n - - error',
    'proxymap unix - - n - - proxymap',
    'smtp unix - - n - - smtp',
    'anvil unix - - n - 1 anvil',
    'scache unix - - n - 1 scache',
    'postlog unix-dgram n - n - 1 postlogd',
    '',
  ].join('\n');
}
