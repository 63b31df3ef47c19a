// Compares the message ids in the frontend's code with the German texts: nothing missing, nothing left
// over, the same placeholders on both sides.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const germanFolder = join(root, 'frontend/src/i18n/de');
const outFolder = join(root, '.cache/i18n');

/** Names of a text's placeholders, sorted; those of plural expressions too. */
export function placeholders(text) {
  const names = [...text.matchAll(/\{\$([A-Za-z0-9_]+)\}/g)].map((match) => match[1]);
  const inPlural = [...text.matchAll(/\{(INTERPOLATION(?:_\d+)?)\}/g)].map((match) => match[1]);
  const variables = [...text.matchAll(/\{(VAR_(?:PLURAL|SELECT)(?:_\d+)?),/g)].map((match) => match[1]);
  return [...new Set([...names, ...inPlural, ...variables])].sort();
}

/** All findings as lines for a person; empty when the German texts are complete. */
export function compare(source, german, inCode = () => false) {
  const findings = [];
  for (const [id, text] of Object.entries(source)) {
    const translated = german.get(id);
    if (!/^[a-z][\w-]*\.[\w.-]+$/.test(id)) findings.push(`no custom id (@@area.name): "${text}"`);
    else if (translated === undefined)
      findings.push(`missing in German: ${JSON.stringify(id)}: ${JSON.stringify(text)}`);
    else if (translated.trim() === '') findings.push(`empty in German: ${id}`);
    else if (String(placeholders(text)) !== String(placeholders(translated)))
      findings.push(`placeholders differ: ${id}: ${placeholders(text)} <> ${placeholders(translated)}`);
  }
  for (const id of german.keys())
    if (!(id in source) && !inCode(id)) findings.push(`unused in German: ${id}`);
  return findings;
}

function readGerman() {
  const texts = new Map();
  const findings = [];
  for (const file of readdirSync(germanFolder).sort()) {
    const entries = Object.entries(JSON.parse(readFileSync(join(germanFolder, file), 'utf8')));
    for (const [id, text] of entries) {
      if (texts.has(id)) findings.push(`twice in German: ${id} (again in ${file})`);
      texts.set(id, text);
    }
  }
  return { texts, findings };
}

/** Ids as they stand in the code: a shared component that no page uses yet is not in the extraction. */
function idsInCode() {
  const folder = join(root, 'frontend/src/app');
  const files = readdirSync(folder, { recursive: true }).filter((file) => /\.(ts|html)$/.test(file));
  const code = files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
  return new Set([...code.matchAll(/@@([\w.-]+)/g)].map((match) => match[1]));
}

function extract() {
  const ng = join(root, 'node_modules/@angular/cli/bin/ng.js');
  const options = [
    'extract-i18n',
    '--format',
    'json',
    '--output-path',
    outFolder,
    '--i18n-duplicate-translation',
    'error',
  ];
  execFileSync(process.execPath, [ng, ...options], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NG_CLI_ANALYTICS: 'false' },
  });
  return JSON.parse(readFileSync(join(outFolder, 'messages.json'), 'utf8')).translations;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const source = extract();
  const german = readGerman();
  const inCode = idsInCode();
  const findings = [...german.findings, ...compare(source, german.texts, (id) => inCode.has(id))];
  for (const finding of findings) console.error(finding);
  console.log(`${Object.keys(source).length} texts, ${findings.length} findings`);
  process.exitCode = findings.length > 0 ? 1 : 0;
}
