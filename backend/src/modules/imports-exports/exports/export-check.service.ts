import { Injectable } from '@nestjs/common';
import type { DateLimit, ExportOptions } from '../../../contract/exports/export-options.js';
import { isTimeZone } from '../../../contract/time-zone.js';
import { UserStatus } from '../../../contract/recipients/codes.js';
import { InvalidInput, type FieldProblem } from '../../../core/errors/domain-error.js';
import { MailingListService, ProfileFieldRegistry } from '../../recipients/index.js';
import { STANDARD_COLUMNS } from './export-columns.js';
import { fileBaseName } from './export-names.js';
import { ExportSelection } from './export-selection.js';

/** Finds out whether options can be carried out, before they are kept. */
@Injectable()
export class ExportCheckService {
  constructor(
    private readonly fields: ProfileFieldRegistry,
    private readonly lists: MailingListService,
    private readonly selection: ExportSelection,
  ) {}

  /** @throws InvalidInput with fields below `options.`; NotFound for lists; what the filter throws */
  async check(options: ExportOptions): Promise<void> {
    const problems = new Map<string, FieldProblem>();
    const { filter, format } = options;
    if (!isTimeZone(format.timeZone)) problems.set('options.format.timeZone', { code: 'export.time-zone' });
    else if (fileBaseName(options.fileName, { profile: 'x', id: 1, at: new Date(0) }, 'UTC') === '') {
      problems.set('options.fileName', { code: 'export.file-name' });
    }
    if (filter.withoutList === true && filter.mailingListId !== undefined) {
      problems.set('options.filter.mailingListId', { code: 'export.list-and-none' });
    }
    if (options.bounceDetails && filter.status !== UserStatus.Bounced) {
      problems.set('options.bounceDetails', { code: 'export.bounce-status' });
    }
    options.dates.forEach((limit, index) => {
      const problem = dateProblem(limit);
      if (problem) problems.set(`options.dates.${index}`, { code: problem });
    });
    await this.checkColumns(options, problems);
    if (problems.size > 0) throw new InvalidInput(Object.fromEntries(problems));
    const lists = [
      ...options.listColumns,
      ...(filter.mailingListId === undefined ? [] : [filter.mailingListId]),
    ];
    for (const id of lists) await this.lists.require(id);
    await this.selection.condition(options);
  }

  private async checkColumns({ columns }: ExportOptions, problems: Map<string, FieldProblem>): Promise<void> {
    const known = new Set(STANDARD_COLUMNS);
    for (const field of await this.fields.all()) {
      if (field.visibility !== 'hidden') known.add(field.name.toLowerCase());
    }
    columns.forEach(({ kind, name, header }, index) => {
      const at = `options.columns.${index}`;
      if (kind === 'constant') {
        if (name.trim() === '' && header.trim() === '') problems.set(at, { code: 'export.constant-header' });
      } else if (!known.has(name.toLowerCase())) {
        problems.set(at, { code: 'export.unknown-field', params: { name } });
      }
    });
  }
}

function dateProblem({ from, to, lastDays }: DateLimit): string | undefined {
  if (lastDays !== null) return from === null && to === null ? undefined : 'export.date-both';
  if (from === null && to === null) return 'export.date-empty';
  if ([from, to].some((day) => day !== null && !isDay(day))) return 'export.date-impossible';
  return from !== null && to !== null && to < from ? 'export.date-order' : undefined;
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
