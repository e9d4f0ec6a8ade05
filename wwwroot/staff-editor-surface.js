// The text that is being written, behind one set of calls: in CodeMirror where the build brought it, else in the page's own text area,
// which stays the truth of the form either way.

const findingAt = (finding) => typeof finding.from === 'number';

export function surfaceOf(area, tools) {
  return globalThis.clinicMarkdown ? inCodeMirror(area, tools) : inTextArea(area, tools);
}

function inCodeMirror(area, { label, changed, pasted, ask, boxes }) {
  const place = Object.assign(document.createElement('div'), { className: 'editor-text' });
  area.before(place);
  area.hidden = true;
  let isBehind = false;
  const mounted = globalThis.clinicMarkdown.mount(place, {
    text: area.value,
    label: label.textContent,
    changed: () => { isBehind = true; changed(); },
    pasted,
    ask,
    boxes,
  });
  label.addEventListener('click', () => mounted.focus());
  return {
    ...mounted,
    /** Brings the form up to date; the text is put together only then, not at each key. */
    sync() {
      if (isBehind) area.value = mounted.text();
      isBehind = false;
      return area.value;
    },
  };
}

function inTextArea(area, { changed, pasted }) {
  let remembered = area.value;
  area.addEventListener('input', changed);
  area.addEventListener('paste', (event) => pasted(event.clipboardData) && event.preventDefault());

  // What was typed since lies between the first and the last letter that differ.
  function placeOf(finding) {
    if (!findingAt(finding)) return undefined;
    const [now, shift] = [area.value, area.value.length - remembered.length];
    const most = Math.min(now.length, remembered.length);
    let start = 0;
    while (start < most && now[start] === remembered[start]) start++;
    if (finding.to <= start) return { from: finding.from, to: finding.to };
    let end = 0;
    while (end < most - start && now[now.length - 1 - end] === remembered[remembered.length - 1 - end]) end++;
    return finding.from >= remembered.length - end ? { from: finding.from + shift, to: finding.to + shift } : undefined;
  }

  function replace(from, to, words, select) {
    area.focus();
    area.setSelectionRange(from, to);
    // The only way that the browser's own undo knows of; what does not know the command sets the text instead.
    if (!document.execCommand(words === '' ? 'delete' : 'insertText', false, words) && from + words.length > 0) {
      area.setRangeText(words, from, to, 'end');
      changed();
    }
    if (select) area.setSelectionRange(select.anchor, select.head ?? select.anchor);
  }

  return {
    text: () => area.value,
    sync: () => area.value,
    selection: () => ({ from: area.selectionStart, to: area.selectionEnd, words: area.value.slice(area.selectionStart, area.selectionEnd) }),
    around(at) {
      const from = area.value.lastIndexOf('\n', at - 1) + 1;
      const end = area.value.indexOf('\n', at);
      const to = end < 0 ? area.value.length : end;
      return { before: area.value.slice(Math.max(0, at - 2), at), line: { from, to, text: area.value.slice(from, to) } };
    },
    replace,
    select(from, to) {
      area.focus();
      area.setSelectionRange(from, to);
    },
    become(words) {
      if (words !== area.value) replace(0, area.value.length, words);
    },
    lineOf: (at) => area.value.slice(0, at).split('\n').length,
    remember() { remembered = area.value; },
    showFindings() {},
    placeOf,
    useWording(finding) {
      const place = placeOf(finding);
      if (place) replace(place.from, place.to, finding.instead);
      return Boolean(place);
    },
    focus: () => area.focus(),
  };
}
