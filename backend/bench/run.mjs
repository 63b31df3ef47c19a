// `npm run bench -- [NAME …] [--quick]`. Starts the benches on the product's own Node, whichever Node runs this.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { productNode } from '../../scripts/install.mjs';

const file = (name) => fileURLToPath(new URL(name, import.meta.url));
const loader = new URL('../test/typescript.mjs', import.meta.url).href;
const child = spawn(productNode(), ['--import', loader, file('main.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
// Ctrl+C reaches the child by itself, a plain kill does not; either way it ends its servers first.
process.on('SIGTERM', () => child.kill('SIGTERM'));
process.on('SIGINT', () => undefined);
child.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
