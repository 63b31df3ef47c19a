import {
  Component,
  DestroyRef,
  type ElementRef,
  afterNextRender,
  effect,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { type RuleVocabulary } from '../rule-builder/vocabulary';
import type { EqlEditor, EqlMark } from './eql-editor';

/** CodeMirror for rules in EQL, loaded when it is first shown. Escape then Tab leaves it by keyboard. */
@Component({
  selector: 'em-eql-editor',
  template: `
    <div #place class="place" [class.loading]="!editor()">
      @if (!editor()) {
        <p class="em-muted" i18n="@@shared.editor.loading">Loading the editor…</p>
      }
    </div>
    <p class="em-visually-hidden" i18n="@@shared.editor.keys">
      Press Escape and then Tab to leave the editor.
    </p>
  `,
  styles: `
    :host {
      display: block;
      height: 280px;
      min-width: 0;
      border: 1px solid var(--em-border-strong);
      border-radius: var(--em-radius);
      overflow: hidden;
      resize: vertical;
    }
    :host:focus-within {
      outline: 2px solid var(--em-focus);
    }
    .place {
      height: 100%;
    }
    .loading {
      padding: 12px;
      background: var(--em-surface);
    }
  `,
})
export class EqlCodeEditor {
  private readonly place = viewChild.required<ElementRef<HTMLElement>>('place');

  readonly value = input.required<string>();
  readonly marks = input<readonly EqlMark[]>([]);
  readonly vocabulary = input<RuleVocabulary | null>(null);
  readonly readonly = input(false);
  readonly label = input($localize`:@@target-groups.eql.label:Rule in EQL`);
  readonly valueChange = output<string>();

  protected readonly editor = signal<EqlEditor | null>(null);

  constructor() {
    const destroyed = inject(DestroyRef);
    const load = async (): Promise<void> => {
      const { EqlEditor } = await import('./eql-editor');
      if (destroyed.destroyed) return;
      const editor = new EqlEditor(this.place().nativeElement, {
        label: this.label(),
        placeholder: $localize`:@@target-groups.eql.placeholder:Everybody. For example: lastname STARTS WITH 'A' AND OPENED ANY MAILING IN LAST 30 DAYS`,
        value: this.value(),
        vocabulary: () => this.vocabulary(),
        onChange: (text) => this.valueChange.emit(text),
      });
      destroyed.onDestroy(() => editor.destroy());
      this.editor.set(editor);
    };
    afterNextRender(() => void load());
    effect(() => this.editor()?.setValue(this.value()));
    effect(() => this.editor()?.setReadonly(this.readonly()));
    // After the text they belong to: marks of another text would stand anywhere.
    effect(() => this.editor()?.setMarks(this.marks()));
  }

  /** Selects a place of the text and shows it. */
  select(start: number, end: number): void {
    this.editor()?.select(start, end);
  }
}
