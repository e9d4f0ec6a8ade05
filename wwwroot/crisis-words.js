// Tells whether a text holds the words of somebody who needs a person now, as the server tells it of a search.
// The server puts the rules of content/crisis-words.yaml below. Nothing here is sent, stored or counted.
const crisisWords = (languages, learned) => {
  const plain = (text) => text.slice(0, 2000).replace(/[\p{Cf}'’‘ʼ`´]/gu, '').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
    .replace(/([a-z])\1\1+/g, '$1').replace(/\.\.+/g, ' ').replace(/[.!?;\n]+/g, ' . ').replace(/[^a-z0-9.]+/g, ' ').trim().split(' ');

  // One letter left out, added, changed or moved; in a short word only moved. People begin words right.
  const parts = (word) => [word, ...[...word].map((_, at) => word.slice(0, at) + word.slice(at + 1))];
  const isSlip = (typed, word) => typed[0] === word[0] && Math.abs(typed.length - word.length) < (word.length > 4 ? 2 : 1)
    && (word.length > 4 ? parts(word).some((part) => parts(typed).includes(part)) : [...typed].sort().join() === [...word].sort().join());

  const soundOf = (sounds) => {
    const changes = sounds.split(' ').map((change) => change.split('>'));
    return (word) => (/\d/.test(word) ? word : changes.reduce((heard, [from, to]) => heard.replace(new RegExp(from, 'g'), to), word));
  };

  const reader = (lines) => {
    const [sounds, kinds, ...rules] = lines.split('\n');
    const sound = soundOf(sounds);

    const known = { ' ': '', '.': ' \\.', '[': '(', ']': ')?', '*': '[^ .]*', '#': ' [0-9][0-9]+' };
    const written = (rule) => `(${rule.replace(/\w+|./g, (part) => known[part] ?? (/\w/.test(part) ? ` ${part}` : part))})`;
    kinds.split('/').forEach((kind, at) => { known[String.fromCharCode(65 + at)] = written(kind); });
    known._ = `((?!${known.A} ) [^ .]+)?`;
    known.__ = `((?!${known.A} ) [^ .]+){0,4}`;
    const [skip, no, yes] = rules.map((rule) => new RegExp(`${written(rule)}(?= )`, 'g'));
    const words = new Set(`${kinds} ${rules}`.match(/[a-z]+/g));

    const apart = (word) => {
      const best = [[]];
      for (let end = 1; end <= word.length; end++) {
        for (let at = 0; at < end; at++) {
          const piece = word.slice(at, end);
          if (best[at] && words.has(piece) && !(best[end]?.length <= best[at].length + 1)) best[end] = [...best[at], piece];
        }
      }
      return best[word.length];
    };
    const mended = {};
    const mend = (word) => {
      if (words.has(word) || word.length < 3 || word.length > 30) return word;
      return mended[word] ??= [...words].find((other) => other[2] && isSlip(word, other)) ?? (word.length > 4 && apart(word)?.join(' ') || word);
    };
    return (typed) => {
      const heard = typed.map(sound);
      const joined = [];
      for (let at = 0; at < heard.length; at++) {
        const next = heard[at + 1] ?? '';
        const isOne = words.has(heard[at] + next) && (next.length === 1 || (heard[at] + next).length > 5) && next;
        joined.push(mend(isOne ? heard[at++] + next : heard[at]));
      }
      return ` . ${joined.join(' ')} . `.replace(skip, '').replace(no, ' .').search(yes) >= 0;
    };
  };

  // What no rule foresaw: the weights of words and of pairs of neighbors, kept by their hashes and learned from phrases.
  const hash = (feature) => [...feature].reduce((sum, letter) => Math.imul(sum ^ letter.charCodeAt(), 0x9E3779B1), 0) >>> 17;
  const weigher = () => {
    const [bias, gaps, kept] = learned.split('/');
    const weights = {};
    let feature = -1;
    let read = 0;
    for (const gap of gaps) {
      feature += gap === '~' ? 44 : gap.charCodeAt() - 47;
      if (gap !== '~') weights[feature] = kept.charCodeAt(read++) - 68;
    }
    const sound = soundOf(languages.split('\n')[0]);
    return (typed) => {
      const features = sentences(typed).flatMap((sentence) => {
        const heard = sentence.map(sound);
        return [...heard, ...[...heard, '$'].map((word, at) => `${heard[at - 1] ?? '^'} ${word}`)];
      });
      return [...new Set(features.map(hash))].reduce((sum, key) => sum + (weights[key] ?? 0), +bias);
    };
  };

  // A short text is judged as a whole, of a longer one each sentence, of a long sentence each stretch.
  const sentences = (typed) => typed.join(' ').split('.').map((sentence) => sentence.match(/\w+/g)).filter((words) => words);
  const passages = (typed) => (typed.filter((word) => word !== '.').length > 20
    ? sentences(typed).flatMap((words) => (words.length > 20
      ? Array.from({ length: Math.ceil(words.length / 7) - 1 }, (_, at) => words.slice(at * 7, at * 7 + 14)) : [words]))
    : [typed]);

  const readers = languages.split('%').map(reader);
  const weigh = weigher();
  // A rule counts as much as three weights. A part of a longer text has to be a little surer.
  return (text) => passages(plain(text)).some((typed, at, all) => {
    const weight = weigh(typed) - (all[1] ? 1 : 0);
    return weight > 0 || weight > -3 && readers.some((reads) => reads(typed));
  });
};
