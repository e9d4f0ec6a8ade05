// The page of a text: what is typed is kept, read by the proofreader and shown as readers will see it, while it is typed.

import { askJson, button, part } from './staff-editor-parts.js';
import { surfaceOf } from './staff-editor-surface.js';
import { keepSaving } from './staff-editor-saving.js';
import { findingsList } from './staff-editor-findings.js';
import { previewOf } from './staff-editor-preview.js';
import { offerPaste } from './staff-editor-paste.js';
import { boxesKnown, toolsOf } from './staff-editor-tools.js';

const askWhoEvery = 15_000;
const form = document.getElementById('text-form');

function beginEditing() {
  const area = document.getElementById('body');
  const side = form.querySelector('.text-side');
  const counts = part('p', { id: 'counts', role: 'status' });
  const who = part('p', { className: 'editor-who', role: 'status', hidden: true });
  const preview = previewOf(form);
  const panes = { write: 'Write', preview: 'Preview', findings: 'Findings' };
  const tabs = Object.entries(panes).map(([name, label]) => button(label, () => show(name), 'editor-choice'));

  function show(name) {
    form.dataset.pane = name;
    tabs.forEach((tab, index) => tab.setAttribute('aria-pressed', Object.keys(panes)[index] === name));
  }

  let [saver, tools] = [];
  const showText = () => show('write');
  const surface = surfaceOf(area, {
    label: document.querySelector('label[for="body"]') ?? part('label', { textContent: 'The text' }),
    changed: () => saver.touched(),
    pasted: (clipboard) => offerPaste(clipboard, surface, (file) => tools.addPicture(file)),
    ask: (what, words) => tools.ask(what, words),
    boxes: boxesKnown,
  });
  const showFindings = findingsList({ form, surface, counts, showText });
  tools = toolsOf({ form, surface, showText });

  async function read() {
    try {
      showFindings(await askJson(form.dataset.findings));
    } catch {
      // What the page said when it came stays.
    }
  }

  // The page itself says who was writing here when it came.
  const knewWho = document.querySelector('.desk-alert') !== null;

  function told({ editing, changed, joined }) {
    if (knewWho && !joined) return;
    const words = changed ? 'Another version was published since you began. '
      : joined ? 'What you wrote in another window is kept together with this. ' : editing ? `${editing.replace(/\.$/, '')}. ` : '';
    if (who.dataset.words === words) return;
    who.dataset.words = words;
    who.hidden = words === '';
    const [label, href] = changed ? ['Put both together', `${location.pathname}/merge`]
      : joined ? ['Show both', location.pathname] : ['Open the page again to take over', location.pathname];
    who.replaceChildren(words, part('a', { href, textContent: label }));
  }

  saver = keepSaving({ form, area, surface, told, saved: async ({ joined }) => {
    preview.refresh();
    // Findings stand at places of the text that the server has.
    if (!joined) await read();
  } });

  // Who only reads what stands here learns of it, too, when somebody else begins.
  const asking = setInterval(() => {
    if (document.visibilityState === 'visible') askJson(form.dataset.draft).then(told, ({ status }) => status && clearInterval(asking));
  }, askWhoEvery);

  side.prepend(preview.place);
  form.querySelector('.text-bar').prepend(counts);
  form.querySelector('.text-columns').before(who, part('div', { className: 'editor-tabs', role: 'group', 'aria-label': 'What is shown' }, ...tabs));
  form.classList.add('editor');
  document.body.classList.add('staff-wide');
  showText();
  form.addEventListener('submit', () => surface.sync(), { capture: true });
  saver.giveBack();
  read();
  preview.refresh();
}

if (form) beginEditing();
