import { Component, computed, effect, inject, untracked } from '@angular/core';
import { UserType, isUserType } from '@contract/recipients/codes';
import { type ImportMode } from '../../../core/api/imports-api';
import { Session } from '../../../core/session/session';
import { Formats } from '../../../shared/format/formats';
import { Field } from '../../../shared/field/field';
import { TYPES, TYPE_WORDS } from '../../../shared/recipient-words/binding-words';
import { MODE_WORDS } from '../import-words';
import { newFieldOf } from './column-choice';
import { WizardState } from './wizard-state';

/** Where the recipients go and what happens to known ones, summed up in a sentence. */
@Component({
  selector: 'em-target-step',
  imports: [Field],
  templateUrl: './target-step.html',
  styles: `
    fieldset {
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      margin-bottom: 4px;
      padding: 0;
      font-size: 0.8125rem;
      font-weight: 550;
    }
    .mode {
      display: flex;
      gap: 8px;
      padding: 6px 0;
      cursor: pointer;
    }
    .mode input {
      flex: none;
      width: 16px;
      height: 16px;
      margin: 3px 0 0;
      accent-color: var(--em-primary);
    }
    .mode span span {
      display: block;
      font-size: 0.8125rem;
    }
    .em-panel {
      max-width: 720px;
    }
    .what {
      margin: 0;
    }
    .what p {
      margin: 0;
    }
  `,
})
export class TargetStep {
  private readonly formats = inject(Formats);
  private readonly session = inject(Session);
  protected readonly state = inject(WizardState);
  protected readonly modes = MODE_WORDS;
  protected readonly types = TYPES.map((code) => ({ code, ...TYPE_WORDS[code] }));
  protected readonly typeMeaning = computed(() => TYPE_WORDS[this.state.userType()].meaning);
  protected readonly mayMakeList = computed(() => this.session.can('lists.write'));
  protected readonly nameError = computed(() => {
    const length = this.state.newListName().trim().length;
    return length > 0 && length < 3 ? $localize`:@@imports.list.short:Use at least 3 characters` : '';
  });

  protected readonly listName = computed(() => {
    const list = this.state.list();
    if (list === 'none') return '';
    if (list === 'new') return this.state.newListName().trim();
    return this.state.lists.value()?.find(({ id }) => id === list)?.name ?? '';
  });
  protected readonly what = computed(() => [
    this.rowsSentence(),
    this.listSentence(),
    ...this.fieldSentence(),
  ]);

  constructor() {
    effect(() => {
      const lists = this.state.lists.value();
      const list = untracked(this.state.list);
      // A list that was deleted meanwhile, or a made-up one in the address.
      if (lists && typeof list === 'number' && !lists.some(({ id }) => id === list))
        this.state.list.set('none');
    });
  }

  protected chooseList(text: string): void {
    this.state.list.set(text === 'none' || text === 'new' ? text : Number(text));
  }

  protected chooseType(text: string): void {
    if (isUserType(text)) this.state.userType.set(text);
  }

  protected chooseMode(mode: ImportMode): void {
    this.state.mode.set(mode);
  }

  private rowsSentence(): string {
    const rows = this.formats.number(this.state.preview.value()?.totalEstimate ?? 0);
    switch (this.state.mode()) {
      case 'add-and-update':
        return $localize`:@@imports.what.both:About ${rows}:rows: rows are read: new addresses become recipients, known ones are updated.`;
      case 'add-only':
        return $localize`:@@imports.what.add:About ${rows}:rows: rows are read: new addresses become recipients, known ones stay as they are.`;
      case 'update-only':
        return $localize`:@@imports.what.update:About ${rows}:rows: rows are read: known recipients are updated, new addresses are left out.`;
    }
  }

  private listSentence(): string {
    const name = this.listName();
    if (this.state.list() === 'none') return $localize`:@@imports.what.noList:Nobody joins a mailing list.`;
    if (this.state.userType() === UserType.World)
      return $localize`:@@imports.what.list:They join the list “${name}:list:”; who left it before stays out.`;
    const type = TYPE_WORDS[this.state.userType()].label;
    return $localize`:@@imports.what.listAs:They join the list “${name}:list:” as ${type}:type:; who is or was in it stays as is.`;
  }

  private fieldSentence(): string[] {
    const labels = this.state.targets().flatMap((target) => newFieldOf(target)?.label ?? []);
    if (labels.length === 0) return [];
    return [$localize`:@@imports.what.fields:New profile fields are made: ${labels.join(', ')}:labels:.`];
  }
}
