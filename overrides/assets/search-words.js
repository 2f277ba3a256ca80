// @ts-check
/** What a query says beside names: years, kinds of documents, words that mean nothing here. */

/** @typedef {import("./search-names.js").Names} Names */
/** @typedef {{ years: number[], latest: boolean, kind: string }} Asked */

/** @type {Asked} */
export const NOTHING = { years: [], latest: false, kind: "" };
/** Words for a year, and how far back it is. */
const RELATIVE = { 大前年: 3, 前年: 2, 去年: 1, 上年度: 1, 上一年度: 1, 上一年: 1, 今年: 0, 本年度: 0 };

/**
 * Years are those of the day the site was built on. `text` is the query without its years, `bare` also without words for
 * kinds of documents and fillers.
 * @param {string} query
 * @param {Names} names
 */
export function understood(query, names) {
  const { year: now } = names;
  /** @type {Set<number>} */
  const years = new Set();
  const take = (/** @type {number} */ year) => (years.add(year), " ");
  let text = names.narrow(query).replace(/(?<!\d)((?:19|20)\d\d)(?!\d)\s*(?:年度|年)?/g, (_, year) => take(Number(year)));
  text = text.replace(/(?<!\d)(\d\d)\s*年度?/g, (all, year) => (Number(year) <= (now % 100) + 1 ? take(2000 + Number(year)) : all));
  for (const [word, back] of Object.entries(RELATIVE)) text = text.replaceAll(word, () => take(now - back));
  const latest = /最新|最近一年|最近/.test(text);
  text = text.replace(/最新|最近一年|最近/g, " ");
  let kind = "";
  let bare = text;
  for (const [own, words] of Object.entries(names.kinds)) {
    for (const word of words) {
      if (!bare.includes(word)) continue;
      kind ||= own;
      bare = bare.replaceAll(word, " ");
    }
  }
  for (const filler of names.fillers) bare = bare.replaceAll(filler, " ");
  return { years: [...years], latest, kind, text, bare };
}

/** @param {string} text @param {Names} names */
export const words = (text, names) => text.split(/[^\p{L}\p{N}]+/u).map((word) => names.plain(word)).filter(Boolean).slice(0, 6);
