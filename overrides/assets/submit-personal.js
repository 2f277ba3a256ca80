// @ts-check
/** Personal data in a text, by the patterns of the rule `personal_data` (generator/personal.py, of which this is the twin). Pure. */

/**
 * @typedef {{ patterns: Record<string, [string, string]>, kinds: Record<string, string>, weights: number[], check: string,
 *   narrow: Record<string, string>, message: string }} Known
 */

/**
 * Sentences about what should not be published, identity numbers first.
 * @param {Known} known @param {string} text @param {string} published the contacts, in which an office's own mobile and mailbox stand
 * @returns {{ severity: string, message: string }[]}
 */
export function personal(known, text, published) {
  const pattern = (/** @type {string} */ name, more = "") => new RegExp(known.patterns[name][0], `${known.patterns[name][1]}u${more}`);
  const starts = (/** @type {string} */ name, /** @type {string} */ digits) => new RegExp(`^(?:${known.patterns[name][0]})`, "u").test(digits);
  const words = [...text].map((char) => known.narrow[char] ?? char).join("").replace(pattern("url", "g"), (all) => " ".repeat(all.length));
  const all = (/** @type {string} */ name) => [...words.matchAll(pattern(name, "g"))];
  const code = (/** @type {number} */ at) => pattern("not_personal").test(words.slice(Math.max(at - 12, 0), at));
  const digits = published.replace(/[ -]/g, "");
  /** @type {[string, string][]} */
  const found = [];

  const identities = all("identity").filter(([, ...parts]) => {
    const number = parts.join("").toUpperCase();
    const sum = known.weights.reduce((total, weight, n) => total + weight * Number(number[n]), 0);
    return starts("province", number) && isDay(number.slice(6, 14)) && known.check[sum % 11] === number[17];
  });
  for (const match of identities) found.push(["identity", hidden(match[0])]);
  for (const match of all("old_identity")) if (isDay(`19${match[2]}`)) found.push(["old_identity", hidden(match[1])]);
  for (const match of all("mobile")) if (!digits.includes(match[1] + match[3] + match[4]) && !code(match.index)) found.push(["mobile", hidden(match[0])]);
  for (const match of all("card")) {
    const number = match[1].replaceAll(" ", "");
    const isCard = starts("issuers", number) && !starts("region_and_year", number) && new Set(number).size > 2 && luhn(number);
    if (isCard && !identities.some(({ index }) => index === match.index) && !code(match.index)) found.push(["card", hidden(match[0])]);
  }
  for (const match of all("mailbox")) if (!published.toLowerCase().includes(match[0].toLowerCase())) found.push(["mailbox", `${match[1][0]}***@${match[2]}`]);
  for (const match of all("home")) found.push(["home", `${[...match[0]].slice(0, 6).join("")}…`]);
  return found.map(([kind, shown]) => ({
    severity: kind === "identity" ? "error" : "warning",
    message: known.message.replace("{kind}", known.kinds[kind]).replace("{shown}", () => shown),
  }));
}

/** @param {string} digits year, month, day */
function isDay(digits) {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1900 && year < 2100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** @param {string} number */
function luhn(number) {
  const doubled = [...number].reverse().map((digit, n) => (n % 2 ? Math.floor(Number(digit) * 2 / 10) + Number(digit) * 2 % 10 : Number(digit)));
  return doubled.reduce((sum, digit) => sum + digit, 0) % 10 === 0;
}

/** @param {string} number */
function hidden(number) {
  const end = number.length >= 15 ? 4 : 2;
  return number.slice(0, 3) + "*".repeat(number.length - 3 - end) + number.slice(-end);
}
