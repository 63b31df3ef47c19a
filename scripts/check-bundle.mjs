// The size of what a browser loads before the first page: entry, styles, the start chunk (loaded by the
// entry after the texts), the shell, and all that these import at once. Limit: 350 kB compressed.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const LIMIT = 350_000;
const folder = join(dirname(fileURLToPath(import.meta.url)), '../dist/frontend');
const { outputs } = JSON.parse(readFileSync(join(folder, 'browser-stats.json'), 'utf8'));

const EAGER = ['frontend/src/main.ts', 'frontend/src/start.ts', 'frontend/src/app/core/layout/shell.ts'];
const wanted = new Set();
for (const [file, { entryPoint }] of Object.entries(outputs)) {
  const first = EAGER.includes(entryPoint) || /^(polyfills|styles)[-.]/.test(file);
  if (first && !file.endsWith('.map')) add(file);
}

function add(file) {
  if (wanted.has(file)) return;
  wanted.add(file);
  for (const { path, kind } of outputs[file]?.imports ?? []) if (kind === 'import-statement') add(path);
}

let raw = 0;
let compressed = 0;
for (const file of wanted) {
  const bytes = readFileSync(join(folder, file));
  raw += bytes.length;
  compressed += gzipSync(bytes).length;
}
const entries = EAGER.filter((entry) => [...wanted].some((file) => outputs[file].entryPoint === entry));
if (entries.length !== EAGER.length) throw new Error(`browser-stats.json names only ${entries.join(', ')}`);
console.log(`initial: ${wanted.size} files, ${raw} B, ${compressed} B compressed, limit ${LIMIT} B`);
if (compressed > LIMIT) process.exitCode = 1;
