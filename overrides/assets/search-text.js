// @ts-check
/** What all parts of the search need: the files of the site, and text as the index has it. */

/** Files lie below the folder that holds `assets`, wherever the portal is mounted. Modules stand there or, hashed, two folders below. */
export const BASE = new URL(/\/assets\/immutable\/\w+\/[^/]*$/.test(import.meta.url) ? "../../../" : "../", import.meta.url);

/**
 * @typedef {{ id: string, url: string, title: string, year: number | null, filters: Record<string, string[]> }} Result
 *   A page; `url` is its path on this server.
 * @typedef {{ words: string[], heads: Map<number, string> }} Text
 *   Words of a page with their marks, END after each block; the anchors of headings by their first word.
 * @typedef {object} Listing all searched pages, by number
 * @property {string[]} keys filters
 * @property {string[][]} values of each filter
 * @property {ArrayLike<number>} order the numbers, newest pages first, then by address
 * @property {(page: number) => Result} result
 * @property {(page: number) => string} title as it is searched
 * @property {(page: number, key: number) => number[]} chosen numbers of the values of a filter that a page has
 * @typedef {object} Engine
 * @property {() => Promise<Listing>} listing
 * @property {(parts: string[][]) => Promise<{ has: ArrayLike<number>, certain: boolean }>} matches
 *   `has` is 1 for the numbers of the pages that have all parts; unless `certain`, some of these do not really.
 * @property {(pages: number[], words: string[]) => Promise<boolean[]>} holds whether all words really stand there
 * @property {(id: string) => Promise<Text>} text
 * @property {() => void} again makes the next call load anew what is not there
 */

/** Closes a block of text. */
export const END = "`";

/** Characters of a query that are looked at; the rest is ignored. Each distinct one can cost a file of the index. */
export const LIMIT = 100;

/** A file of the search did not arrive, or does not belong to the others. */
export class SearchError extends Error {}

/** @param {unknown} error */
export const failed = (error) =>
  error instanceof SearchError ? error : new SearchError(String(error), { cause: error });

/** @type {Map<string, Promise<any>>} */
const kept = new Map();

/**
 * The promise of that name, made once; a failed one is forgotten, so that the next search tries again.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} make
 * @returns {Promise<T>}
 */
export function once(name, make) {
  const known = kept.get(name);
  if (known) return known;
  const promise = make().catch((error) => {
    kept.delete(name);
    throw failed(error);
  });
  kept.set(name, promise);
  return promise;
}

/** @param {string[]} names */
export const forget = (...names) => names.forEach((name) => kept.delete(name));

/** @param {string} url @param {RequestInit} [init] */
export async function get(url, init) {
  const response = await fetch(url, init);
  if (!response.ok) throw new SearchError(`${response.status} ${url}`);
  return response;
}

/** @param {BlobPart} bytes @param {CompressionFormat} format */
export const inflated = (bytes, format) =>
  new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format)));

/** @param {string} name of a file beside the modules */
const asset = async (name) => (await get(new URL(name, import.meta.url).href)).text();

/** Traditional → simplified. @returns {Promise<Map<string, string>>} */
export const simplified = () =>
  once("t2s", async () => {
    const both = [...(await asset("t2s.txt"))];
    return new Map(both.flatMap((char, at) => (at % 2 ? [] : [[char, both[at + 1]]])));
  });

/** Punctuation by the code that stands for it in the index. @returns {Promise<Map<string, string>>} */
export const marks = () =>
  once("marks", async () => {
    const lines = (await asset("marks.txt")).trim().split("\n").map((line) => line.split(" "));
    return new Map(lines.map(([code, point]) => [code, String.fromCodePoint(parseInt(point, 16))]));
  });

/**
 * Letters, digits and ideographs of a text as they are searched: the twin of `tokens` in generator/search/tokens.py.
 * @param {string} text
 * @param {Map<string, string>} map traditional → simplified
 */
export function letters(text, map) {
  const found = text.normalize("NFKC").match(/[\p{L}\p{N}]|(?<=[A-Za-z0-9])\.(?=[A-Za-z0-9])/gu) ?? [];
  return found.map((char) => {
    const plain = char.normalize("NFD").replace(/\p{M}/gu, "");
    const base = [...plain].length === 1 ? plain : char;
    return (map.get(base) ?? base).toLowerCase();
  });
}

/** The parts of a query between white space, each as its letters, but for those without any. @param {string} query */
export async function parts(query) {
  const map = await simplified();
  let room = LIMIT;
  const all = query.normalize("NFKC").split(/\s+/).map((part) => {
    const own = letters(part, map).slice(0, room);
    room -= own.length;
    return own;
  });
  return all.filter((own) => own.length);
}
