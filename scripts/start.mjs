// npm start: install, build, run. Works on a machine that has only Node ≥20, npm and git.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, must, productNode, ROOT, step, toolEnvironment } from './install.mjs';

const args = process.argv.slice(2);
const unknown = args.filter((arg) => arg !== '--demo');
if (unknown.length > 0) {
  process.stderr.write(`Unknown option ${unknown.join(' ')}. Known: --demo (fill in sample data)\n`);
  process.exit(2);
}

try {
  ensureInstalled();
  ensureBuilt();
  const main = join(ROOT, 'dist/backend/main.js');
  const environment = existsSync(join(ROOT, '.env')) ? [`--env-file=${join(ROOT, '.env')}`] : [];
  const env = toolEnvironment({ LOG_FORMAT: process.env.LOG_FORMAT ?? 'plain' });
  if (args.includes('--demo')) {
    step('Filling in sample data (only what is not there yet) …');
    must(productNode(), [...environment, main, 'cli', 'demo'], { env });
  }
  const server = spawn(productNode(), [...environment, main], { cwd: ROOT, stdio: 'inherit', env });
  // The terminal sends Ctrl+C to both; the server decides when it is done.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => server.kill('SIGTERM'));
  server.on('exit', (code, signal) => process.exit(signal ? 0 : (code ?? 1)));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
