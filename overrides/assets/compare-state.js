// @ts-check
/** What is compared, as the address of the page says it: shareable, and the back button works. */

/**
 * @typedef {{ agencies: string[], indicators: string[], from: string, to: string, per: string, sort: string }} State
 *   ids of agencies, keys of indicators; `from` and `to` are years, "" = open; per: key of the denominator, "" = none;
 *   sort: "key year" of the column the rows are in the order of, "" = as chosen
 */

/** More do not fit beside one another, and each costs a file. */
export const MOST = 12;
const AGENCY = /^[a-z0-9-]+\/[a-z0-9-]+$/;

/** @returns {State} */
export function read() {
  const given = new URLSearchParams(location.search);
  const year = (/** @type {string} */ name) => /^\d{4}$/.exec(given.get(name) ?? "")?.[0] ?? "";
  const key = (/** @type {string} */ text) => /^[\w-]+$/.test(text);
  const indicators = given.getAll("i").filter(key);
  return {
    agencies: [...new Set(given.getAll("a").filter((id) => AGENCY.test(id)))].slice(0, MOST),
    indicators: indicators.length ? indicators : ["received"],
    from: year("from"), to: year("to"), per: given.getAll("per").find(key) ?? "",
    sort: /^[\w-]+ \d{4}$/.exec(given.get("sort") ?? "")?.[0] ?? "",
  };
}

/** @param {State} state @returns {string} */
export function query({ agencies, indicators, from, to, per, sort }) {
  const given = [...agencies.map((id) => ["a", id]), ...indicators.map((key) => ["i", key])];
  for (const [name, value] of Object.entries({ from, to, per, sort })) if (value) given.push([name, value]);
  return new URLSearchParams(given).toString().replaceAll("%2F", "/");
}

/** @param {State} state */
export function write(state) {
  const text = query(state);
  if (text !== location.search.slice(1)) history.pushState(null, "", location.pathname + (text && `?${text}`));
}
