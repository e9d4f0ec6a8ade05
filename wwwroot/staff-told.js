// A request that was opened here, as lines for the clinic. Labels and the words for answers come from the server's one
// table of fields: { name, label, part, unanswered, answers, needs }.

/** The answer to one question in the clinic's words; null leaves its line out. */
export function toldAnswer(request, field) {
  if (field.needs && !request[field.needs]) return null;
  const given = [request[field.name] ?? []].flat().filter((value) => value !== '' && value !== false).map(String);
  return given.length === 0 ? field.unanswered : given.map((value) => field.answers[value] ?? value).join('; ');
}

/** Every line in the order in which the clinic reads it, the person's own words first. */
export const toldLines = (request, fields) => fields
  .map((field) => ({ ...field, value: toldAnswer(request, field), given: request[field.name] }))
  .filter((line) => line.value !== null);

/** As telephones dial "(202) 555-0143, ext. 12"; texts leave the extension out. */
export function dialled(number) {
  const [main, extension] = number.split('ext.').map((part) => part.replace(/\D/g, ''));
  return { tel: `tel:+1${main}${extension ? `;ext=${extension}` : ''}`, sms: `sms:+1${main}` };
}

const letter = /\p{L}/u;

/** The language that a message seems to be in, by the server's table of letters and words; null when it is too short to tell. */
export function languageOf(message, { fewest, scripts, languages }) {
  const counts = new Map([['', 0]]);
  for (const one of message.split('')) {
    if (!letter.test(one)) continue;
    const code = one.charCodeAt(0);
    const name = scripts.find(({ first, last }) => code >= first && code <= last)?.name ?? '';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  if (counts.has('Japanese')) counts.delete('Chinese');
  const [script, most] = [...counts].reduce((best, next) => (next[1] > best[1] ? next : best));
  if (most > 0 && script) return script;
  const words = message.split('').map((one) => (letter.test(one) ? lower(one) : ' ')).join('').split(' ').filter(Boolean);
  const [first, second] = languages.map(({ name, words: known }) => ({ name, hits: hitsOf(words, known.split(' ')) }))
    .sort((one, other) => other.hits - one.hits);
  return first.hits >= fewest && first.hits > second.hits ? first.name : null;
}

// As the server does it: a letter never becomes two.
const lower = (one) => (one.toLowerCase().length === 1 ? one.toLowerCase() : one);

const hitsOf = (words, known) => words.filter((word) => known.includes(word)).length;

/** Links to press, only for the ways that the person allowed: { scheme, label, isFirst }, as the server's page has them. */
export function reachLinks(request, ways) {
  const { Phone: number = '', Email: address = '' } = request;
  const { tel, sms } = dialled(number);
  const targets = { tel: number && tel, sms: number && sms, mailto: address && `mailto:${encodeURIComponent(address)}` };
  return ways.filter(({ scheme }) => targets[scheme]).map(({ scheme, label, isFirst }) => {
    const link = document.createElement('a');
    Object.assign(link, { href: targets[scheme], className: isFirst ? 'button primary' : 'button' });
    link.textContent = `${label} ${scheme === 'mailto' ? address : number}`;
    return link;
  });
}

/** The lines as elements, those about health behind a press. What somebody typed becomes text and nothing else. */
export function toldParts(request, fields, table) {
  const lines = toldLines(request, fields);
  const own = lines.findIndex((line) => line.part === 'ownwords');
  const language = table && request.Message && { label: 'Language', part: 'person', value: languageOf(request.Message, table) };
  if (language) lines.splice(own + 1, 0, { ...language, value: language.value ? `${language.value}, as it seems` : 'too short to tell' });
  const [health, summary] = [document.createElement('details'), document.createElement('summary')];
  summary.textContent = 'Show what they told about their health and needs';
  health.append(summary, termsOf(lines.filter((line) => line.part === 'answers')));
  const parts = document.createDocumentFragment();
  parts.append(termsOf(lines.filter((line) => line.part !== 'answers')), health);
  return parts;
}

function termsOf(lines) {
  const list = document.createElement('dl');
  for (const { label, value, part } of lines) {
    const [term, answer] = [document.createElement('dt'), document.createElement('dd')];
    term.textContent = label;
    if (part === 'ownwords') answer.className = 'desk-words';
    answer.textContent = value;
    list.append(term, answer);
  }
  return list;
}
