// @ts-check
/**
 * Finds the pages on which the typed words stand, literally. No guessing: no synonyms, no typing errors, no pinyin.
 *
 * A query is cut at white space; a page must have all parts, each within one block of text. Upper and lower case, full
 * and half width, traditional and simplified characters are the same; punctuation is ignored, but for the point in 1.3.
 * Which engine finds the pages, `search.json` says; what is found, in which order, is the same with both.
 *
 * Every function rejects with a SearchError when a file does not arrive: an empty answer means that nothing is there.
 */

import { excerpts } from "./search-excerpts.js";
import * as ngram from "./search-ngram.js";
import * as pagefind from "./search-pagefind.js";
import { FEW, arranged, counted, share, verify } from "./search-sure.js";
import { BASE, failed, forget, get, marks, once, parts } from "./search-text.js";

export { LIMIT, SearchError } from "./search-text.js";

/**
 * @typedef {import("./search-text.js").Engine} Engine
 * @typedef {import("./search-text.js").Listing} Listing
 * @typedef {import("./search-text.js").Result} Result
 * @typedef {{ value: number, exact: boolean }} Count
 * @typedef {{ filters?: Record<string, string[]>, limit?: number, order?: string }} Options
 *   Values chosen for each filter: a page must have one of the values of every filter that has any.
 *   `limit`: so many results at the beginning are to be sure (all). `order`: one of ORDERS, else "relevance".
 * @typedef {import("./search-sure.js").Doubtful & { listing: Listing, list: number[] }} Found
 *   `list` are the pages that may have the words, newest first.
 */

/** @type {Record<string, (found: Found) => number[]>} */
const ORDERS = {
  relevance({ list, named, listing, words }) {
    const whole = [...named].filter((page) => listing.title(page) === words.join(""));
    const first = new Set([...whole, ...named]);
    return [...first, ...list.filter((page) => !first.has(page))];
  },
  newest: ({ list }) => list,
  oldest({ list, listing }) {
    const year = (/** @type {number} */ page) => listing.result(page).year ?? 9999;
    return [...list].sort((a, b) => year(a) - year(b));
  },
};

/** The engine in use. @type {Engine | undefined} */
let engine;

/** @returns {Promise<Engine>} */
const open = () =>
  once("search.json", async () => {
    const choice = await (await get(new URL("assets/search.json", BASE).href, { cache: "no-cache" })).json();
    return (engine = choice.engine === "ngram" ? ngram.open(choice) : pagefind.open());
  });

/** The last answers by query. @type {Map<string, Promise<Found>>} */
const answers = new Map();

/**
 * Runs `work`; when it fails, the next search begins anew.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function careful(work) {
  try {
    return await work();
  } catch (error) {
    answers.clear();
    engine?.again();
    forget("search.json");
    throw failed(error);
  }
}

/** Pages that may have all parts of the query, whatever the filters. @param {string} query @returns {Promise<Found | null>} */
async function find(query) {
  marks().catch(() => {}); // the excerpts will need them
  const [wanted, engine] = await Promise.all([parts(query), open()]);
  if (!wanted.length) return null;
  const words = wanted.map((part) => part.join(""));
  const key = words.join(" ");
  const known = answers.get(key) ?? asked(engine, wanted, words);
  if (answers.size > 20) answers.clear();
  answers.set(key, known);
  return known;
}

/** @param {Engine} engine @param {string[][]} wanted @param {string[]} words @returns {Promise<Found>} */
async function asked(engine, wanted, words) {
  const [listing, { has, certain }] = await Promise.all([engine.listing(), engine.matches(wanted)]);
  const list = Array.from(listing.order).filter((page) => has[page]);
  const named = new Set(list.filter((page) => words.every((word) => listing.title(page).includes(word))));
  return { engine, listing, words, list, named, truth: new Map((certain ? list : [...named]).map((page) => [page, true])) };
}

