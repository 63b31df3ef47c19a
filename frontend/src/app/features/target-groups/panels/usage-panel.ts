import { Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TargetGroupsApi, type TargetGroupUse } from '../../../core/api/target-groups-api';
import { remote } from '../../../core/state/remote';

const KINDS: Readonly<Record<string, { label: string; path?: string }>> = {
  mailing: { label: $localize`:@@target-groups.usage.mailing:Mailing`, path: '/mailings' },
  'target-group': {
    label: $localize`:@@target-groups.usage.targetGroup:Target group`,
    path: '/target-groups',
  },
  'export-profile': { label: $localize`:@@target-groups.usage.exportProfile:Export profile` },
  'automatic-export': { label: $localize`:@@target-groups.usage.automaticExport:Automatic export` },
};

/** What depends on the group and changes with it. */
@Component({
  selector: 'em-usage-panel',
  imports: [RouterLink],
  template: `
    <section class="em-panel">
      <h2 i18n="@@target-groups.usage.title">Used in</h2>
      @if (uses.problem(); as problem) {
        <p class="em-note bad" role="alert">{{ problem.message }}</p>
      }
      <ul>
        @for (use of uses.value(); track use.kind + use.id) {
          <li>
            <span class="em-muted">{{ labelOf(use) }}</span>
            @if (pathOf(use); as path) {
              <a [routerLink]="path">{{ use.name }}</a>
            } @else {
              {{ use.name }}
            }
          </li>
        } @empty {
          @if (!uses.firstLoad()) {
            <li class="em-muted" i18n="@@target-groups.usage.none">Nothing uses it yet.</li>
          }
        }
      </ul>
    </section>
  `,
  styles: `
    ul {
      margin: 8px 0 0;
      padding: 0;
      list-style: none;
    }
    li {
      padding: 4px 0;
      overflow-wrap: anywhere;
    }
    span {
      margin-inline-end: 8px;
    }
  `,
})
export class UsagePanel {
  private readonly api = inject(TargetGroupsApi);

  readonly groupId = input.required<number>();

  protected readonly uses = remote(
    () => this.groupId(),
    (id, abort) => this.api.usage(id, abort),
  );

  protected labelOf({ kind }: TargetGroupUse): string {
    return KINDS[kind]?.label ?? kind;
  }

  protected pathOf({ kind, id }: TargetGroupUse): string | null {
    const path = KINDS[kind]?.path;
    return path ? `${path}/${id}` : null;
  }
}
