import { BlobReader, BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CsvItem } from '../src/modules/imports-exports/csv/csv-reader.js';

/** A folder for the files of a test. */
export function testFolder(): { write(name: string, content: Buffer | string): string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'emm-readers-'));
  return {
    write(name, content) {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export async function zipOf(
  entries: Readonly<Record<string, string | Buffer>>,
  options: { password?: string; zipCrypto?: boolean } = {},
): Promise<Buffer> {
  const zip = new ZipWriter(new BlobWriter('application/zip'), { useWebWorkers: false, ...options });
  for (const [name, content] of Object.entries(entries)) {
    const source =
      typeof content === 'string' ? new TextReader(content) : new BlobReader(new Blob([content]));
    await zip.add(name, source);
  }
  return Buffer.from(await (await zip.close()).arrayBuffer());
}

export async function itemsOf(batches: AsyncIterable<CsvItem[]>): Promise<CsvItem[]> {
  const items: CsvItem[] = [];
  for await (const batch of batches) items.push(...batch);
  return items;
}

/** Values of records; `line:code` of problems. */
export async function valuesOf(batches: AsyncIterable<CsvItem[]>): Promise<(string[] | string)[]> {
  return (await itemsOf(batches)).map((item) =>
    item.kind === 'record' ? item.values : `${item.line}:${item.code}`,
  );
}
