// What is pasted from Word, Google Docs or a web page is shown as the markdown that it becomes, before it is taken.

import { button, gapBefore, openDialog, part } from './staff-editor-parts.js';

const kinds = [['headings', 'heading', 'headings'], ['points', 'list point', 'list points'], ['tables', 'table', 'tables'], ['links', 'link', 'links']];

const sameWords = (one, other) => one.replace(/\s+/g, ' ').trim() === other.replace(/\s+/g, ' ').trim();

function described({ counts, from }) {
  const found = kinds.flatMap(([key, one, many]) => counts[key] > 0 ? [`${counts[key]} ${counts[key] === 1 ? one : many}`] : []);
  const parts = [`From ${from}${found.length > 0 ? `, with ${found.join(', ')}` : ''}. Fonts and colors are left out.`];
  if (counts.tracked > 0) parts.push('What follows readers about was taken off the links.');
  if (counts.pictures === 1) parts.push('A picture is left out: add it with the picture button.');
  if (counts.pictures > 1) parts.push(`${counts.pictures} pictures are left out: add them with the picture button.`);
  return parts.join(' ');
}

/** Says whether it takes care of what is on the clipboard; what is plain is the editor's own business. */
export function offerPaste(clipboard, surface, addPicture) {
  const picture = [...clipboard?.files ?? []].find((file) => file.type.startsWith('image/'));
  const html = clipboard?.getData('text/html');
  if (!html) return Boolean(picture) && (addPicture(picture), true);
  const plain = clipboard.getData('text/plain').replaceAll('\r\n', '\n');
  const read = globalThis.clinicMarkdown?.fromHtml(html, { host: location.host });
  if (!read?.markdown || sameWords(read.markdown, plain.replaceAll('\u00a0', ' '))) return false;
  const place = surface.selection();
  const words = part('textarea', { value: read.markdown, rows: 14, id: 'editor-pasted', spellcheck: false });
  const take = (text) => () => {
    dialog.close();
    surface.replace(place.from, place.to, text());
  };
  const dialog = openDialog('This is how it is pasted', () => surface.focus(),
    part('p', { textContent: described(read) }),
    part('label', { for: words.id, textContent: 'What becomes part of the text; you may change it here' }), words,
    part('div', { className: 'editor-buttons' },
      button('Take this', take(() => ownParagraph(surface, place, words.value)), 'button primary'),
      button('Paste as plain text', take(() => plain)),
      button('Cancel', () => dialog.close())));
  words.nextSibling.firstChild.focus();
  return true;
}

// What has blocks of its own begins and ends at an empty line.
function ownParagraph(surface, { from }, words) {
  if (!words.includes('\n') && !/^(#|- |1\. |\|)/.test(words)) return words;
  return `${gapBefore(surface, from)}${words.trimEnd()}\n\n`;
}
