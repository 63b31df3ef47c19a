// Runs before anything is installed, so: Node 20, no packages.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CACHE = join(ROOT, '.cache');
const BIN = join(ROOT, 'node_modules/.bin');

/** Environment in which `node` is the project's own Node 24, where the platform has it as a package. */
export function toolEnvironment(extra = {}) {
  return {
    ...process.env,
    PATH: `${BIN}${delimiter}${process.env.PATH}`,
    NG_CLI_ANALYTICS: 'false',
    ...extra,
  };
}

/** The Node that runs the product: the pinned one, else the one that runs this script. */
export function productNode() {
  const pinned = join(BIN, 'node');
  if (existsSync(pinned)) return pinned;
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 24) {
    throw new Error(
      `Node 24 is needed on this platform (this is ${process.version}); see https://nodejs.org`,
    );
  }
  return process.execPath;
}

export function step(text) {
  process.stdout.write(`▸ ${text}\n`);
}

/** Runs a command with its output shown. @returns its exit code */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: toolEnvironment(),
    ...options,
  });
  if (result.error) throw result.error;
  return result.status ?? 1;
}

export function must(command, args, options) {
  const code = run(command, args, options);
  if (code !== 0) throw new Error(`"${command} ${args.join(' ')}" failed with exit code ${code}`);
}

/** `npm ci` unless what is installed already belongs to this lock file. */
export function ensureInstalled() {
  const wanted = hashOf([join(ROOT, 'package-lock.json')], true);
  const packages = join(ROOT, 'node_modules');
  if (existsSync(packages) && stamp('installed') === wanted) return;
  // A link leads to packages of another checkout: `npm ci` here would empty them there.
  if (lstatSync(packages, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  step('Installing packages (npm ci), a minute or two the first time …');
  must('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--progress=true']);
  setStamp('installed', wanted);
}

const PARTS = {
  backend: {
    inputs: [
      'backend/src',
      'backend/tsconfig.json',
      'backend/tsconfig.build.json',
      'tsconfig.base.json',
      'nest-cli.json',
      'package-lock.json',
    ],
    output: 'dist/backend/main.js',
    command: ['nest', ['build']],
    title: 'Building the backend …',
  },
  frontend: {
    inputs: ['frontend', 'backend/src/contract', 'angular.json', 'tsconfig.base.json', 'package-lock.json'],
    output: 'dist/frontend/index.html',
    command: ['ng', ['build']],
    title: 'Building the user interface, about a minute the first time …',
    finish: () => compressAll(join(ROOT, 'dist/frontend')),
  },
};

/** Builds what is older than its sources. */
export function ensureBuilt(names = Object.keys(PARTS)) {
  for (const name of names) {
    const part = PARTS[name];
    const wanted = hashOf(
      part.inputs.map((input) => join(ROOT, input)),
      false,
    );
    if (existsSync(join(ROOT, part.output)) && stamp(`built-${name}`) === wanted) continue;
    step(part.title);
    const [command, args] = part.command;
    must(join(BIN, command), args);
    part.finish?.();
    setStamp(`built-${name}`, wanted);
  }
}

/** The server sends these to browsers that take them, without compressing anything itself. */
function compressAll(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !/\.(js|css|html|svg|txt)$/.test(entry.name)) continue;
    const text = readFileSync(file);
    writeFileSync(`${file}.br`, brotliCompressSync(text));
    writeFileSync(`${file}.gz`, gzipSync(text));
  }
}

/** Of file contents, or for many files of names, sizes and times. */
function hashOf(paths, contents) {
  const hash = createHash('sha256');
  const visit = (path) => {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (!stats) return;
    if (stats.isDirectory()) {
      for (const entry of readdirSync(path).sort()) visit(join(path, entry));
    } else if (contents) {
      hash.update(readFileSync(path));
    } else if (!path.endsWith('.spec.ts')) {
      hash.update(`${path}\0${stats.size}\0${stats.mtimeMs}\n`);
    }
  };
  paths.forEach(visit);
  return hash.digest('hex');
}

function stamp(name) {
  const file = join(CACHE, `${name}.stamp`);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function setStamp(name, value) {
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(join(CACHE, `${name}.stamp`), value);
}
