import { EditorView } from '@codemirror/view';

/** How every editor looks; the colours are the theme's. */
export const appearance = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--em-surface-raised)', color: 'var(--em-text)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--em-mono)', fontSize: '0.8125rem', lineHeight: '1.55' },
  '.cm-content': { caretColor: 'var(--em-text)' },
  '.cm-cursor': { borderLeftColor: 'var(--em-text)' },
  '.cm-gutters': {
    backgroundColor: 'var(--em-surface-sunken)',
    color: 'var(--em-muted)',
    border: 'none',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--em-hover)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--em-selected)',
  },
  '.cm-selectionMatch': { backgroundColor: 'var(--em-accent-soft)' },
  '.cm-panels, .cm-tooltip': {
    backgroundColor: 'var(--em-surface-raised)',
    color: 'var(--em-text)',
    borderColor: 'var(--em-border)',
  },
});
