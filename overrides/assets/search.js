// @ts-check
/**
 * Finds the pages on which the typed words stand, literally. No guessing: no synonyms, no typing errors, no pinyin.
 *
 * The index holds single characters (see generator/search). A query is cut at white space; each part becomes a phrase
 * of characters for Pagefind, and a page must have all of them. Upper and lower case, full and half width, traditional
 * and simplified characters are the same; punctuation is ignored, but for the point in 1.3.
 *
 * Every function rejects with a SearchError when a file does not arrive: an empty answer means that nothing is there.
 */

import {
  BASE, BUNDLE, SearchError, failed, forget, letters, once, parts, simplified, unpacked,
} from "./search-text.js";

export { hits } from "./search-excerpts.js";
export { LIMIT, SearchError } from "./search-text.js";

/**
 * @typedef {{ id: string, url: string, title: string, year: number | null, filters: Record<string, string[]> }} Result
 *   A page; `url` is its path on this server.
 * @typedef {Result & { words: string }} Listed a page with its title as it is searched
 * @typedef {{ filters?: Record<string, string[]> }} Options
 *   Values chosen for each filter: a page must have one of the values of every filter that has any.
 * @typedef {{ search(query: string): Promise<{ results: { id: string }[] }> }} Engine
 * @typedef {[string, string, string, number | null, number[][]]} Row
 * @typedef {{ keys: string[], values: string[][], pages: Row[] }} Listing see generator/search/pagefind.py
 */

/** Files of the index that did not arrive. Pagefind tells only the console and goes on. @type {string[]} */
let missing = [];
let attempt = 0;

/** Makes `fetch` note what is missing of the index. */
function watch() {
  const plain = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input), document.baseURI).href;
    if (!url.startsWith(`${BUNDLE}index/`)) return plain(input, init);
    try {
      const response = await plain(input, init);
      const body = await response.arrayBuffer();
      const page = new Uint8Array(body)[0] === 0x3c; // "<": some servers answer so instead of 404
      if (!response.ok || page) throw new SearchError(`${response.status} ${url}`);
      return new Response(body);
    } catch (error) {
      missing.push(url);
      throw error;
    }
  };
}

/** @returns {Promise<Engine>} */
const engine = () =>
  once("engine", async () => {
    if (!attempt) watch();
    const again = attempt++ ? `?${attempt}` : ""; // browsers remember a module that failed
    // Without its worker: one file less, and only on this side can a missing file be noticed.
    return (await import(`${BUNDLE}pagefind.js${again}`)).createInstance({ noWorker: true });
  });

/** All searched pages by Pagefind's name for them, newest first. @returns {Promise<Map<string, Listed>>} */
const catalogue = () =>
  once("catalogue", async () => {
    /** @type {[Listing, Map<string, string>]} */
    const [{ keys, values, pages }, map] = await Promise.all([
      unpacked("pages.pf_pages", { cache: "no-cache" }),
      simplified(),
    ]);
    const listed = pages.map(([id, address, title, year, numbers]) => ({
      id,
      url: new URL(address, BASE).pathname,
      title,
      year,
      filters: Object.fromEntries(keys.map((key, k) => [key, numbers[k].map((number) => values[k][number])])),
      words: letters(title, map).join(""),
    }));
    listed.sort((a, b) => (b.year ?? 0) - (a.year ?? 0) || (a.url < b.url ? -1 : 1));
    return new Map(listed.map((page) => [page.id, page]));
  });

/** The last answers by query. @type {Map<string, Listed[]>} */
const answers = new Map();
/** One search at a time, so that a missing file is laid to the right one. @type {Promise<unknown>} */
let queue = Promise.resolve();

/** Pages that have all parts of the query, in the order of results, whatever the filters. @param {string} query */
async function find(query) {
  const wanted = (await parts(query)).map((own) => own.join(" "));
  if (!wanted.length) return [];
  const key = wanted.join("  ");
  const turn = queue.then(async () => {
    const known = answers.get(key) ?? (await ask(wanted));
    if (answers.size > 20) answers.clear();
    answers.set(key, known);
    return known;
  });
  queue = turn.catch(() => {});
  return turn;
}

/** @param {string[]} wanted phrases of characters with spaces between */
async function ask(wanted) {
  try {
    const [pagefind, pages] = await Promise.all([engine(), catalogue()]);
    const lists = await Promise.all(wanted.map((phrase) => pagefind.search(`"${phrase}"`)));
    if (missing.length) throw new SearchError(`missing: ${missing.join(", ")}`);
    const sets = lists.map((list) => new Set(list.results.map((result) => result.id)));
    if ([...sets[0]].some((id) => !pages.has(id))) throw new SearchError("the index is newer than its catalogue");
    const found = [...pages.values()].filter((page) => sets.every((set) => set.has(page.id)));
    const words = wanted.map((phrase) => phrase.replaceAll(" ", ""));
    const named = new Set(found.filter((page) => words.every((word) => page.words.includes(word))));
    return [...named, ...found.filter((page) => !named.has(page))];
  } catch (error) {
    forget("engine", "catalogue"); // Pagefind remembers what it failed to load
    missing = [];
    throw failed(error);
  }
}

/** @param {Result} page @param {Record<string, string[]>} chosen @param {string} [except] */
const passes = (page, chosen, except) =>
  Object.entries(chosen).every(
    ([key, values]) => key === except || !values.length || values.some((value) => page.filters[key]?.includes(value)),
  );

/**
 * Pages with the words of the query: those with all of them in the title first, then the newest year, then by address.
 * [] for a query without a letter or digit.
 * @param {string} query
 * @param {Options} [options]
 * @returns {Promise<Result[]>}
 */
export async function search(query, { filters: chosen = {} } = {}) {
  return (await find(query)).filter((page) => passes(page, chosen));
}

/**
 * Values of each filter among the pages with the words, with the number of results that each has or would add: exact,
 * the choice in the same filter left aside. Years fall, other values by number.
 * @param {string} query
 * @param {Options} [options]
 * @returns {Promise<Record<string, { value: string, count: number }[]>>}
 */
export async function filters(query, { filters: chosen = {} } = {}) {
  /** @type {Record<string, Map<string, number>>} */
  const counts = {};
  for (const page of await find(query)) {
    for (const [key, values] of Object.entries(page.filters)) {
      const own = (counts[key] ??= new Map());
      for (const value of values) own.set(value, (own.get(value) ?? 0) + (passes(page, chosen, key) ? 1 : 0));
    }
  }
  return Object.fromEntries(
    Object.entries(counts).map(([key, own]) => {
      const list = [...own].map(([value, count]) => ({ value, count }));
      const years = list.every(({ value }) => /^\d+$/.test(value));
      list.sort((a, b) =>
        years ? Number(b.value) - Number(a.value) : b.count - a.count || a.value.localeCompare(b.value, "zh"),
      );
      return [key, list];
    }),
  );
}
