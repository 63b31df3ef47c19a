import { Injectable } from '@nestjs/common';
import { message, type Language } from '../../../contract/messages/index.js';
import { writeCsv, type CsvCell } from '../csv/csv-writer.js';
import { fileColumns } from '../csv/mapping.js';
import { ImportProblemsService } from '../import-problems.service.js';
import { importProgress } from '../import-progress.js';
import type { Import } from '../import.entity.js';
import { RowState } from '../staging/staging-plan.js';
import { ImportRepairs } from './import-repairs.service.js';
import { StagedRows } from './staged-rows.js';

export const IMPORT_DOWNLOADS = ['valid', 'invalid', 'duplicates', 'fixed', 'report', 'report.json'] as const;
export type ImportDownload = (typeof IMPORT_DOWNLOADS)[number];

/** What an import leaves behind, as files; memory does not grow with them. */
@Injectable()
export class ImportDownloads {
  constructor(
    private readonly problems: ImportProblemsService,
    private readonly repairs: ImportRepairs,
    private readonly staged: StagedRows,
  ) {}

  nameOf(row: Import, file: ImportDownload): string {
    const stem = row.fileName.replace(/\.\w{1,5}$/, '');
    return file === 'report.json' ? `${stem} report.json` : `${stem} ${file}.csv`;
  }

  async *content(row: Import, file: ImportDownload, language: Language): AsyncGenerator<string, void> {
    const options = { separator: row.options.format.separator, bom: true };
    switch (file) {
      case 'invalid':
        yield* this.problems.csv(row, language);
        return;
      case 'valid':
      case 'duplicates':
        yield* writeCsv(this.withNames(row, this.staged.all(row, STATES[file])), options);
        return;
      case 'fixed':
        yield* writeCsv(this.withNames(row, this.fixed(row)), options);
        return;
      case 'report':
        yield* writeCsv(reportOf(row, language), options);
        return;
      case 'report.json':
        yield `${JSON.stringify(factsOf(row), null, 2)}\n`;
    }
  }

  private async *withNames(
    row: Import,
    rows: AsyncIterable<readonly string[]>,
  ): AsyncGenerator<readonly CsvCell[], void> {
    yield fileColumns(row.options.mapping).map(({ name }) => name);
    yield* rows;
  }

  private async *fixed(row: Import): AsyncGenerator<readonly string[], void> {
    for await (const { values } of this.repairs.fixed(row.id, false)) yield values;
  }
}

const STATES = { valid: RowState.open, duplicates: RowState.duplicate } as const;

interface Facts {
  readonly [name: string]: string | number | null | Facts;
}

function factsOf(row: Import): Facts {
  const { created, updated, unchanged, duplicates, blocked, invalid, skipped, ...progress } =
    importProgress(row);
  return {
    id: row.id,
    file: row.fileName,
    bytes: row.size,
    state: row.state,
    mode: row.options.mode,
    dataSourceId: row.dataSourceId,
    parentId: row.parentId,
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    rows: progress.rowsRead,
    counts: { created, updated, unchanged, duplicates, blocked, invalid, skipped },
    bindingsCreated: progress.bindingsCreated,
    bindingsChanged: progress.bindingsChanged,
    blocklistAdded: progress.blocklistAdded,
    rowsPerSecond: progress.rowsPerSecond,
    errors: { ...row.errorTypes },
  };
}

function* reportOf(row: Import, language: Language): Generator<readonly CsvCell[], void> {
  const { counts, errors, ...facts } = factsOf(row);
  for (const [name, value] of Object.entries({ ...facts, ...(counts as Facts) }))
    yield [name, value as CsvCell];
  for (const [code, count] of Object.entries(errors as Facts)) {
    yield [`error ${code}`, count as CsvCell, message(code, {}, language)];
  }
}
