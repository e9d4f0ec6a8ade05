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

/** The lines as elements. What somebody typed becomes text and nothing else. */
export function toldList(request, fields) {
  const list = document.createElement('dl');
  list.className = 'staff-told';
  for (const { label, value, given, part, isNumber } of toldLines(request, fields)) {
    const [term, answer] = [document.createElement('dt'), document.createElement('dd')];
    term.textContent = label;
    answer.className = `told-${part}`;
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
