// While a link, a source or a box is typed its names are offered: pages and sources by the server, boxes by the page.

import { autocompletion } from '@codemirror/autocomplete';

const box = /^::: *([\w-]*)$/;
const sourceKey = /\[(?:@[\w-]+\s*;\s*)*@([\w-]*)$/;
const pageLink = /\]\((\/[\w/-]*)$/;

async function optionsOf(ask, what, typed, insert) {
  const found = await ask(what, typed);
  return found.flatMap((one) => {
    const apply = insert.exec(one.insert)?.[1];
    return apply ? [{ label: one.title, apply }] : [];
  });
}

export const completion = ({ ask, boxes }) => autocompletion({
  icons: false,
  override: [async (context) => {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const at = (typed) => context.pos - typed.length;
    let found = box.exec(before);
    if (found) return { from: at(found[1]), options: boxes.map((label) => ({ label })), validFor: /^[\w-]*$/ };
    if ((found = sourceKey.exec(before)))
      return { from: at(found[1]), options: await optionsOf(ask, 'source', found[1], /\[@([\w-]+)\]/), filter: false };
    if ((found = pageLink.exec(before)))
      return { from: at(found[1]), options: await optionsOf(ask, 'page', found[1].replaceAll(/[/-]+/g, ' ').trim(), /\]\((\/[^)\s]*)\)/), filter: false };
    return null;
  }],
});
