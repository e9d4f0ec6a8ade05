// How the editor looks: the site's own tokens, which follow the reader into a shadow root. What the packages draw as pictures in
// data: addresses is drawn by style here, since the security policy loads none.

import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const mono = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace';

const underlined = (color, style) => ({
  backgroundImage: 'none',
  textDecoration: `underline ${style} ${color}`,
  textDecorationThickness: '2px',
  textUnderlineOffset: '4px',
  textDecorationSkipInk: 'none',
});

const field = { backgroundColor: 'var(--paper)', color: 'var(--ink)', border: '1px solid var(--edge)', borderRadius: '.375rem', fontSize: '15px' };
const ring = { outline: '3px solid var(--clay)', outlineOffset: '2px' };

const theme = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'var(--paper)', fontSize: '16px', blockSize: '100%' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: mono, lineHeight: '1.6', overflowX: 'hidden', scrollbarColor: 'var(--edge) transparent' },
  '.cm-content': { padding: '12px 0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 12px' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--mark)' },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '.cm-gutters': { backgroundColor: 'var(--paper)', color: 'var(--soft)', borderRight: '1px solid var(--line)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--mist)', color: 'var(--ink)' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 6px 0 8px', minInlineSize: '2.2em', fontSize: '13px', lineHeight: '25.6px' },
  '.cm-lintRange-warning': underlined('var(--amber)', 'wavy'),
  '.cm-lintRange-error': underlined('var(--danger)', 'solid'),
  '.cm-lintRange-active': { backgroundColor: 'var(--mark)' },
  '.cm-lintPoint-warning:after': { borderBottomColor: 'var(--amber)' },
  '.cm-lintPoint-error:after': { borderBottomColor: 'var(--danger)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--paper)', color: 'var(--ink)', border: '1px solid var(--edge)', borderRadius: '.375rem',
    boxShadow: '0 4px 16px rgb(0 0 0 / .18)', fontFamily: 'var(--sans)', fontSize: '15px', lineHeight: '1.45', maxInlineSize: 'min(30rem, 92vw)',
  },
  '.cm-tooltip-lint': { maxBlockSize: '18rem', overflowY: 'auto' },
  '.cm-diagnostic': { padding: '8px 12px', marginLeft: '0' },
  '.cm-diagnostic-warning': { borderLeft: '4px solid var(--amber)' },
  '.cm-diagnostic-error': { borderLeft: '4px solid var(--danger)' },
  '.cm-diagnosticText p': { margin: '0 0 4px' },
  '.cm-diagnosticText .instead': { color: 'var(--soft)' },
  '.cm-diagnosticAction': {
    display: 'inline-block', marginLeft: '0', marginTop: '4px', padding: '6px 12px', minBlockSize: '36px',
    backgroundColor: 'var(--fill)', color: 'var(--on-fill)', borderRadius: '.375rem', fontWeight: '600',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--sans)', maxBlockSize: '14rem' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '6px 10px', whiteSpace: 'normal' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--fill)', color: 'var(--on-fill)' },
  '.cm-panels': { backgroundColor: 'var(--mist)', color: 'var(--ink)', fontFamily: 'var(--sans)' },
  '.cm-panels-bottom': { borderTop: '1px solid var(--line)' },
  '.cm-panel.cm-search': { padding: '8px 40px 8px 8px', fontSize: '15px' },
  '.cm-panel.cm-search label': { fontSize: '15px', display: 'inline-flex', alignItems: 'center', gap: '4px', whiteSpace: 'nowrap' },
  '.cm-panel.cm-search label:has([name=re])': { display: 'none' },
  '.cm-panel.cm-search [name=close]': {
    insetBlockStart: '4px', insetInlineEnd: '4px', minInlineSize: '36px', minBlockSize: '36px', color: 'var(--ink)', fontSize: '20px',
  },
  '.cm-textfield': { ...field, padding: '6px 8px' },
  '.cm-button': { ...field, backgroundImage: 'none', padding: '6px 10px' },
  '.cm-button:focus-visible, .cm-textfield:focus-visible, [name=close]:focus-visible, .cm-diagnosticAction:focus-visible': ring,
  '.cm-searchMatch': { backgroundColor: 'var(--mist)', outline: '1px solid var(--green)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--mark)' },
  '.cm-placeholder': { color: 'var(--soft)' },
});

const colors = HighlightStyle.define([
  { tag: tags.heading, fontWeight: '700', color: 'var(--green)' },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: [tags.link, tags.url], color: 'var(--berry)' },
  { tag: tags.labelName, color: 'var(--berry)' },
  { tag: tags.meta, color: 'var(--clay)', fontWeight: '600' },
  { tag: tags.processingInstruction, color: 'var(--soft)' },
]);

export const look = [theme, syntaxHighlighting(colors)];
