import { Component, ElementRef, effect, inject, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type RuleGroup, type RuleRow } from '@contract/eql/rule-tree';
import { mdiRedo, mdiUndo } from '@mdi/js';
import { Icon } from '../icon/icon';
import { BuilderState, type Move } from './builder-state';
import { DropTracker } from './drop-tracker';
import { RuleGroupEditor } from './rule-group';
import { type RuleVocabulary } from './vocabulary';

const MOVES: Readonly<Record<string, Move>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'out',
  ArrowRight: 'in',
};

/** Builds a rule from nested groups of conditions, by mouse, by touch and by keyboard alone. */
@Component({
  selector: 'em-rule-builder',
  imports: [Icon, MatButtonModule, RuleGroupEditor],
  providers: [BuilderState, DropTracker],
  template: `
    @if (!readonly()) {
      <div class="em-row bar">
        <button
          mat-button
          type="button"
          aria-keyshortcuts="Control+Z"
          [disabled]="!state.canUndo()"
          (click)="state.undo()"
        >
          <em-icon [path]="icons.undo" /><ng-container i18n="@@target-groups.builder.undo">Undo</ng-container>
        </button>
        <button
          mat-button
          type="button"
          aria-keyshortcuts="Control+Shift+Z"
          [disabled]="!state.canRedo()"
          (click)="state.redo()"
        >
          <em-icon [path]="icons.redo" /><ng-container i18n="@@target-groups.builder.redo">Redo</ng-container>
        </button>
        <ng-content select="[emBuilderActions]" />
        <span class="em-grow"></span>
        <span class="keys em-muted" i18n="@@target-groups.builder.keys"
          >Alt + arrow keys move a condition, Delete removes it.</span
        >
      </div>
    }
    <em-rule-group [branch]="state.root()" />
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    .bar {
      gap: 0;
      margin-bottom: 4px;
    }
    .keys {
      font-size: 0.8125rem;
    }
    @media (max-width: 599px) {
      .keys {
        display: none;
      }
    }
  `,
})
export class RuleBuilder {
  protected readonly state = inject(BuilderState);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  readonly tree = input.required<RuleGroup>();
  readonly vocabulary = input.required<RuleVocabulary>();
  readonly readonly = input(false);
  /** Also complains about rows that nobody has left yet, e.g. after an attempt to save. */
  readonly showProblems = input(false);
  /** How many fulfil a row alone, by the row as the tree has it. */
  readonly counts = input<ReadonlyMap<RuleRow, number>>(new Map());
  /** What is wrong with a row beyond what the row itself can tell. */
  readonly problems = input<ReadonlyMap<RuleRow, string>>(new Map());
  readonly treeChange = output<RuleGroup>();

  protected readonly icons = { undo: mdiUndo, redo: mdiRedo };

  constructor() {
    this.state.onChange = (tree) => this.treeChange.emit(tree);
    this.state.focus = (key) => this.focus(key);
    this.state.keepFocus = () => {
      const held = this.host.ownerDocument.activeElement;
      if (held === this.host.ownerDocument.body) this.focus(this.state.root().key);
    };
    effect(() => this.state.vocabulary.set(this.vocabulary()));
    effect(() => this.state.readonly.set(this.readonly()));
    effect(() => this.state.showProblems.set(this.showProblems()));
    effect(() => this.state.counts.set(this.counts()));
    effect(() => this.state.problems.set(this.problems()));
    effect(() => this.state.show(this.tree()));
    // Before the controls in the rows see them: Alt+arrow would open a list, Ctrl+Z undo one letter.
    this.host.addEventListener('keydown', (event) => this.key(event), { capture: true });
  }

  /** Puts the focus into the first row that lacks something. */
  focusProblem(): void {
    this.host.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  private key(event: KeyboardEvent): void {
    if (this.state.readonly() || !(event.target instanceof HTMLElement)) return;
    const pressed = event.key.toLowerCase();
    const mod = (event.ctrlKey || event.metaKey) && !event.altKey;
    if (mod && pressed === 'z')
      this.take(event, () => (event.shiftKey ? this.state.redo() : this.state.undo()));
    else if (mod && pressed === 'y') this.take(event, () => this.state.redo());
    const row = event.target.closest<HTMLElement>('[data-rule-key]');
    const key = Number(row?.dataset['ruleKey']);
    if (!row || key === this.state.root().key) return;
    const move = MOVES[event.key];
    if (mod && pressed === 'd') this.take(event, () => this.state.duplicate(key));
    else if (event.altKey && !event.ctrlKey && move) this.take(event, () => this.state.move(key, move));
    else if (event.key === 'Delete' && !event.target.matches('input, select, textarea'))
      this.take(event, () => this.state.remove(key));
  }

  private take(event: KeyboardEvent, act: () => void): void {
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  /** On the handle of a complete row, on the first picker of a new one. */
  private focus(key: number): void {
    const node = this.host.querySelector<HTMLElement>(`[data-rule-key="${key}"]`);
    const picker = node?.querySelector<HTMLInputElement>('[data-rule-picker]');
    const isRow = node?.dataset['ruleLine'] === 'row';
    const fresh = isRow && picker?.value === '' ? picker : null;
    const handle = node?.querySelector<HTMLElement>('[data-rule-handle]');
    const target = fresh ?? handle ?? node?.querySelector<HTMLElement>('[data-rule-add]');
    target?.focus();
  }
}
