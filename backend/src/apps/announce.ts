import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '../core/config/config.js';
import { SetupService } from '../modules/users/index.js';

/**
 * Tells whoever started the process that it is ready, and where: lines for people, and for a program that reads them
 * JSON as the last one. While nobody can sign in, both carry a new one-time link.
 */
export async function announceReady(app: NestFastifyApplication, config: Config): Promise<void> {
  const url = await app.getUrl();
  const address = config.get('publicUrl') || url;
  const roles = config.get('roles');
  const lines = [config.has('web') ? `Ready: ${address}` : `Ready: ${roles.join(', ')} on ${url}`];
  const token = config.has('web') ? await app.get(SetupService, { strict: false }).issueLink() : undefined;
  const setupLink = token === undefined ? undefined : `${address}/setup/${token}`;
  if (setupLink) lines.push(`Create the first administrator: ${setupLink} (works once, for 24 hours)`);
  if (!process.stdout.isTTY)
    lines.push(JSON.stringify({ ready: true, url, roles, pid: process.pid, setupLink }));
  process.stdout.write(`${lines.join('\n')}\n`);
}
