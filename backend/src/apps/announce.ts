import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '../core/config/config.js';

/** Tells whoever started the process that it is ready, and where. */
export async function announceReady(app: NestFastifyApplication, config: Config): Promise<void> {
  const url = await app.getUrl();
  process.stdout.write(
    `${JSON.stringify({ ready: true, url, roles: config.get('roles'), pid: process.pid })}\n`,
  );
}
