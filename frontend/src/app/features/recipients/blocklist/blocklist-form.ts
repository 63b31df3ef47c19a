import { Component, computed, inject, output, signal } from '@angular/core';
import { FormField, form, maxLength, required } from '@angular/forms/signals';
import { MatButtonModule } from '@angular/material/button';
import { BlocklistApi, type BlocklistEntryView } from '../../../core/api/blocklist-api';
import { submitForm } from '../../../core/forms/submit-form';
import { Field } from '../../../shared/field/field';
import { meaningOf } from './pattern-meaning';

/** Blocks an address or a pattern, and says while typing whom that hits. */
@Component({
  selector: 'em-blocklist-form',
  imports: [Field, FormField, MatButtonModule],
  template: `
    <form class="em-panel em-stack" novalidate (submit)="add($event)">
      <div class="em-grid">
        <em-field
          i18n-label="@@recipients.blocklist.pattern"
          label="Address or pattern"
          [hint]="explanation()"
          [for]="form.pattern"
        >
          <input
            class="em-input"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            placeholder="name@example.com, *@example.com"
            [formField]="form.pattern"
          />
        </em-field>
        <em-field
          i18n-label="@@recipients.blocklist.reason"
          label="Reason"
          [optional]="true"
          i18n-hint="@@recipients.blocklist.reasonHint"
          hint="So that colleagues know later why."
          [for]="form.reason"
        >
          <input class="em-input" autocomplete="off" [formField]="form.reason" />
        </em-field>
      </div>
      @if (problem(); as message) {
        <p class="em-note bad" role="alert">{{ message }}</p>
      }
      <div>
        <button
          mat-flat-button
          type="submit"
          [disabled]="form().submitting()"
          i18n="@@recipients.blocklist.add"
        >
          Block
        </button>
      </div>
    </form>
  `,
})
export class BlocklistForm {
  private readonly api = inject(BlocklistApi);

  readonly added = output<BlocklistEntryView>();

  protected readonly problem = signal('');
  private readonly model = signal({ pattern: '', reason: '' });
  protected readonly form = form(this.model, (path) => {
    required(path.pattern, {
      message: $localize`:@@recipients.blocklist.patternMissing:Enter an address or a pattern`,
    });
    maxLength(path.pattern, 300);
    maxLength(path.reason, 500);
  });
  protected readonly explanation = computed(() => {
    const meaning = meaningOf(this.model().pattern);
    switch (meaning.kind) {
      case 'empty':
        return $localize`:@@recipients.blocklist.means.empty:* stands for any text, ? for one character.`;
      case 'address':
        return $localize`:@@recipients.blocklist.means.address:Blocks exactly ${meaning.address}:address:.`;
      case 'domain':
        return $localize`:@@recipients.blocklist.means.domain:Blocks every address at ${meaning.domain}:domain:, but not at its subdomains.`;
      case 'subdomains':
        return $localize`:@@recipients.blocklist.means.subdomains:Blocks every address at subdomains of ${meaning.domain}:domain:, such as mail.${meaning.domain}:again:, but not at ${meaning.domain}:itself: itself.`;
      case 'pattern':
        return $localize`:@@recipients.blocklist.means.pattern:Blocks every address of this shape, such as ${meaning.example}:example:.`;
      case 'tooWide':
        return $localize`:@@recipients.blocklist.means.tooWide:This would block nearly everybody; be more precise.`;
      case 'notYet':
        return $localize`:@@recipients.blocklist.means.notYet:Not an address or pattern yet.`;
    }
  });

  protected async add(event: Event): Promise<void> {
    event.preventDefault();
    const problem = await submitForm(this.form, async ({ pattern, reason }) => {
      const entry = await this.api.add(pattern.trim(), reason.trim());
      this.model.set({ pattern: '', reason: '' });
      this.form().reset();
      this.added.emit(entry);
    });
    this.problem.set(problem ?? '');
  }
}
