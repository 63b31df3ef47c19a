import { tokenize } from '@contract/eql/lexer';
import { CONTEXTUAL_WORDS, RESERVED_WORDS } from '@contract/eql/words';
import { type EditorState, type Extension, RangeSetBuilder, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';

const MARKS = {
  keyword: Decoration.mark({ class: 'eql-keyword' }),
  field: Decoration.mark({ class: 'eql-field' }),
  text: Decoration.mark({ class: 'eql-text' }),
  number: Decoration.mark({ class: 'eql-number' }),
  comment: Decoration.mark({ class: 'eql-comment' }),
} as const;
type Mark = keyof typeof MARKS;

const CONTEXTUAL: ReadonlySet<string> = new Set(CONTEXTUAL_WORDS);

/** Colours by the same lexer that reads the rule, so that the eye and the parser agree. */
export const eqlColours: Extension = [
  StateField.define<DecorationSet>({
    create: (state) => colour(state),
    update: (marks, { docChanged, state }) => (docChanged ? colour(state) : marks),
    provide: (field) => EditorView.decorations.from(field),
  }),
  EditorView.baseTheme({
    '.eql-keyword': { color: 'var(--em-primary)', fontWeight: '600' },
    '.eql-field': { color: 'var(--em-series-5)' },
    '.eql-text': { color: 'var(--em-accent)' },
    '.eql-number': { color: 'var(--em-info)' },
    '.eql-comment': { color: 'var(--em-muted)', fontStyle: 'italic' },
  }),
];

function colour(state: EditorState): DecorationSet {
  const source = state.doc.toString();
  const { tokens, comments } = tokenize(source);
  const builder = new RangeSetBuilder<Decoration>();
  const marked = [...tokens, ...comments].sort((a, b) => a.start - b.start);
  for (const { kind, value, start, end } of marked) {
    const mark = markOf(kind, value);
    if (mark && end > start) builder.add(start, end, MARKS[mark]);
  }
  return builder.finish();
}

function markOf(kind: string, value: string): Mark | null {
  if (kind === 'word') return RESERVED_WORDS.has(value) || CONTEXTUAL.has(value) ? 'keyword' : 'field';
  if (kind === 'quoted') return 'field';
  return kind === 'text' || kind === 'number' || kind === 'comment' ? kind : null;
}
