// What Word, Google Docs and web pages put on the clipboard becomes the site's markdown. The html is read by a parser that makes no
// document of it: nothing in it is loaded, shown or run, and the security policy needs no exception.

import { parseDocument } from 'htmlparser2';
import { blocksOf } from './blocks.js';
import { withHeadings, withTypedLists } from './guesses.js';
import { write } from './write.js';

/** html → { markdown, counts: { headings, points, tables, links, tracked, pictures }, from: 'Word' | 'Google Docs' | 'a web page' } */
export function fromHtml(html, { host } = {}) {
  const fragment = /<!--StartFragment-->([\s\S]*)<!--EndFragment-->/.exec(html);
  const hasOuterLists = fragment && /<(ul|ol|table)[\s>][^]*$/.test(html.slice(0, fragment.index));
  const read = blocksOf(parseDocument(fragment && !hasOuterLists ? fragment[1] : html), host);
  const blocks = withTypedLists(withHeadings(read.blocks));
  const count = (kind) => blocks.filter((block) => block.kind === kind).length;
  return {
    markdown: write(blocks),
    counts: { headings: count('heading'), points: count('item'), tables: count('table'), ...read.counts },
    from: /docs-internal-guid/.test(html) ? 'Google Docs' : /class="?[^">]*\b(Mso|SCXW)|urn:schemas-microsoft-com/.test(html) ? 'Word' : 'a web page',
  };
}
