import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Injectable, Injector, afterNextRender, computed, inject, signal } from '@angular/core';
import { type RuleGroup, type RuleNode, type RuleRow } from '@contract/eql/rule-tree';
import { EditHistory } from './edit-history';
import * as trees from './keyed-tree';
import { blankRule } from './new-rules';
import { type RuleVocabulary } from './vocabulary';

export type Branch = trees.Branch<RuleRow>;
export type Twig = trees.Twig<RuleRow>;
export type Move = 'up' | 'down' | 'in' | 'out';

/** Where a dragged row would land. */
export interface DropMark {
  parent: number;
  index: number;
}

const EMPTY: RuleVocabulary = {
  fields: [],
  mailings: [],
  mailingLists: [],
  targetGroups: [],
  timeZone: 'UTC',
  linksOf: () => Promise.resolve([]),
};

/** The rule that one builder edits, and everything that can be done to it. */
@Injectable()
export class BuilderState {
  private readonly announcer = inject(LiveAnnouncer);
  private readonly injector = inject(Injector);
  private readonly history = new EditHistory<Branch>();
  /** Makes what the history says visible to signals. */
  private readonly steps = signal(0);
  private shown: RuleGroup | null = null;

  readonly root = signal<Branch>({ key: trees.nextKey(), join: 'and', negated: false, children: [] });
  readonly vocabulary = signal<RuleVocabulary>(EMPTY);
  readonly readonly = signal(false);
  readonly showProblems = signal(false);
  readonly counts = signal<ReadonlyMap<RuleRow, number>>(new Map());
  readonly problems = signal<ReadonlyMap<RuleRow, string>>(new Map());
  readonly dragged = signal<number | null>(null);
  readonly dropMark = signal<DropMark | null>(null);
  /** The place of every row, counted from 1, for people who do not see it. */
  readonly numbers = computed(
    () => new Map(trees.leavesOf(this.root()).map((leaf, index) => [leaf.key, index + 1])),
  );
  readonly canUndo = computed(() => (this.steps(), this.history.canUndo));
  readonly canRedo = computed(() => (this.steps(), this.history.canRedo));

  /** Called with every new tree; set by the component around it. */
  onChange: (tree: RuleGroup) => void = () => undefined;
  focus: (key: number) => void = () => undefined;
  /** Brings the focus back if what held it is gone. */
  keepFocus: () => void = () => undefined;

  /** Takes a tree from outside, unless it is the one that was just given away. */
  show(tree: RuleGroup): void {
    if (tree === this.shown || JSON.stringify(tree) === JSON.stringify(plain(this.root()))) return;
    this.shown = tree;
    this.history.clear();
    this.steps.update((count) => count + 1);
    this.root.set(keyed(tree));
  }

  setRule(key: number, rule: RuleRow): void {
    this.apply(trees.changeLeaf(this.root(), key, rule), `rule-${key}`);
  }

  setJoin(key: number, join: 'and' | 'or', negated: boolean): void {
    this.apply(trees.changeBranch(this.root(), key, { join, negated }));
  }

  addRule(parent: number, rule: RuleRow = blankRule()): void {
    const key = trees.nextKey();
    this.add(parent, { key, rule });
    this.say($localize`:@@target-groups.said.added:Condition added`, key);
  }

  addGroup(parent: number): void {
    const join = trees.branchOf(this.root(), parent)?.join === 'and' ? 'or' : 'and';
    const leaf: Twig = { key: trees.nextKey(), rule: blankRule() };
    this.add(parent, { key: trees.nextKey(), join, negated: false, children: [leaf] });
    this.say($localize`:@@target-groups.said.groupAdded:Group added, with a first condition`, leaf.key);
  }

  remove(key: number): void {
    const next = trees.neighbourOf(this.root(), key);
    this.apply(trees.remove(this.root(), key));
    this.say($localize`:@@target-groups.said.removed:Removed. Ctrl+Z brings it back.`, next);
  }

  duplicate(key: number): void {
    const done = trees.duplicate(this.root(), key);
    if (!done) return;
    this.apply(done.root);
    this.say($localize`:@@target-groups.said.copied:Copied`, done.copy.key);
  }

  dissolve(key: number): void {
    const next = trees.branchOf(this.root(), key)?.children[0]?.key ?? this.root().key;
    this.apply(trees.dissolve(this.root(), key));
    this.say($localize`:@@target-groups.said.dissolved:Group dissolved, its conditions stay`, next);
  }

  move(key: number, to: Move): void {
    const root = this.root();
    const moved =
      to === 'in'
        ? trees.indent(root, key)
        : to === 'out'
          ? trees.outdent(root, key)
          : trees.step(root, key, to);
    if (!moved) {
      this.say($localize`:@@target-groups.said.cannotMove:It cannot move further in this direction`, key);
      return;
    }
    this.apply(moved);
    this.sayPlace(key);
  }

  drop(key: number, { parent, index }: DropMark): void {
    const moved = trees.moveTo(this.root(), key, parent, index);
    if (!moved) return;
    this.apply(moved);
    this.sayPlace(key);
  }

  undo(): void {
    this.restore(this.history.undo(this.root()), $localize`:@@target-groups.said.undone:Undone`);
  }

  redo(): void {
    this.restore(this.history.redo(this.root()), $localize`:@@target-groups.said.redone:Done again`);
  }

  private add(parent: number, node: Twig): void {
    const length = trees.branchOf(this.root(), parent)?.children.length ?? 0;
    this.apply(trees.insert(this.root(), parent, length, node));
  }

  private apply(next: Branch, topic: string | null = null): void {
    this.history.record(this.root(), topic);
    this.put(next);
  }

  private restore(state: Branch | undefined, text: string): void {
    if (!state) return;
    this.put(state);
    void this.announcer.announce(text);
    afterNextRender(() => this.keepFocus(), { injector: this.injector });
  }

  private put(root: Branch): void {
    this.root.set(root);
    this.steps.update((count) => count + 1);
    this.shown = plain(root);
    this.onChange(this.shown);
  }

  private sayPlace(key: number): void {
    const place = trees.placeOf(this.root(), key);
    if (!place) return;
    const [number, count] = [place.index + 1, place.parent.children.length];
    const level = trees.depthOf(this.root(), key) + 1;
    this.say(
      $localize`:@@target-groups.said.moved:Now number ${number}:number: of ${count}:count:, level ${level}:level:`,
      key,
    );
  }

  /** Says what happened and puts the focus where it went on; moved elements lose it. */
  private say(text: string, focusOn: number): void {
    void this.announcer.announce(text);
    afterNextRender(() => this.focus(focusOn), { injector: this.injector });
  }
}

function keyed(tree: RuleGroup): Branch {
  const child = (node: RuleNode): Twig =>
    node.kind === 'group' ? keyed(node) : { key: trees.nextKey(), rule: node };
  const { join, negated } = tree;
  return { key: trees.nextKey(), join, negated, children: tree.rules.map(child) };
}

function plain({ join, negated, children }: Branch): RuleGroup {
  const rules = children.map((node) => (trees.isBranch(node) ? plain(node) : node.rule));
  return { kind: 'group', join, negated, rules };
}
