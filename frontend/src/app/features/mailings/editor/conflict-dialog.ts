import { Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule } from '@angular/material/dialog';
import { type MailingContent, type MailingView } from '../../../core/api/mailings-api';
import { Formats } from '../../../shared/format/formats';
import { type ContentChanges, type ContentField, CONTENT_FIELDS } from './draft-content';
import { firstDifference } from './first-difference';

export interface Conflict {
  theirs: MailingView;
  mine: ContentChanges;
  /** Names of the mailing lists by id. */
  lists: ReadonlyMap<number, string>;
}

const LABELS: Readonly<Record<ContentField, string>> = {
  name: $localize`:@@mailings.name:Name`,
  mailingListId: $localize`:@@mailings.list:Mailing list`,
  targetExpression: $localize`:@@mailings.target.title:Target groups`,
  subject: $localize`:@@mailings.subject:Subject`,
  preheader: $localize`:@@mailings.preheader:Preheader`,
  senderName: $localize`:@@mailings.senderName:Sender name`,
  senderEmail: $localize`:@@mailings.senderEmail:Sender address`,
  replyName: $localize`:@@mailings.replyName:Reply name`,
  replyEmail: $localize`:@@mailings.replyEmail:Reply address`,
  html: $localize`:@@mailings.html:HTML`,
  text: $localize`:@@mailings.text:Text`,
  textAutomatic: $localize`:@@mailings.textAutomaticShort:Text from HTML`,
};

/** Two versions of the same fields beside each other; the answer is which one stays. */
@Component({
  selector: 'em-conflict-dialog',
  imports: [MatButtonModule, MatDialogModule],
  template: `
    <h2 mat-dialog-title i18n="@@mailings.conflict.title">Somebody else saved this mailing meanwhile</h2>
    <mat-dialog-content>
      <p i18n="@@mailings.conflict.text">
        Nothing was overwritten. Below are the fields that you changed, with your version and the saved one of
        {{ at }}. Fields that you did not change follow the saved version either way.
      </p>
      @for (row of rows; track row.field) {
        <h3>{{ row.label }}</h3>
        <div class="two">
          <div>
            <p class="em-muted" i18n="@@mailings.conflict.mine">Yours</p>
            <pre tabindex="0" role="region" [attr.aria-label]="row.label">{{ row.mine }}</pre>
          </div>
          <div>
            <p class="em-muted" i18n="@@mailings.conflict.theirs">Saved by somebody else</p>
            <pre tabindex="0" role="region" [attr.aria-label]="row.label">{{ row.theirs }}</pre>
          </div>
        </div>
      }
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button mat-button type="button" mat-dialog-close="" i18n="@@mailings.conflict.later">
        Decide later
      </button>
      <button
        mat-stroked-button
        type="button"
        mat-dialog-close="theirs"
        i18n="@@mailings.conflict.takeTheirs"
      >
        Take the other version
      </button>
      <button mat-flat-button type="button" mat-dialog-close="mine" i18n="@@mailings.conflict.keepMine">
        Save mine on top
      </button>
    </mat-dialog-actions>
  `,
  styles: `
    h3 {
      margin-top: 12px;
    }
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
export class ConflictDialog {
  private readonly data = inject<Conflict>(MAT_DIALOG_DATA);

  protected readonly at = inject(Formats).time(this.data.theirs.updatedAt);
  protected readonly rows = CONTENT_FIELDS.filter((field) => field in this.data.mine).map((field) => {
    const [mine, theirs] = firstDifference(
      this.shown(field, this.data.mine),
      this.shown(field, this.data.theirs),
    );
    return { field, label: LABELS[field], mine, theirs };
  });

  private shown(field: ContentField, content: Partial<MailingContent>): string {
    if (field === 'mailingListId') {
      const id = content.mailingListId;
      return typeof id === 'number' ? (this.data.lists.get(id) ?? String(id)) : '–';
    }
    if (field === 'textAutomatic')
      return content.textAutomatic ? $localize`:@@mailings.yes:yes` : $localize`:@@mailings.no:no`;
    return content[field] || '–';
  }
}
