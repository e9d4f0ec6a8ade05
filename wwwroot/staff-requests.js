// Sealed requests, names and notes, opened where the reader's key is: the server writes its entry before it hands an
// envelope over. What is opened stands in the page as text alone and goes when the page is left.

import { Refusal } from './staff-keys.js';
import { openEnvelope, openNote, sealNote } from './staff-reader.js';
import { askReaders, onPress, openMine, whenLeft } from './staff-open.js';
import { reachLinks, toldParts } from './staff-told.js';

const sealed = document.querySelector('[data-sealed="auth-v1"]');
const ways = document.querySelector('[data-ways]');
const sealedNotes = [...document.querySelectorAll('[data-sealed-note="auth-v1"]')];
const sealedNames = [...document.querySelectorAll('[data-sealed-name]')].filter((place) => place.dataset.sealedName);
const shown = new Map();
let opened;
let opener;

const mine = async () => opened ??= await openMine();

const envelopesOf = async (references) =>
  (await askReaders('envelopes', { key: (await mine()).hash, references })).envelopes;

function show(place, ...content) {
  if (!shown.has(place)) shown.set(place, [...place.childNodes]);
  place.replaceChildren(...content);
  opener.hidden = true;
}

function clear() {
  opened = undefined;
  for (const [place, before] of shown) place.replaceChildren(...before);
  shown.clear();
  if (opener) opener.hidden = false;
}

function buttonAfter(place, label, work) {
  const [button, sentence] = [document.createElement('button'), document.createElement('p')];
  Object.assign(button, { type: 'button', className: 'button primary', textContent: label });
  Object.assign(sentence, { id: 'reader-sentence', role: 'alert' });
  opener = button;
  place.after(button, sentence);
  onPress(button, work);
}

async function openRequest() {
  const { reference, fields, languages } = sealed.dataset;
  const { key } = await mine();
  const envelopes = await envelopesOf([reference]);
  const [envelope] = envelopes.filter((one) => one.number === 0);
  if (!envelope) throw new Refusal('request', 'This request is not sealed for your key. A reader can let you read it at "Who reads requests".');
  const request = await openEnvelope(envelope, key, reference);
  const parts = toldParts(request, JSON.parse(fields), JSON.parse(languages));
  const notes = await Promise.all(envelopes.filter((one) => one.number > 0).map((note) => openNote(note, key, { ...note, reference })));
  show(sealed, parts);
  if (ways) show(ways, ...reachLinks(request, JSON.parse(ways.dataset.ways)));
  for (const place of sealedNotes) {
    const note = notes.find(({ author, at }) => author === place.dataset.author && Date.parse(at) === Date.parse(place.dataset.at));
    if (note) show(place, [JSON.parse(place.dataset.outcomes)[note.outcome], note.text].filter(Boolean).join(': '));
  }
}

async function showNames() {
  const { key } = await mine();
  const envelopes = await envelopesOf(sealedNames.map((place) => place.dataset.sealedName));
  const changed = [];
  for (const place of sealedNames) {
    const reference = place.dataset.sealedName;
    const envelope = envelopes.find((one) => one.reference === reference && one.number === 0);
    const request = envelope && await openEnvelope(envelope, key, reference).catch(() => changed.push(reference) && undefined);
    if (request) show(place, String(request.FullName ?? ''));
  }
  if (changed.length > 0) throw new Refusal('list', `Changed after they were sealed, and not shown: ${changed.join(', ')}. Tell the owner.`);
}

async function keepNote(form) {
  const { reference } = sealed.dataset;
  const { list, state } = await mine();
  const at = new Date().toISOString();
  const note = { reference, author: state.person, at, text: form.elements.Text.value.trim() };
  await askReaders('notes', { reference, version: Number(form.elements.Version.value), at, ...await sealNote(note, list) });
  form.elements.Text.value = '';
  location.reload();
}

// Of a sealed request the words of a note never go to the server as they are.
function sealNotesOf(form) {
  const button = form.querySelector('button');
  form.addEventListener('submit', (event) => event.preventDefault());
  onPress(button, () => form.reportValidity() && keepNote(form));
}

if (sealed) {
  buttonAfter(sealed, 'Open with a touch', openRequest);
  const notes = [...document.forms].find((form) => form.elements.Text);
  if (notes) sealNotesOf(notes);
}
if (sealedNames.length > 0) buttonAfter(document.querySelector('.desk-list'), 'Open the names with a touch', showNames);
whenLeft(clear);
