// npm run openapi: writes backend/openapi.json from the built backend and the UI's types from it.
// --check: only says whether both are up to date.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, must, productNode, ROOT, toolEnvironment } from './install.mjs';

const TARGETS = { document: 'backend/openapi.json', types: 'frontend/src/app/core/api/schema.ts' };
const checking = process.argv.includes('--check');
ensureInstalled();
ensureBuilt(['backend']);
const folder = mkdtempSync(join(tmpdir(), 'emm-openapi-'));
try {
  const document = checking ? join(folder, 'openapi.json') : join(ROOT, TARGETS.document);
  const types = checking ? join(folder, 'schema.ts') : join(ROOT, TARGETS.types);
  const env = toolEnvironment({ DATA_DIR: folder, LOG_LEVEL: 'warn' });
  must(productNode(), [join(ROOT, 'dist/backend/main.js'), 'cli', 'openapi', document], { env });
  must('openapi-typescript', [document, '--output', types, '--alphabetize'], { stdio: 'ignore' });
  if (checking) {
    const stale = [
      [document, TARGETS.document],
      [types, TARGETS.types],
    ].filter(([made, kept]) => readFileSync(made, 'utf8') !== readFileSync(join(ROOT, kept), 'utf8'));
    if (stale.length > 0) {
      process.stderr.write(
        `Out of date: ${stale.map(([, kept]) => kept).join(', ')}. Run "npm run openapi".\n`,
      );
      process.exitCode = 1;
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
