// Becoming a reader, comparing eight words with a newcomer, signing the list of readers, and letting a newcomer read
// what is open.

import { Refusal, hashOf, makeDeviceKey, makeReaderKey, openBlob, rewrapBlob, wrapBlob } from './staff-keys.js';
import { makeListKey, openListKey, passListKey, signList, verifyList, wrapListKey } from './staff-list.js';
import { makeRecovery, words } from './staff-recovery.js';
import { mustBeSaved, offerRecovery, ourWords } from './staff-saved.js';
import { keepDeviceKey } from './staff-device.js';
import { touch } from './staff-passkeys.js';
import { askReaders, onPress, openMine, readerState, rewrapAll, touchForSecret } from './staff-open.js';

const part = (id) => document.getElementById(id);

async function showWords() {
  const list = await ourWords();
  for (const place of document.querySelectorAll('.staff-words[data-spki]'))
    place.textContent = (await words(place.dataset.spki, list)).join(' ');
}

let made;

async function makeFirst(button) {
  const { credential, secret } = await touchForSecret();
  const [mine, listKey, recovery] = await Promise.all([secret ? makeReaderKey() : makeDeviceKey(), makeListKey(), makeRecovery(await ourWords())]);
  made = { credential, secret, mine, listKey, recovery };
  offerRecovery(recovery, button);
}

async function finishFirst() {
  const { credential, secret, mine, listKey, recovery } = made;
  await mustBeSaved(recovery);
  const { person, certificate, next } = await readerState();
  const [key, recoveryHash] = [await hashOf(mine.spki), await hashOf(recovery.spki)];
  const known = await hashOf(listKey.spki);
  const names = { person, host: location.host, credential, spki: mine.spki };
  const blob = secret ? await wrapBlob(secret, names, { pkcs8: mine.pkcs8, listKey: known }) : null;
  const wrapped = await wrapListKey(listKey.pkcs8, mine.spki);
  // Under nobody's name: so that the recovery file can put a new owner on the list.
  const owners = [{ person, key, wrapped }, { person: '', key: recoveryHash, wrapped: await wrapListKey(listKey.pkcs8, recovery.spki) }];
  const own = secret ? (await openBlob(blob, secret, names)).key : mine.key;
  const signer = await openListKey(wrapped, own);
  const readers = [{ person, key, owner: true }];
  const signed = await signList({ ...next, host: location.host, readers, recovery: recoveryHash, certificate }, signer);
  if (!secret) await keepDeviceKey(person, { spki: mine.spki, hash: key, key: own, listKey: known });
  await touch();
  await askReaders('list', { ...signed, listKey: listKey.spki, owners, recovery: recovery.spki, spki: mine.spki, blob });
  mine.pkcs8?.fill(0);
  listKey.pkcs8.fill(0);
  location.reload();
}

async function makeMine() {
  const { person } = await readerState();
  const { credential, secret } = await touchForSecret();
  if (!secret) return makeForDevice(person);
  const { spki, pkcs8 } = await makeReaderKey();
  const blob = await wrapBlob(secret, { person, host: location.host, credential, spki }, { pkcs8, listKey: '' });
  pkcs8.fill(0);
  await askReaders('mine', { spki, blob });
  location.reload();
}

async function makeForDevice(person) {
  const { spki, key } = await makeDeviceKey();
  await keepDeviceKey(person, { spki, hash: await hashOf(spki), key, listKey: '' });
  await askReaders('mine', { spki, blob: null });
  location.reload();
}

async function addPasskey(button, sentence) {
  const { blob, secret, names, listKey } = await openMine();
  if (!blob) throw new Refusal('blob', 'The key of this browser stays in it. Make another one where the other passkey is.');
  sentence.textContent = 'Now touch the passkey that is to open it as well.';
  const next = await touchForSecret();
  await askReaders('mine', { spki: names.spki, blob: await rewrapBlob(blob, secret, names, { ...next, listKey }) });
  location.reload();
}

async function signNext({ list, key, listKey, state }, readers, newSpkis = []) {
  const { next, listKey: held, certificate, person } = state;
  if (!held) throw new Refusal('list', 'You hold no key that signs the list of readers. Another owner must confirm you as an owner.');
  const signer = await openListKey(held.wrapped, key);
  const signed = await signList({ ...list, ...next, certificate, readers }, signer);
  const known = { listKey, host: location.host, number: list.number + 1 };
  const ours = await verifyList({ ...signed, listKey: state.list.listKey, keys: [...list.keys.values(), ...newSpkis] }, known);
  const others = ours.readers.filter((reader) => reader.owner && reader.person !== person);
  const owners = await Promise.all(others.map(async (owner) =>
    ({ person: owner.person, key: owner.key, wrapped: await passListKey(held.wrapped, key, ours, owner.person) })));
  await askReaders('list', { ...signed, listKey: state.list.listKey, owners });
  location.reload();
}

async function confirmNewcomer({ dataset: { person, spki, owner } }) {
  const opened = await openMine();
  const newcomer = { person, key: await hashOf(spki), owner: owner === 'true' };
  await signNext(opened, [...opened.list.readers, newcomer], [spki]);
}

// Several at once, since no list is taken that names one of those who have left.
async function takeOff({ dataset: { keys } }) {
  const opened = await openMine();
  await signNext(opened, opened.list.readers.filter((reader) => !keys.split(' ').includes(reader.key)));
}

async function letRead({ dataset: { key: newcomer } }, sentence) {
  const { key, hash, list } = await openMine();
  const written = await rewrapAll(key, hash, list, newcomer);
  sentence.textContent = written === 0 ? 'That key opens everything already.' : `That key opens ${written} more requests and notes now.`;
}

onPress(part('make-first'), makeFirst);
onPress(part('finish-first'), finishFirst);
onPress(part('make-mine'), makeMine);
onPress(part('add-passkey'), addPasskey);
for (const [kind, work] of Object.entries({ confirm: confirmNewcomer, off: takeOff, rewrap: letRead }))
  for (const button of document.querySelectorAll(`button[data-do="${kind}"]`)) onPress(button, work);
if (document.querySelector('.staff-words[data-spki]')) showWords();
