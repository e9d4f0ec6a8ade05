// What the proofreader found, underlined where it stands, with a card that says why and offers better words.

import { forEachDiagnostic, nextDiagnostic, previousDiagnostic, setDiagnostics } from '@codemirror/lint';

const paragraph = (text, className) => Object.assign(document.createElement('p'), { textContent: text, className: className ?? '' });

function sentences(finding) {
  const parts = document.createElement('div');
  parts.append(paragraph(finding.wrong));
  if (finding.instead) {
    parts.append(paragraph(`Expected: "${finding.instead}"`, 'instead'));
    return parts;
  }
  if (finding.expected) parts.append(paragraph(`Expected: ${finding.expected}`));
  if (finding.mend) parts.append(paragraph(finding.mend));
  return parts;
}

const stillThere = (state) => {
  const all = [];
  forEachDiagnostic(state, (one, from, to) => all.push({ ...one, from, to }));
  return all;
};

/** Replaces the words that a finding underlines, and takes the finding away: the next reading tells what is left. */
export function useWording(view, finding) {
  const left = stillThere(view.state);
  const found = left.find((one) => one.finding === finding);
  if (!found) return false;
  view.dispatch({
    changes: { from: found.from, to: found.to, insert: finding.instead },
    selection: { anchor: found.from + finding.instead.length },
    userEvent: 'input.wording',
    scrollIntoView: true,
  });
  view.dispatch(setDiagnostics(view.state, stillThere(view.state).filter((one) => one.finding !== finding)));
  return true;
}

export function placeOf(view, finding) {
  const found = stillThere(view.state).find((one) => one.finding === finding);
  return found && { from: found.from, to: found.to };
}

/** changes: what was typed since the text that the findings speak of. */
export function show(view, findings, changes) {
  const { length } = view.state.doc;
  const placed = findings.flatMap((finding) => {
    if (typeof finding.from !== 'number') return [];
    const from = changes.mapPos(Math.min(finding.from, changes.length), 1);
    const to = changes.mapPos(Math.min(Math.max(finding.to, finding.from), changes.length), -1);
    if (to < from || (to === from && finding.to > finding.from)) return [];
    return [{
      from: Math.min(from, length),
      to: Math.min(to, length),
      severity: finding.severity === 'error' ? 'error' : 'warning',
      message: finding.wrong,
      finding,
      renderMessage: () => sentences(finding),
      actions: finding.instead ? [{ name: 'Use this wording', apply: () => { useWording(view, finding); view.focus(); } }] : [],
    }];
  });
  view.dispatch(setDiagnostics(view.state, placed));
}

export const keys = [{ key: 'F8', run: nextDiagnostic }, { key: 'Shift-F8', run: previousDiagnostic }];
