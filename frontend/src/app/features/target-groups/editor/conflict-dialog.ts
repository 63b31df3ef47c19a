import { Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule } from '@angular/material/dialog';
import { type TargetGroupView } from '../../../core/api/target-groups-api';
import { Formats } from '../../../shared/format/formats';

export type GroupContent = Pick<TargetGroupView, 'name' | 'description' | 'eql'>;

export interface GroupConflict {
  theirs: TargetGroupView;
  mine: GroupContent;
}

const LABELS: Readonly<Record<keyof GroupContent, string>> = {
  name: $localize`:@@target-groups.name:Name`,
  description: $localize`:@@target-groups.description:Description`,
  eql: $localize`:@@target-groups.rule:Rule`,
};

/** Two versions of a target group beside each other; the answer is which one stays. */
@Component({
  selector: 'em-group-conflict-dialog',
  imports: [MatButtonModule, MatDialogModule],
  template: `
    <h2 mat-dialog-title i18n="@@target-groups.conflict.title">
      Somebody else saved this target group meanwhile
    </h2>
    <mat-dialog-content>
      <p i18n="@@target-groups.conflict.text">
        Nothing was overwritten. This is what differs between your version and the one saved at {{ at }}.
      </p>
      @for (row of rows; track row.label) {
        <h3>{{ row.label }}</h3>
        <div class="two">
          <div>
            <p class="em-muted" i18n="@@target-groups.conflict.mine">Yours</p>
            <pre tabindex="0" role="region" [attr.aria-label]="row.label">{{ row.mine }}</pre>
          </div>
          <div>
            <p class="em-muted" i18n="@@target-groups.conflict.theirs">Saved by somebody else</p>
            <pre tabindex="0" role="region" [attr.aria-label]="row.label">{{ row.theirs }}</pre>
          </div>
        </div>
      }
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button mat-button type="button" mat-dialog-close="" i18n="@@target-groups.conflict.later">
        Decide later
      </button>
      <button mat-stroked-button type="button" mat-dialog-close="theirs" i18n="@@target-groups.conflict.take">
        Take the other version
      </button>
      <button mat-flat-button type="button" mat-dialog-close="mine" i18n="@@target-groups.conflict.keep">
        Save mine on top
      </button>
    </mat-dialog-actions>
  `,
  styles: `
    .two {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(260px, 100%), 1fr));
      gap: 8px 16px;
    }
    .two p {
      margin: 0 0 4px;
    }
    pre {
      max-height: 220px;
      min-height: 36px;
      margin: 0;
      padding: 8px;
      overflow: auto;
      border: 1px solid var(--em-border);
      border-radius: var(--em-radius);
      background: var(--em-surface-sunken);
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
  `,
})
export class GroupConflictDialog {
  private readonly data = inject<GroupConflict>(MAT_DIALOG_DATA);

  protected readonly at = inject(Formats).time(this.data.theirs.updatedAt);
  protected readonly rows = (['name', 'description', 'eql'] as const)
    .map((key) => ({
      label: LABELS[key],
      mine: this.data.mine[key],
      theirs: this.data.theirs[key],
    }))
    .filter(({ mine, theirs }) => mine !== theirs);
}
