import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { html } from '@codemirror/lang-html';
import {
  HighlightStyle,
  bracketMatching,
  foldGutter,
  foldKeymap,
  indentOnInput,
  syntaxHighlighting,
} from '@codemirror/language';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState } from '@codemirror/state';
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { Diagnostic } from './diagnostic';
import { appearance } from './editor-appearance';

interface Options {
  label: string;
  value: string;
  onChange: (text: string) => void;
}

/** The CodeMirror instance behind `em-code-editor`; its colours are the theme's, so both themes fit. */
export class HtmlEditor {
  private readonly writable = new Compartment();
  private readonly view: EditorView;
  /** True while the text is replaced from outside, which must not be reported as typing. */
  private replacing = false;

  constructor(parent: HTMLElement, { label, value, onChange }: Options) {
    this.view = new EditorView({
      parent,
      state: EditorState.create({
        doc: value,
        extensions: [
          lineNumbers(),
          foldGutter(),
          lintGutter(),
          history(),
          drawSelection(),
          indentOnInput(),
          bracketMatching(),
          highlightActiveLine(),
          highlightActiveLineGutter(),
          highlightSelectionMatches(),
          search({ top: true }),
          html({ autoCloseTags: false }),
          syntaxHighlighting(colours),
          appearance,
          EditorView.lineWrapping,
          // With a tab stop also while it is read-only and not editable.
          EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
          keymap.of([...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, indentWithTab]),
          // Files are for the page around the editor, which knows their encoding.
          EditorView.domEventHandlers({ drop: (event) => !!event.dataTransfer?.files.length }),
          this.writable.of([]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged && !this.replacing) onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
  }

  setValue(text: string): void {
    const { doc } = this.view.state;
    if (doc.length === text.length && doc.toString() === text) return;
    this.replacing = true;
    this.view.dispatch({ changes: { from: 0, to: doc.length, insert: text } });
    this.replacing = false;
  }

  setReadonly(readonly: boolean): void {
    this.view.dispatch({
      effects: this.writable.reconfigure([
        EditorState.readOnly.of(readonly),
        EditorView.editable.of(!readonly),
      ]),
    });
  }

  setDiagnostics(found: readonly Diagnostic[]): void {
    const marks = found.map(({ line, column, length, severity, message }) => {
      const from = this.position(line, column);
      const to = Math.min(from + Math.max(1, length), this.view.state.doc.length);
      return { from: Math.min(from, to), to, severity, message };
    });
    this.view.dispatch(setDiagnostics(this.view.state, marks));
  }

  goTo(line: number, column: number): void {
    const anchor = this.position(line, column);
    this.view.dispatch({
      selection: { anchor },
      effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
    });
    this.view.focus();
  }

  insert(text: string): void {
    this.view.dispatch(this.view.state.replaceSelection(text));
    this.view.focus();
  }

  destroy(): void {
    this.view.destroy();
  }

  private position(line: number, column: number): number {
    const { doc } = this.view.state;
    const { from, to } = doc.line(Math.min(Math.max(1, line), doc.lines));
    return Math.min(from + Math.max(0, column - 1), to);
  }
}

const colours = HighlightStyle.define([
  { tag: [tags.tagName, tags.angleBracket], color: 'var(--em-primary)' },
  { tag: tags.attributeName, color: 'var(--em-series-3)' },
  { tag: [tags.attributeValue, tags.string], color: 'var(--em-accent)' },
  { tag: [tags.comment, tags.meta], color: 'var(--em-muted)', fontStyle: 'italic' },
  { tag: [tags.keyword, tags.propertyName], color: 'var(--em-series-5)' },
  { tag: [tags.number, tags.color, tags.unit], color: 'var(--em-info)' },
]);
