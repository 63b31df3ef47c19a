// npm test: every check there is. Last line: "N passed, N failed".
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, ROOT, run, step } from './install.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

const REPORTS = join(ROOT, '.cache/reports');
const started = Date.now();
let passed = 0;
let failed = 0;
const failures = [];

function check(name, command, args) {
  const begin = Date.now();
  step(name);
  const code = run(command, args);
  count(name, code === 0 ? 1 : 0, code === 0 ? 0 : 1);
  step(`${name}: ${code === 0 ? 'ok' : 'FAILED'} (${Math.round((Date.now() - begin) / 1000)} s)`);
  return code === 0;
}

/** A test runner whose JSON report says how many passed; a report that is missing is one failure. */
function suite(name, command, args, report, read) {
  const begin = Date.now();
  step(name);
  const file = join(REPORTS, report);
  const code = run(command, args);
  let numbers = { passed: 0, failed: 1 };
  try {
    numbers = read(JSON.parse(readFileSync(file, 'utf8')));
    if (code !== 0 && numbers.failed === 0) numbers.failed = 1;
    if (numbers.passed + numbers.failed === 0) numbers.failed = 1;
  } catch (error) {
    process.stderr.write(`${name}: no report: ${String(error)}\n`);
  }
  count(name, numbers.passed, numbers.failed);
  step(
    `${name}: ${numbers.passed} passed, ${numbers.failed} failed (${Math.round((Date.now() - begin) / 1000)} s)`,
  );
}

function count(name, good, bad) {
  passed += good;
  failed += bad;
  if (bad > 0) failures.push(name);
}

/** In CI nothing may be left out: a skipped test counts as failed. */
const left = (skipped) => (process.env.CI ? skipped : 0);
const vitest = (report) => ({
  passed: report.numPassedTests,
  failed:
    report.numFailedTests +
    left(report.numPendingTests + report.numTodoTests) +
    report.numFailedTestSuites * (report.numFailedTests === 0 ? 1 : 0),
});
const playwright = ({ stats }) => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky + left(stats.skipped),
});

try {
  ensureInstalled();
  ensureSystemPackages();
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  check('format', 'prettier', ['--check', '--log-level=warn', '.']);
  check('lint', 'eslint', ['--max-warnings=0', '.']);
  check('boundaries', 'depcruise', [
    '--config',
    '.dependency-cruiser.cjs',
    'backend/src',
    'frontend/src',
    'e2e',
  ]);
  check('types of backend', 'tsc', ['-p', 'backend/tsconfig.json']);
  check('types of e2e', 'tsc', ['-p', 'e2e/tsconfig.json']);
  ensureBuilt();
  check('openapi.json is up to date', 'node', ['scripts/openapi.mjs', '--check']);
  check('translations', 'node', ['scripts/check-translations.mjs']);
  check('bundle size', 'node', ['scripts/check-bundle.mjs']);
  suite(
    'backend tests',
    'vitest',
    ['run', '--reporter=default', '--reporter=json', '--outputFile.json=.cache/reports/backend.json'],
    'backend.json',
    vitest,
  );
  suite(
    'Angular tests',
    'ng',
    [
      'test',
      '--no-watch',
      '--reporters=default',
      '--reporters=json',
      '--output-file=.cache/reports/angular.json',
    ],
    'angular.json',
    vitest,
  );
  suite('e2e', 'playwright', ['test', '--config', 'e2e/playwright.config.ts'], 'e2e.json', playwright);
} catch (error) {
  failed += 1;
  failures.push(error instanceof Error ? error.message : String(error));
}
if (failures.length > 0) process.stdout.write(`Failed: ${failures.join('; ')}\n`);
process.stdout.write(
  `Took ${Math.round((Date.now() - started) / 1000)} s\n${passed} passed, ${failed} failed\n`,
);
process.exit(failed > 0 ? 1 : 0);
