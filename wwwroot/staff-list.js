// The signed list of readers: who signs it, and what must hold before anything is sealed for it.

import { Refusal, fromBase64, hashOf, publicHalf, sha256, toBase64, toBase64Url, unwrap, utf8, wrapFor } from './staff-keys.js';

const curve = { name: 'ECDSA', namedCurve: 'P-256' };
const signing = { name: 'ECDSA', hash: 'SHA-256' };
const listKeyLength = 138;

const verified = new WeakSet();

/** Throws unless the list came from verifyList, on this page. */
export function mustBeVerified(list) {
  if (!verified.has(list)) throw new Refusal('list', 'Nothing is sealed for a list of readers that was not verified here.');
}

/** The key that signs lists of readers; its private half is wrapped for owners and then erased. */
export async function makeListKey() {
  const pair = await crypto.subtle.generateKey(curve, true, ['sign', 'verify']);
  return { spki: await publicHalf(pair), pkcs8: new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)) };
}

/** The list key for the first owner, who made it; later owners get it by passListKey. */
export const wrapListKey = (pkcs8, ownerSpki) => wrapFor(ownerSpki, pkcs8);

/** The list key of an owner, able to sign here and not exportable. */
export async function openListKey(wrapped, key) {
  const pkcs8 = await unwrap(wrapped, key, listKeyLength, 'list');
  const opened = await crypto.subtle.importKey('pkcs8', pkcs8, curve, false, ['sign']);
  pkcs8.fill(0);
  return opened;
}

/** The list key for another owner, who must be one on a list from verifyList. */
export async function passListKey(wrapped, key, list, person) {
  mustBeVerified(list);
  const owner = list.readers.find((reader) => reader.person === person && reader.owner);
  if (!owner) throw new Refusal('list', 'Only owners on the list of readers get the key that signs it.');
  return rewrapListKey(wrapped, key, list.keys.get(owner.key));
}

/** The list key for the recovery key of a list from verifyList: so the file can put a new owner on the list. */
export async function passListKeyToFile(wrapped, key, list) {
  mustBeVerified(list);
  return rewrapListKey(wrapped, key, list.keys.get(list.recovery));
}

async function rewrapListKey(wrapped, key, spki) {
  const pkcs8 = await unwrap(wrapped, key, listKeyLength, 'list');
  const again = await wrapListKey(pkcs8, spki);
  pkcs8.fill(0);
  return again;
}

// By person, then by key: whose devices have keys of their own stands there once for each. Ids hold nothing below "-".
const inOrder = ({ person, key }) => `${person}\n${key}`;

/** The next list, as the exact text that is signed, and its signature. */
export async function signList({ number, host, readers, recovery, certificate = '', previous = '' }, listKey) {
  const sorted = readers.map(({ person, key, owner }) => ({ person, key, owner }))
    .sort((one, other) => (inOrder(one) < inOrder(other) ? -1 : 1));
  const list = JSON.stringify({ v: 1, number, host, readers: sorted, recovery, certificate, previous });
  return { list, signature: toBase64(await crypto.subtle.sign(signing, listKey, utf8(list))) };
}

/**
 * The list of readers, if it is signed by the list key that this reader trusts, is for this host, is not older than the
 * last one seen nor another of the same number, and every public key is the one whose hash stands on it.
 */
export async function verifyList({ list: text, signature, listKey, keys }, known) {
  const refuse = (what) => { throw new Refusal('list', `The list of readers ${what}. Nothing is sealed for it: call the owner.`); };
  if (!known.listKey || await hashOf(listKey) !== known.listKey) refuse('is signed by a key that is not the one you know');
  const key = await crypto.subtle.importKey('spki', fromBase64(listKey), curve, false, ['verify']);
  if (!await crypto.subtle.verify(signing, key, fromBase64(signature), utf8(text))) refuse('has a false signature');
  const { v, number, host, readers, recovery, certificate, previous } = JSON.parse(text);
  const hash = toBase64Url(await sha256(utf8(text)));
  if (v !== 1 || !Number.isSafeInteger(number)) refuse('has a form that this page does not know');
  if (host !== known.host) refuse('is for another address');
  if (number < (known.number ?? 1)) refuse('is older than the last one seen');
  if (number === known.number && known.hash && hash !== known.hash) refuse('is another than the one of this number');
  const spkis = new Map(await Promise.all(keys.map(async (spki) => [await hashOf(spki), spki])));
  const recipients = [...readers.map((reader) => reader.key), ...(recovery ? [recovery] : [])];
  if (!recipients.every((recipient) => spkis.has(recipient))) refuse('names a key that was not handed over');
  const held = Object.freeze({
    number, host, recovery, certificate, previous, hash,
    readers: Object.freeze(readers.map(Object.freeze)),
    keys: new Map(recipients.map((recipient) => [recipient, spkis.get(recipient)])),
  });
  verified.add(held);
  return held;
}
