// CodeMirror in a shadow root: its style sheets are adopted there, which the security policy allows without a nonce.

import { completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { ChangeSet, Compartment, EditorState } from '@codemirror/state';
import { EditorView, drawSelection, dropCursor, keymap, lineNumbers, tooltips } from '@codemirror/view';
import { completion } from './completion.js';
import * as findings from './findings.js';
import { markdown } from './language.js';
import { continueList } from './lists.js';
import { look } from './look.js';

const words = {
  next: 'Next',
  previous: 'Previous',
  all: 'All',
  'match case': 'Capital letters matter',
  'by word': 'Whole words',
  replace: 'Replace',
  'replace all': 'Replace all',
};

/**
 * place: an empty element; text: what it begins with; label: what screen readers call it; changed(): after each change;
 * pasted(clipboard): true when the page takes care of what was pasted; ask(what, words) and boxes: for completion.
 */
export function mount(place, { text, label, changed, pasted, ask, boxes }) {
  const root = place.attachShadow({ mode: 'open' });
  const frame = document.createElement('div');
  root.append(frame);
  const numbers = new Compartment();
  let since;

  const view = new EditorView({
    parent: frame,
    root,
    state: EditorState.create({
      doc: text,
      extensions: [
        numbers.of([]), history(), drawSelection(), dropCursor(), markdown(), look, EditorView.lineWrapping,
        search({ top: false }), EditorState.phrases.of(words), highlightSelectionMatches({ minSelectionLength: 3 }), completion({ ask, boxes }),
        tooltips({ position: 'fixed' }),
        keymap.of([{ key: 'Enter', run: continueList }, ...findings.keys, ...completionKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
        EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0', spellcheck: 'true', autocorrect: 'on', autocapitalize: 'sentences' }),
        EditorView.domEventHandlers({ paste: (event) => pasted(event.clipboardData) && (event.preventDefault(), true) }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          since = since.compose(update.changes);
          changed();
        }),
      ],
    }),
  });
  // A key that is pressed inside a shadow root reaches the page with the root's host as its target; the frame fills the place.
  frame.className = 'frame';
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(':host { display: block } .frame { block-size: 100% }');
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  since = ChangeSet.empty(view.state.doc.length);

  const replace = (from, to, words, select) => view.dispatch({
    changes: { from, to, insert: words },
    selection: select ?? { anchor: from + words.length },
    userEvent: 'input',
    scrollIntoView: true,
  });

  return {
    text: () => view.state.doc.toString(),
    selection: () => {
      const { from, to } = view.state.selection.main;
      return { from, to, words: view.state.sliceDoc(from, to) };
    },
    around: (at) => ({ before: view.state.sliceDoc(Math.max(0, at - 2), at), line: view.state.doc.lineAt(at) }),
    replace,
    select(from, to) {
      view.dispatch({ selection: { anchor: from, head: to }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
    },
    /** A whole other text, as one step that can be undone. */
    become(words) {
      if (words !== view.state.doc.toString()) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: words } });
    },
    lineOf: (at) => view.state.doc.lineAt(Math.min(at, view.state.doc.length)).number,
    /** Findings that come later speak of the text as it is now. */
    remember() { since = ChangeSet.empty(view.state.doc.length); },
    showFindings(found) {
      findings.show(view, found, since);
      view.dispatch({ effects: numbers.reconfigure(found.some((one) => typeof one.from === 'number') ? lineNumbers() : []) });
    },
    placeOf: (finding) => findings.placeOf(view, finding),
    useWording: (finding) => findings.useWording(view, finding),
    focus: () => view.focus(),
    view,
  };
}
