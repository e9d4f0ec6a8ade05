// What the proofreader found, as a list beside the text; CodeMirror underlines the same in place.

import { button, part } from './staff-editor-parts.js';

const counted = (number, one, many) => `${number} ${number === 1 ? one : many}`;

export function sumOf({ blocks, advises }) {
  if (blocks + advises === 0) return 'Nothing to mend';
  const parts = [];
  if (blocks > 0) parts.push(counted(blocks, 'blocks publishing', 'block publishing'));
  if (advises > 0) parts.push(counted(advises, 'advises', 'advise'));
  return parts.join(', ');
}

export function findingsList({ form, surface, counts, showText }) {
  const list = form.querySelector('#findings');

  function go(finding) {
    showText();
    const place = surface.placeOf(finding);
    if (place) {
      surface.select(place.from, place.to);
      surface.focus();
    } else fieldOf(finding)?.focus();
  }

  const fieldOf = (finding) => finding.field ? form.elements[`top.${finding.field}`] : undefined;

  function use(finding) {
    showText();
    if (surface.useWording(finding)) surface.focus();
  }

  function rowOf(finding) {
    const where = typeof finding.from === 'number' ? `Line ${surface.lineOf(finding.from)}` : finding.field ? `The field "${finding.field}"` : 'The text';
    const kind = part('strong', { textContent: finding.severity === 'error' ? 'Blocks publishing' : 'Advice' });
    const row = part('li', { 'data-severity': finding.severity }, button(where, () => go(finding), 'plain'), kind);
    const say = (textContent, className = '') => row.append(part('p', { textContent, className }));
    say(finding.wrong);
    if (finding.instead && typeof finding.from === 'number') {
      say(`Expected: "${finding.instead}"`, 'editor-instead');
      row.append(button('Use this wording', () => use(finding)));
      return row;
    }
    if (finding.expected) say(`Expected: ${finding.expected}`);
    if (finding.mend) say(finding.mend);
    return row;
  }

  return (answer) => {
    for (const field of form.querySelectorAll('[name^="top."][aria-invalid]')) field.removeAttribute('aria-invalid');
    for (const finding of answer.findings) if (finding.severity === 'error') fieldOf(finding)?.setAttribute?.('aria-invalid', 'true');
    surface.showFindings(answer.findings);
    const sum = sumOf(answer);
    counts.textContent = sum;
    list.replaceChildren(answer.findings.length > 0 ? part('ul', {}, ...answer.findings.map(rowOf)) : part('p', { textContent: 'Nothing.' }));
  };
}
