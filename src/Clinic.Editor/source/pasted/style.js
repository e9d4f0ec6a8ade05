// The few things that a style attribute, or an element's name, says about words.

const styles = new WeakMap();

export function styleOf(node) {
  if (styles.has(node)) return styles.get(node);
  const found = {};
  for (const part of (node.attribs?.style ?? '').split(';')) {
    const colon = part.indexOf(':');
    if (colon > 0) found[part.slice(0, colon).trim().toLowerCase()] = part.slice(colon + 1).trim().toLowerCase();
  }
  styles.set(node, found);
  return found;
}

export const classOf = (node) => node.attribs?.class ?? '';

/** true, false, or undefined where neither element nor style says anything. */
export function isBold(node) {
  const weight = styleOf(node)['font-weight'];
  if (weight) return weight === 'bold' || weight === 'bolder' || Number(weight) >= 600;
  return node.name === 'b' || node.name === 'strong' || undefined;
}

export function isItalic(node) {
  const style = styleOf(node)['font-style'];
  if (style) return style === 'italic' || style === 'oblique';
  return node.name === 'i' || node.name === 'em' || undefined;
}

/** Points, or undefined. */
export function sizeOf(node) {
  const found = /^([\d.]+)(pt|px)$/.exec(styleOf(node)['font-size'] ?? '');
  return found ? Number(found[1]) * (found[2] === 'px' ? .75 : 1) : undefined;
}

const left = new Set(['head', 'style', 'script', 'title', 'meta', 'link', 'template', 'noscript', 'svg', 'math', 'del', 'colgroup', 'xml', 'button', 'input',
  'select', 'textarea', 'iframe', 'object', 'embed', 'o:p']);

/** What readers of the document did not see: styles, struck changes, hidden words, comments, the bullets that Word draws itself. */
export function isLeftOut(node) {
  const style = styleOf(node);
  return left.has(node.name) && !(node.name === 'o:p' && node.children.some((child) => child.data?.trim()))
    || style.display === 'none' || style['mso-hide'] === 'all' || style['mso-list'] === 'ignore'
    || /comment(-list|-reference)?$/.test(style['mso-element'] ?? '') || /^MsoCommentReference/.test(classOf(node))
    || style['mso-special-character'] === 'comment';
}
