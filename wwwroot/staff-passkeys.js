// Signing in, joining, adding a passkey, and touching it once more. A script that imports this one asks for the secret that opens requests
// in the same touch; that secret never leaves the page.

const passkeySentences = {
  NotAllowedError: 'No passkey was touched, or the browser was told no. Press the button again.',
  InvalidStateError: 'This device holds a passkey of yours already. Use another device or a security key.',
  SecurityError: 'This is not the address that passkeys are made for. Open the address that you were given.',
  NotSupportedError: 'This browser or device cannot make the kind of passkey that is needed. Try another browser or a phone.',
};

const noAnswer = 'The website did not answer. Look whether you are connected, then press the button again.';

class PasskeyRefusal extends Error {}

export const hasPasskeys = () => typeof PublicKeyCredential === 'function' && typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function';

const pageToken = () => document.querySelector('input[name="__RequestVerificationToken"]');

const postPasskey = async (address, handler, body) => {
  let answer;
  try {
    answer = await fetch(`${address}?handler=${handler}`, {
      method: 'POST',
      credentials: 'same-origin',
      redirect: 'error',
      headers: { 'Accept': 'application/json', 'Content-Type': 'application/json', 'RequestVerificationToken': pageToken()?.value ?? '' },
      body: JSON.stringify(body),
    });
  } catch {
    throw new PasskeyRefusal(noAnswer);
  }
  const said = await answer.text();
  const isJson = (answer.headers.get('Content-Type') ?? '').startsWith('application/json');
  if (answer.ok && isJson) return JSON.parse(said);
  throw new PasskeyRefusal(isJson ? JSON.parse(said).sentence ?? noAnswer : said.length > 0 && said.length < 300 ? said : noAnswer);
};

// What the passkey gave this page to open requests with is cut out before anything is posted; the server refuses a post that holds it.
const withoutPrfResult = (credential) => {
  const json = credential.toJSON();
  delete json.clientExtensionResults?.prf;
  return json;
};

const prfResultOf = (credential) => {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  return first === undefined ? null : new Uint8Array(first);
};

const withPrf = (options, prfInput) => {
  if (prfInput) options.extensions = { ...options.extensions, prf: { eval: { first: prfInput } } };
  return { publicKey: options };
};

/**
 * Asks for a passkey and has the server accept it. Gives { go, token, credential, secret }: the id of the passkey, and 32 bytes for the
 * input given, or null where the passkey has none.
 */
export const useAtServer = async (address, prfInput) => {
  const asked = await postPasskey(address, 'begin', {});
  const credential = await navigator.credentials.get(withPrf(PublicKeyCredential.parseRequestOptionsFromJSON(asked.options), prfInput));
  const answer = await postPasskey(address, 'finish', { challenge: asked.challenge, credential: withoutPrfResult(credential) });
  if (answer.token) for (const field of document.querySelectorAll('input[name="__RequestVerificationToken"]')) field.value = answer.token;
  return { ...answer, credential: credential.id, secret: prfResultOf(credential) };
};

export const touch = (prfInput) => useAtServer('/staff/touch', prfInput);

/** Makes a passkey and has the server accept it. Some browsers give no secret when a passkey is made: touch it once more for that. */
export const makeAtServer = async (address, beside, prfInput) => {
  const asked = await postPasskey(address, 'begin', beside);
  const options = PublicKeyCredential.parseCreationOptionsFromJSON(asked.options);
  // A passkey that was made without it gives no secret later.
  options.extensions = { ...options.extensions, prf: {} };
  const credential = await navigator.credentials.create(withPrf(options, prfInput));
  const answer = await postPasskey(address, 'finish', { ...beside, challenge: asked.challenge, credential: withoutPrfResult(credential) });
  return { ...answer, credential: credential.id, secret: prfResultOf(credential) };
};

/** A sentence for whatever ended it. */
export const sentenceOf = (error) => error instanceof PasskeyRefusal ? error.message : passkeySentences[error.name] ?? 'That did not work. Press the button again.';

const passkeyWork = {
  'sign-in': () => useAtServer('/staff/sign-in'),
  'touch': () => touch(),
  'join': () => makeAtServer('/staff/join', { invitation: location.hash.slice(1) }),
  'add': (form) => makeAtServer('/staff/account', { name: form.elements.name.value }),
};

const servePasskeyForm = (form) => {
  const button = form.querySelector('button');
  const sentence = form.querySelector('.passkey-sentence');
  form.querySelector('.passkey-without').hidden = true;
  button.hidden = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    sentence.textContent = '';
    try {
      const { go } = await passkeyWork[form.dataset.passkey](form);
      location.assign(form.dataset.next || go);
    } catch (error) {
      sentence.textContent = sentenceOf(error);
      button.disabled = false;
    }
  });
};

if (hasPasskeys()) for (const form of document.querySelectorAll('form[data-passkey]')) servePasskeyForm(form);
