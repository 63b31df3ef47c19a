import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Api, TestApp } from './app.js';

/** Of an import profile, as the API wants them. */
export const PROFILE_SETTINGS = {
  format: { kind: 'csv', encoding: 'utf-8', separator: ';', quote: '"', header: true },
  mapping: [
    { name: 'E-Mail', target: 'email', mandatory: true },
    { name: 'Vorname', target: 'firstname' },
    { name: '', target: 'lastname', defaultValue: 'Messe', constant: true },
  ],
  autoMapping: false,
  mode: 'add-and-update',
  nullHandling: 'keep',
  keys: ['email'],
  duplicates: 'check',
  updateAllMatches: true,
  mailingListIds: [],
  userType: 'W',
  decimalSeparator: ',',
  dateFormats: ['dd.MM.yyyy'],
  timeZone: 'Europe/Berlin',
  genderWords: [{ text: 'Kunde', gender: 5 }],
  defaultMailType: 1,
  reportAddresses: ['report@example.org'],
  errorAddresses: ['error@example.org'],
  reportLanguage: 'de',
};
const EVERY_DAY = { kind: 'daily', minutes: 0, times: ['06:00'], days: [], timeZone: 'Europe/Berlin' };

/** What the API answers when something was made. */
export interface Row {
  id: number;
  version: number;
  [key: string]: unknown;
}
export interface Run {
  id: number;
  state: string;
  fileName: string | null;
  importId: number | null;
  errorCode: string | null;
  attempt: number;
  startedBy: string;
}

export interface Person {
  id: number;
  email: string;
  firstname: string;
  lastname: string;
}

/** What tests of automatic imports do again and again through the API. */
export class ImportSources {
  readonly exchange: string;

  constructor(
    private readonly test: TestApp,
    private readonly api: Api,
  ) {
    this.exchange = test.config.exchangeFolder;
    mkdirSync(this.exchange, { recursive: true });
  }

  /** @param more settings that are not as usual */
  async profile(name: string, more: object = {}): Promise<number> {
    return this.made('import-profiles', { name, settings: { ...PROFILE_SETTINGS, ...more } });
  }

  /** A connection to a folder of this name below the exchange folder. */
  async folder(name: string): Promise<number> {
    mkdirSync(join(this.exchange, name), { recursive: true });
    return this.made('connections', { name, kind: 'folder', settings: { folder: name } });
  }

  async automatic(name: string, more: object): Promise<number> {
    return this.made('automatic-imports', {
      name,
      pattern: '*.csv',
      schedule: EVERY_DAY,
      active: true,
      ...more,
    });
  }

  /** All runs, oldest first, once none works any more. */
  async settled(id: number, atLeast = 1): Promise<Run[]> {
    for (;;) {
      const { body } = await this.api.get<{ items: Run[] }>(`automatic-imports/${id}/runs`);
      const busy = body.items.some(({ state }) => ['queued', 'fetching', 'importing'].includes(state));
      if (!busy && body.items.length >= atLeast) return body.items.reverse();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async mailsTo(address: string, count: number): Promise<{ subject: string; body: string }[]> {
    for (;;) {
      const sent = await this.test.transactions.query<{ subject: string; body: string }>(
        "SELECT subject, body FROM system_mails WHERE recipient = ? AND state = 'sent' ORDER BY id",
        [address],
      );
      if (sent.length >= count) return sent;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async people(q: string): Promise<Person[]> {
    return (await this.api.get<{ items: Person[] }>(`recipients?q=${q}`)).body.items;
  }

  async made(path: string, input: object): Promise<number> {
    const { status, body } = await this.api.post<Row>(path, input);
    expect(status, JSON.stringify(body)).toBe(201);
    return body.id;
  }
}
