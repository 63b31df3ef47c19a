import {
  Component,
  computed,
  effect,
  inject,
  input,
  numberAttribute,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { FormField, disabled, form, maxLength, readonly, required } from '@angular/forms/signals';
import { MatButtonModule } from '@angular/material/button';
import { Router } from '@angular/router';
import { mdiContentSave } from '@mdi/js';
import {
  type CreateTargetGroup,
  type TargetGroupView,
  TargetGroupsApi,
} from '../../../core/api/target-groups-api';
import { pageCommands } from '../../../core/commands/commands';
import { Problem } from '../../../core/errors/problem';
import { submitForm } from '../../../core/forms/submit-form';
import { PageTitle } from '../../../core/routing/page-title';
import { RuleVocabularies } from '../../../core/rules/rule-vocabularies';
import { Session } from '../../../core/session/session';
import { remote } from '../../../core/state/remote';
import { Field } from '../../../shared/field/field';
import { Icon } from '../../../shared/icon/icon';
import { PageHeader } from '../../../shared/page-header/page-header';
import { StatusChip } from '../../../shared/status-chip/status-chip';
import { Toasts } from '../../../shared/toast/toasts';
import { ExplainPanel } from '../panels/explain-panel';
import { GrowthPanel } from '../panels/growth-panel';
import { SamplePanel } from '../panels/sample-panel';
import { UsagePanel } from '../panels/usage-panel';
import { CountPanel } from './count-panel';
import { GroupMenu } from './group-menu';
import { GroupStore } from './group-store';
import { LiveCount } from './live-count';
import { RuleCheck } from './rule-check';
import { RuleDraft } from './rule-draft';
import { RulePane } from './rule-pane';

/** Makes or changes a target group: its rule, who fulfils it, and what depends on it. */
@Component({
  selector: 'em-target-group-page',
  imports: [
    CountPanel,
    ExplainPanel,
    Field,
    FormField,
    GroupMenu,
    GrowthPanel,
    Icon,
    MatButtonModule,
    PageHeader,
    Problem,
    RulePane,
    SamplePanel,
    StatusChip,
    UsagePanel,
  ],
  providers: [LiveCount, RuleCheck, RuleDraft],
  templateUrl: './target-group-page.html',
  styleUrl: './target-group-page.scss',
  host: { '(window:beforeunload)': 'hasUnsavedChanges() && $event.preventDefault()' },
})
export class TargetGroupPage {
  private readonly api = inject(TargetGroupsApi);
  private readonly vocabularies = inject(RuleVocabularies);
  private readonly session = inject(Session);
  private readonly title = inject(PageTitle);
  private readonly toasts = inject(Toasts);
  private readonly router = inject(Router);
  private readonly groups = inject(GroupStore);
  protected readonly draft = inject(RuleDraft);
  protected readonly check = inject(RuleCheck);
  private readonly pane = viewChild(RulePane);

  /** Missing on the page for a new one. */
  readonly id = input(undefined, {
    transform: (value: unknown) => (value === undefined ? undefined : numberAttribute(value)),
  });

  protected readonly group = remote(
    () => this.id(),
    (id, abort) => this.api.get(id, abort),
  );
  protected readonly vocabulary = remote(
    () => ({ except: this.id() }),
    ({ except }, abort) => this.vocabularies.load(abort, except),
  );
  protected readonly loadProblem = computed(() => this.group.problem() ?? this.vocabulary.problem());
  protected readonly ready = computed(
    () => this.draft.vocabulary() !== null && (this.id() === undefined || this.group.value() !== undefined),
  );
  protected readonly isDeleted = computed(() => (this.group.value()?.deletedAt ?? null) !== null);
  protected readonly readonly = computed(
    () => !this.session.can('targets.write') || this.group.value()?.locked === true || this.isDeleted(),
  );
  protected readonly maySeePeople = computed(() => this.session.can('recipients.read'));
  protected readonly attempted = signal(false);
  protected readonly problem = signal('');
  private readonly model = signal({ name: '', description: '', forTests: false });
  protected readonly form = form(this.model, (path) => {
    required(path.name, { message: $localize`:@@target-groups.nameMissing:Enter a name` });
    maxLength(path.name, 100);
    maxLength(path.description, 500);
    readonly(path.name, () => this.readonly());
    readonly(path.description, () => this.readonly());
    disabled(path.forTests, () => this.readonly());
  });
  protected readonly changed = computed(() => this.form().dirty() || this.draft.changed());
  protected readonly icons = { save: mdiContentSave };
  protected readonly newTitle = $localize`:@@target-groups.new:New target group`;
  /** What the draft was last filled with: a reload of the same must not throw typed input away. */
  private shown: TargetGroupView | null | undefined;

  constructor() {
    effect(() => {
      const vocabulary = this.vocabulary.value();
      const group = this.id() === undefined ? null : this.group.value();
      if (!vocabulary || group === undefined) return;
      untracked(() => {
        // The copy of a group opens on the same page.
        if (this.shown === undefined || (group && this.shown?.id !== group.id)) this.fill(group);
      });
    });
    effect(() => {
      const name = this.group.value()?.name;
      if (name) this.title.set(name);
    });
    pageCommands({
      id: 'target-groups.save',
      label: $localize`:@@target-groups.save:Save`,
      group: $localize`:@@target-groups.one:Target group`,
      keys: 'mod+s',
      icon: mdiContentSave,
      run: () => void this.save(),
    });
  }

  hasUnsavedChanges(): boolean {
    return this.changed() && !this.readonly() && !this.form().submitting();
  }

  protected async save(event?: Event): Promise<void> {
    event?.preventDefault();
    if (this.readonly() || !this.ready()) return;
    this.attempted.set(true);
    const eql = this.draft.eql();
    if (eql === null) {
      this.problem.set(
        $localize`:@@target-groups.notReady:The rule is not complete or has mistakes. They are marked below.`,
      );
      this.pane()?.focusProblem();
      return;
    }
    this.problem.set('');
    const problem = await submitForm(this.form, (value) => this.store({ ...value, eql }));
    this.problem.set(problem ?? '');
  }

  /** After locking and the like: the state is new, the input stays. */
  protected refresh(group: TargetGroupView): void {
    this.shown = group;
    this.group.set(group);
  }

  private async store(content: Required<CreateTargetGroup>): Promise<void> {
    const stored = await this.groups.save(this.shown ?? null, content);
    if (!stored) return;
    const { group, version } = stored;
    if (version === 'theirs') {
      this.group.set(group);
      this.fill(group);
      return;
    }
    const isNew = !this.shown;
    this.kept(group);
    if (isNew) await this.router.navigate(['/target-groups', group.id], { replaceUrl: true });
  }

  private kept(group: TargetGroupView): void {
    this.refresh(group);
    this.draft.keep(group.eql);
    this.model.set({ name: group.name, description: group.description, forTests: group.forTests });
    this.form().reset();
    this.attempted.set(false);
    this.toasts.success($localize`:@@target-groups.saved:Target group saved`);
  }

  private fill(group: TargetGroupView | null): void {
    const vocabulary = this.vocabulary.value();
    if (!vocabulary) return;
    this.shown = group;
    const { name = '', description = '', forTests = false, eql = '' } = group ?? {};
    this.model.set({ name, description, forTests });
    this.form().reset();
    this.draft.start(eql, vocabulary);
  }
}
