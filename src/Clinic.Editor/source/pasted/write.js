// Blocks as markdown.

export function write(blocks) {
  const parts = [];
  let counters = [];
  let kinds = [];
  let indents = [];
  for (const [index, block] of blocks.entries()) {
    const previous = blocks[index - 1];
    if (block.kind !== 'item' || previous?.kind !== 'item') [counters, kinds, indents] = [[], [], []];
    if (block.kind !== 'item') {
      parts.push(`${index > 0 ? '\n\n' : ''}${written(block)}`);
      continue;
    }
    const level = Math.min(block.level, counters.length + 1);
    counters = counters.slice(0, level);
    kinds = kinds.slice(0, level);
    indents = indents.slice(0, level - 1);
    const isOther = kinds[level - 1] !== undefined && kinds[level - 1] !== block.isOrdered;
    kinds[level - 1] = block.isOrdered;
    counters[level - 1] = isOther ? 1 : (counters[level - 1] ?? 0) + 1;
    const mark = block.isOrdered ? `${counters[level - 1]}. ` : '- ';
    const indent = indents.join('');
    indents.push(' '.repeat(mark.length));
    const more = block.more.map((runs) => `\n\n${indents.join('')}${inline(runs)}`).join('');
    parts.push(`${index === 0 ? '' : previous.kind === 'item' && !isOther ? '\n' : '\n\n'}${indent}${mark}${inline(block.runs, ' ')}${more}`);
  }
  return parts.join('');
}

function written(block) {
  if (block.kind === 'rule') return '---';
  if (block.kind === 'heading') return `${'#'.repeat(block.level)} ${inline(block.runs.map((run) => ({ ...run, isBold: false })), ' ')}`;
  if (block.kind === 'table') return table(block.rows);
  return atLineStart(inline(block.runs));
}

function table(rows) {
  const [head, ...body] = rows.map((row) => `| ${row.map((cell) => inline(cell, ' ').replaceAll('|', '\\|')).join(' | ')} |`);
  return [head.replaceAll('**', ''), `|${rows[0].map(() => '---|').join('')}`, ...body].join('\n');
}

function inline(runs, lineBreak = '\n') {
  return runs.map((run, index) => {
    if (run.text === '\n') return lineBreak;
    const { text, after } = parted(run, runs[index + 1]);
    const mark = run.isBold && run.isItalic ? '***' : run.isBold ? '**' : run.isItalic ? '*' : '';
    const hasWords = /[\p{L}\d]/u.test(text);
    const words = mark && hasWords ? `${mark}${escaped(text)}${mark}` : escaped(text);
    return (run.href ? `[${words}](${run.href})` : words) + escaped(after);
  }).join('');
}

// A mark that closes between a full stop and a letter would close nothing: what ends with one gives it away.
function parted(run, next) {
  const end = (run.isBold || run.isItalic) && !run.href && next && /^[\p{L}\d]/u.test(next.text) && /[^\p{L}\d]+$/u.exec(run.text)?.[0];
  return end ? { text: run.text.slice(0, -end.length), after: end } : { text: run.text, after: '' };
}

const escaped = (text) => text
  .replace(/[\\`*]/g, '\\$&')
  .replace(/(^|[^\p{L}\d])_|_(?=[^\p{L}\d]|$)/gu, (found) => found.replace('_', '\\_'))
  .replace(/<(?=[a-z/!?])/gi, '\\<')
  .replace(/\[(?=@)|\](?=\()/g, '\\$&');

const atLineStart = (text) => text
  .replace(/^(#{1,6}(?= )|[-+>](?= )|:::|>)/gm, '\\$1')
  .replace(/^(\d{1,3})([.)])(?= )/gm, '$1\\$2');
