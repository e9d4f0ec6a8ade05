// Opens the reader's key with a touch, for as long as somebody is at the page. Key and opened words live in this page's
// memory and are gone when it is left, at sign-out, and after five idle minutes.

import { Refusal, hashOf, openBlob, prfInput, rewrapBlob } from './staff-keys.js';
import { verifyList } from './staff-list.js';
import { rewrap } from './staff-reader.js';
import { keepDeviceKey, keptDeviceKey } from './staff-device.js';
import { sentenceOf, touch } from './staff-passkeys.js';

const longestIdle = 5 * 60_000;
const wrapsAtOnce = 200;
const mostTries = 3;
const seenList = 'clinic-readers-list';
const unreachable = 'The server did not answer. Look whether you are connected, then press the button again.';

/** Asks an address of /staff/readers; what it refuses is told in its own sentence. */
export async function askReaders(address, body) {
  const token = document.querySelector('input[name="__RequestVerificationToken"]')?.value ?? '';
  const headers = { 'Accept': 'application/json', 'Content-Type': 'application/json', 'RequestVerificationToken': token };
  const post = body && { method: 'POST', body: JSON.stringify(body) };
  const answer = await fetch(`/staff/readers/${address}`, { ...post, headers, redirect: 'error' }).catch(() => null);
  if (!answer) throw new Refusal('server', unreachable);
  const said = await answer.text();
  const isJson = answer.headers.get('Content-Type')?.startsWith('application/json');
  if (answer.ok && isJson) return JSON.parse(said);
  throw new Refusal('server', (isJson ? JSON.parse(said).error : said) || unreachable);
}

/** What the server says of this person's keys and the list of readers. */
export const readerState = () => askReaders('mine');

/** A touch of a passkey; `secret` is null where it gives none. */
export const touchForSecret = async () => touch(await prfInput());

const lastSeen = () => JSON.parse(localStorage.getItem(seenList) ?? '{}');

/** Remembers the number of a verified list, below which this browser takes none. */
export const rememberList = ({ number, hash }) => localStorage.setItem(seenList, JSON.stringify({ number, hash }));

/** This person's open key, with the list of readers if there is one that is good. */
export async function openMine() {
  const state = await readerState();
  const touched = await touchForSecret();
  const opened = { state, ...await (touched.secret ? openWrapped(state, touched) : openKept(state)) };
  if (!state.list) return opened;
  // A newcomer's blob names no list key until it is opened with a list there for the first time.
  const listKey = opened.listKey || await hashOf(state.list.listKey);
  const list = await verifyList(state.list, { ...lastSeen(), listKey, host: location.host });
  rememberList(list);
  if (!opened.listKey) await opened.learn(listKey);
  return { ...opened, listKey, list };
}

async function openWrapped(state, { credential, secret }) {
  const held = state.blobs.find(({ blob }) => blob.credential === credential);
  if (!held) throw new Refusal('blob', 'This passkey does not open your key yet. Touch the one that does, then add this one.');
  const { spki, hash } = state.keys.find((key) => key.hash === held.key);
  const names = { person: state.person, host: location.host, credential, spki };
  const learn = async (listKey) => askReaders('mine', { spki, blob: await rewrapBlob(held.blob, secret, names, { listKey }) });
  return { ...await openBlob(held.blob, secret, names), hash, names, secret, blob: held.blob, learn };
}

async function openKept({ person, keys }) {
  const held = await keptDeviceKey(person);
  if (held && keys.some((key) => key.hash === held.hash)) return { ...held, learn: (listKey) => keepDeviceKey(person, { ...held, listKey }) };
  throw new Refusal('blob', 'This passkey holds no secret, and this browser has no key of yours. Make one at "Readers".');
}

/** Wraps what one key opens for a key on the list that cannot open it yet; tells how many were written. */
export async function rewrapAll(key, hash, list, newcomer) {
  let [written, tries] = [0, 0];
  for (;;) {
    const { references } = await askReaders('open', { key: hash, newcomer });
    if (references.length === 0) return written;
    const { envelopes } = await askReaders('envelopes', { key: hash, references });
    const rewraps = await rewrap(envelopes, key, list, newcomer);
    let now = 0;
    for (let at = 0; at < rewraps.length; at += wrapsAtOnce)
      now += (await askReaders('rewraps', { rewraps: rewraps.slice(at, at + wrapsAtOnce) })).written;
    // The server changes what it keeps when somebody left the list; then it is asked for again.
    tries = now === 0 ? tries + 1 : 0;
    if (tries === mostTries) throw new Refusal('server', 'Some of what is open was changed meanwhile. Reload the page and repeat this.');
    written += now;
  }
}

/** Calls `clear` when the page is left, at sign-out, and after five minutes in which nobody did anything here. */
export function whenLeft(clear) {
  let last = Date.now();
  let timer;
  const look = () => {
    if (Date.now() - last >= longestIdle) clear();
    last = Date.now();
    clearTimeout(timer);
    timer = setTimeout(look, longestIdle);
  };
  for (const sign of ['pointerdown', 'keydown', 'wheel', 'touchstart']) addEventListener(sign, look, { passive: true });
  // A machine that slept has run no timer.
  document.addEventListener('visibilitychange', () => { if (!document.hidden && Date.now() - last >= longestIdle) clear(); });
  addEventListener('pagehide', clear);
  document.querySelector('form[action="/staff/sign-out"]')?.addEventListener('submit', clear);
  timer = setTimeout(look, longestIdle);
}

/** Does the work of a button, once at a time, and says what went wrong. */
export function onPress(button, work) {
  button?.addEventListener('click', async () => {
    if (button.disabled) return;
    const sentence = document.getElementById('reader-sentence');
    button.disabled = true;
    sentence.textContent = '';
    sentence.classList.remove('desk-alert');
    try {
      await work(button, sentence);
    } catch (error) {
      sentence.textContent = error instanceof Refusal ? error.message : sentenceOf(error);
      sentence.classList.toggle('desk-alert', error.kind === 'list');
    }
    button.disabled = false;
  });
}
