// npm run dev: both sides in watch mode. UI with live reload on http://127.0.0.1:4200, API on 8080.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, productNode, ROOT, step, toolEnvironment } from './install.mjs';

const MAIN = join(ROOT, 'dist/backend/main.js');

ensureInstalled();
try {
  ensureBuilt(['backend']);
} catch {
  // The compiler has said why. An older build can run until the next save is right.
  if (!existsSync(MAIN)) process.exit(1);
  step('Going on with the last build that worked');
}
const env = toolEnvironment({
  LOG_FORMAT: 'plain',
  PUBLIC_URL: process.env.PUBLIC_URL ?? 'http://127.0.0.1:4200',
});
const children = [
  ['nest', ['build', '--watch', '--preserveWatchOutput']],
  [productNode(), ['--watch-path=dist/backend', '--watch-preserve-output', MAIN]],
  ['ng', ['serve', '--host', '127.0.0.1', '--port', '4200']],
].map(([command, args]) => spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], env }));

const stop = () => children.forEach((child) => child.kill('SIGTERM'));
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
children.forEach((child) => child.on('exit', stop));
