// @ts-check
/**
 * A published file with what was changed in the form, and the entry in `corrections` for it. Pure.
 * The file is cut into the parts of its keys; a part in which nothing was changed stays as it is, character by character.
 */

import { NotKept, at, cut, joined, opened } from "./submit-parts.js";
import { table } from "./submit-rows.js";
import { LINE, Writer } from "./submit-yaml.js";

/**
 * @typedef {import("./submit-yaml.js").Layout} Layout
 * @typedef {import("./submit-yaml.js").Cell} Cell
 * @typedef {import("./promises.js").Edition} Edition
 * @typedef {{ keys: Record<string, string>, sections: Record<string, string>, notes: Record<string, string>, tables: Record<string, Record<string, Cell[]>> }} State
 * @typedef {{ at: string, label: string, from: string | null, to: string | null }} Change
 * @typedef {import("./submit-parts.js").Part} Part
 */

/** Published figures that are now others, as the rule `correction` tells them. @param {Edition} edition @param {State} was @param {State} now @returns {Change[]} */
export function changes(edition, was, now) {
  return Object.entries(was.tables).flatMap(([table, rows]) => Object.entries(rows).flatMap(([key, cells]) => {
    const row = edition.tables[table].rows.find((one) => one.key === key);
    return (row?.columns ?? []).flatMap((column, n) => {
      const from = cells[n].value, to = now.tables[table]?.[key]?.[n].value ?? null;
      const alone = row?.columns.length === 1 && column.key === "value";
      return same(from, to) ? [] : [{
        at: `tables.${table}.${key}${alone ? "" : `.${column.key}`}`, label: `“${row?.short_label}”${alone || row?.columns.length === 1 ? "" : column.label}`, from, to,
      }];
    });
  }));
}

/** The same number, however many zeros it ends with. @param {string | null} one @param {string | null} two */
const same = (one, two) => one === two || (one !== null && two !== null && plain(one) === plain(two));
const plain = (/** @type {string} */ number) => (number.includes(".") ? number.replace(/\.?0+$/, "") : number);

/**
 * @param {Layout} layout @param {Edition} edition @param {string} text the published file
 * @param {State} was what the form showed of it @param {State} now @param {{ date: string, reason: string }} entry
 */
export function corrected(layout, edition, text, was, now, entry) {
  const writer = new Writer(layout);
  const file = cut(text.replace(/\n$/, "").split("\n"), 0);
  const rank = (/** @type {string} */ key) => layout.order.indexOf(key);
  for (const [key, value] of Object.entries(now.keys)) if (value !== (was.keys[key] ?? "")) head(file, key, value && writer.word(key, value), rank);

  const isNew = (/** @type {"sections" | "notes"} */ of, /** @type {string} */ key) => (now[of][key] ?? "") !== (was[of][key] ?? "");
  const sections = Object.keys({ ...now.sections, ...now.notes }).filter((key) => isNew("sections", key) || isNew("notes", key));
  if (sections.length) {
    const part = at(file, "sections", rank), inner = cut(opened(part), 2);
    const order = (/** @type {string} */ key) => edition.sections.findIndex((one) => one.key === key);
    for (const key of sections) {
      section(at(inner, key, order, "  "), writer, key, now.sections[key] ?? "", now.notes[key] ?? "", { text: isNew("sections", key), note: isNew("notes", key) });
    }
    part.lines = [part.lines[0], ...joined(inner)];
  }

  const tables = Object.keys(now.tables).filter((key) => JSON.stringify(now.tables[key]) !== JSON.stringify(was.tables[key]));
  if (tables.length) {
    const part = at(file, "tables", rank), inner = cut(opened(part), 2);
    const order = (/** @type {string} */ key) => Object.keys(edition.tables).indexOf(key);
    for (const key of tables) {
      const own = at(inner, key, order, "  ");
      own.lines = [own.lines[0], ...table(opened(own), writer, edition.tables[key], was.tables[key] ?? {}, now.tables[key])];
    }
    part.lines = [part.lines[0], ...joined(inner)];
  }

  const changed = changes(edition, was, now);
  if (changed.length) {
    const part = at(file, "corrections", rank);
    if (!/^corrections:(\s*\[\])?(\s*#.*)?$/.test(part.lines[0])) throw new NotKept("corrections 没有写成一条一行");
    part.lines = [part.lines[0].replace(/\s*\[\]/, ""), ...part.lines.slice(1), ...correction(writer, entry, changed)];
  }
  return joined(file).join("\n") + "\n";
}

const SCALAR = /^([\w-]+:)(?: +("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?![[{|>&*!])(?:(?!\s#)\S|\s(?!\s*#))*))?( *#.*)?$/;

/** A key of one line gets another value, or goes. @param {Part[]} parts @param {string} key @param {string} value as it is written @param {(key: string) => number} rank */
function head(parts, key, value, rank) {
  const part = at(parts, key, rank);
  const [, name, , beside = ""] = part.lines.length === 1 ? part.lines[0].match(SCALAR) ?? [] : [];
  if (!name) throw new NotKept(`${key} 没有写在一行里`);
  if (value) part.lines = [`${name} ${value}${beside && `  ${beside.trim()}`}`];
  else parts.splice(parts.indexOf(part), 1);
}

/** @param {Part} part @param {Writer} writer @param {string} key @param {string} words @param {string} note @param {{ text: boolean, note: boolean }} changed */
function section(part, writer, key, words, note, changed) {
  const [first, ...rest] = part.lines;
  const beside = first.match(/^[^#"']*?:(?: [|>][-+0-9]*)?(\s+#.*)$/)?.[1] ?? "";
  if (/^ +[\w-]+:(?:\s+#.*)?$/.test(first) && rest.length) {          // heading, text and note, each with its key
    const inner = cut(rest, 4), one = (/** @type {string} */ name) => at(inner, name, (other) => ["heading", "text", "note"].indexOf(other), "    ");
    if (changed.text) section(one("text"), writer, "text", words, "", changed);
    if (changed.note && note) section(one("note"), writer, "note", note, "", changed);
    else if (changed.note) inner.splice(inner.indexOf(one("note")), 1);
    part.lines = [first, ...joined(inner)];
  } else if (/: *[{[]/.test(first)) throw new NotKept(`${key} 写在括号里`);
  else {
    const [bar, ...lines] = writer.section(key, words, note, first.length - first.trimStart().length);
    part.lines = [bar + beside, ...lines];
  }
}

/** An entry of `corrections`, on one line where it fits. @param {Writer} writer @param {{ date: string, reason: string }} entry @param {Change[]} changed */
function correction(writer, { date, reason }, changed) {
  const all = changed.map(({ at: place, from, to }) => [`at: ${place}`, `from: ${from ?? "~"}`, `to: ${to ?? "~"}`]);
  const braces = all.map((one) => `{${one.join(", ")}}`);
  const line = `  - {date: ${date}, reason: ${writer.text(reason, true)}, changes: [${braces.join(", ")}]}`;
  if (writer.width(line) <= LINE) return [line];
  return [`  - date: ${date}`, `    reason: ${writer.text(reason)}`, "    changes:", ...all.flatMap((one, n) =>
    (`      - ${braces[n]}`.length <= LINE ? [`      - ${braces[n]}`] : [`      - ${one[0]}`, `        ${one[1]}`, `        ${one[2]}`]))];
}
