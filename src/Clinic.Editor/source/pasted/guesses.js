// What was made to look like a heading or a list becomes one: a short bold line above other text, and lines that begin with a bullet
// or with the next number.

import { plain, tidied } from './words.js';

const longestHeading = 100;

export function withHeadings(blocks) {
  const isAbove = (index) => ['paragraph', 'item', 'table'].includes(blocks[index + 1]?.kind);
  const looksLikeOne = ({ kind, runs }, index) => kind === 'paragraph' && isAbove(index)
    && runs.every((run) => run.isBold || run.text === ' ') && !runs.some((run) => run.href)
    && plain(runs).length <= longestHeading && /[\p{L}\d)?"']$/u.test(plain(runs)) && /\p{L}/u.test(plain(runs));
  const guessed = blocks.map((block, index) => looksLikeOne(block, index)
    ? { kind: 'heading', rank: 10 - (sizeOf(block.runs) / 100), runs: block.runs }
    : block);
  // Levels go down one by one, from ## on, in the order of the ranks that the text has.
  const ranks = [...new Set(guessed.filter(({ kind }) => kind === 'heading').map(({ rank }) => rank))].sort((one, other) => one - other);
  let above = 1;
  return guessed.map((block) => {
    if (block.kind !== 'heading') return block;
    above = Math.min(2 + ranks.indexOf(block.rank), above + 1, 4);
    return { ...block, level: above };
  });
}

const sizeOf = (runs) => Math.max(...runs.map((run) => run.size ?? 11));

const bullet = /^[•·▪◦●○‣–—*-] ?(?=\S)/;
const sureBullet = /^[•·▪◦●○‣] ?(?=\S)/;
const number = /^(\d{1,2})[.)] ?(?=\S)/;

export function withTypedLists(blocks) {
  const lines = blocks.flatMap((block) => block.kind === 'paragraph' ? linesOf(block.runs).map((runs) => ({ kind: 'paragraph', runs })) : [block]);
  const numberAt = (index) => lines[index]?.kind === 'paragraph' && Number(number.exec(plain(lines[index].runs))?.[1]);
  const isBulletAt = (index) => lines[index]?.kind === 'paragraph' && bullet.test(plain(lines[index].runs));
  return lines.map((block, index) => {
    if (block.kind !== 'paragraph') return block;
    const words = plain(block.runs);
    const isPoint = sureBullet.test(words) || (isBulletAt(index) && (isBulletAt(index - 1) || isBulletAt(index + 1)));
    const at = numberAt(index);
    const isNumbered = at && (numberAt(index + 1) === at + 1 || numberAt(index - 1) === at - 1);
    if (!isPoint && !isNumbered) return block;
    return { kind: 'item', level: 1, isOrdered: !isPoint, runs: without(block.runs, isPoint ? bullet : number), more: [] };
  });
}

/** Lines that were parted by a break become paragraphs, which is how they looked. */
function linesOf(runs) {
  const lines = [[]];
  for (const run of runs) run.text === '\n' ? lines.push([]) : lines.at(-1).push(run);
  return lines.map(tidied).filter((line) => line.length > 0);
}

function without(runs, mark) {
  const [first, ...others] = runs;
  return tidied([{ ...first, text: first.text.replace(first.text.length > 2 ? mark : /^\S+$/, '') }, ...others]);
}
