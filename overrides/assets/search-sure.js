// @ts-check
/** Looks into pages that may have the words of a query, as few as will do, until some of them are sure. */

/**
 * @typedef {import("./search-text.js").Engine} Engine
 * @typedef {{ engine: Engine, words: string[], named: Set<number>, truth: Map<number, boolean>, share?: number }} Doubtful
 *   `named` have the words in the title; `truth` says of the pages looked into whether they have them; `share` is how many
 *   of those have them that were taken here and there.
 */

/** Up to so many pages all are looked into; of more, no more at a time. */
export const FEW = 60;
/** After so many pages without one that has the words, none is said to have them. */
const LAST = 600;
/** Pages that are taken here and there when the first ones do not have the words. */
const PROBES = 24;

/**
 * Makes sure of the first `limit` of the list. When hardly one of the first pages has the words (they may be of older
 * years), pages here and there are tried, then those near where some were found.
 * @param {Doubtful} found
 * @param {number[]} list
 * @param {number} limit
 */
export async function verify(found, list, limit) {
  const { engine, words, truth } = found;
  /** @type {Map<number, boolean>} */
  const now = new Map();
  const holds = (/** @type {number} */ page) => truth.get(page) ?? now.get(page);
  const unknown = (/** @type {number[]} */ pages) => pages.filter((page) => holds(page) === undefined);
  const sure = (pages = list) => pages.filter(holds).length;
  const room = () => Math.max(0, (sure() ? FEW : LAST) - now.size);
  const look = async (/** @type {number[]} */ pages) => {
    const open = unknown(pages);
    (await engine.holds(open, words)).forEach((is, n) => now.set(open[n], is));
  };

  let to = list.length > FEW ? limit : list.length;
  await look(list.slice(0, to));
  let good = sure(list.slice(0, to));
  while (good < limit && good * 5 >= to && to < list.length && room()) {
    to += Math.min(Math.ceil(((limit - good) * to) / good), room());
    await look(list.slice(0, to));
    good = sure(list.slice(0, to));
  }
  for (let probes = PROBES; sure() < limit && room(); probes *= 2) {
    const rest = unknown(list);
    if (!rest.length) break;
    const step = rest.length / Math.min(probes, room(), rest.length);
    const slice = (/** @type {number} */ n) => Math.floor(n / step);
    const some = rest.filter((_, n) => slice(n) !== slice(n - 1));
    await look(some);
    found.share = sure(some) / some.length;
    const near = unknown(rest.filter((_, n) => holds(some[slice(n)])));
    await look(near.slice(0, Math.min(2 * Math.max(0, limit - sure()), room())));
  }

  const place = new Map(list.map((page, n) => [page, n]));
  const by = (/** @type {number} */ page) => /** @type {number} */ (place.get(page));
  for (const page of [...now.keys()].sort((a, b) => by(a) - by(b))) truth.set(page, !!now.get(page));
}

/**
 * The pages of the list that have the words, or may have them: as they come when the first `limit` are sure, else the
 * sure ones first, in the order in which they became so. Without any that is sure, none.
 * @param {Doubtful} found
 * @param {number[]} list
 * @param {number} limit
 */
export function arranged({ truth }, list, limit) {
  const open = list.filter((page) => truth.get(page) !== false);
  if (open.slice(0, limit).every((page) => truth.get(page))) return open;
  const within = new Set(open);
  const sure = [...truth.keys()].filter((page) => truth.get(page) && within.has(page));
  return sure.length ? [...sure, ...open.filter((page) => !truth.get(page))] : [];
}

/** Share of the pages not looked into that will have the words. @param {Doubtful} found */
export function share({ named, truth, share }) {
  if (share !== undefined) return share;
  const looked = [...truth].filter(([page]) => !named.has(page));
  return looked.length ? looked.filter(([, holds]) => holds).length / looked.length : 1;
}

/** How many of the pages have the words. @param {Doubtful} found @param {number[]} list */
export function counted(found, list) {
  const sure = list.filter((page) => found.truth.get(page)).length;
  const open = list.filter((page) => !found.truth.has(page)).length;
  return { value: sure + Math.ceil(open * share(found)), exact: !open };
}
