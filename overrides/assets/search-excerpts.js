// @ts-check
/** Shows where the words of a query stand on a page. */

import { END, letters, marks, parts, simplified } from "./search-text.js";

/**
 * @typedef {import("./search-text.js").Result} Result
 * @typedef {import("./search-text.js").Text} Text
 * @typedef {{ heading: string, url: string, html: string }} Place
 *   The heading above the place ("" right below the page's title), its address, the text around the words ("" when only
 *   the heading has them). Heading and text are HTML with `mark` around each hit.
 */

const AROUND = 30;

/**
 * Every place of the page where the words stand, in the order of the page, neighbouring hits in one excerpt. An excerpt
 * stays within its paragraph. `title` is HTML too.
 * @param {Result} result
 * @param {string} query
 * @param {Text} text of that page
 * @returns {Promise<{ url: string, title: string, places: Place[] }>}
 */
export async function excerpts(result, query, { words, heads }) {
  const [wanted, map, codes] = await Promise.all([parts(query), simplified(), marks()]);
  const key = (/** @type {string} */ word) => (word.length > 1 ? letters(word, map).join("") : word.toLowerCase());
  const hit = occurrences(words.map(key), wanted);
  const html = (/** @type {number} */ from, /** @type {number} */ to) => marked(words, hit, codes, from, to);
  const [title, ...blocks] = divided(words);
  /** @type {Place[]} */
  const places = [];
  let heading = "";
  let url = result.url;
  for (const [from, to] of blocks) {
    const head = heads.get(from);
    if (head) [heading, url] = [html(from, to), `${result.url}#${encodeURIComponent(head)}`];
    for (const [a, b] of windows(hit, from, to)) {
      const text = `${a > from ? "…" : ""}${html(a, b)}${b < to ? "…" : ""}`;
      places.push({ heading, url, html: head ? "" : text });
    }
  }
  // A heading with a hit is shown anyhow above the hits below it.
  const shown = places.filter((place) => place.html || !places.some((other) => other.html && other.url === place.url));
  return { url: result.url, title: html(...title), places: shown };
}

/** Which of the words belong to a hit. @param {string[]} keys @param {string[][]} wanted */
function occurrences(keys, wanted) {
  /** @type {boolean[]} */
  const hit = new Array(keys.length).fill(false);
  for (const part of wanted) {
    for (let at = 0; at + part.length <= keys.length; at++) {
      if (part.every((char, k) => keys[at + k] === char)) hit.fill(true, at, at + part.length);
    }
  }
  return hit;
}

/** Begin and end of each block, the title's first. @param {string[]} words @returns {[number, number][]} */
function divided(words) {
  const ends = words.flatMap((word, at) => (word === END ? [at] : []));
  return ends.map((end, n) => [n ? ends[n - 1] + 1 : 0, end]);
}

/**
 * Stretches of a block around its hits; those that would touch are one.
 * @param {boolean[]} hit
 * @param {number} from
 * @param {number} to
 */
function windows(hit, from, to) {
  /** @type {[number, number][]} */
  const found = [];
  for (let at = from; at < to; at++) {
    if (!hit[at]) continue;
    const last = found.at(-1);
    const end = Math.min(to, at + 1 + AROUND);
    if (last && at - AROUND <= last[1]) last[1] = end;
    else found.push([Math.max(from, at - AROUND), end]);
  }
  return found;
}

/**
 * The words as readers know them: punctuation decoded, everything escaped, hits in `mark`.
 * @param {string[]} words
 * @param {boolean[]} hit
 * @param {Map<string, string>} codes
 * @param {number} from
 * @param {number} to
 */
function marked(words, hit, codes, from, to) {
  const plain = (/** @type {string} */ text) =>
    escaped(text.replace(/\\\\.|\\.|[^\p{L}\p{N}]/gu, (code) => codes.get(code) ?? code));
  let html = "";
  for (let at = from; at < to; at++) {
    const split = /^([^\p{L}\p{N}]*)([\p{L}\p{N}]|\.$)(.*)$/u.exec(words[at]);
    const [before, core, after] = split ? split.slice(1) : [words[at], "", ""];
    const open = hit[at] && (at === from || !hit[at - 1]) ? "<mark>" : "";
    const close = hit[at] && (at === to - 1 || !hit[at + 1]) ? "</mark>" : "";
    html += plain(before) + open + escaped(core) + close + plain(after);
  }
  return html;
}

/** @param {string} text */
export const escaped = (text) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
