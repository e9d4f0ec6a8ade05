// What a reader's browser does with requests and notes: opens, seals, and wraps again for another reader. Opened words
// leave only as what a function returns.

import { Refusal, fromBase64, joined, random, toBase64, unwrap, utf8, wrapFor } from './staff-keys.js';
import { mustBeVerified } from './staff-list.js';

const contentKeyLength = 32;

/** The request inside, if nobody changed a bit of it and it is the one that was asked for. */
export async function openEnvelope(envelope, key, reference) {
  const request = await contentOf(envelope, key, 'request');
  if (envelope.reference === reference && request.Reference === reference) return request;
  throw new Refusal('request', `Another request was handed over as ${reference}. Tell the owner; nothing of it is shown.`);
}

/** A note that only the readers on the list and the recovery key open; the list must have come from verifyList. */
export async function sealNote({ reference, author, at, text }, list) {
  mustBeVerified(list);
  const [contentKey, nonce] = [random(contentKeyLength), random(12)];
  const aes = await crypto.subtle.importKey('raw', contentKey, 'AES-GCM', false, ['encrypt']);
  const plain = utf8(JSON.stringify({ reference, author, at, text }));
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, aes, plain));
  const wraps = await Promise.all([...list.keys].map(async ([key, spki]) => ({ key, wrapped: await wrapFor(spki, contentKey) })));
  contentKey.fill(0);
  return { nonce: toBase64(nonce), ciphertext: toBase64(sealed.slice(0, -16)), tag: toBase64(sealed.slice(-16)), wraps };
}

/** The note inside, if its request, author and time are those of its row. */
export async function openNote(envelope, key, { reference, author, at }) {
  const note = await contentOf(envelope, key, 'note');
  const isOfItsRow = note.reference === reference && note.author === author && Date.parse(note.at) === Date.parse(at);
  if (isOfItsRow) return note;
  throw new Refusal('note', `Another note was handed over as one of ${reference}. Tell the owner; nothing of it is shown.`);
}

/** The content keys of what is open, wrapped for one reader or for the recovery key of a list from verifyList. */
export async function rewrap(envelopes, key, list, recipient) {
  mustBeVerified(list);
  const spki = list.keys.get(recipient);
  if (!spki) throw new Refusal('list', 'This key is not on the list of readers. An owner must confirm it first.');
  return Promise.all(envelopes.map(async ({ reference, hash, wrapped }) => {
    const contentKey = await unwrap(wrapped, key, contentKeyLength, 'request');
    const again = { reference, hash, key: recipient, wrapped: await wrapFor(spki, contentKey) };
    contentKey.fill(0);
    return again;
  }));
}

async function contentOf({ wrapped, nonce, ciphertext, tag }, key, kind) {
  const contentKey = await unwrap(wrapped, key, contentKeyLength, kind);
  const aes = await crypto.subtle.importKey('raw', contentKey, 'AES-GCM', false, ['decrypt']);
  contentKey.fill(0);
  const plain = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: fromBase64(nonce) }, aes, joined(fromBase64(ciphertext), fromBase64(tag))).catch(() => null);
  if (plain) return JSON.parse(new TextDecoder().decode(plain));
  throw new Refusal(kind, 'This was changed after it was sealed. Tell the owner; nothing of it is shown.');
}
