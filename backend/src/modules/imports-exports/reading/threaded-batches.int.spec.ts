import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { NO_CONVERSION } from '../import-settings.js';
import { fileFormat } from '../readers/file-format.js';
import type { FileReading, ReadBatch } from './read-batches.js';
import { threadedBatches } from './threaded-batches.js';

const folder = mkdtempSync(join(tmpdir(), 'emm-reading-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function reading(content: string, given: Partial<FileReading> = {}): FileReading {
  const path = join(folder, `${Math.random()}.csv`);
  writeFileSync(path, content);
  return {
    path,
    format: fileFormat({}),
    mapping: [
      { name: 'email', target: 'email' },
      { name: 'text', target: { field: 'text' } },
    ],
    fields: [
      {
        name: 'text',
        label: 'Text',
        type: 'text',
        nullable: true,
        fixedValues: null,
        visibility: 'editable',
      },
    ],
    settings: { ...NO_CONVERSION, nullHandling: 'keep' },
    now: new Date(),
    values: [{ of: 'email' }, { of: 'field', name: 'text', type: 'text' }],
    engine: 'sqlite',
    limits: { maxColumns: 10, maxCellLength: 65_536 },
    maxRows: 1_000_000,
    batchRows: 1000,
    from: { byte: 0, line: 1, read: 0, staged: 0 },
    ...given,
  };
}

async function all(of: FileReading): Promise<ReadBatch[]> {
  const batches: ReadBatch[] = [];
  for await (const batch of threadedBatches(of)) batches.push(batch);
  return batches;
}

function file(rows: number, text: (row: number) => string): string {
  return `email;text\n${Array.from({ length: rows }, (_, row) => `p${row}@example.org;${text(row)}\n`).join('')}`;
}

describe('a file read in a thread', () => {
  it('comes in numbered batches, each a place from which reading can go on', async () => {
    const whole = reading(file(2500, String));
    const batches = await all(whole);
    expect(batches.map(({ read }) => read)).toEqual([1000, 1000, 500]);
    const [first, second] = batches;
    if (!first || second?.rows.form !== 'json') throw new Error('no batch');
    const { nextByte: byte, nextLine: line } = first;
    const [again] = await all({ ...whole, from: { byte, line, read: 1000, staged: 1000 } });
    expect(again?.rows).toEqual(second.rows);
    expect(JSON.parse(second.rows.text)[0]).toEqual([1001, 1002, 'p1000@example.org', '1000']);
  });

  it('is left where the caller stops', async () => {
    for await (const batch of threadedBatches(reading(file(50_000, String)))) {
      expect(batch.read).toBe(1000);
      break;
    }
  });

  it('of which each row is very wide takes no more memory than others', async () => {
    const cell = 'x'.repeat(60_000);
    const batches = await all(reading(file(3000, () => cell)));
    expect(batches.reduce((sum, { read }) => sum + read, 0)).toBe(3000);
    expect(Math.max(...batches.map(({ read }) => read))).toBeLessThan(100);
  });

  it('says what is wrong as if it had been read here', async () => {
    await expect(all(reading(file(20, String), { maxRows: 10 }))).rejects.toMatchObject({
      code: 'import.too-many-rows',
      params: { max: 10 },
    });
    const gone = { ...reading(''), path: join(folder, 'gone.csv') };
    await expect(all(gone)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
