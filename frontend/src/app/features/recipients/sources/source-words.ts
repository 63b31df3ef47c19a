import { type DataSourceKind } from '../../../core/api/types';

/** What a data source did. */
export const SOURCE_WORDS: Readonly<Record<DataSourceKind, string>> = {
  import: $localize`:@@recipients.sources.kind.import:Import`,
  'bulk-edit': $localize`:@@recipients.sources.kind.bulkEdit:Fields of many changed`,
  'bulk-delete': $localize`:@@recipients.sources.kind.bulkDelete:Many deleted`,
  'bulk-binding': $localize`:@@recipients.sources.kind.bulkBinding:Entries in a list changed`,
  deletion: $localize`:@@recipients.sources.kind.deletion:One deleted`,
  undo: $localize`:@@recipients.sources.kind.undo:Taken back`,
  restore: $localize`:@@recipients.sources.kind.restore:Restored`,
};

export const SOURCE_KINDS = Object.keys(SOURCE_WORDS);

export function isSourceKind(text: string): text is DataSourceKind {
  return SOURCE_KINDS.includes(text);
}
