// A reader's own key: made, wrapped by a passkey's secret, opened again. Nothing here asks the network, touches the page
// or keeps anything. Keys and blobs travel in base64.

const purpose = 'clinic-reader-key-v1';
export const rsa = { name: 'RSA-OAEP', hash: 'SHA-256' };

/** What could not be trusted: `kind` is blob, list, request, note, words or file, the message says who must act. */
export class Refusal extends Error {
  constructor(kind, message) {
    super(message);
    this.name = 'Refusal';
    this.kind = kind;
  }
}

export const utf8 = (text) => new TextEncoder().encode(text);
export const toBase64 = (bytes) => btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(''));
export const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
export const toBase64Url = (bytes) => toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
export const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
export const random = (length) => crypto.getRandomValues(new Uint8Array(length));
export const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => [...new Uint8Array(part)]));

/** The name of a public key in lists and wraps. */
export const hashOf = async (spki) => toBase64Url(await sha256(fromBase64(spki)));

/** What a passkey is asked to turn into its secret; the same at every sign-in. */
export const prfInput = () => sha256(utf8(purpose));

/** The credential as it may be posted: without the secret that the passkey gave. */
export function withoutPrf(credential) {
  const { prf, ...extensions } = credential.clientExtensionResults ?? {};
  return { ...credential, clientExtensionResults: extensions };
}

/** A key of a person's own. The private half is bytes only until it is wrapped; erase them then. */
export async function makeReaderKey() {
  const pair = await newRsaKey(true);
  return { spki: await publicHalf(pair), pkcs8: new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)) };
}

/** A key of this device alone, for a passkey without a secret: its private half can be used here and never exported. */
export async function makeDeviceKey() {
  const pair = await newRsaKey(false);
  return { spki: await publicHalf(pair), key: pair.privateKey };
}

/** The blob of one passkey: opens only with its secret, for this person, host, credential and public key. */
export async function wrapBlob(secret, names, { pkcs8, listKey }) {
  const [salt, nonce] = [random(32), random(12)];
  const plain = utf8(JSON.stringify({ pkcs8: toBase64(pkcs8), listKey }));
  const { key, additionalData } = await blobKey(secret, salt, names, 'encrypt');
  const wrapped = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData }, key, plain);
  plain.fill(0);
  return { v: 1, credential: names.credential, salt: toBase64(salt), nonce: toBase64(nonce), wrapped: toBase64(wrapped) };
}

/** The person's key, usable here and not exportable, and the hash of the list key that it trusts ("" for none yet). */
export async function openBlob(blob, secret, names) {
  const { pkcs8, listKey } = await blobWithin(blob, secret, names);
  const key = await crypto.subtle.importKey('pkcs8', pkcs8, rsa, false, ['decrypt']);
  pkcs8.fill(0);
  return { key, listKey };
}

/** The same key wrapped again: for another passkey, or with the list key that was learnt since. */
export async function rewrapBlob(blob, secret, names, next) {
  const { pkcs8, listKey } = await blobWithin(blob, secret, names);
  const nextNames = { ...names, credential: next.credential ?? names.credential };
  const again = await wrapBlob(next.secret ?? secret, nextNames, { pkcs8, listKey: next.listKey ?? listKey });
  pkcs8.fill(0);
  return again;
}

/** Wraps a secret for a public key. Content keys go through sealNote and rewrap, which ask for a verified list. */
export async function wrapFor(spki, bytes) {
  const key = await crypto.subtle.importKey('spki', fromBase64(spki), rsa, false, ['encrypt']);
  return toBase64(await crypto.subtle.encrypt(rsa, key, bytes));
}

/** What was wrapped for this key, when it has the length of what was asked for: a content key is never taken for another. */
export async function unwrap(wrapped, key, length, kind) {
  const bytes = await crypto.subtle.decrypt(rsa, key, fromBase64(wrapped)).then((plain) => new Uint8Array(plain), () => null);
  if (bytes?.length === length) return bytes;
  throw new Refusal(kind, 'This was not sealed for your key, or it was changed. Reload the page; if it stays, tell the owner.');
}

const newRsaKey = (extractable) => crypto.subtle.generateKey(
  { ...rsa, modulusLength: 3072, publicExponent: Uint8Array.of(1, 0, 1) }, extractable, ['encrypt', 'decrypt']);

export const publicHalf = async (pair) => toBase64(await crypto.subtle.exportKey('spki', pair.publicKey));

async function blobKey(secret, salt, { person, host, credential, spki }, use) {
  if (new Uint8Array(secret).length !== 32) throw new Refusal('blob', 'The passkey gave no secret. Sign in again with it.');
  if ([person, host, credential].some((name) => !name || name.includes('\n'))) throw new Refusal('blob', 'A name is missing.');
  const names = [purpose, person, host, credential].join('\n');
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const key = await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt, info: utf8(names) }, material, { name: 'AES-GCM', length: 256 }, false, [use]);
  return { key, additionalData: utf8(`${names}\n${await hashOf(spki)}`) };
}

async function blobWithin(blob, secret, names) {
  const refused = () => new Refusal('blob', 'Your key does not open with this passkey. Use the other one, or ask the owner.');
  if (blob.v !== 1 || blob.credential !== names.credential) throw refused();
  const { key, additionalData } = await blobKey(secret, fromBase64(blob.salt), names, 'decrypt');
  const iv = fromBase64(blob.nonce);
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, fromBase64(blob.wrapped))
    .catch(() => { throw refused(); });
  const { pkcs8, listKey } = JSON.parse(new TextDecoder().decode(plain));
  new Uint8Array(plain).fill(0);
  return { pkcs8: fromBase64(pkcs8), listKey };
}
