// Small pieces that the parts of the text editor share.

export function part(name, properties = {}, ...inner) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes('-') || key === 'role' || key === 'for') made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...inner);
  return made;
}

export const button = (label, press, className = 'button') => {
  const made = part('button', { type: 'button', className, textContent: label });
  made.addEventListener('click', press);
  return made;
};

/** A dialog over the page, which goes when it is closed; Escape closes it. */
export function openDialog(title, closed, ...inner) {
  const heading = part('h2', { textContent: title, id: 'editor-dialog-title' });
  const dialog = part('dialog', { className: 'editor-dialog', 'aria-labelledby': heading.id }, heading, ...inner);
  dialog.addEventListener('close', () => { dialog.remove(); closed(); });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** What brings words of their own block to an empty line. */
export function gapBefore(surface, at) {
  const { before, line } = surface.around(at);
  return at === 0 || before.endsWith('\n\n') ? '' : at === line.from ? '\n' : '\n\n';
}

/** Calls the given work once, when nothing has asked for it for so long. */
export function settled(work, milliseconds) {
  let timer;
  const later = (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => { timer = undefined; work(...given); }, milliseconds);
  };
  later.cancel = () => clearTimeout(timer);
  return later;
}

export async function askJson(address, options = {}) {
  const answer = await fetch(address, { ...options, headers: { Accept: 'application/json' }, credentials: 'same-origin', redirect: 'error' });
  if (!answer.ok) throw Object.assign(new Error(`${answer.status}`), { status: answer.status, sentence: (await answer.text()).slice(0, 300) });
  return answer.json();
}
