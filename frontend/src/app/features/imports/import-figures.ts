import { Component, computed, inject, input } from '@angular/core';
import { type ImportCounts, type ImportProgress } from '../../core/api/imports-api';
import { Formats } from '../../shared/format/formats';
import { StatTile } from '../../shared/stat-tile/stat-tile';

/** What became of the rows read: each one is in exactly one of the figures, except joined lists. */
@Component({
  selector: 'em-import-figures',
  imports: [StatTile],
  template: `
    <div class="em-tiles">
      @for (figure of figures(); track figure.label) {
        <em-stat-tile [label]="figure.label" [value]="figure.value" [context]="figure.context" />
      }
    </div>
  `,
})
export class ImportFigures {
  private readonly formats = inject(Formats);

  readonly counts = input.required<ImportCounts & Partial<ImportProgress>>();
  /** Whether it has not happened yet. */
  readonly planned = input(false);

  protected readonly figures = computed(() => {
    const progress = this.counts();
    const planned = this.planned();
    const all = [
      {
        label: planned ? $localize`:@@imports.plan.created:New` : $localize`:@@imports.created:Added`,
        count: progress.created,
        context: $localize`:@@imports.figure.created:new recipients`,
        always: true,
      },
      {
        label: planned ? $localize`:@@imports.plan.updated:Changed` : $localize`:@@imports.updated:Updated`,
        count: progress.updated,
        context: $localize`:@@imports.figure.updated:known, got new values`,
        always: true,
      },
      {
        label: $localize`:@@imports.figure.unchangedLabel:Unchanged`,
        count: progress.unchanged,
        context: $localize`:@@imports.figure.unchanged:known, nothing new`,
        always: true,
      },
      {
        label: $localize`:@@imports.figure.duplicatesLabel:Duplicates`,
        count: progress.duplicates,
        context: $localize`:@@imports.figure.duplicates:address earlier in the file`,
        always: true,
      },
      {
        label: $localize`:@@imports.invalid:Not valid`,
        count: progress.invalid,
        context: $localize`:@@imports.figure.invalid:rows with a mistake`,
        always: true,
      },
      {
        label: $localize`:@@imports.figure.blockedLabel:Blocked`,
        count: progress.blocked,
        context: $localize`:@@imports.figure.blocked:on the blocklist`,
        always: false,
      },
      {
        label: $localize`:@@imports.figure.skippedLabel:Left out`,
        count: progress.skipped,
        context: $localize`:@@imports.figure.skipped:by the chosen way`,
        always: false,
      },
      {
        label: $localize`:@@imports.figure.bindingsLabel:Joined the list`,
        count: progress.bindingsCreated ?? 0,
        context: $localize`:@@imports.figure.bindings:were not in it before`,
        always: false,
      },
      {
        label: $localize`:@@imports.figure.changedLabel:Changed status`,
        count: progress.bindingsChanged ?? 0,
        context: $localize`:@@imports.figure.changed:in their lists`,
        always: false,
      },
      {
        label: $localize`:@@imports.figure.blocklistLabel:On the blocklist`,
        count: progress.blocklistAdded ?? 0,
        context: $localize`:@@imports.figure.blocklist:were put there`,
        always: false,
      },
    ];
    return all
      .filter(({ always, count }) => always || count > 0)
      .map(({ label, count, context }) => ({ label, context, value: this.formats.number(count) }));
  });
}