/**
 * Whether a page has the chosen values, the filter of number `except` left aside.
 * @param {Listing} listing
 * @param {Record<string, string[]>} chosen
 * @returns {(page: number, except?: number) => boolean}
 */
function passing({ keys, values, chosen: own }, chosen) {
  const wanted = Object.entries(chosen).filter(([, some]) => some.length).map(([key, some]) => {
    const k = keys.indexOf(key);
    return { k, numbers: new Set(k < 0 ? [] : some.map((value) => values[k].indexOf(value))) };
  });
  return (page, except) =>
    wanted.every(({ k, numbers }) => k === except || (k >= 0 && own(page, k).some((number) => numbers.has(number))));
}

/** @param {string} query @param {Options} options */
async function sifted(query, { filters: chosen = {}, limit = Infinity, order = "" }) {
  const found = await find(query);
  if (!found) return null;
  const passes = passing(found.listing, chosen);
  const list = (ORDERS[order] ?? ORDERS.relevance)(found).filter((page) => passes(page));
  await verify(found, found.list.length > FEW ? list : found.list, limit);
  return { found, passes, list, limit };
}

/**
 * Pages with the words of the query: those they are the title of, those with all of them in it, the newest year, by address
 * (`newest` and `oldest`: by year, then by address).
 * [] for a query without a letter or digit. `count` says how many there are, and whether that is exact. It is without a
 * `limit`, at the cost of looking into every page that may have the words. With one, the first `limit` are sure; of the
 * later ones some may turn out not to have the words, and be gone when the limit is higher. Where only few have the words,
 * those that are sure come first.
 * @param {string} query
 * @param {Options} [options]
 * @returns {Promise<Result[] & { count: Count }>}
 */
export const search = (query, options = {}) =>
  careful(async () => {
    const sieve = await sifted(query, options);
    if (!sieve) return Object.assign([], { count: { value: 0, exact: true } });
    const { found, list, limit } = sieve;
    const results = arranged(found, list, limit).map((page) => found.listing.result(page));
    return Object.assign(results, { count: counted(found, list) });
  });

/**
 * Values of each filter among the pages with the words, with the number of results that each has or would add, the
 * choice in the same filter left aside; `about` when that number is not exact. Years fall, other values by number.
 * @param {string} query
 * @param {Options} [options]
 * @returns {Promise<Record<string, { value: string, count: number, about?: true }[]>>}
 */
export const filters = (query, options = {}) =>
  careful(async () => {
    const sieve = await sifted(query, options);
    if (!sieve) return {};
    const { found, passes } = sieve;
    const { keys, values, chosen } = found.listing;
    const present = found.list.filter((page) => found.truth.get(page) !== false);
    const made = keys.map((key, k) => {
      const [sure, open, any] = [0, 1, 2].map(() => new Array(values[k].length).fill(0));
      for (const page of present) {
        const counts = passes(page, k) ? (found.truth.has(page) ? sure : open) : any;
        for (const number of chosen(page, k)) counts[number]++;
      }
      const list = values[k].flatMap((value, n) => {
        if (!sure[n] && !open[n] && !any[n]) return [];
        const count = sure[n] + Math.ceil(open[n] * share(found));
        return [open[n] ? { value, count, about: /** @type {true} */ (true) } : { value, count }];
      });
      return /** @type {const} */ ([key, sorted(list)]);
    });
    return Object.fromEntries(made.filter(([, list]) => list.length));
  });

const collator = new Intl.Collator("zh");

/** @template {{ value: string, count: number }} T @param {T[]} list */
function sorted(list) {
  const years = list.every(({ value }) => /^\d+$/.test(value));
  return list.sort((a, b) =>
    years ? Number(b.value) - Number(a.value) : b.count - a.count || collator.compare(a.value, b.value),
  );
}

/**
 * The places of the words on a page of the results.
 * @param {Result} result
 * @param {string} query
 */
export async function hits(result, query) {
  try {
    return await excerpts(result, query, await (await open()).text(result.id));
  } catch (error) {
    throw failed(error);
  }
}
