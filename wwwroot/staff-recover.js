// The recovery file lets an owner read again what is open. Who is not on the list of readers is signed onto it with the
// list key that was wrapped for the file.

import { Refusal, hashOf } from './staff-keys.js';
import { openListKey, passListKey, signList, verifyList } from './staff-list.js';
import { openRecovery } from './staff-recovery.js';
import { touch } from './staff-passkeys.js';
import { askReaders, onPress, readerState, rememberList, rewrapAll } from './staff-open.js';

const part = (id) => document.getElementById(id);

async function signedOn(recovery, list, state, mine) {
  if (list.readers.some((reader) => reader.key === mine.hash)) return list;
  const { person, next, certificate } = state;
  const held = part('recover').dataset.listKey;
  const signer = await openListKey(held, recovery.key);
  // Whoever else is an owner there could not be asked; they can put themselves on it with the file as well.
  const readers = [...list.readers.filter((reader) => reader.person !== person), { person, key: mine.hash, owner: true }];
  const signed = await signList({ ...list, ...next, certificate, readers }, signer);
  const known = { listKey: await hashOf(state.list.listKey), host: location.host, number: list.number + 1 };
  const ours = await verifyList({ ...signed, listKey: state.list.listKey, keys: [...list.keys.values(), mine.spki] }, known);
  const owners = [{ person, key: mine.hash, wrapped: await passListKey(held, recovery.key, ours, person) }];
  await askReaders('list', { ...signed, listKey: state.list.listKey, owners });
  return ours;
}

async function recover(button, sentence) {
  const [file] = part('recovery-file').files;
  if (!file) throw new Refusal('file', 'Choose the recovery file.');
  const recovery = await openRecovery(await file.text(), part('recovery-words').value);
  const state = await readerState();
  const known = { listKey: await hashOf(state.list.listKey), host: location.host };
  const list = await verifyList(state.list, known);
  if (await hashOf(recovery.spki) !== list.recovery)
    throw new Refusal('file', 'This recovery file was replaced by a newer one. Choose the newest.');
  await touch();
  const mine = state.keys.find((key) => key.hash === button.dataset.key);
  const ours = await signedOn(recovery, list, state, mine);
  rememberList(ours);
  const written = await rewrapAll(recovery.key, list.recovery, ours, mine.hash);
  sentence.textContent = `Your key opens ${written} more requests and notes now.`;
}

onPress(part('recover'), recover);
