// @ts-check
/**
 * The n-gram index: the engine of large portals. What it reads is written by generator/search/ngram.
 *
 * Pages that have all bigrams of a phrase need not have the phrase; whether they do is looked up in their texts.
 */

import { BASE, END, SearchError, get, inflated, letters, marks, once, simplified } from "./search-text.js";

/**
 * @typedef {import("./search-text.js").Engine} Engine
 * @typedef {import("./search-text.js").Listing} Listing
 * @typedef {import("./search-text.js").Result} Result
 * @typedef {[string, [number, string][]][]} Pack blocks of a few pages, one a line, and the anchors by number of block
 * @typedef {Listing & { size: number, pack(page: number): number, place(page: number): number }} Pages
 *   with the pack of a page and its place there
 * @typedef {{ keys: string[], values: string[][], sets: number[][][], folders: string[], names: string[],
 *   titles: string[], columns: number[][] }} Catalogue see generator/search/ngram/catalogue.py
 */

/** Grams of one part that are looked up: more cost files and hardly leave fewer pages. */
const GRAMS = 16;
const UNIT = /\\\\.|\\.|[^]/gu;
const CORE = /^[\p{L}\p{N}.]$/u;
const OPENS = /[\p{Ps}\p{Pi}]/u;

/** @param {string} name */
const file = (name) =>
  once(name, async () => {
    const bytes = await (await get(new URL(`assets/${name}`, BASE).href)).arrayBuffer();
    return new Uint8Array(await inflated(bytes, "deflate").arrayBuffer());
  });

/** @param {string} name */
const json = async (name) => JSON.parse(new TextDecoder().decode(await file(name)));

/** @param {string} gram @param {number} shards */
function shard(gram, shards) {
  let number = 0x811c9dc5;
  for (const char of gram) number = Math.imul(number ^ /** @type {number} */ (char.codePointAt(0)), 0x01000193);
  return (number >>> 0) % shards;
}

/**
 * What is looked up for a phrase. A gram that is the whole phrase leaves no doubt.
 * @param {string[]} part
 */
export function grams(part) {
  if (part.length < 2) return part;
  const digit = part.map((char) => /^[0-9.]$/.test(char));
  const digits = (/** @type {number} */ from, /** @type {number} */ to) =>
    from >= 0 && to <= part.length && digit.slice(from, to).every(Boolean);
  /** @type {Set<string>} */
  const found = new Set();
  const add = (/** @type {number} */ from, /** @type {number} */ to) => found.add(part.slice(from, to).join(""));
  for (let at = 0; at < part.length; at++) {
    if (digits(at, at + 4)) add(at, at + 4);
    const three = at + 3 <= part.length && digit[at + 1];
    if (three && !digits(at - 1, at + 3) && !digits(at, at + 4)) add(at, at + 3);
    const covered = three || (digit[at] && at > 0);
    if (at + 2 <= part.length && !covered) add(at, at + 2);
  }
  const all = [...found];
  const step = (all.length - 1) / (GRAMS - 1);
  return all.length > GRAMS ? Array.from({ length: GRAMS }, (_, n) => all[Math.round(n * step)]) : all;
}

/**
 * Calls `found` with begin and end of each run of pages that have the gram.
 * @param {Uint8Array} bytes of its shard
 * @param {string} gram
 * @param {(from: number, to: number) => void} found
 */
