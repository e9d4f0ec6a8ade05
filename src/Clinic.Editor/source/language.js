// Markdown as the site's texts use it: with tables, ::: boxes and [@sources]; without html and program code, which texts may not hold.

import { Language, LanguageSupport, defineLanguageFacet } from '@codemirror/language';
import { Table, parser as commonMark } from '@lezer/markdown';
import { tags } from '@lezer/highlight';

const colon = 58;
const bracket = 91;
const boxLine = /^:::+/;
const source = /^\[@[\w-]+(\s*;\s*@[\w-]+)*\]/;

const boxes = {
  defineNodes: [{ name: 'BoxLine', block: true, style: tags.meta }],
  parseBlock: [{
    name: 'BoxLine',
    before: 'FencedCode',
    parse(context, line) {
      if (line.next !== colon || !boxLine.test(line.text.slice(line.pos))) return false;
      const from = context.lineStart + line.pos;
      context.addElement(context.elt('BoxLine', from, context.lineStart + line.text.length));
      context.nextLine();
      return true;
    },
    endLeaf: (_, line) => line.next === colon && boxLine.test(line.text.slice(line.pos)),
  }],
};

const sources = {
  defineNodes: [{ name: 'Source', style: tags.labelName }],
  parseInline: [{
    name: 'Source',
    before: 'Link',
    parse(context, next, at) {
      const found = next === bracket && source.exec(context.slice(at, Math.min(context.end, at + 400)));
      return found ? context.addElement(context.elt('Source', at, at + found[0].length)) : -1;
    },
  }],
};

const parser = commonMark.configure([Table, boxes, sources, { remove: ['HTMLBlock', 'HTMLTag', 'IndentedCode', 'FencedCode', 'SetextHeading'] }]);

export const markdown = () => new LanguageSupport(new Language(defineLanguageFacet(), parser, [], 'clinic-markdown'));
