// The form works without this. It counts characters, guards against a double press, and shows help beside the message
// when its words are words of despair. Nothing here is sent, stored or counted.
(() => {
  const form = document.getElementById('request');
  const message = document.getElementById('Message');
  if (!form || !message) return;

  const longest = 500;
  const note = (className, beside = message) => {
    const paragraph = document.createElement('p');
    paragraph.className = className;
    paragraph.setAttribute('role', 'status');
    beside.after(paragraph);
    return paragraph;
  };

  const counter = note('hint');
  const count = () => {
    const left = longest - [...message.value].length;
    counter.textContent = left >= 0 ? `${left} characters left` : `${-left} characters too many`;
  };
  let settle;
  message.addEventListener('input', () => {
    clearTimeout(settle);
    settle = setTimeout(count, 600);
  });
  if (message.value) count();

  const help = document.querySelector('.crisis-note.panel');
  let shown = false;
  message.addEventListener('input', () => {
    if (shown || !help || !needsSomeone(message.value)) return;
    shown = true;
    help.hidden = false;
    help.querySelector('[role="status"]').textContent = 'It sounds like you may be going through a very hard time. You deserve help right now.';
    help.querySelector('button').addEventListener('click', () => { help.hidden = true; });
  });

  // For a moment only: who stopped the sending, or lost the network, must be able to press again.
  const moment = 3000;
  let pressed = -moment;
  form.addEventListener('submit', (event) => {
    if (event.timeStamp - pressed < moment) event.preventDefault();
    else pressed = event.timeStamp;
  });
  addEventListener('pageshow', () => { pressed = -moment; });

  // Without a network the browser would put a page of its own in the place of this one.
  let offline;
  form.addEventListener('submit', (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    pressed = -moment;
    offline ??= note('field-error', event.submitter ?? message);
    offline.textContent = 'You seem to be offline, so nothing was sent. Your answers are still here: press again when you are connected.';
  });

  if (!document.querySelector('.error-summary')) return;
  // This page answered a post. Back and reload ask for the form anew, where the browser would ask whether to send again.
  history.replaceState(null, '', location.pathname);

  // A browser gives back what was typed into the empty form, but not into a page that answered: links leave that one in a tab of their own.
  addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="/"]');
    if (link) link.target = '_blank';
  });
})();
