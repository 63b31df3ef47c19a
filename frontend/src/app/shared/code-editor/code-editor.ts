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
import type { Diagnostic } from './diagnostic';
import type { HtmlEditor } from './html-editor';

/** CodeMirror for HTML, loaded when it is first shown. Escape then Tab leaves it by keyboard. */
@Component({
  selector: 'em-code-editor',
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
      height: 480px;
      min-width: 0;
      border: 1px solid var(--em-border-strong);
      border-radius: var(--em-radius);
      overflow: hidden;
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
export class CodeEditor {
  private readonly place = viewChild.required<ElementRef<HTMLElement>>('place');

  readonly value = input.required<string>();
  readonly diagnostics = input<readonly Diagnostic[]>([]);
  readonly readonly = input(false);
  readonly label = input($localize`:@@shared.editor.label:HTML source`);
  readonly valueChange = output<string>();

  protected readonly editor = signal<HtmlEditor | null>(null);

  constructor() {
    const destroyed = inject(DestroyRef);
    const load = async (): Promise<void> => {
      const { HtmlEditor } = await import('./html-editor');
      if (destroyed.destroyed) return;
      const editor = new HtmlEditor(this.place().nativeElement, {
        label: this.label(),
        value: this.value(),
        onChange: (text) => this.valueChange.emit(text),
      });
      destroyed.onDestroy(() => editor.destroy());
      this.editor.set(editor);
    };
    afterNextRender(() => void load());
    effect(() => this.editor()?.setValue(this.value()));
    effect(() => this.editor()?.setReadonly(this.readonly()));
    // Marks move with the text while it is edited; set again they would stand where it was.
    effect(() => this.editor()?.setDiagnostics(this.diagnostics()));
  }

  /** Moves the cursor to a place (from 1) and shows it. */
  goTo(line: number, column: number): void {
    this.editor()?.goTo(line, column);
  }

  /** Inserts text at the cursor, replacing the selection. */
  insert(text: string): void {
    this.editor()?.insert(text);
  }
}
