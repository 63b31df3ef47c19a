import type { ExportFormat } from '../../../contract/exports/export-options.js';
import { zoneOffset } from '../../../contract/recipients/date-values.js';

const MOST = 120;
const FORBIDDEN = /[\p{Cc}\p{Cf}<>:"/\\|?*]/gu;

export interface NameValues {
  readonly profile: string;
  readonly id: number;
  readonly at: Date;
}

/** The name of the file without an ending; '' if nothing of the pattern is left. */
export function fileBaseName(pattern: string, { profile, id, at }: NameValues, timeZone: string): string {
  const local = new Date(at.getTime() + zoneOffset(at.getTime(), timeZone)).toISOString();
  const values: Readonly<Record<string, string>> = {
    profile,
    id: String(id),
    date: local.slice(0, 10),
    time: local.slice(11, 19).replaceAll(':', ''),
  };
  const text = pattern.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
  return text
    .replace(FORBIDDEN, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, MOST);
}

/** Names of the file itself, and of what the person gets, which may be an archive with it. */
export function fileNames(base: string, { kind, json, zip }: ExportFormat): { inner: string; outer: string } {
  const inner = `${base}.${kind === 'json' && json === 'lines' ? 'jsonl' : kind}`;
  return { inner, outer: zip ? `${base}.zip` : inner };
}

export function contentType({ kind, zip }: ExportFormat): string {
  if (zip) return 'application/zip';
  switch (kind) {
    case 'csv':
      return 'text/csv';
    case 'json':
      return 'application/json';
    case 'xlsx':
      return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  }
}
