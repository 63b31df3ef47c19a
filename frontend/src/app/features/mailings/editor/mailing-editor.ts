import { Component, computed, effect, inject, input, numberAttribute, untracked } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatMenuModule } from '@angular/material/menu';
import { Router, RouterLink } from '@angular/router';
import { mdiContentCopy, mdiDeleteOutline, mdiDotsVertical, mdiEmailFastOutline } from '@mdi/js';
import { firstValueFrom } from 'rxjs';
import { MailingListsApi } from '../../../core/api/mailing-lists-api';
import { MailingsApi } from '../../../core/api/mailings-api';
import { pageCommands } from '../../../core/commands/commands';
import { Problem } from '../../../core/errors/problem';
import { PageTitle } from '../../../core/routing/page-title';
import { Session } from '../../../core/session/session';
import { action, remote } from '../../../core/state/remote';
import { Time } from '../../../shared/format/time';
import { Icon } from '../../../shared/icon/icon';
import { PageHeader } from '../../../shared/page-header/page-header';
import { Segments } from '../../../shared/segments/segments';
import { StatusChip } from '../../../shared/status-chip/status-chip';
import { MailingActions } from '../mailing-actions';
import { MAILING_STATUSES, hasSend } from '../mailing-status';
import { ChecksPane } from './checks-pane';
import { type Conflict, ConflictDialog } from './conflict-dialog';
import { MailingDraft } from './mailing-draft';
import { Places } from './places';
import { PreviewPane } from './preview-pane';
import { SaveState } from './save-state';
import { type SavesBeforeLeaving } from './save-before-leaving.guard';
import { SettingsForm } from './settings-form';
import { SourcePane } from './source-pane';

/** Everything about one mailing on one page: settings and source, the preview beside it, checks below. */
@Component({
  selector: 'em-mailing-editor',
  imports: [
    ChecksPane,
    Icon,
    MatButtonModule,
    MatMenuModule,
    PageHeader,
    PreviewPane,
    Problem,
    RouterLink,
    SaveState,
    Segments,
    SettingsForm,
    SourcePane,
    StatusChip,
    Time,
  ],
  providers: [MailingDraft, Places],
  templateUrl: './mailing-editor.html',
  styleUrl: './mailing-editor.scss',
  host: { '(window:beforeunload)': 'warnBeforeUnload($event)' },
})
export class MailingEditor implements SavesBeforeLeaving {
  private readonly api = inject(MailingsApi);
  private readonly mailingLists = inject(MailingListsApi);
  private readonly dialogs = inject(MatDialog);
  private readonly router = inject(Router);
  private readonly actions = inject(MailingActions);
  private readonly title = inject(PageTitle);
  protected readonly session = inject(Session);
  protected readonly draft = inject(MailingDraft);
  protected readonly places = inject(Places);

  readonly id = input.required({ transform: numberAttribute });

  protected readonly loaded = remote(
    () => this.id(),
    (id, abort) => this.api.get(id, abort),
  );
  protected readonly lists = remote(
    () => true,
    (_, abort) => this.mailingLists.all(abort),
  );
  protected readonly mayWrite = computed(() => this.session.can('mailings.write'));
  protected readonly statuses = MAILING_STATUSES;
  protected readonly hasSend = hasSend;
  protected readonly panes = computed(() => {
    const { length } = this.draft.saved()?.findings ?? [];
    const checks = $localize`:@@mailings.findings:Checks`;
    return [
      { key: 'write', label: $localize`:@@mailings.pane.write:Write` },
      { key: 'preview', label: $localize`:@@mailings.pane.preview:Preview` },
      { key: 'checks', label: length > 0 ? `${checks} (${length})` : checks },
    ];
  });
  protected readonly icons = {
    more: mdiDotsVertical,
    copy: mdiContentCopy,
    delete: mdiDeleteOutline,
    send: mdiEmailFastOutline,
  };

  protected readonly test = action(async (mailingId: number) => {
    await this.draft.save();
    const { TestSendDialog } = await import('../review/test-send-dialog');
    const mailing = this.draft.saved();
    this.dialogs.open(TestSendDialog, {
      data: { mailingId, mailingListId: mailing?.mailingListId ?? null },
      width: '560px',
    });
  });
  protected readonly copy = action(async (mailingId: number) => {
    await this.draft.save();
    // What a released mailing could not take any more goes into the copy.
    await this.actions.copy(mailingId, this.draft.editable() ? {} : this.draft.unsaved());
  });

  constructor() {
    effect(() => {
      const mailing = this.loaded.value();
      if (mailing) untracked(() => this.draft.open(mailing));
    });
    effect(() => {
      const name = this.draft.content().name;
      if (name) this.title.set(name);
    });
    effect(() => {
      if (this.draft.theirs()) untracked(() => void this.decide());
    });
    const group = $localize`:@@mailings.one:Mailing`;
    pageCommands(
      {
        id: 'mailing.save',
        label: $localize`:@@mailings.saveNow:Save now`,
        group,
        keys: 'mod+s',
        run: () => void this.draft.save(),
      },
      {
        id: 'mailing.review',
        label: $localize`:@@sends.review.title:Review and send`,
        group,
        run: () => void this.router.navigate(['/mailings', this.id(), 'review']),
      },
    );
  }

  save(): Promise<void> {
    return this.draft.save();
  }

  hasUnsavedChanges(): boolean {
    // Of a mailing that was released meanwhile nothing more can be saved; its page says so.
    return this.draft.dirty() && this.draft.editable();
  }

  protected showPane(pane: string): void {
    this.places.pane.set(pane === 'preview' || pane === 'checks' ? pane : 'write');
  }

  protected async delete(): Promise<void> {
    const mailing = this.draft.saved();
    if (!mailing || !(await this.actions.delete(mailing))) return;
    this.draft.forget();
    await this.router.navigateByUrl('/mailings');
  }

  protected async decide(): Promise<void> {
    const theirs = this.draft.theirs();
    if (!theirs) return;
    const lists = new Map((this.lists.value() ?? []).map(({ id, name }) => [id, name]));
    const dialog = this.dialogs.open<ConflictDialog, Conflict, string>(ConflictDialog, {
      data: { theirs, mine: this.draft.unsaved(), lists },
      width: '860px',
      maxWidth: '94vw',
    });
    const choice = await firstValueFrom(dialog.afterClosed());
    if (choice === 'mine') await this.draft.keepMine();
    else if (choice === 'theirs') this.draft.takeTheirs();
  }

  protected warnBeforeUnload(event: BeforeUnloadEvent): void {
    if (this.hasUnsavedChanges()) event.preventDefault();
  }
}
