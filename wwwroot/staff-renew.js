// A new recovery file in the place of the old one: the next list of readers names its key, and what is open is wrapped
// for it. Until then the old one counts.

import { Refusal, hashOf } from './staff-keys.js';
import { openListKey, passListKeyToFile, signList, verifyList } from './staff-list.js';
import { makeRecovery } from './staff-recovery.js';
import { mustBeSaved, offerRecovery, ourWords } from './staff-saved.js';
import { askReaders, onPress, openMine, rememberList, rewrapAll } from './staff-open.js';

const [make, finish] = ['make-recovery', 'finish-recovery'].map((id) => document.getElementById(id));
let drawn;

async function draw() {
  drawn = await makeRecovery(await ourWords());
  offerRecovery(drawn, make);
}

async function renew(button, sentence) {
  await mustBeSaved(drawn);
  const { key, hash, list, listKey, state: { list: kept, listKey: held, next, certificate } } = await openMine();
  if (!held) throw new Refusal('list', 'You hold no key that signs the list of readers. Another owner must confirm you as an owner.');
  const recovery = await hashOf(drawn.spki);
  const signed = await signList({ ...list, ...next, certificate, recovery }, await openListKey(held.wrapped, key));
  const known = { listKey, host: location.host, number: list.number + 1 };
  const ours = await verifyList({ ...signed, listKey: kept.listKey, keys: [...list.keys.values(), drawn.spki] }, known);
  const owners = [{ person: '', key: recovery, wrapped: await passListKeyToFile(held.wrapped, key, ours) }];
  await askReaders('list', { ...signed, listKey: kept.listKey, owners, recovery: drawn.spki });
  rememberList(ours);
  document.getElementById('recovery').hidden = true;
  sentence.textContent = 'The new file counts from now on. What is open is wrapped for it; leave this page open …';
  const written = await rewrapAll(key, hash, ours, recovery);
  sentence.textContent = `The new file counts from now on and opens ${written} requests and notes that came before. Destroy the old file and its words.`;
}

onPress(make, draw);
onPress(finish, renew);
