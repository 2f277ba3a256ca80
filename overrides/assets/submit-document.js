// @ts-check
/** A whole report from the clipboard of a word processor: its prose, section by section, by the headings of the form. */

/** @typedef {{ key: string, heading: string, table: string | null, aliases: string[] }} Section */
/** @typedef {{ sections: Record<string, string>, notes: Record<string, string>, signed: string, left: string[] }} Prose  notes: what stands after a section's table; left: lines that no field takes */

const BLOCKS = "p, h1, h2, h3, h4, h5, h6, li, div, dt, dd";

/** The lines of a page outside its tables, and which of them are marked as headings; a table is an empty line. @param {Document} page */
function lines(page) {
  const blocks = [...page.body.querySelectorAll(`${BLOCKS}, table`)].filter((block) => !block.parentElement?.closest("table") && (block.matches("table") || !block.querySelector(`table, ${BLOCKS}`)));
  return blocks.flatMap((block) => {
    if (block.matches("table")) return [{ line: "", marked: false, table: true }];
    for (const end of block.querySelectorAll("br")) end.replaceWith("\u2028");
    return (block.textContent ?? "").split("\u2028").map((text) => ({ line: plain(text), marked: /^H[1-3]$/.test(block.tagName), table: false }));
  }).filter(({ line, table }) => line || table);
}

/** Without what only the source has: line ends within Chinese words are none, white space is one space. @param {string} text */
const plain = (text) => text.replace(/\s*\n\s*/g, (space, at) => (/[\x21-\x7e]/.test(text[at - 1] ?? "") && /[\x21-\x7e]/.test(text[at + space.length] ?? "") ? " " : ""))
  .replace(/[ \t\u00a0]+/g, " ").trim();

/** A heading as it is compared: without its number. @param {string} text */
const bare = (text) => text.replace(/\s/g, "").replace(/^[（(]?[一二三四五六七八九十\d]+[)）]?[、.．]?/, "").replace(/[：:。]$/, "");

/** @param {string} html @param {Section[]} sections @returns {Prose | null} null: it has none of their headings */
export function prose(html, sections) {
  const named = new Map(sections.flatMap((one) => [one.heading, ...one.aliases].map((text) => [bare(text), one])));
  const found = /** @type {Record<string, string[]>} */ ({}), notes = /** @type {Record<string, string[]>} */ ({});
  /** @type {string[]} */
  const left = [];
  /** @type {Section | null} */
  let here = null;
  const all = lines(new DOMParser().parseFromString(html, "text/html"));
  const last = all.findLastIndex(({ line }) => day(line));
  let begun = false, after = false;
  for (const [n, { line, marked, table }] of all.entries()) {
    const heading = line && line.length < 40 ? named.get(bare(line)) : undefined;
    if (heading || marked) [here, after] = [heading ?? null, false];
    begun ||= Boolean(heading);
    if (table) after = Boolean(here?.table);
    else if (heading && !heading.table) found[heading.key] ??= [];
    else if (begun && !heading && n !== last) (here ? ((after ? notes : found)[here.key] ??= []) : left).push(line);
  }
  if (!begun) return null;
  const joined = (/** @type {Record<string, string[]>} */ texts) => Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text.join("\n")]));
  return { sections: joined(found), notes: joined(notes), signed: last >= 0 ? day(all[last].line) : "", left };
}

/** A line that is a day: 2026年1月20日 → 2026-01-20; "" = it is none. @param {string} line */
function day(line) {
  const [, ...parts] = line.replace(/\s/g, "").match(/^(\d{4})年(\d{1,2})月(\d{1,2})日$/) ?? [];
  return parts.map((part) => part.padStart(2, "0")).join("-");
}
