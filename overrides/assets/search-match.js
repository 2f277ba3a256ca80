// @ts-check
/** How well typed words fit the names of the portal: in characters, in pinyin, by initials, by other words, with one slip. */

/**
 * @typedef {import("./search-names.js").Names} Names
 * @typedef {import("./search-names.js").Agency} Agency
 * @typedef {import("./search-names.js").Called} Called
 * @typedef {import("./search-names.js").Region} Region
 * @typedef {{ places: Set<number>[], rests: string[] }} Reading
 *   one way to read a query: regions (any of a set, all sets) and the words that are left
 * @typedef {{ agency: Agency, score: number, called: Called }} Match
 * @typedef {{ text: string, cost: number, slip?: boolean }} Variant words, and how far they are from those that were typed
 */

export const EXACT = 30;
export const PREFIX = 20;
export const WITHIN = 12;
export const SLIP = 6;
/** What a name of that sort is worth when it is the very words. */
const WORTH = { name: 40, joined: 39, short: 38, former: 36, local: 35 };
const LATIN = /^[a-z]+$/;

/** Whether one insertion, deletion, substitution or exchange of neighbours makes one of the other. @param {string} a @param {string} b */
export function slip(a, b) {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const [x, y] = [a.slice(at), b.slice(at)];
  if (x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1)) return true;
  return x.length > 1 && x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2);
}

/** Long enough that one slip does not make any word of any other. @param {string} text */
const sure = (text) => text.length >= (LATIN.test(text) ? 5 : 3);

/**
 * All ways to read one word: as it is, and with names of regions taken off its beginning.
 * @param {string} word @param {Names} names @param {boolean} loose
 * @returns {{ places: Set<number>[], rest: string }[]}
 */
function heads(word, names, loose) {
  /** @type {Map<number, Set<number>>} */
  const lengths = new Map();
  const note = (/** @type {number} */ length, /** @type {Region} */ region) => {
    const set = lengths.get(length) ?? new Set();
    lengths.set(length, set.add(region.number));
  };
  const latin = LATIN.test(word);
  for (const region of names.regions) {
    for (const key of region.keys) {
      if (word.startsWith(key)) note(key.length, region);
      else if (loose && sure(word) && slip(word, latin ? names.spell(key).full : key)) note(word.length, region);
      if (!latin) {
        const said = /^[a-z]+/.exec(word)?.[0];
        if (said && (said === names.spell(key).full || said === names.spell(key).initials)) note(said.length, region);
        continue;
      }
      const { full, initials } = names.spell(key);
      if (word.startsWith(full)) note(full.length, region);
      if (initials.length > 1 && word.startsWith(initials)) note(initials.length, region);
    }
  }
  /** @type {{ places: Set<number>[], rest: string }[]} */
  const found = [{ places: [], rest: word }];
  for (const [length, set] of lengths) {
    const rest = word.slice(length);
    if (!rest) found.push({ places: [set], rest });
    else for (const more of heads(rest, names, false)) found.push({ places: [set, ...more.places], rest: more.rest });
  }
  return found;
}

/** @param {string[]} words @param {Names} names @param {boolean} loose @returns {Reading[]} */
export function readings(words, names, loose) {
  /** @type {Reading[]} */
  let all = [{ places: [], rests: [] }];
  for (const word of words) {
    const own = heads(word, names, loose);
    all = all.flatMap(({ places, rests }) =>
      own.map((head) => ({ places: [...places, ...head.places], rests: head.rest ? [...rests, head.rest] : rests })),
    );
    if (all.length > 60) all = all.slice(0, 60);
  }
  return all.filter(({ places }) => !places.length || names.regions.some((region) => within(region, places)));
}

/** @param {Region} region @param {Set<number>[]} places */
export const within = (region, places) => places.every((set) => region.chain.some((number) => set.has(number)));

/** The words, and what they are short for. @param {string} rest @param {Names} names @param {boolean} loose */
function variants(rest, names, loose) {
  /** @type {Variant[]} */
  const found = [{ text: rest, cost: 0 }];
  const latin = LATIN.test(rest);
  for (const { short, full } of names.aliases) {
    const add = (/** @type {string} */ before, /** @type {number} */ cost) =>
      full.forEach((text, at) => found.push({ text: before + text, cost: cost + at }));
    if (latin) {
      const { full: said, initials } = names.spell(short);
      if (rest === said || (initials.length > 2 && rest === initials)) add("", 4);
    } else if (rest.endsWith(short)) add(rest.slice(0, -short.length), 3);
    else if (short.startsWith(rest) && rest.length > 1) add("", 6);
    else if (loose && short.length > 2 && slip(rest, short)) found.push(...full.map((text) => ({ text, cost: 0, slip: true })));
  }
  return found;
}

/**
 * The best of an agency's names for the words; undefined = none fits.
 * @param {Agency} agency @param {Variant[]} wanted @param {Names} names @param {boolean} loose
 */
function best(agency, wanted, names, loose) {
  /** @type {{ score: number, called: Called } | undefined} */
  let found;
  for (const called of agency.called) {
    for (const { text, cost, slip: slipped } of wanted) {
      const plain = fit(called, text, names, loose) - cost;
      const score = slipped ? (plain > EXACT ? SLIP - 5 : 0) : plain;
      if (score > 0 && score > (found?.score ?? 0)) found = { score, called };
    }
  }
  return found;
}

/** @param {Called} called @param {string} word @param {Names} names @param {boolean} loose */
function fit(called, word, names, loose) {
  const { text, how } = called;
  if (text === word) return WORTH[how];
  if (word.length > 1 || how === "local") {
    if (text.startsWith(word)) return PREFIX + (5 * word.length) / text.length;
    if (word.length > 1 && text.includes(word)) return WITHIN + (5 * word.length) / text.length;
  }
  if (LATIN.test(word) && word.length > 1) {
    const { full, initials, starts } = names.spell(text);
    if (full === word) return WORTH[how] - 1;
    if (initials === word) return WORTH[how] - 3;
    if (full.startsWith(word)) return PREFIX + (4 * word.length) / full.length;
    if (initials.startsWith(word)) return PREFIX - 2 + (4 * word.length) / initials.length;
    if (word.length > 3 && starts.some((start) => full.startsWith(word, start))) return WITHIN;
    if (loose && sure(word) && slip(full, word)) return SLIP;
  } else if (loose && sure(word) && slip(text, word)) return SLIP + (text[0] === word[0] ? 1 : 0);
  return 0;
}

/**
 * Agencies that fit one of the readings, and their best score.
 * @param {Reading[]} all @param {Names} names @param {boolean} loose @returns {Match[]}
 */
export function agencies(all, names, loose) {
  /** @type {Map<Agency, Match>} */
  const found = new Map();
  for (const { places, rests } of all) {
    if (!rests.length) continue;
    const wanted = rests.map((rest) => variants(rest, names, loose));
    for (const agency of names.agencies) {
      if (!within(agency.region, places)) continue;
      const fits = wanted.map((own) => best(agency, own, names, loose));
      if (fits.some((own) => !own)) continue;
      const [first] = /** @type {{ score: number, called: Called }[]} */ (fits);
      const score = Math.min(...fits.map((own) => own?.score ?? 0)) + (places.length ? 5 : 0);
      if (score > (found.get(agency)?.score ?? 0)) found.set(agency, { agency, score, called: first.called });
    }
  }
  return [...found.values()];
}
