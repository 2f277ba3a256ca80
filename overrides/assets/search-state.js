// @ts-check
/** The question as the address of the search page says it: shareable, and the back button works. */

import { NAMES, years } from "./search-filters.js";

/**
 * @typedef {{ query: string, chosen: Record<string, string[]>, from: string, to: string, order: string, shown: number }} State
 *   `from` and `to` are years, "" = open
 */

export const PAGE = 10;
/** @type {Record<string, string>} */
export const ORDERS = { "": "相关度", newest: "年份从新到旧", oldest: "年份从旧到新" };

/** @returns {State} */
export function read() {
  const given = new URLSearchParams(location.search);
  const chosen = Object.fromEntries(Object.entries(NAMES).map(([key, name]) => [key, given.getAll(name)]));
  const single = [...chosen.年份].sort();
  delete chosen.年份;
  const year = (/** @type {string} */ name) => /^\d{4}$/.exec(given.get(name) ?? "")?.[0];
  const order = given.get("order") ?? "";
  return {
    query: given.get("q") ?? "", chosen, from: year("from") ?? single[0] ?? "", to: year("to") ?? single.at(-1) ?? "",
    order: order in ORDERS ? order : "", shown: Number(history.state?.shown) || PAGE,
  };
}

/** @param {State} state @param {boolean} push whether the back button shall return to what was before */
export function write({ query, chosen, from, to, order, shown }, push) {
  const given = new URLSearchParams();
  if (query) given.set("q", query);
  for (const [key, name] of Object.entries(NAMES)) chosen[key]?.forEach((value) => given.append(name, value));
  for (const [name, value] of Object.entries({ from, to, order })) if (value) given.set(name, value);
  const address = location.pathname + (String(given) && `?${given}`);
  const same = address === location.pathname + location.search;
  history[push && !same ? "pushState" : "replaceState"]({ shown }, "", address);
}

/** Filters as `search` wants them. @param {State} state */
export const limits = (state) => ({ ...state.chosen, 年份: years(state) });

/** @param {State} state */
export const filtered = (state) => Object.values(limits(state)).some((values) => values.length);
