// @ts-check
/** A whole report from the clipboard of a word processor: its prose, section by section, by the headings of the form. */

/** @typedef {{ key: string, heading: string, table: string | null, aliases: string[] }} Section */
/** @typedef {{ sections: Record<string, string>, signed: string, left: string[] }} Prose  left: lines that no field takes, such as a note below a table */

const BLOCKS = "p, h1, h2, h3, h4, h5, h6, li, div, dt, dd";

/** The lines of a page outside its tables, and which of them are marked as headings. @param {Document} page */
function lines(page) {
  const blocks = [...page.body.querySelectorAll(BLOCKS)].filter((block) => !block.closest("table") && !block.querySelector(`table, ${BLOCKS}`));
  return blocks.flatMap((block) => {
    for (const end of block.querySelectorAll("br")) end.replaceWith("\u2028");
    return (block.textContent ?? "").split("\u2028").map((text) => ({ line: plain(text), marked: /^H[1-3]$/.test(block.tagName) }));
  }).filter(({ line }) => line);
}

/** Without what only the source has: line ends within Chinese words are none, white space is one space. @param {string} text */
const plain = (text) => text.replace(/\s*\n\s*/g, (space, at) => (/[\x21-\x7e]/.test(text[at - 1] ?? "") && /[\x21-\x7e]/.test(text[at + space.length] ?? "") ? " " : ""))
  .replace(/[ \t\u00a0]+/g, " ").trim();

/** A heading as it is compared: without its number. @param {string} text */
const bare = (text) => text.replace(/\s/g, "").replace(/^[（(]?[一二三四五六七八九十\d]+[)）]?[、.．]?/, "").replace(/[：:。]$/, "");

/** @param {string} html @param {Section[]} sections @returns {Prose | null} null: it has none of their headings */
export function prose(html, sections) {
  const named = new Map(sections.flatMap((one) => [one.heading, ...one.aliases].map((text) => [bare(text), one])));
  /** @type {Record<string, string[]>} */
  const found = {};
  /** @type {string[]} */
  const left = [];
  /** @type {Section | null} */
  let here = null;
  const all = lines(new DOMParser().parseFromString(html, "text/html"));
  const last = all.findLastIndex(({ line }) => day(line));
  let begun = false;
  for (const [n, { line, marked }] of all.entries()) {
    const heading = line.length < 40 ? named.get(bare(line)) : undefined;
    if (heading || marked) here = heading ?? null;
    begun ||= Boolean(heading);
    if (heading && !heading.table) found[heading.key] ??= [];
    else if (begun && !heading && n !== last) (here && !here.table ? found[here.key] : left).push(line);
  }
  if (!begun) return null;
  return { sections: Object.fromEntries(Object.entries(found).map(([key, text]) => [key, text.join("\n")])), signed: last >= 0 ? day(all[last].line) : "", left };
}

/** A line that is a day: 2026年1月20日 → 2026-01-20; "" = it is none. @param {string} line */
function day(line) {
  const [, ...parts] = line.replace(/\s/g, "").match(/^(\d{4})年(\d{1,2})月(\d{1,2})日$/) ?? [];
  return parts.map((part) => part.padStart(2, "0")).join("-");
}
