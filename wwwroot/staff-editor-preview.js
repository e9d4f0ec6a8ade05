// The page as the draft makes it, at the width of a phone or of a desktop, light or dark, beside the text.

import { button, part } from './staff-editor-parts.js';

const widths = { Phone: 390, Desktop: 1280 };

export function previewOf(form) {
  const stage = part('div', { className: 'editor-stage' });
  const choices = Object.keys(widths).map((name) => button(name, () => choose(name), 'editor-choice'));
  const dark = button('Dark', () => { darken(dark.getAttribute('aria-pressed') !== 'true'); }, 'editor-choice');
  const buttons = part('div', { className: 'editor-choices', role: 'group', 'aria-label': 'How the preview shows the page' }, ...choices, dark);
  const place = part('section', { id: 'editor-preview', 'aria-label': 'Preview' }, buttons, stage);
  let width = widths.Phone;
  let shown;

  function choose(name) {
    width = widths[name];
    for (const choice of choices) choice.setAttribute('aria-pressed', choice.textContent === name);
    fit();
  }

  // A page in a frame takes its scheme from the frame's.
  function darken(isDark) {
    dark.setAttribute('aria-pressed', isDark);
    for (const frame of stage.children) frame.style.colorScheme = isDark ? 'dark' : 'light';
  }

  function fit() {
    if (stage.clientWidth === 0) return;
    const scale = Math.min(1, stage.clientWidth / width);
    for (const frame of stage.children) {
      Object.assign(frame.style, { inlineSize: `${width}px`, blockSize: `${stage.clientHeight / scale}px`, transform: `scale(${scale})` });
    }
  }

  // The new page takes the old one's place when it is there, at the same height: nothing flickers.
  function refresh() {
    for (const waiting of [...stage.children].filter((frame) => frame !== shown)) waiting.remove();
    const frame = part('iframe', { title: 'The page as readers will see it', id: 'preview', sandbox: 'allow-same-origin' });
    frame.classList.add('editor-coming');
    frame.addEventListener('load', () => {
      const inside = frame.contentDocument;
      inside?.addEventListener('click', (event) => {
        const link = event.target.closest?.('a');
        if (link && !link.getAttribute('href')?.startsWith('#')) event.preventDefault();
      });
      frame.contentWindow?.scrollTo(0, shown?.contentWindow?.scrollY ?? 0);
      frame.classList.remove('editor-coming');
      shown?.remove();
      shown = frame;
    }, { once: true });
    frame.src = form.dataset.preview;
    stage.append(frame);
    darken(dark.getAttribute('aria-pressed') === 'true');
    fit();
  }

  new ResizeObserver(fit).observe(stage);
  choose('Phone');
  dark.setAttribute('aria-pressed', matchMedia('(prefers-color-scheme: dark)').matches);
  return { place, refresh };
}
