import { acceptCompletion, autocompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView, drawSelection, keymap, lineNumbers, placeholder } from '@codemirror/view';
import { type RuleVocabulary } from '../rule-builder/vocabulary';
import { appearance } from './editor-appearance';
import { eqlCompletions } from './eql-completion';
import { eqlColours } from './eql-tokens';

/** Something wrong at a place of the rule; offsets count UTF-16 units. */
export interface EqlMark {
  start: number;
  end: number;
  message: string;
}

interface Options {
  label: string;
  placeholder: string;
  value: string;
  vocabulary: () => RuleVocabulary | null;
  onChange: (text: string) => void;
}

/** The CodeMirror instance behind `em-eql-editor`. */
export class EqlEditor {
  private readonly writable = new Compartment();
  private readonly view: EditorView;
  /** True while the text is replaced from outside, which must not be reported as typing. */
  private replacing = false;

  constructor(parent: HTMLElement, { label, placeholder: hint, value, vocabulary, onChange }: Options) {
    this.view = new EditorView({
      parent,
      state: EditorState.create({
        doc: value,
        extensions: [
          lineNumbers(),
          lintGutter(),
          history(),
          drawSelection(),
          bracketMatching(),
          placeholder(hint),
          eqlColours,
          appearance,
          completionLook,
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0', spellcheck: 'false' }),
          autocompletion({ override: [eqlCompletions(vocabulary)], icons: false }),
          keymap.of([
            { key: 'Tab', run: acceptCompletion },
            ...completionKeymap,
            ...defaultKeymap,
            ...historyKeymap,
          ]),
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

  setMarks(marks: readonly EqlMark[]): void {
    const { length } = this.view.state.doc;
    const found = marks.map(({ start, end, message }) => {
      // At the end of the text there is nothing to underline but the letter before.
      const to = Math.min(Math.max(end, start + 1), length);
      return { from: Math.max(0, Math.min(start, to - 1)), to, severity: 'error' as const, message };
    });
    this.view.dispatch(setDiagnostics(this.view.state, found));
  }

  select(start: number, end: number): void {
    const { length } = this.view.state.doc;
    this.view.dispatch({
      selection: { anchor: Math.min(start, length), head: Math.min(end, length) },
      scrollIntoView: true,
    });
    this.view.focus();
  }

  destroy(): void {
    this.view.destroy();
  }
}

const completionLook = EditorView.theme({
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '4px 8px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--em-selected)',
    color: 'var(--em-text)',
  },
  '.cm-completionDetail': { color: 'var(--em-muted)', fontStyle: 'normal' },
});
