// Where a pasted link leads: without what follows its readers about, and within the site without its host.

const tracking = new Set(['gclid', 'dclid', 'gbraid', 'wbraid', 'fbclid', 'msclkid', 'yclid', 'igshid', 'igsh', 'mc_cid', 'mc_eid', 'mkt_tok',
  '_hsenc', '_hsmi', 'hsctatracking', 'vero_id', 'ref_src', 'oly_anon_id', 'oly_enc_id', 's_cid', 'cmpid', 'trk', 'spm']);
const follows = (key) => key.startsWith('utm_') || tracking.has(key.toLowerCase());

const wrappers = [
  [/(^|\.)google\.[a-z.]+$/, '/url', ['q', 'url']],
  [/(^|\.)safelinks\.protection\.outlook\.com$/, '/', ['url']],
  [/^(l|lm)\.facebook\.com$/, '/l.php', ['u']],
  [/(^|\.)linkedin\.com$/, '/redir/redirect', ['url']],
];

/** { address, wasTracked }, or undefined for a place within the pasted document, a file or a script. */
export function addressOf(href, host) {
  let url = parsed(href);
  if (!url) return /^\/[\w/#?=&.-]*$/.test(href ?? '') ? { address: href, wasTracked: false } : undefined;
  let wasTracked = false;
  for (let depth = 0; depth < 3; depth++) {
    const wrapper = wrappers.find(([name, path]) => name.test(url.hostname) && url.pathname === path);
    const inner = wrapper && parsed(wrapper[2].map((key) => url.searchParams.get(key)).find(Boolean));
    if (!inner) break;
    [url, wasTracked] = [inner, true];
  }
  if (url.protocol === 'mailto:' || url.protocol === 'tel:') return { address: url.href, wasTracked };
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  for (const key of [...url.searchParams.keys()].filter(follows)) {
    url.searchParams.delete(key);
    wasTracked = true;
  }
  const address = host && url.host === host ? url.pathname + url.search + url.hash : url.href;
  return { address: address.replaceAll('(', '%28').replaceAll(')', '%29'), wasTracked };
}

function parsed(href) {
  try {
    return href ? new URL(href.trim()) : undefined;
  } catch {
    return undefined;
  }
}
