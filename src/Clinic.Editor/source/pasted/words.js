// Runs of words with single spaces, straight quotes and no space inside marks.

// No-break and thin spaces; soft hyphens, joiners and marks of direction.
const spaces = /[\t\n\r\f \u00a0\u2000-\u200a\u202f\u205f\u3000]+/g;
const unseen = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/g;

const typed = [
  [/[\u2018\u2019\u201a\u2032]/g, "'"],
  [/[\u201c\u201d\u201e\u2033]/g, '"'],
  [/\u2026/g, '...'],
  [/\u2011/g, '-'],
  [/[\uf0b7\uf0a7\uf0d8\uf0fc]/g, '•'],
];

const asTyped = (text) => typed.reduce((words, [from, to]) => words.replace(from, to), text.replace(unseen, '').replace(spaces, ' '));

const isBreak = (run) => run.text === '\n';

const isLike = (one, other) => one.isBold === other.isBold && one.isItalic === other.isItalic && one.href === other.href;

export function tidied(runs) {
  const merged = [];
  for (const run of runs) {
    const text = isBreak(run) ? '\n' : asTyped(run.text);
    if (text === '') continue;
    const last = merged.at(-1);
    const next = { ...run, text, isBold: run.isBold === true, isItalic: run.isItalic === true };
    if (last && !isBreak(last) && !isBreak(next) && (isLike(last, next) || (text === ' ' && !run.href))) last.text += text;
    else merged.push(next);
  }
  return trimmed(merged);
}

// One space between runs, outside of what is bold; none at the ends and around line breaks.
function trimmed(runs) {
  const spaced = [];
  let isSpaceDue = false;
  for (const run of runs) {
    if (isBreak(run)) {
      if (spaced.length > 0) spaced.push(run);
      isSpaceDue = false;
      continue;
    }
    const words = run.text.replace(/ +/g, ' ');
    const inner = words.trim();
    const previous = spaced.at(-1);
    if (inner === '') {
      isSpaceDue ||= words !== '';
      continue;
    }
    if ((isSpaceDue || words.startsWith(' ')) && previous && !isBreak(previous)) spaced.push({ text: ' ', isBold: false, isItalic: false });
    spaced.push({ ...run, text: inner });
    isSpaceDue = words.endsWith(' ');
  }
  while (spaced.length > 0 && isBreak(spaced.at(-1))) spaced.pop();
  return spaced;
}

export const plain = (runs) => runs.map((run) => run.text).join('').trim();
