// Lets Node run the backend's sources as they are: for benches, and for threads that tests start. Its own type stripping
// knows no decorators, and a build step would measure whatever was built last. This compiles each file when it is first
// loaded and keeps what came out, so that a process that is measured as a whole does not have the compiler in its memory.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const CACHE = fileURLToPath(new URL('../../.cache/typescript/', import.meta.url));

/** As in vitest.config.ts. */
const OPTIONS = {
  configFile: false,
  swcrc: false,
  // They would count as memory of a process that is measured.
  sourceMaps: false,
  module: { type: 'es6' },
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
  },
};

mkdirSync(CACHE, { recursive: true });

function compiled(filename) {
  const text = readFileSync(filename, 'utf8');
  const key = createHash('sha256')
    .update(JSON.stringify([OPTIONS, filename, text]))
    .digest('hex');
  const kept = join(CACHE, `${key}.mjs`);
  if (existsSync(kept)) return readFileSync(kept, 'utf8');
  const { code } = require('@swc/core').transformSync(text, { ...OPTIONS, filename });
  const half = `${kept}.${process.pid}`;
  writeFileSync(half, code);
  renameSync(half, kept);
  return code;
}

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (/^\.\.?\/.*\.js$/.test(specifier) && context.parentURL?.endsWith('.ts')) {
      const url = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
      if (statSync(url, { throwIfNoEntry: false })) return nextResolve(url.href, context);
    }
    return nextResolve(specifier, context);
  },
  load(url, context, nextLoad) {
    if (!url.startsWith('file:') || !url.endsWith('.ts')) return nextLoad(url, context);
    return { format: 'module', source: compiled(fileURLToPath(url)), shortCircuit: true };
  },
});
