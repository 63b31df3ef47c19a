// The initial download of the user interface must stay within 350 kB compressed.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { ROOT } from './install.mjs';

const LIMIT = 350_000;
const folder = join(ROOT, 'dist/frontend/browser');
const page = readFileSync(join(folder, 'index.html'), 'utf8');
const named = [...page.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map((match) => match[1]);
const files = [...new Set(named.map((name) => name.replace(/^\//, '')))];
let total = gzipSync(page).length;
// What an initial file imports statically is needed before the first page too.
for (let index = 0; index < files.length; index += 1) {
  const text = readFileSync(join(folder, files[index]));
  total += gzipSync(text).length;
  for (const [, name] of text.toString('utf8').matchAll(/(?:from|import)\s*"\.\/([\w.-]+\.js)"/g)) {
    if (!files.includes(name)) files.push(name);
  }
}
process.stdout.write(
  `Initial bundle: ${Math.round(total / 1000)} kB compressed in ${files.length} files (limit ${LIMIT / 1000} kB)\n`,
);
process.exitCode = total > LIMIT ? 1 : 0;
