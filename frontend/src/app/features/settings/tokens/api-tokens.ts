import { Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { mdiKeyOutline, mdiPlus } from '@mdi/js';
import { type ApiTokenView, ApiTokensApi } from '../../../core/api/api-tokens-api';
import { ApiProblem } from '../../../core/api/api-problem';
import { pageCommands } from '../../../core/commands/commands';
import { Problem } from '../../../core/errors/problem';
import { remote } from '../../../core/state/remote';
import { Confirm } from '../../../shared/confirm/confirm';
import { Cell, type Column } from '../../../shared/data-table/columns';
import { DataTable } from '../../../shared/data-table/data-table';
import { EmptyState } from '../../../shared/empty-state/empty-state';
import { Time } from '../../../shared/format/time';
import { Icon } from '../../../shared/icon/icon';
import { StatusChip } from '../../../shared/status-chip/status-chip';
import { Toasts } from '../../../shared/toast/toasts';
import { scopeLabel } from './scopes';

/** A token that ends within this time, in ms, is marked. */
const SOON = 14 * 86_400_000;

/** Tokens by which other systems use the API in the user's name. */
@Component({
  selector: 'em-api-tokens',
  imports: [Cell, DataTable, EmptyState, Icon, MatButtonModule, Problem, StatusChip, Time],
  templateUrl: './api-tokens.html',
  styles: `
    .head {
      flex-wrap: nowrap;
      justify-content: space-between;
      margin-bottom: 12px;
    }
    .em-grow {
      min-width: 0;
    }
    p {
      margin: 0;
    }
    summary {
      cursor: pointer;
    }
    ul {
      margin: 4px 0;
      padding-inline-start: 18px;
      text-align: start;
      font-size: 0.8125rem;
    }
  `,
})
export class ApiTokens {
  private readonly api = inject(ApiTokensApi);
  private readonly dialogs = inject(MatDialog);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);

  protected readonly tokens = remote(
    () => true,
    (_, abort) => this.api.all(abort),
  );
  protected readonly columns: readonly Column[] = [
    { key: 'name', label: $localize`:@@settings.token.name:Name`, primary: true },
    { key: 'hint', label: $localize`:@@settings.token.hint:Begins with`, width: '130px' },
    { key: 'permissions', label: $localize`:@@settings.token.scopes:Rights` },
    { key: 'createdAt', label: $localize`:@@settings.token.created:Created`, width: '120px' },
    { key: 'expiresAt', label: $localize`:@@settings.token.expires:Expires`, width: '190px' },
    { key: 'lastUsedAt', label: $localize`:@@settings.token.used:Last used`, width: '130px' },
    { key: 'actions', label: $localize`:@@settings.token.actions:Actions`, quiet: true, width: '110px' },
  ];
  protected readonly scopeLabel = scopeLabel;
  protected readonly icons = { add: mdiPlus, empty: mdiKeyOutline };

  constructor() {
    pageCommands({
      id: 'settings.newToken',
      label: $localize`:@@settings.token.create:New token`,
      group: $localize`:@@settings.tokens:API tokens`,
      keys: 'c',
      icon: mdiPlus,
      run: () => void this.create(),
    });
  }

  protected revokeLabel({ name }: ApiTokenView): string {
    return $localize`:@@settings.token.revokeOne:Revoke ${name}:name:`;
  }

  protected expiry({ expiresAt }: ApiTokenView): 'expired' | 'soon' | 'later' {
    const left = new Date(expiresAt).getTime() - Date.now();
    if (left <= 0) return 'expired';
    return left < SOON ? 'soon' : 'later';
  }

  protected async create(): Promise<void> {
    const { NewTokenDialog } = await import('./new-token-dialog');
    // A token is shown once: a click beside the dialog must not lose it.
    const dialog = this.dialogs.open(NewTokenDialog, { width: '640px', disableClose: true });
    dialog.afterClosed().subscribe(() => this.tokens.reload());
  }

  protected async revoke(token: ApiTokenView): Promise<void> {
    const sure = await this.confirm.ask({
      title: $localize`:@@settings.token.revokeTitle:Revoke “${token.name}:name:”?`,
      text: $localize`:@@settings.token.revokeText:Whatever uses this token stops working at once. This cannot be undone.`,
      confirm: $localize`:@@settings.token.revoke:Revoke`,
      danger: true,
    });
    if (!sure) return;
    try {
      await this.api.revoke(token.id);
      this.toasts.success($localize`:@@settings.token.revoked:Token “${token.name}:name:” revoked`);
    } catch (error) {
      this.toasts.error(ApiProblem.from(error));
    }
    this.tokens.reload();
  }
}
