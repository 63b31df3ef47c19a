import { Component, inject, signal } from '@angular/core';
import { FormField, form, maxLength, required } from '@angular/forms/signals';
import { MatButtonModule } from '@angular/material/button';
import { parse } from '@contract/eql/parser';
import { MAT_DIALOG_DATA, MatDialogModule } from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import { TargetGroupsApi } from '../../../core/api/target-groups-api';
import { submitForm } from '../../../core/forms/submit-form';
import { Field } from '../../../shared/field/field';
import { RuleSentence } from '../../../shared/rule-builder/rule-sentence';
import { type RuleVocabulary } from '../../../shared/rule-builder/vocabulary';
import { type FilterRule } from './filter-rule';

export interface GroupQuestion extends FilterRule {
  vocabulary: RuleVocabulary | null;
}

/** Keeps a search as a target group: everybody who fits at the time it is used. */
@Component({
  selector: 'em-save-group-dialog',
  imports: [Field, FormField, MatButtonModule, MatDialogModule, RouterLink, RuleSentence],
  template: `
    <h2 mat-dialog-title i18n="@@recipients.group.title">Save as target group</h2>
    @if (made(); as group) {
      <mat-dialog-content>
        <p class="em-note good" role="status" i18n="@@recipients.group.made">
          The target group “{{ group.name }}” is there. Mailings can go to it, and it always holds whoever
          fits at that time.
        </p>
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <a
          mat-button
          mat-dialog-close
          [routerLink]="['/target-groups', group.id]"
          i18n="@@recipients.group.open"
          >Open it</a
        >
        <button mat-flat-button type="button" mat-dialog-close i18n="@@shared.close">Close</button>
      </mat-dialog-actions>
    } @else {
      <form novalidate (submit)="save($event)">
        <mat-dialog-content class="em-stack">
          <em-field i18n-label="@@recipients.group.name" label="Name" [for]="form.name">
            <input class="em-input" autocomplete="off" [formField]="form.name" />
          </em-field>
          <em-field
            i18n-label="@@recipients.group.description"
            label="Description"
            [optional]="true"
            [for]="form.description"
          >
            <input class="em-input" autocomplete="off" [formField]="form.description" />
          </em-field>
          <div>
            <p class="em-muted" i18n="@@recipients.group.rule">Its rule:</p>
            <em-rule-sentence [ast]="ast" [vocabulary]="question.vocabulary" />
            @if (question.eql) {
              <code>{{ question.eql }}</code>
            }
          </div>
          @if (question.wider) {
            <p class="em-note warn" i18n="@@recipients.group.wider">
              The group is a little wider than the search: rules do not tell unsubscribed from taken out, nor
              VIPs from others.
            </p>
          }
          @if (problem(); as message) {
            <p class="em-note bad" role="alert">{{ message }}</p>
          }
        </mat-dialog-content>
        <mat-dialog-actions align="end">
          <button mat-button type="button" mat-dialog-close i18n="@@shared.cancel">Cancel</button>
          <button mat-flat-button type="submit" [disabled]="form().submitting()">
            <ng-container i18n="@@recipients.save">Save</ng-container>
          </button>
        </mat-dialog-actions>
      </form>
    }
  `,
  styles: `
    p {
      margin: 0 0 4px;
    }
    code {
      display: block;
      margin-top: 8px;
      color: var(--em-muted);
      font-size: 0.8125rem;
      overflow-wrap: anywhere;
      white-space: pre-wrap;
    }
  `,
})
export class SaveGroupDialog {
  private readonly api = inject(TargetGroupsApi);
  protected readonly question = inject<GroupQuestion>(MAT_DIALOG_DATA);

  protected readonly ast = parse(this.question.eql).ast;
  protected readonly problem = signal('');
  protected readonly made = signal<{ id: number; name: string } | null>(null);
  protected readonly form = form(signal({ name: '', description: '' }), (path) => {
    required(path.name, { message: $localize`:@@recipients.group.nameMissing:Give the group a name` });
    maxLength(path.name, 100);
    maxLength(path.description, 500);
  });

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const problem = await submitForm(this.form, async ({ name, description }) => {
      const { eql } = this.question;
      this.made.set(await this.api.create({ name: name.trim(), description, eql }));
    });
    this.problem.set(problem ?? '');
  }
}
