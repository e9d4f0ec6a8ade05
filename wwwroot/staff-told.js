// A request that was opened here, as lines for the clinic. Labels and the words for answers come from the server's one
// table of fields: { name, label, part, unanswered, answers, needs, isNumber }.

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

/** The lines as elements, those about health behind a press. What somebody typed becomes text and nothing else. */
export function toldParts(request, fields) {
  const lines = toldLines(request, fields);
  const [health, summary] = [document.createElement('details'), document.createElement('summary')];
  summary.textContent = 'Show what they told about their health and needs';
  health.append(summary, termsOf(lines.filter((line) => line.part === 'answers')));
  const parts = document.createDocumentFragment();
  parts.append(termsOf(lines.filter((line) => line.part !== 'answers')), health);
  return parts;
}

function termsOf(lines) {
  const list = document.createElement('dl');
  for (const { label, value, given, part, isNumber } of lines) {
    const [term, answer] = [document.createElement('dt'), document.createElement('dd')];
    term.textContent = label;
    if (part === 'ownwords') answer.className = 'desk-words';
    answer.append(isNumber && given ? numberLink(value) : value);
    list.append(term, answer);
  }
  return list;
}

function numberLink(number) {
  const link = document.createElement('a');
  link.href = dialled(number).tel;
  link.textContent = number;
  return link;
}
