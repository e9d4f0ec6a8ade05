// Opened requests as files for other programs. Labels and words come from the server's table of fields.

import { toldAnswer } from './staff-told.js';

// Spreadsheets pass over white space, and some read the wide forms of the signs as the signs.
const isFormula = (text) => /^[\t\r\n]|^\s*[=+\-@＝＋－＠]/u.test(text);

const cell = (text) => `"${isFormula(text) ? '\'' : ''}${text.replaceAll('"', '""')}"`;

const row = (cells) => `${cells.map((text) => cell(String(text ?? ''))).join(',')}\r\n`;

/** A CSV that spreadsheets know as UTF-8, in which nothing that somebody typed is a formula. */
export function toCsv(requests, fields) {
  const head = ['Reference', 'Received', ...fields.map((field) => field.label)];
  const lines = requests.map((request) =>
    [request.Reference, request.Received, ...fields.map((field) => toldAnswer(request, field) ?? '')]);
  return `\uFEFF${[head, ...lines].map(row).join('')}`;
}

/** One request as a QuestionnaireResponse of FHIR R4. */
export function toQuestionnaireResponse(request, fields) {
  const item = fields.map((field) => ({ field, value: toldAnswer(request, field) }))
    .filter(({ value }) => value !== null && value !== '')
    .map(({ field, value }) => ({ linkId: field.name, text: field.label, answer: [{ valueString: value }] }));
  return {
    resourceType: 'QuestionnaireResponse',
    identifier: { system: `${location.origin}/requests`, value: request.Reference },
    status: 'completed',
    authored: request.Received,
    item,
  };
}

/** All of them in one Bundle, which record systems take as one file. */
export const toBundle = (requests, fields) => JSON.stringify({
  resourceType: 'Bundle',
  type: 'collection',
  entry: requests.map((request) => ({ fullUrl: `urn:uuid:${crypto.randomUUID()}`, resource: toQuestionnaireResponse(request, fields) })),
}, null, 1);
