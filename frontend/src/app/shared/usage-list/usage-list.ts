import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';

interface Usage {
  kind: string;
  id: number;
  name: string;
}

interface KindWords {
  label: string;
  /** Where such a thing stands; without it there is no page of its own. */
  path?: string;
}

const KINDS: Readonly<Record<string, KindWords>> = {
  'target-group': { label: $localize`:@@shared.usage.targetGroup:Target group`, path: '/target-groups' },
  mailing: { label: $localize`:@@shared.usage.mailing:Mailing`, path: '/mailings' },
  'import-profile': {
    label: $localize`:@@shared.usage.importProfile:Import profile`,
    path: '/imports/profiles',
  },
  'export-profile': {
    label: $localize`:@@shared.usage.exportProfile:Export profile`,
    path: '/exports/profiles',
  },
  'automatic-import': {
    label: $localize`:@@shared.usage.automaticImport:Automatic import`,
    path: '/imports/automatic',
  },
  'automatic-export': {
    label: $localize`:@@shared.usage.automaticExport:Automatic export`,
    path: '/exports/automatic',
  },
  import: { label: $localize`:@@shared.usage.import:Import`, path: '/imports' },
  'saved-view': { label: $localize`:@@shared.usage.savedView:Saved view` },
};

/** What uses a thing, with links. Undefined while that is not known. */
@Component({
  selector: 'em-usage-list',
  imports: [RouterLink],
  template: `
    <ul [attr.aria-busy]="usages() === undefined">
      @for (entry of shown(); track entry.key) {
        <li>
          <span class="em-muted">{{ entry.label }}</span>
          @if (entry.link) {
            <a [routerLink]="entry.link">{{ entry.name }}</a>
          } @else {
            {{ entry.name }}
          }
        </li>
      } @empty {
        @if (usages()) {
          <li class="em-muted" i18n="@@shared.usage.none">Nothing uses it.</li>
        }
      }
    </ul>
  `,
  styles: `
    ul {
      margin: 4px 0 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 0 8px;
      padding: 5px 0;
      border-top: 1px solid var(--em-border);
      overflow-wrap: anywhere;
    }
    li:first-child {
      border-top: 0;
    }
  `,
})
export class UsageList {
  readonly usages = input<readonly Usage[] | undefined>();

  protected readonly shown = computed(() =>
    (this.usages() ?? []).map(({ kind, id, name }) => {
      const words = KINDS[kind];
      return {
        key: `${kind}-${id}`,
        name: name || `#${id}`,
        label: words?.label ?? kind,
        link: words?.path === undefined ? null : `${words.path}/${id}`,
      };
    }),
  );
}
