// The recovery key as a file that openssl opens too, and the words that people compare by voice.

import { Refusal, fromBase64, joined, makeReaderKey, random, rsa, sha256, toBase64, toBase64Url, utf8 } from './staff-keys.js';

const rounds = 600_000;
const mostRounds = 10_000_000;
const wordsHash = 'sZytaj3OzKLW7pZvc5p3p6UfV7SlcJRoOSu1pHwv2ug';
const label = 'ENCRYPTED PRIVATE KEY';

/** The 2,048 words of staff-words.txt, if they are the ones that this script knows. */
export async function wordList(text) {
  if (toBase64Url(await sha256(utf8(text))) === wordsHash) return text.trim().split('\n');
  throw new Refusal('words', 'The list of words is not ours. Compare nothing, and tell the owner.');
}

/** Eight words for a public key: the same on every screen, and other words for another key. */
export async function words(spki, list) {
  const digest = await sha256(joined(utf8('clinic-words-v1\n'), fromBase64(spki)));
  return elevens(digest.slice(0, 11)).map((at) => list[at]);
}

/** A new recovery key: its public half, the file, and the eight drawn words that open the file. */
export async function makeRecovery(list) {
  const { spki, pkcs8 } = await makeReaderKey();
  const password = elevens(random(11)).map((at) => list[at]).join('-');
  const [salt, iv] = [random(16), random(16)];
  const key = await fileKey(password, salt, rounds, 'encrypt');
  const sealed = await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, key, pkcs8);
  pkcs8.fill(0);
  const lines = toBase64(encryptedPrivateKey(salt, rounds, iv, sealed)).match(/.{1,64}/g);
  return { spki, password, file: [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n') };
}

/** The key in the file, not exportable, and its public half; tried once, so that a damaged file is told now. */
export async function openRecovery(file, password) {
  const { salt, count, iv, sealed } = partsOf(file);
  const typed = password.toLowerCase().match(/[a-z]+/g)?.join('-') ?? '';
  const key = await fileKey(typed, salt, count, 'decrypt');
  const pkcs8 = await crypto.subtle.decrypt({ name: 'AES-CBC', iv }, key, sealed).then((plain) => new Uint8Array(plain), () => null);
  const opened = pkcs8 && await triedPair(pkcs8).catch(() => null);
  pkcs8?.fill(0);
  if (opened) return opened;
  throw new Refusal('file', 'These words do not open this file. Check the words and that it is the newest recovery file.');
}

/** Eight numbers of eleven bits, out of eleven bytes. */
function elevens(bytes) {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return bits.match(/.{11}/g).map((eleven) => parseInt(eleven, 2));
}

async function fileKey(password, salt, iterations, use) {
  const material = await crypto.subtle.importKey('raw', utf8(password), 'PBKDF2', false, ['deriveKey']);
  const pbkdf2 = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return crypto.subtle.deriveKey(pbkdf2, material, { name: 'AES-CBC', length: 256 }, false, [use]);
}

async function triedPair(pkcs8) {
  const { n, e } = await crypto.subtle.exportKey('jwk', await crypto.subtle.importKey('pkcs8', pkcs8, rsa, true, ['decrypt']));
  const lock = await crypto.subtle.importKey('jwk', { kty: 'RSA', n, e }, rsa, true, ['encrypt']);
  const key = await crypto.subtle.importKey('pkcs8', pkcs8, rsa, false, ['decrypt']);
  const trial = random(32);
  const back = await crypto.subtle.decrypt(rsa, key, await crypto.subtle.encrypt(rsa, lock, trial));
  if (toBase64(back) !== toBase64(trial)) return null;
  return { key, spki: toBase64(await crypto.subtle.exportKey('spki', lock)) };
}

// DER, as far as PKCS #8 under PBES2 (RFC 8018) needs it.
const [sequence, octets, integer, nothing] = [0x30, 0x04, 0x02, Uint8Array.of(0x05, 0)];
const oid = {
  pbes2: Uint8Array.of(0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 13),
  pbkdf2: Uint8Array.of(0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 12),
  hmacSha256: Uint8Array.of(0x06, 8, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 2, 9),
  aes256Cbc: Uint8Array.of(0x06, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 1, 42),
};

function der(tag, ...parts) {
  const body = joined(...parts);
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 255];
  return joined(Uint8Array.of(tag, ...length), body);
}

function encryptedPrivateKey(salt, iterations, iv, sealed) {
  const count = der(integer, Uint8Array.of(iterations >> 16, (iterations >> 8) & 255, iterations & 255));
  const derivation = der(sequence, oid.pbkdf2, der(sequence, der(octets, salt), count, der(sequence, oid.hmacSha256, nothing)));
  const scheme = der(sequence, oid.pbes2, der(sequence, derivation, der(sequence, oid.aes256Cbc, der(octets, iv))));
  return der(sequence, scheme, der(octets, sealed));
}

function partsOf(file) {
  const strange = () => new Refusal('file', 'This is no recovery file of this clinic. Choose the file that was saved at the first sign-in.');
  try {
    const text = file.split(`-----BEGIN ${label}-----`)[1].split(`-----END ${label}-----`)[0];
    const [[[scheme, [[kind, [salt, count, [hmac]]], [cipher, iv]]], sealed]] = elements(fromBase64(text.replace(/\s/g, '')));
    const found = [scheme, kind, hmac, cipher].map(toBase64).join();
    const ours = [oid.pbes2, oid.pbkdf2, oid.hmacSha256, oid.aes256Cbc].map((name) => toBase64(name.slice(2))).join();
    const iterations = count.reduce((sum, byte) => sum * 256 + byte, 0);
    if (found !== ours || iterations > mostRounds) throw strange();
    return { salt, count: iterations, iv, sealed };
  } catch {
    throw strange();
  }
}

/** The elements of DER one after another: a sequence as an array, anything else as its bytes. */
function elements(bytes) {
  const found = [];
  for (let at = 0; at < bytes.length;) {
    const [tag, short] = [bytes[at], bytes[at + 1]];
    const more = short < 128 ? 0 : short - 128;
    const length = more === 0 ? short : bytes.slice(at + 2, at + 2 + more).reduce((sum, byte) => sum * 256 + byte, 0);
    const start = at + 2 + more;
    const body = bytes.slice(start, start + length);
    if (more > 3 || body.length !== length) throw new RangeError('cut short');
    found.push(tag === sequence ? elements(body) : body);
    at = start + length;
  }
  return found;
}
