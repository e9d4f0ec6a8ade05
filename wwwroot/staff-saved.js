// The recovery file in an owner's browser: shown once, and opened again before it counts.

import { Refusal } from './staff-keys.js';
import { openRecovery, wordList } from './staff-recovery.js';

const byId = (id) => document.getElementById(id);

export const ourWords = async () => wordList(await (await fetch(byId('readers').dataset.words)).text());

/** Shows the file to save and the words to write down. */
export function offerRecovery({ file, password }, button) {
  byId('recovery-file').href = URL.createObjectURL(new Blob([file], { type: 'application/x-pem-file' }));
  byId('recovery-words').textContent = password.replaceAll('-', ' ');
  button.hidden = true;
  byId('recovery').hidden = false;
}

/** Throws unless the file that was saved opens with the words that were written down, and is this one. */
export async function mustBeSaved({ spki }) {
  const [file] = byId('saved-file').files;
  if (!file) throw new Refusal('file', 'Choose the recovery file that you saved.');
  if ((await openRecovery(await file.text(), byId('typed-words').value)).spki !== spki)
    throw new Refusal('file', 'This is another recovery file. Choose the one that was saved just now.');
}
