import { Component, computed, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { mdiPlus } from '@mdi/js';
import { ApiProblem } from '../../../core/api/api-problem';
import { type ReplyRuleView, ReplyRulesApi } from '../../../core/api/reply-rules-api';
import { Problem } from '../../../core/errors/problem';
import { urlState } from '../../../core/routing/url-state';
import { Session } from '../../../core/session/session';
import { remote } from '../../../core/state/remote';
import { Confirm } from '../../../shared/confirm/confirm';
import { Cell, type Column } from '../../../shared/data-table/columns';
import { DataTable } from '../../../shared/data-table/data-table';
import { Icon } from '../../../shared/icon/icon';
import { REPLY_SCOPE_WORDS, wordsOfClass } from '../../../shared/reply-words/reply-words';
import { SearchField } from '../../../shared/search-field/search-field';
import { Segments } from '../../../shared/segments/segments';
import { StatusChip } from '../../../shared/status-chip/status-chip';
import { Toasts } from '../../../shared/toast/toasts';
import { ReplyRuleForm } from './reply-rule-form';
import { ReplyTester } from './reply-tester';

/** How answers of mail servers are understood, and what the operator makes of that. */
@Component({
  selector: 'em-reply-rule-list',
  imports: [
    Cell, DataTable, Icon, MatButtonModule, Problem, ReplyRuleForm, ReplyTester, SearchField, Segments, StatusChip,
  ], // prettier-ignore
  templateUrl: './reply-rule-list.html',
  styles: `
    .intro {
      max-width: 75ch;
      margin: 0;
    }
    .head {
      flex-wrap: wrap;
    }
    code {
      overflow-wrap: anywhere;
      font-size: 0.8125rem;
    }
    .note {
      font-size: 0.8125rem;
    }
    .nothing {
      padding: 16px;
    }
  `,
})
export class ReplyRuleList {
  private readonly api = inject(ReplyRulesApi);
  private readonly confirm = inject(Confirm);
  private readonly session = inject(Session);
  private readonly toasts = inject(Toasts);

  protected readonly url = urlState();
  protected readonly search = this.url.param('q');
  private readonly wantedView = this.url.param('show');
  protected readonly rules = remote(
    () => true,
    (_, abort) => this.api.all(abort),
  );
  protected readonly editing = signal<ReplyRuleView | 'new' | undefined>(undefined);
  protected readonly mayWrite = computed(() => this.session.can('settings.write'));
  protected readonly views = [
    { key: 'all', label: $localize`:@@settings.replies.all:All` },
    { key: 'own', label: $localize`:@@settings.replies.own:Own` },
    { key: 'off', label: $localize`:@@settings.replies.off:Switched off` },
  ];
  protected readonly view = computed(() => this.wantedView() || 'all');
  protected readonly shown = computed(() => {
    const text = this.search().toLowerCase();
    return this.rules.value()?.filter((rule) => {
      const view = this.view();
      if ((view === 'own' && rule.shipped) || (view === 'off' && rule.on)) return false;
      const { id, family, codes, words, note } = rule;
      return [id, family, codes, words, note, this.words(rule)].some((part) =>
        part.toLowerCase().includes(text),
      );
    });
  });
  protected readonly families = computed(() =>
    [...new Set(['*', ...(this.rules.value() ?? []).map(({ family }) => family)])].filter(
      // No host is known to be one of theirs.
      (family) => family !== 'aol-legacy',
    ),
  );
  protected readonly columns: readonly Column[] = [
    { key: 'id', label: $localize`:@@settings.replies.id:Rule`, width: '130px', primary: true },
    { key: 'family', label: $localize`:@@settings.replies.family:Provider`, width: '110px' },
    { key: 'codes', label: $localize`:@@settings.replies.codes:Codes`, width: '150px' },
    { key: 'words', label: $localize`:@@settings.replies.words:Words` },
    { key: 'replyClass', label: $localize`:@@settings.replies.meaning:Meaning`, width: '220px' },
    { key: 'actions', label: $localize`:@@settings.replies.actions:Actions`, quiet: true, width: '190px' },
  ];
  protected readonly scopes = REPLY_SCOPE_WORDS;
  protected readonly anybody = $localize`:@@settings.replies.anybody:any`;
  protected readonly anyCode = $localize`:@@settings.replies.anyCode:any`;
  protected readonly anyWords = $localize`:@@settings.replies.anyWords:any`;
  protected readonly offLabel = $localize`:@@settings.replies.isOff:switched off`;
  protected readonly switchOff = $localize`:@@settings.replies.switchOff:Switch off`;
  protected readonly switchOn = $localize`:@@settings.replies.switchOn:Switch on`;
  protected readonly icons = { add: mdiPlus };

  protected words({ replyClass }: ReplyRuleView): string {
    return wordsOfClass(replyClass);
  }

  protected switchLabel({ id, on }: ReplyRuleView): string {
    return `${on ? this.switchOff : this.switchOn}: ${id}`;
  }

  protected stored(): void {
    this.editing.set(undefined);
    this.toasts.success(
      $localize`:@@settings.replies.saved:The rule is in force for all sends in a few seconds`,
    );
    this.rules.reload();
  }

  protected async switch({ id, on }: ReplyRuleView): Promise<void> {
    await this.tell(() => this.api.switch(id, !on));
    this.rules.reload();
  }

  protected async remove({ id }: ReplyRuleView): Promise<void> {
    const sure = await this.confirm.ask({
      title: $localize`:@@settings.replies.deleteAsk:Delete this rule of your own?`,
      text: $localize`:@@settings.replies.deleteText:Answers that it fits are understood by the shipped rules again.`,
      confirm: $localize`:@@settings.replies.delete:Delete`,
      danger: true,
    });
    if (!sure) return;
    await this.tell(async () => {
      await this.api.delete(id);
      this.toasts.success($localize`:@@settings.replies.deleted:The rule is deleted`);
    });
    this.rules.reload();
  }

  private async tell(change: () => Promise<void>): Promise<void> {
    try {
      await change();
    } catch (error) {
      this.toasts.error(ApiProblem.from(error));
    }
  }
}
