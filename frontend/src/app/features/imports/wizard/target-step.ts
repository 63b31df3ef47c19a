import { Component, computed, inject } from '@angular/core';
import { UserType } from '@contract/recipients/codes';
import { MatButtonModule } from '@angular/material/button';
import { Session } from '../../../core/session/session';
import { action } from '../../../core/state/remote';
import { Field } from '../../../shared/field/field';
import { Formats } from '../../../shared/format/formats';
import { TYPE_WORDS } from '../../../shared/recipient-words/binding-words';
import { Toasts } from '../../../shared/toast/toasts';
import { ConsentChoice } from '../settings/consent-choice';
import { ListChoice } from '../settings/list-choice';
import { MatchingChoice } from '../settings/matching-choice';
import { ModeChoice } from '../settings/mode-choice';
import { addsRecipients, subscribes, modeWords, needsLists, usesLists } from '../settings/mode-words';
import { ReportChoice } from '../settings/report-choice';
import { ValueChoice } from '../settings/value-choice';
import { newFieldOf } from './column-choice';
import { WizardState } from './wizard-state';

/** Where the recipients go and what happens to known ones, summed up in sentences. */
@Component({
  selector: 'em-target-step',
  imports: [
    ConsentChoice,
    Field,
    ListChoice,
    MatButtonModule,
    MatchingChoice,
    ModeChoice,
    ReportChoice,
    ValueChoice,
  ],
  templateUrl: './target-step.html',
  styles: `
    .em-panel {
      max-width: 820px;
    }
    h2 {
      margin: 0;
    }
    .what,
    .what p {
      margin: 0;
    }
    .new {
      display: flex;
      gap: 8px;
      align-items: center;
      padding: 8px 0;
    }
    summary {
      font-weight: 550;
      cursor: pointer;
    }
    .profile {
      align-items: flex-end;
    }
    .more {
      margin-top: 16px;
    }
  `,
})
export class TargetStep {
  private readonly formats = inject(Formats);
  private readonly session = inject(Session);
  private readonly toasts = inject(Toasts);
  protected readonly state = inject(WizardState);

  private readonly mode = computed(() => this.state.settings()?.mode ?? 'add-and-update');
  protected readonly adds = computed(() => addsRecipients(this.mode()));
  protected readonly subscribes = computed(() => subscribes(this.mode()) && this.state.someList());
  protected readonly withLists = computed(() => usesLists(this.mode()));
  protected readonly lacksList = computed(() => needsLists(this.mode()) && !this.state.someList());
  protected readonly mayMakeList = computed(() => this.session.can('lists.write'));
  protected readonly nameError = computed(() => {
    const length = this.state.newListName().trim().length;
    return length > 0 && length < 3 ? $localize`:@@imports.list.short:Use at least 3 characters` : '';
  });
  protected readonly what = computed(() => [
    this.rowsSentence(),
    ...this.listSentence(),
    ...this.fieldSentence(),
  ]);

  protected readonly keeping = action(async (name: string) => {
    await this.state.saveAsProfile(name);
    return true;
  });

  protected async keep(event: Event, name: string): Promise<void> {
    event.preventDefault();
    if (await this.keeping.run(name.trim()))
      this.toasts.success($localize`:@@imports.profiles.saved:The profile was saved`);
  }

  private rowsSentence(): string {
    const rows = this.formats.roughly(this.state.preview.value()?.totalEstimate ?? 0);
    const meaning = modeWords(this.mode()).meaning;
    return $localize`:@@imports.what.rows:About ${rows}:rows: rows are read. ${meaning}:meaning:`;
  }

  private listSentence(): string[] {
    if (!this.withLists()) return [];
    if (!this.state.someList()) return [$localize`:@@imports.what.noList:Nobody joins a mailing list.`];
    if (!this.subscribes()) return [];
    const type = this.state.settings()?.userType ?? UserType.World;
    const lists = this.state.listNames();
    if (type === UserType.World)
      return [$localize`:@@imports.what.lists:They join: ${lists}:lists:. Who left a list before stays out.`];
    return [$localize`:@@imports.what.listsAs:They join ${lists}:lists: as ${TYPE_WORDS[type].label}:type:.`];
  }

  private fieldSentence(): string[] {
    const labels = this.state.targets().flatMap((target) => newFieldOf(target)?.label ?? []);
    if (labels.length === 0) return [];
    return [$localize`:@@imports.what.fields:New profile fields are made: ${labels.join(', ')}:labels:.`];
  }
}
