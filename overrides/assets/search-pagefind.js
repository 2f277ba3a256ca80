// @ts-check
/** Pagefind: the engine of portals of ordinary size. Its index holds single characters (see generator/search). */

import { BASE, SearchError, failed, forget, get, inflated, letters, once, simplified } from "./search-text.js";

/**
 * @typedef {import("./search-text.js").Engine} Engine
 * @typedef {import("./search-text.js").Listing} Listing
 * @typedef {import("./search-text.js").Text} Text
 * @typedef {{ search(query: string): Promise<{ results: { id: string }[] }> }} Pagefind
 * @typedef {[string, string, string, number | null, number[][]]} Row
 * @typedef {{ keys: string[], values: string[][], pages: Row[] }} Catalogue see generator/search/pagefind.py
 * @typedef {{ content: string, anchors: { element: string, id: string, location: number }[] }} Fragment
 */

const BUNDLE = new URL("pagefind/", BASE).href;

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

/** @returns {Promise<Pagefind>} */
const pagefind = () =>
  once("pagefind", async () => {
    if (!attempt) watch();
    const again = attempt++ ? `?${attempt}` : ""; // browsers remember a module that failed
    // Without its worker: one file less, and only on this side can a missing file be noticed.
    return (await import(`${BUNDLE}pagefind.js${again}`)).createInstance({ noWorker: true });
  });

/**
 * A JSON file of the index, gzipped unless the server has undone that.
 * @param {string} name
 * @param {RequestInit} [init]
 */
async function unpacked(name, init) {
  const bytes = new Uint8Array(await (await get(BUNDLE + name, init)).arrayBuffer());
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const text = await (packed ? inflated(bytes, "gzip") : new Response(bytes)).text();
  return JSON.parse(text.replace(/^pagefind_dcd/, ""));
}

/** All searched pages, and their numbers by Pagefind's name for them. */
const catalogue = () =>
  once("catalogue", async () => {
    /** @type {[Catalogue, Map<string, string>]} */
    const [{ keys, values, pages }, map] = await Promise.all([
      unpacked("pages.pf_pages", { cache: "no-cache" }),
      simplified(),
    ]);
    const results = pages.map(([id, address, title, year, numbers]) => ({
      id,
      url: new URL(address, BASE).pathname,
      title,
      year,
      filters: Object.fromEntries(keys.map((key, k) => [key, numbers[k].map((number) => values[k][number])])),
    }));
    const order = [...results.keys()].sort((a, b) => {
      const [one, other] = [results[a], results[b]];
      return (other.year ?? 0) - (one.year ?? 0) || (one.url < other.url ? -1 : 1);
    });
    /** @type {Map<number, string>} */
    const titles = new Map();
    /** @type {Listing} */
    const listing = {
      keys,
      values,
      order,
      result: (page) => results[page],
      title(page) {
        if (!titles.has(page)) titles.set(page, letters(results[page].title, map).join(""));
        return /** @type {string} */ (titles.get(page));
      },
      chosen: (page, key) => pages[page][4][key],
    };
    return { listing, numbers: new Map(pages.map(([id], number) => [id, number])) };
  });

/** One search at a time, so that a missing file is laid to the right one. @type {Promise<unknown>} */
let queue = Promise.resolve();

/** @param {string[][]} parts */
async function ask(parts) {
  try {
    const [engine, { numbers }] = await Promise.all([pagefind(), catalogue()]);
    const lists = await Promise.all(parts.map((part) => engine.search(`"${part.join(" ")}"`)));
    if (missing.length) throw new SearchError(`missing: ${missing.join(", ")}`);
    const hits = new Uint8Array(numbers.size);
    for (const { id } of lists.flatMap((list) => list.results)) {
      const number = numbers.get(id);
      if (number === undefined) throw new SearchError("the index is newer than its catalogue");
      hits[number]++;
    }
    return { has: hits.map((count) => (count === parts.length ? 1 : 0)), certain: true };
  } finally {
    missing = [];
  }
}

/** @type {Engine} */
const engine = {
  listing: async () => (await catalogue()).listing,
  matches(parts) {
    const turn = queue.then(() => ask(parts));
    queue = turn.catch(() => {});
    return turn;
  },
  holds: async (pages) => pages.map(() => true),
  text: (id) =>
    once(`fragment ${id}`, async () => {
      const { content, anchors } = /** @type {Fragment} */ (await unpacked(`fragment/${id}.pf_fragment`));
      const heads = anchors.filter((anchor) => /^h[2-6]$/i.test(anchor.element));
      return { words: content.split(/\s+/), heads: new Map(heads.map(({ location, id }) => [location, id])) };
    }),
  again: () => forget("pagefind", "catalogue"), // Pagefind remembers what it failed to load
};

export const open = () => engine;
