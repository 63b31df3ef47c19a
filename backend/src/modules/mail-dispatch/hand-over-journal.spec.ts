import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HandOverJournal } from './hand-over-journal.js';

describe('the journal of hand-overs', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'emm-journal-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('tells what was begun and what was answered', () => {
    const journal = new HandOverJournal(folder, 'host:1:a');
    for (const id of [1, 2, 3, 4]) journal.begun(id);
    journal.accepted(2, 250, '250 queued as\r\nB 9');
    journal.refused(3);
    const reading = HandOverJournal.take(folder, 'host:1:a');
    expect([...(reading?.begun ?? [])]).toEqual([1, 4]);
    expect([...(reading?.accepted ?? [])]).toEqual([[2, { code: 250, reply: '250 queued as B 9' }]]);
    expect(HandOverJournal.take(folder, 'host:1:b')).toBeUndefined();
    journal.close(true);
    expect(HandOverJournal.take(folder, 'host:1:a')).toBeUndefined();
  });

  it('a worker whose file was taken learns that at its next mail, and who took it knows of the mail', () => {
    const journal = new HandOverJournal(folder, 'w');
    expect(journal.begun(1)).toBe(true);
    expect(HandOverJournal.take(folder, 'w')?.begun).toEqual(new Set([1]));
    expect(journal.begun(2)).toBe(false);
    // Asked again, e.g. because the database was not there the first time.
    expect(HandOverJournal.take(folder, 'w')?.begun).toEqual(new Set([1, 2]));
    journal.renew();
    expect(journal.begun(3)).toBe(true);
    journal.close(true);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes a line that was cut off as not written', () => {
    const journal = new HandOverJournal(folder, 'w');
    journal.begun(1);
    journal.begun(2);
    journal.close(false);
    appendFileSync(join(folder, 'w.000000000'), 'A 1 250 250 o');
    const reading = HandOverJournal.take(folder, 'w');
    expect([...(reading?.begun ?? [])]).toEqual([1, 2]);
    expect(reading?.accepted.size).toBe(0);
  });

  it('stays small, and keeps what is open when it begins anew', () => {
    const journal = new HandOverJournal(folder, 'w');
    journal.begun(7);
    for (let id = 10; id < 60_000; id += 1) {
      journal.begun(id);
      journal.accepted(id, 250, 'ok');
      journal.settled([id]);
    }
    const [name = '', ...more] = readdirSync(folder);
    expect(more).toEqual([]);
    expect(name).not.toBe('w.000000000');
    const reading = HandOverJournal.take(folder, 'w');
    expect([...(reading?.begun ?? [])]).toEqual([7]);
    journal.close(true);
    expect(readdirSync(folder)).toEqual([]);
  });
});
