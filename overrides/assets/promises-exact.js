// @ts-check
/** Numbers as they are written, added and compared exactly. Pure. */

/** @typedef {{ digits: bigint, scale: number }} Exact */

/** @param {string | null | undefined} text @returns {Exact | null} */
export function exact(text) {
  if (text === null || text === undefined || text === "") return null;
  const [whole, part = ""] = text.split(".");
  return { digits: BigInt(whole + part), scale: part.length };
}

/** As people write it. @param {Exact} number */
export function shown({ digits, scale }) {
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, "0");
  return (digits < 0n ? "-" : "") + (scale ? `${text.slice(0, -scale)}.${text.slice(-scale)}` : text);
}

/** @param {Exact} number @param {number} scale */
const at = (number, scale) => number.digits * 10n ** BigInt(scale - number.scale);

/** Below, at or above 0 as one is less, equal or more. @param {Exact} one @param {Exact} two */
export function compare(one, two) {
  const scale = Math.max(one.scale, two.scale);
  const by = at(one, scale) - at(two, scale);
  return by < 0n ? -1 : by > 0n ? 1 : 0;
}

/** Their sum; null as soon as one is not stated. @param {(Exact | null)[]} terms @returns {Exact | null} */
export function added(terms) {
  let total = { digits: 0n, scale: 0 };
  for (const term of terms) {
    if (!term) return null;
    const scale = Math.max(total.scale, term.scale);
    total = { digits: at(total, scale) + at(term, scale), scale };
  }
  return total;
}
