// The tree of pasted html as a flat row of blocks: heading { rank, runs }, item { level, isOrdered, runs, more }, paragraph { runs },
// table { rows }, rule. A run is { text, isBold, isItalic, href, size }; a run with text "\n" is a line break.

import { addressOf } from './addresses.js';
import { classOf, isBold, isItalic, isLeftOut, sizeOf, styleOf } from './style.js';
import { tidied } from './words.js';

const blockNames = new Set(['p', 'div', 'section', 'article', 'header', 'footer', 'main', 'aside', 'blockquote', 'pre', 'figure', 'figcaption', 'address',
  'dl', 'dt', 'dd', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'body', 'html', 'caption', 'form', 'nav', 'center']);

export function blocksOf(document, host) {
  const blocks = [];
  const counts = { links: 0, tracked: 0, pictures: 0 };
  let runs = [];

  /** Ends the paragraph that is being read, as what the given place says it is. */
  function end(place) {
    const words = tidied(runs);
    runs = [];
    if (words.length > 0) blocks.push(...blockOf(place, words));
  }

  function blockOf(place, words) {
    if (place.rank) return [{ kind: 'heading', rank: place.rank, runs: words }];
    if (place.item) {
      const { item } = place;
      if (item.block) {
        item.block.more.push(words);
        return [];
      }
      item.block = { kind: 'item', level: item.level, isOrdered: item.isOrdered, runs: words, more: [] };
      return [item.block];
    }
    return [{ kind: 'paragraph', runs: words }];
  }

  function walk(node, place, mark) {
    if (node.type === 'text') {
      // A line's end in the html is a space; a break of a line is an element.
      runs.push({ ...mark, text: node.data.replace(/\s+/g, ' ') });
      return;
    }
    if (!node.children || node.type === 'comment' || node.type === 'directive') return;
    if (node.name && isLeftOut(node)) return;
    if (node.name === 'br') runs.push({ ...mark, text: '\n' });
    else if (node.name === 'img') counts.pictures += /^(https?:|file:|data:|blob:|cid:)/.test(node.attribs.src ?? '') && !isSpacer(node) ? 1 : 0;
    else if (node.name === 'hr') {
      end(place);
      blocks.push({ kind: 'rule' });
    } else if (node.name === 'table') {
      end(place);
      addTable(node);
    } else if (blockNames.has(node.name)) {
      end(place);
      const inner = placeOf(node, place);
      for (const child of node.children) walk(child, inner, markOf(node, mark));
      end(inner);
    } else {
      const within = markOf(node, mark);
      for (const child of node.children) walk(child, place, within);
    }
  }

  function markOf(node, mark) {
    if (!node.name) return mark;
    const next = { ...mark, isBold: isBold(node) ?? mark.isBold, isItalic: isItalic(node) ?? mark.isItalic, size: sizeOf(node) ?? mark.size };
    const link = node.name === 'a' && addressOf(node.attribs.href, host);
    if (!link) return next;
    counts.links++;
    counts.tracked += link.wasTracked ? 1 : 0;
    return { ...next, href: link.address };
  }

  // A table of one cell only frames what is in it.
  function addTable(table) {
    const rows = rowsOf(table);
    if (rows.length === 0) return;
    if (rows.every((row) => row.length < 2)) {
      for (const cell of rows.flat()) {
        for (const child of cell.children) walk(child, {}, {});
        end({});
      }
      return;
    }
    const width = Math.max(...rows.map((row) => row.reduce((sum, cell) => sum + spanOf(cell), 0)));
    const cells = rows.map((row) => row.flatMap((cell) => [cellOf(cell), ...Array(spanOf(cell) - 1).fill([])]));
    if (cells.flat(2).length > 0) blocks.push({ kind: 'table', rows: cells.map((row) => [...row, ...Array(width - row.length).fill([])]) });
  }

  /** The words of a cell in one line, whatever stands in it. */
  function cellOf(cell) {
    const inner = blocksOf({ children: cell.children }, host);
    for (const key of Object.keys(counts)) counts[key] += inner.counts[key];
    const parts = inner.blocks.flatMap((block) => block.kind === 'table' ? block.rows.flat() : [block.runs ?? [], ...block.more ?? []]);
    const row = parts.filter((part) => part.length > 0).flatMap((part, index) => index > 0 ? [{ text: ' ' }, ...part] : part);
    return tidied(row.map((run) => run.text === '\n' ? { ...run, text: ' ' } : run));
  }

  walk({ children: document.children, type: 'root' }, {}, {});
  end({});
  return { blocks, counts };
}

function rowsOf(table) {
  const rows = [];
  const look = (node) => {
    for (const child of node.children ?? []) {
      if (child.name === 'tr') rows.push(child.children.filter((cell) => cell.name === 'td' || cell.name === 'th'));
      else if (child.name !== 'table') look(child);
    }
  };
  look(table);
  return rows.filter((row) => row.length > 0);
}

const spanOf = (cell) => Math.min(Math.max(Number(cell.attribs.colspan) || 1, 1), 20);

const isSpacer = (image) => Number(image.attribs.width) === 1 || Number(image.attribs.height) === 1;

function placeOf(node, place) {
  const rank = rankOf(node);
  if (rank && !place.item) return { ...place, rank };
  if (node.name === 'ul' || node.name === 'ol')
    return { ...place, item: undefined, depth: (place.depth ?? 0) + 1, isOrdered: node.name === 'ol' };
  if (node.name === 'li') {
    const level = Number(node.attribs['data-aria-level'] ?? node.attribs['aria-level']) || place.depth || 1;
    return { ...place, item: { level, isOrdered: place.isOrdered ?? false } };
  }
  const wordList = /\blevel(\d)/.exec(styleOf(node)['mso-list'] ?? '');
  if (wordList && !rank) return { ...place, item: { level: Number(wordList[1]), isOrdered: isNumber(markerOf(node)) } };
  if (/^MsoListParagraph/.test(classOf(node)) && !place.item && /^\s*[·•o§▪]\s/.test(markerOf(node))) return { ...place, item: { level: 1, isOrdered: false } };
  return place;
}

/** A document's title stands above its first headings. */
function rankOf(node) {
  if (/^MsoTitle\b/.test(classOf(node))) return .5;
  const named = /^h([1-6])$/.exec(node.name) ?? /^MsoHeading(\d)/.exec(classOf(node));
  if (named) return Number(named[1]);
  return node.attribs.role === 'heading' ? Number(node.attribs['aria-level']) || 2 : undefined;
}

const isNumber = (marker) => /^[\s(]*(\d+|[a-z]|[ivx]+)[.)]/i.test(marker);

/** What Word draws before a point, such as "·" or "1.", which stands in a span that says to ignore it. */
function markerOf(node) {
  for (const child of node.children ?? []) {
    if (child.name && styleOf(child)['mso-list'] === 'ignore') return textOf(child);
    const inner = child.name ? markerOf(child) : '';
    if (inner) return inner;
  }
  return '';
}

const textOf = (node) => node.type === 'text' ? node.data : (node.children ?? []).map(textOf).join('');
