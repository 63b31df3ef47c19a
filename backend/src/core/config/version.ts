import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Version of the product, from the package.json above this file, wherever it was built to. */
export function productVersion(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file)) {
      const { version }: { version?: unknown } = JSON.parse(readFileSync(file, 'utf8')) as {
        version?: unknown;
      };
      if (typeof version === 'string') return version;
    }
    if (dirname(folder) === folder) throw new Error('package.json with the version was not found');
  }
}
