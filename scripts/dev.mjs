// npm run dev: both sides in watch mode. UI with live reload on http://127.0.0.1:4200, API on 8080.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, productNode, ROOT, toolEnvironment } from './install.mjs';

ensureInstalled();
ensureBuilt(['backend']);
const env = toolEnvironment({
  LOG_FORMAT: 'plain',
  PUBLIC_URL: process.env.PUBLIC_URL ?? 'http://127.0.0.1:4200',
});
const children = [
  ['nest', ['build', '--watch', '--preserveWatchOutput']],
  [
    productNode(),
    ['--watch-path=dist/backend', '--watch-preserve-output', join('dist', 'backend', 'main.js')],
  ],
  ['ng', ['serve', '--host', '127.0.0.1', '--port', '4200']],
].map(([command, args]) => spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], env }));

const stop = () => children.forEach((child) => child.kill('SIGTERM'));
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
children.forEach((child) => child.on('exit', stop));
