import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../core/config/config.js';
import { createApp } from './http-server.js';
import { apiDocument } from './openapi.js';

/** Writes the document to a file. Needs no installation: the application is put together on an empty database. */
export async function writeApiDocument(file: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'emm-openapi-'));
  try {
    const app = await createApp(loadConfig({ DATA_DIR: folder, LOG_LEVEL: 'error' }));
    writeFileSync(file, `${JSON.stringify(apiDocument(app), null, 2)}\n`);
    await app.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
