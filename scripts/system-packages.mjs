// Programs that the tests need beyond npm. Installs Debian's packages when root; otherwise says what to install.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run, step } from './install.mjs';

const NEEDED = {
  'mariadb-server': 'mariadbd',
  'redis-server': 'redis-server',
  chromium: 'chromium',
  postfix: 'postfix',
  // verifies our signatures
  'python3-dkim': 'dkimverify',
};

const has = (program) =>
  spawnSync('sh', ['-c', `PATH=$PATH:/usr/sbin:/sbin:/usr/local/sbin command -v ${program}`]).status === 0;

export function ensureSystemPackages() {
  const missing = Object.entries(NEEDED)
    .filter(([, program]) => !has(program))
    .map(([name]) => name);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    throw new Error(
      `The tests need these programs; please install them first:\n  apt-get install ${missing.join(' ')}`,
    );
  }
  step(`Installing Debian packages for the tests: ${missing.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], { env });
  // The tests start servers of their own; the packages' services must not come up beside them.
  const quiet = { env: { ...env, RUNLEVEL: '1' } };
  const code = run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], quiet);
  if (code !== 0) throw new Error('apt-get could not install them');
}
