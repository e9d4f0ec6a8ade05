// The buttons above the text act where the cursor is. Without scripts the same buttons send the page.

import { askJson, button, gapBefore, openDialog, part, settled } from './staff-editor-parts.js';

const boxNames = {
  'in-short': 'In short',
  'key-facts': 'Key facts',
  risks: 'Know the risks',
  questions: 'Questions to ask',
  faq: 'Questions and answers',
  'can-say': 'What we can say',
  'cannot-say': 'What we cannot say',
  phone: 'Telephone number',
  email: 'Mail address',
  hours: 'Opening hours',
  states: 'States that the clinic serves',
  address: 'Street address',
  costs: 'Prices',
  routes: 'Ways of giving',
  crisis: 'Crisis lines',
  people: 'The people of the clinic',
  'call-to-action': 'Button to the form',
};
const holdsWords = new Set(Object.keys(boxNames).slice(0, 7));

export const boxesKnown = Object.keys(boxNames);

const asking = {
  link: { title: 'Link to a page', label: 'Title of the page, or words of it', what: 'page' },
  source: { title: 'Name a source', label: 'Words of its title, an author, or a DOI', what: 'source' },
  glossary: { title: 'Word of the glossary', label: 'The word', what: 'glossary' },
};

export function toolsOf({ form, surface, showText }) {
  const find = form.dataset.find ?? '/staff/texts/find';
  const ask = (what, words) => askJson(`${find}?${new URLSearchParams({ what, q: words })}`);
  const backToText = () => surface.focus();

  const work = {
    heading() {
      const { line } = surface.around(surface.selection().from);
      const marks = /^#* ?/.exec(line.text)[0];
      const next = marks.startsWith('###') ? '' : marks.startsWith('##') ? '### ' : '## ';
      surface.replace(line.from, line.from + marks.length, next, { anchor: line.to + next.length - marks.length });
      backToText();
    },
    list() {
      const { from, to } = surface.selection();
      const [start, end] = [surface.around(from).line.from, surface.around(to).line.to];
      surface.select(start, end);
      const lines = surface.selection().words.split('\n');
      const isList = lines.every((line) => line === '' || line.startsWith('- '));
      const next = lines.length === 1 && lines[0] === '' ? '- ' : lines.map((line) => line === '' ? line : isList ? line.slice(2) : `- ${line}`).join('\n');
      surface.replace(start, end, next);
      backToText();
    },
    box() {
      const choose = (name) => () => {
        dialog.close();
        const { from, to, words } = surface.selection();
        const before = gapBefore(surface, from);
        const inner = holdsWords.has(name) ? `${words || ''}\n` : '';
        const begin = `${before}::: ${name}\n`;
        surface.replace(from, to, `${begin}${inner}:::\n${gapAfter(to)}`, { anchor: from + begin.length + (holdsWords.has(name) ? words.length : 0) });
        backToText();
      };
      const group = (title, names) => part('div', { role: 'group', 'aria-label': title },
        part('h3', { textContent: title }),
        part('div', { className: 'editor-buttons' }, ...names.map((name) => button(boxNames[name], choose(name)))));
      const dialog = openDialog('Put in a box', backToText,
        group('A frame around words', boxesKnown.filter((name) => holdsWords.has(name))),
        group('What the clinic\'s data says', boxesKnown.filter((name) => !holdsWords.has(name))),
        button('Cancel', () => dialog.close(), 'plain'));
    },
    link: () => search('link'),
    source: () => search('source'),
    glossary: () => search('glossary'),
    picture: () => addPicture(),
  };

  const gapAfter = (at) => surface.around(at).line.to > at ? '\n' : '';

  function insert(kind, words) {
    const { from, to, words: selected } = surface.selection();
    // The words that were chosen stay as the words of the link.
    const text = kind === 'link' && selected && !selected.includes('\n') ? words.replace(/^\[[^\]]*\]/, () => `[${selected}]`) : words;
    if (kind !== 'source') return surface.replace(from, to, text);
    const { before } = surface.around(to);
    surface.replace(to, to, `${before === '' || /\s$/.test(before) ? '' : ' '}${text}`);
  }

  function search(kind) {
    const { title, label, what } = asking[kind];
    const value = kind === 'source' ? '' : surface.selection().words.slice(0, 80);
    const input = part('input', { type: 'text', id: 'editor-find', enterKeyHint: 'search', autocomplete: 'off', value });
    const results = part('ul', { className: 'editor-results' });
    const said = part('p', { role: 'status' });
    const take = (words) => () => {
      dialog.close();
      insert(kind, words);
      backToText();
    };
    // A paper that is not among the sources yet is added there first.
    const elsewhere = ({ title, address }) =>
      part('a', { href: address, target: '_blank', rel: 'noopener', textContent: `${title}: add it to the sources first` });
    const look = async () => {
      const words = input.value;
      try {
        const found = await ask(what, words);
        if (input.value !== words) return;
        results.replaceChildren(...found.map((one) => part('li', {}, one.insert ? button(one.title, take(one.insert), 'editor-result') : elsewhere(one))));
        said.textContent = found.length > 0 ? '' : words ? 'Nothing has these words.' : '';
      } catch {
        said.textContent = 'The search cannot be reached just now.';
      }
    };
    const lookSoon = settled(look, 200);
    // What was found for other words is not what Enter takes.
    input.addEventListener('input', () => {
      results.replaceChildren();
      lookSoon();
    });
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') { event.preventDefault(); results.querySelector('button')?.click(); }
      if (event.key === 'ArrowDown') { event.preventDefault(); results.querySelector('button')?.focus(); }
    });
    results.addEventListener('keydown', (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const all = [...results.querySelectorAll('button')];
      (all[all.indexOf(document.activeElement) + step] ?? input).focus();
    });
    const dialog = openDialog(title, backToText,
      part('label', { for: input.id, textContent: label }), input, said, results, button('Cancel', () => dialog.close(), 'plain'));
    input.focus();
    look();
  }

  function addPicture(file) {
    const text = form.dataset.file.replace(/\.md$/, '');
    const input = part('input', { type: 'file', id: 'editor-picture', accept: 'image/*' });
    const alt = part('textarea', { id: 'editor-alt', rows: 3 });
    const caption = part('input', { type: 'text', id: 'editor-caption' });
    const said = part('p', { role: 'alert' });
    const there = part('ul', { className: 'editor-results' });
    const put = (words) => {
      dialog.close();
      const { to } = surface.selection();
      const { line } = surface.around(to);
      surface.replace(line.to, line.to, `${line.text === '' ? '' : '\n\n'}${words}\n`);
      backToText();
    };
    const send = async () => {
      const chosen = input.files[0] ?? file;
      if (!chosen) { said.textContent = 'Choose a picture first.'; return; }
      if (!alt.value.trim()) { said.textContent = 'Say what the picture shows, for those who cannot see it.'; alt.focus(); return; }
      const body = new FormData();
      body.append('__RequestVerificationToken', form.elements.__RequestVerificationToken?.value ?? '');
      body.append('text', text);
      body.append('alt', alt.value);
      body.append('caption', caption.value);
      body.append('file', chosen, chosen.name || 'screenshot.png');
      said.textContent = 'Sending …';
      try {
        const answer = await askJson('/staff/pictures', { method: 'POST', body });
        if (answer.error) said.textContent = answer.error;
        else put(answer.insert);
      } catch (error) {
        said.textContent = pictureError(error);
      }
    };
    const which = file
      ? [part('p', { textContent: 'The picture from the clipboard.' })]
      : [part('label', { for: input.id, textContent: 'Photo, screenshot or drawing' }), input];
    const dialog = openDialog('Add a picture', backToText,
      ...which,
      part('label', { for: alt.id, textContent: 'What it shows, in words' }), alt,
      part('label', { for: caption.id, textContent: 'The line below it, if any' }), caption, said,
      part('div', { className: 'editor-buttons' }, button('Add it', send, 'button primary'), button('Cancel', () => dialog.close())), there);
    askJson(`/staff/pictures?${new URLSearchParams({ text })}`).then((all) => {
      if (!Array.isArray(all) || all.length === 0) return;
      const markOf = (name) => `![${alt.value.trim().replace(/[[\]]/g, '')}](${name}${caption.value ? ` "${caption.value.replaceAll('"', "'")}"` : ''})`;
      const rows = all.map(({ title, size }) => part('li', {}, button(`${title}, ${size}`, () => put(markOf(title)), 'editor-result')));
      there.replaceChildren(part('li', { textContent: 'Already there, to use with the words above:' }), ...rows);
    }).catch(() => {});
  }

  const pictureError = ({ status, sentence }) => {
    try {
      return JSON.parse(sentence).error;
    } catch {
      return status ? sentence || 'The picture was not taken.' : 'No connection: the picture was not sent.';
    }
  };

  form.querySelector('#tools').addEventListener('click', (event) => {
    const tool = event.target.closest?.('button[name="insert"]');
    if (!tool || !Object.hasOwn(work, tool.value)) return;
    event.preventDefault();
    showText();
    work[tool.value]();
  });

  return { ask, addPicture };
}