function runs(bytes, gram, found) {
  const length = new DataView(bytes.buffer).getUint32(0, true);
  let at = 4 + length;
  const number = () => {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const names = new TextDecoder().decode(bytes.subarray(4, 4 + length)).split("\n");
  const wanted = names.indexOf(gram);
  if (wanted < 0) return;
  let skip = 0;
  let size = 0;
  names.forEach((_, n) => {
    const own = number();
    if (n < wanted) skip += own;
    if (n === wanted) size = own;
  });
  const end = (at += skip) + size;
  for (let page = 0; at < end; ) {
    const first = number();
    const from = page + (first >> 1);
    page = from + 1 + (first & 1 ? number() + 1 : 0);
    found(from, page);
  }
}

/** @param {Catalogue} catalogue @param {Map<string, string>} map @param {string} folder @returns {Pages} */
function pages({ keys, values, sets, folders, names, titles, columns }, map, folder) {
  for (const column of columns) for (let n = 1; n < column.length; n++) column[n] += column[n - 1];
  const [folderOf, nameOf, titleOf, year, pack, ...setOf] = columns;
  const size = year.length;
  const lists = sets.map((own, k) => own.map((numbers) => numbers.map((number) => values[k][number])));
  const holes = titles.map((title) => title.split(/([\x01-\x1f])/));
  const searched = new Map();
  const words = (/** @type {string} */ text) => {
    if (!searched.has(text)) searched.set(text, letters(text, map).join(""));
    return searched.get(text);
  };
  /** @param {number} page @param {(text: string) => string} as */
  const title = (page, as) =>
    holes[titleOf[page]].map((text, n) => {
      const k = n % 2 ? text.charCodeAt(0) - 1 : -1;
      return as(k < 0 ? text : /** @type {string} */ (lists[k][setOf[k][page]].at(-1)));
    }).join("");
  const root = new URL("./", BASE).pathname;
  const plain = /^[\w./-]*$/;
  /** @type {(Result | undefined)[]} */
  const results = new Array(size);
  return {
    size,
    keys,
    values,
    order: [...year.keys()].sort((a, b) => year[b] - year[a] || a - b),
    result(page) {
      const address = folders[folderOf[page]] + names[nameOf[page]];
      return (results[page] ??= {
        id: `${folder}${page}`,
        url: plain.test(address) ? root + address : new URL(address, BASE).pathname,
        title: title(page, String),
        year: year[page] || null,
        filters: Object.fromEntries(keys.map((key, k) => [key, lists[k][setOf[k][page]]])),
      });
    },
    title: (page) => title(page, words),
    chosen: (page, key) => sets[key][setOf[key][page]],
    pack: (page) => pack[page],
    place: (page) => page - pack.indexOf(pack[page]),
  };
}

/**
 * The words of a block, as generator/search/tokens.py made them: marks belong to the letter before them, from the first
 * opening one on to the letter behind.
 * @param {string} block
 * @param {Map<string, string>} codes
 */
function divided(block, codes) {
  /** @type {string[]} */
  const words = [];
  let before = "";
  for (const unit of block.match(UNIT) ?? []) {
    if (CORE.test(unit)) {
      words.push(before + unit);
      before = "";
    } else if (before || !words.length || OPENS.test(codes.get(unit) ?? unit)) before += unit;
    else words[words.length - 1] += unit;
  }
  if (words.length) words[words.length - 1] += before;
  return words;
}

/** @param {{ folder: string, shards: number }} choice what `search.json` says @returns {Engine} */
export function open({ folder, shards }) {
  const listing = () =>
    once(`${folder} pages`, async () => {
      const [catalogue, map] = await Promise.all([json(`${folder}pages.bin`), simplified()]);
      return pages(catalogue, map, folder);
    });

  /** @param {number} page */
  const texts = async (page) => {
    const known = await listing();
    const name = `${folder}t${known.pack(page)}.bin`;
    /** @type {Pack} */
    const pack = await once(`${name} read`, () => json(name));
    return pack[known.place(page)];
  };

  return {
    listing,
    async matches(parts) {
      const wanted = parts.map(grams);
      const all = [...new Set(wanted.flat())];
      const shelf = all.map((gram) => file(`${folder}${shard(gram, shards).toString(16)}.bin`));
      const [{ size }, ...bytes] = await Promise.all([listing(), ...shelf]);
      const counts = new Uint16Array(size);
      all.forEach((gram, n) => {
        runs(bytes[n], gram, (from, to) => {
          for (let page = from; page < to; page++) counts[page]++;
        });
      });
      const certain = parts.every((part, n) => wanted[n].length === 1 && wanted[n][0] === part.join(""));
      return { has: counts.map((count) => (count === all.length ? 1 : 0)), certain };
    },
    async holds(numbers, words) {
      const found = await Promise.all(numbers.map(texts));
      return found.map(([shown]) => {
        const text = shown.replace(/\\\\.|\\.|[^\p{L}\p{N}.\n]/gu, "").toLowerCase();
        return words.every((word) => text.includes(word));
      });
    },
    async text(id) {
      if (!id.startsWith(folder)) throw new SearchError(`${id} is of another build`);
      const [[shown, anchors], codes] = await Promise.all([texts(Number(id.slice(folder.length))), marks()]);
      const blocks = shown.split("\n").map((block) => [...divided(block, codes), END]);
      const begins = [0];
      for (const block of blocks) begins.push(/** @type {number} */ (begins.at(-1)) + block.length);
      return { words: blocks.flat(), heads: new Map(anchors.map(([block, anchor]) => [begins[block], anchor])) };
    },
    again() {}, // what failed is loaded anew anyhow; another build has other names
  };
}
