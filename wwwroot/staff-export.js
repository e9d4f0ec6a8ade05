// Writes what the owner's key opens into a file of theirs. The server writes an entry for the export and one for each
// request before it hands anything over, and never sees the file.

import { Refusal } from './staff-keys.js';
import { openEnvelope } from './staff-reader.js';
import { askReaders, onPress, openMine } from './staff-open.js';
import { toBundle, toCsv } from './staff-exported.js';

const askedAtOnce = 50;
const kinds = {
  csv: { name: 'requests.csv', type: 'text/csv', write: toCsv },
  fhir: { name: 'requests.json', type: 'application/fhir+json', write: toBundle },
};

async function exportAs(button, sentence) {
  const { key, hash } = await openMine();
  const { references } = await askReaders('export', {});
  const fields = JSON.parse(document.getElementById('export').dataset.fields);
  const opened = [];
  for (let at = 0; at < references.length; at += askedAtOnce) {
    sentence.textContent = `${opened.length} of ${references.length} opened …`;
    const { envelopes } = await askReaders('envelopes', { key: hash, references: references.slice(at, at + askedAtOnce) });
    const requests = envelopes.filter((envelope) => envelope.number === 0);
    opened.push(...await Promise.all(requests.map((envelope) => openEnvelope(envelope, key, envelope.reference))));
  }
  if (opened.length === 0) throw new Refusal('request', 'Your key opens none of the requests that are kept.');
  const { name, type, write } = kinds[button.dataset.as];
  const file = document.createElement('a');
  file.href = URL.createObjectURL(new Blob([write(opened, fields)], { type }));
  file.download = name;
  file.click();
  URL.revokeObjectURL(file.href);
  sentence.textContent = `${opened.length} of ${references.length} requests are in the file. It holds what people told in confidence: erase it when it has served.`;
}

for (const button of document.querySelectorAll('button[data-as]')) onPress(button, exportAs);
