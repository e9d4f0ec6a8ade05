// Enter in a list begins its next point; on an empty point it ends the list.

const point = /^(\s*)([-*+]|(\d{1,3})([.)]))(\s+)/;

export function continueList({ state, dispatch }) {
  const { main } = state.selection;
  const line = state.doc.lineAt(main.head);
  const found = point.exec(line.text);
  if (!found || !main.empty || main.head < line.from + found[0].length) return false;
  if (line.text.length === found[0].length) {
    dispatch(state.update({ changes: { from: line.from, to: line.to }, scrollIntoView: true, userEvent: 'delete' }));
    return true;
  }
  const [, indent, mark, number, stop, space] = found;
  const next = `\n${indent}${number ? `${Number(number) + 1}${stop}` : mark}${space}`;
  dispatch(state.update(state.replaceSelection(next), { scrollIntoView: true, userEvent: 'input' }));
  return true;
}
