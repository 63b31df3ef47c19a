import { CdkDrag, CdkDragHandle } from '@angular/cdk/drag-drop';
import { Component, computed, forwardRef, inject, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { mdiDragVertical, mdiPlus } from '@mdi/js';
import { Icon } from '../icon/icon';
import { type Branch, BuilderState, type Twig } from './builder-state';
import { DropTracker } from './drop-tracker';
import { type Leaf, isBranch } from './keyed-tree';
import { NodeMenu } from './node-menu';
import { RuleRowEditor } from './rule-row';
import { GROUP_CHOICES } from './rule-words';
import { type RuleRow } from '@contract/eql/rule-tree';

/** Conditions and groups that are joined in the same way; lines at the side show how deep it stands. */
@Component({
  selector: 'em-rule-group',
  imports: [
    CdkDrag,
    CdkDragHandle,
    Icon,
    MatButtonModule,
    NodeMenu,
    RuleRowEditor,
    forwardRef(() => RuleGroupEditor),
  ],
  host: { role: 'group', '[attr.aria-label]': 'name()', '[attr.data-rule-key]': 'branch().key' },
  templateUrl: './rule-group.html',
  styleUrl: './rule-group.scss',
})
export class RuleGroupEditor {
  protected readonly state = inject(BuilderState);
  protected readonly tracker = inject(DropTracker);

  readonly branch = input.required<Branch>();
  /** 0 for the outermost. */
  readonly depth = input(0);

  protected readonly choices = GROUP_CHOICES;
  protected readonly icons = { add: mdiPlus, drag: mdiDragVertical };
  protected readonly choice = computed(() => {
    const { join, negated } = this.branch();
    return negated ? `not-${join}` : join;
  });
  protected readonly name = computed(() => {
    const words = this.choices.find(({ key }) => key === this.choice())?.label ?? '';
    const count = this.branch().children.length;
    return $localize`:@@target-groups.group.name:Group, level ${this.depth() + 1}:level:: ${words}:join: (${count}:count:)`;
  });
  protected readonly handleLabel = computed(
    () => $localize`:@@target-groups.row.handle:Move ${this.name()}:name:`,
  );
  protected readonly joinWord = computed(() =>
    this.branch().join === 'and'
      ? $localize`:@@target-groups.group.and:AND`
      : $localize`:@@target-groups.group.or:OR`,
  );
  protected readonly toggleLabel = computed(() =>
    this.branch().join === 'and'
      ? $localize`:@@target-groups.group.toOr:AND – change to OR`
      : $localize`:@@target-groups.group.toAnd:OR – change to AND`,
  );
  protected readonly dropIndex = computed(() => {
    const mark = this.state.dropMark();
    return mark?.parent === this.branch().key ? mark.index : -1;
  });

  protected asBranch(node: Twig): Branch | null {
    return isBranch(node) ? node : null;
  }

  protected asLeaf(node: Twig): Leaf<RuleRow> | null {
    return isBranch(node) ? null : node;
  }

  protected choose(key: string): void {
    const join = key.endsWith('and') ? 'and' : 'or';
    this.state.setJoin(this.branch().key, join, key.startsWith('not-'));
  }

  protected toggle(): void {
    const { key, join, negated } = this.branch();
    this.state.setJoin(key, join === 'and' ? 'or' : 'and', negated);
  }
}
