// Keeps the draft on the server about a second after the last key, and until the server has it in this browser: it is the clinic's own
// text, so that losing the network, the session or the window loses no word of it. The browser forgets it once it is saved.

import { askJson, button, part, settled } from './staff-editor-parts.js';

const afterLastKey = 1000;
const keptAfter = 250;
const waits = [2000, 5000, 10000, 30000];
// The most that a browser sends for a page that is being left.
const mostWhenLeft = 60_000;

const hourAndMinute = (date) =>
  date.toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' }).replace('AM', 'a.m.').replace('PM', 'p.m.');

const withoutEnd = (value) => typeof value === 'string' ? value.trimEnd() : value;

const markOf = (words) => {
  const text = words.trimEnd();
  let mark = 2166136261;
  for (let at = 0; at < text.length; at++) mark = Math.imul(mark ^ text.charCodeAt(at), 16777619);
  return `${text.length}:${mark >>> 0}`;
};

const isWritten = (name) => name === 'body' || name === 'top' || name.startsWith('top.');

const plainEnds = (text) => text.replaceAll('\r\n', '\n');

export function keepSaving({ form, area, surface, saved, told }) {
  const place = form.querySelector('#saved');
  const key = `text:${form.dataset.person ?? ''}:${form.dataset.file}`;
  let base = markOf(area.defaultValue);
  let [isChanged, isBusy, isLeft, failures] = [false, false, false, 0];
  let retry;

  const say = (...words) => place.replaceChildren(...words);
  const written = () => [...form.elements].filter(({ name, type }) => isWritten(name ?? '') && type !== 'file');
  const isTicked = ({ type }) => type === 'checkbox' || type === 'radio';
  const valueOf = (field) => isTicked(field) ? field.checked : plainEnds(field.value);

  function keep() {
    if (!isChanged) return;
    surface.sync();
    try {
      localStorage.setItem(key, JSON.stringify({ base, at: Date.now(), fields: written().map((field) => [field.name, valueOf(field)]) }));
    } catch {
      say('This browser keeps nothing for this site. Do not close the window before the text is saved.');
    }
  }

  const forget = () => localStorage.removeItem(key);
  const keepSoon = settled(keep, keptAfter);
  const saveSoon = settled(save, afterLastKey);

  function touched() {
    isChanged = true;
    keepSoon();
    if (retry === undefined) saveSoon();
  }

  async function save() {
    clearTimeout(retry);
    retry = undefined;
    if (isBusy || isLeft || !isChanged) return;
    [isBusy, isChanged] = [true, false];
    const text = surface.sync();
    surface.remember();
    try {
      const answer = await askJson(form.dataset.draft, { method: 'POST', body: new FormData(form) });
      [base, failures] = [markOf(text), 0];
      if (!isChanged) forget();
      say(answer.tooLong || `Saved ${answer.saved}`);
      told(answer);
      await saved(answer);
    } catch (error) {
      failed(error);
    } finally {
      isBusy = false;
      if (isChanged && retry === undefined && !isLeft) saveSoon();
    }
  }

  function failed(error) {
    isChanged = true;
    keep();
    if (error.status === 401 || error.status === 400) {
      const again = part('a', { href: location.pathname, textContent: error.status === 401 ? 'Sign in again' : 'Open the page again' });
      say(error.status === 401 ? 'You are signed out. ' : 'This page is too old to save. ', 'What you typed is kept in this browser and comes back. ', again);
      retry = null;
      return;
    }
    const why = error.status ? error.sentence || 'The server could not save it.' : 'No connection.';
    say(`Not saved: ${why.trim()} What you typed is kept in this browser. Trying again. `);
    retry = setTimeout(save, waits[Math.min(failures++, waits.length - 1)]);
  }

  // Signed out, another window may have signed in meanwhile; without a connection there may be one again.
  addEventListener('online', () => { if (isChanged) save(); });

  addEventListener('pagehide', () => {
    if (isLeft || !isChanged) return;
    keep();
    const body = new FormData(form);
    if (area.value.length > mostWhenLeft) return;
    fetch(form.dataset.draft, { method: 'POST', body, keepalive: true, headers: { Accept: 'application/json' } }).catch(() => {});
  });
  addEventListener('pageshow', () => { isLeft = false; });
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') save(); });
  form.addEventListener('submit', () => {
    keep();
    isLeft = true;
    saveSoon.cancel();
    clearTimeout(retry);
  });

  /** Gives back what had not reached the server when this text was left. */
  function giveBack() {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null');
    if (!kept) return;
    const fields = written();
    // The page may have other fields by now; its text is there whatever the fields are.
    const values = fields.length === kept.fields.length && fields.every(({ name }, at) => name === kept.fields[at][0])
      ? kept.fields.map(([, value]) => value)
      : fields.map((field) => field === area ? kept.fields.find(([name]) => name === area.name)?.[1] ?? area.value : valueOf(field));
    if (fields.every((field, at) => withoutEnd(valueOf(field)) === withoutEnd(values[at]))) return forget();
    const when = hourAndMinute(new Date(kept.at));
    const put = () => {
      for (const [at, field] of fields.entries()) {
        if (isTicked(field)) field.checked = values[at];
        else if (field !== area) field.value = values[at];
      }
      surface.become(values[fields.indexOf(area)]);
      touched();
      form.prepend(part('p', { className: 'staff-done', role: 'status' }, `Given back: what you typed until ${when}, which had not reached the server.`));
    };
    if (kept.base === base) return put();
    const note = part('p', { className: 'staff-first' }, `This text was changed since. What you typed here until ${when} had not reached the server. `);
    const gone = (work) => () => { work(); note.remove(); surface.focus(); };
    note.append(button('Put my words back', gone(put)), ' ', button('Forget them', gone(forget)));
    form.prepend(note);
  }

  form.addEventListener('input', ({ target }) => { if (target !== area && isWritten(target.name ?? '')) touched(); });
  return { touched, save, giveBack };
}
