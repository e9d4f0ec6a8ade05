// Keys for who works through the requests: the next, the one before, the button for a call. They do nothing while somebody
// types, and can be turned off, since some people speak to their computer and each word would be keys.

const kept = 'clinic-desk-keys';
const hint = document.querySelector('.desk-keys');
const rows = [...document.querySelectorAll('.desk-list tbody a')];
const isTyping = (place) => place instanceof Element && place.closest('input, select, textarea, [contenteditable]') !== null;
const areOn = () => localStorage.getItem(kept) !== 'off';

function toRow(step) {
  const at = rows.indexOf(document.activeElement);
  rows[at < 0 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)]?.focus();
}

const toLink = (link) => document.querySelector(link)?.click();

const keys = rows.length > 0
  ? { j: () => toRow(1), k: () => toRow(-1) }
  : {
    j: () => toLink('.desk-beside [rel="next"]'),
    k: () => toLink('.desk-beside [rel="prev"]'),
    // Enter presses it: a slip of one key writes nothing.
    c: () => document.querySelector('.desk-hand form button')?.focus(),
    l: () => toLink('.desk-beside .desk-back'),
  };

function onKey(event) {
  const isOther = event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented;
  if (isOther || isTyping(event.target) || !areOn() || !Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  keys[event.key]();
}

function offerSwitch() {
  const button = document.createElement('button');
  const say = () => { button.textContent = areOn() ? 'Turn these keys off' : 'Turn the keys on'; };
  Object.assign(button, { type: 'button', className: 'plain' });
  button.addEventListener('click', () => {
    localStorage.setItem(kept, areOn() ? 'off' : 'on');
    say();
  });
  say();
  hint.append(' ', button);
  hint.hidden = false;
}

if (hint) {
  offerSwitch();
  addEventListener('keydown', onKey);
}
