// @ts-check
/** The words of a file: title, year, headings of sections. The twin of generator/importers/_text.py, for what the form asks. Pure. */

import { alike, bare } from "./submit-import-labels.js";

/** @typedef {import("./promises.js").Section} Section */

const TITLE = /(?:20[0-9]{2}|二[〇○零0Oo][一二〇○零0Oo][一二三四五六七八九〇○零0Oo])年?度?.{0,40}(?:报告|年报)$/;
const CHINESE_YEAR = /二[〇○零0Oo]([一二〇○零0Oo])([一二三四五六七八九〇○零0Oo])年/;
const NUMERAL = /^[一二三四五六七八九十]{1,3}[、.．]/;
const DAY = /(20[0-9]{2})[年.\-/]([0-9]{1,2})[月.\-/]([0-9]{1,2})日?/;
const BESIDE = /(?<=[\u2018-\u201f\u3000-\u9fff\uff00-\uffef]) | (?=[\u2018-\u201f\u3000-\u9fff\uff00-\uffef])/g;
const STARTS = /^(\s*)(?:([#>]|[-+](?=\s|$))|([0-9]+)([.)])(?=\s))/;

/** The text on one line, without the white space that typesetting put beside Chinese characters. @param {string} text */
export const tight = (text) => text.replace(/[\s\x1c-\x1f\x85\u200b\ufeff]+/g, " ").trim().replace(BESIDE, "");

/** First and last line of the title, and it: the line that names year and report, with the body's name when it stands above. @param {string[]} lines */
export function titleAt(lines) {
  for (const [n, line] of lines.entries()) {
    const short = tight(line), above = n ? tight(lines[n - 1]) : "";
    if (short.length > 70 || /[。，]/.test(short) || !TITLE.test(short)) continue;
    const joined = short.search(TITLE) === 0 && above.length > 3 && above.length <= 30 && !/[。，：:；|>]/.test(lines[n - 1]);
    return { first: joined ? n - 1 : n, last: n, title: joined ? above + short : short };
  }
  return { first: 0, last: -1, title: "" };
}

/** The report year: in the title, else in the period that the text names; 0: it is not known. @param {string} title @param {string[]} lines */
export function yearIn(title, lines) {
  const found = title.match(/(20[0-9]{2})年/), written = title.match(CHINESE_YEAR);
  const digit = (/** @type {string} */ char) => Math.max(0, "〇一二三四五六七八九".indexOf(char));
  if (found) return Number(found[1]);
  if (written) return Number(`20${digit(written[1])}${digit(written[2])}`);
  return Number(lines.map(tight).join("").match(/(20[0-9]{2})年1月1日.{0,4}至(?:\1年)?12月31日/)?.[1] ?? 0);
}

/** The section that a line begins, its heading as printed, and the rest of the line; key "" for one of the agency's own. @param {string} line @param {Section[]} sections @param {string[]} taken */
export function heading(line, sections, taken) {
  const short = tight(line), [, first, rest = ""] = short.match(/^([一二三四五六七八九十]{1,3}、[^。：:]{2,40})[。：:](.+)/) ?? [], head = first ?? short;
  if (head.length > 60 || head.includes("。")) return null;
  const numbered = NUMERAL.test(head), own = bare(head).replace(NUMERAL, "");
  let best = 0, key = "";
  for (const section of sections) {
    const [label] = section.aliases;
    for (const name of section.aliases) {
      let like = alike(own, name);
      if (numbered && section.heading.slice(0, 2) === head.slice(0, 2) && section.heading !== label && (like || shares(own, bare(name)))) like = Math.max(like, 0.86);
      if (like > best && !taken.includes(section.key)) [best, key] = [like, section.key];
    }
  }
  if (best >= (numbered ? 0.6 : 0.99) && (numbered || !rest)) return { key, heading: head, rest };
  return numbered && head.length <= 40 && !first && !/[，；]/.test(head) ? { key: "", heading: head, rest } : null;
}

/** Half of the characters of the shorter label stand in the other. @param {string} one @param {string} other */
function shares(one, other) {
  const [short, long] = [new Set(one), new Set(other)].sort((a, b) => a.size - b.size);
  return [...short].filter((char) => long.has(char)).length * 2 >= short.size;
}

/** Whether the line is a day and no more. @param {string} text */
export const isDay = (text) => new RegExp(`^(?:${DAY.source})$`).test(text);

/** A day named in the text, "" when there is none. @param {string} text */
export function day(text) {
  const [, year, month, date] = text.match(DAY) ?? [], iso = `${year}-${month?.padStart(2, "0")}-${date?.padStart(2, "0")}`;
  return year && !Number.isNaN(Date.parse(iso)) && new Date(iso).toISOString().startsWith(iso) ? iso : "";
}

/** The paragraphs as Markdown that shows them as they are printed. @param {string[]} paragraphs */
export const markdown = (paragraphs) => paragraphs.map(tight).filter(Boolean).map((line) => line.replace(/([\\`*_[\]])/g, "\\$1")
  .replace(STARTS, (_, space, mark, number, point) => (mark ? `${space}\\${mark}` : `${space}${number}\\${point}`))).join("\n\n");

