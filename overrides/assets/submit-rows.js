// @ts-check
/** The rows of a table in a published file: those that changed are written anew, all stand in columns again, comments are kept. Pure. */

import { NotKept, cut, joined } from "./submit-parts.js";

/**
 * @typedef {import("./promises.js").Table} Table
 * @typedef {import("./submit-yaml.js").Cell} Cell
 * @typedef {import("./submit-yaml.js").Line} Line
 */

/**
 * @param {string[]} lines below the table's key @param {import("./submit-yaml.js").Writer} writer @param {Table} form
 * @param {Record<string, Cell[]>} was @param {Record<string, Cell[]>} now
 */
export function table(lines, writer, form, was, now) {
  const parts = cut(lines, 4), rest = parts.filter(({ key }) => !key);
  /** @type {Map<string, Line>} */
  const known = new Map();
  for (const { key, above, lines: own } of parts.filter((part) => part.key)) {
    const row = form.rows.find((one) => one.key === key), found = own.length === 1 && row ? flow(own[0]) : null;
    if (!row || !found) throw new NotKept(`“${form.title}”不是每行一个键`);
    const labels = [row.beside, row.label, row.short_label].map(bare);
    known.set(key, {
      key, value: found.value, above: above.map((comment) => comment.trim()).filter((comment) => !generated(comment, form)),
      beside: found.beside && !labels.includes(bare(found.beside.slice(1))) ? found.beside : undefined,
    });
  }
  const fresh = new Map(writer.lines(form, now).map((line) => [line.key, line]));
  const all = form.rows.filter(({ key }) => known.has(key) || fresh.has(key)).map(({ key }) => {
    const old = known.get(key), line = /** @type {Line} */ (fresh.get(key) ?? old);
    return old && JSON.stringify(was[key]) === JSON.stringify(now[key]) ? old : { ...old, ...line };
  });
  return [...writer.table(form, all), ...joined(rest)];
}

/** The value of a row as it is written, a list cut into its cells, and the comment beside it. @param {string} line */
function flow(line) {
  const text = line.slice(line.indexOf(":") + 1).trimStart();
  /** @type {string[]} */
  const cells = [];
  let depth = 0, quote = "", from = 1, end = text.length;
  for (let n = 0; n < text.length; n++) {
    const char = text[n];
    if (quote) {
      if (char === "\\" && quote === '"') n++;
      else if (char === quote) quote = "";
    } else if ((char === '"' || char === "'") && /^$|[\s,[{:]/.test(text[n - 1] ?? "")) quote = char;
    else if (char === "[" || char === "{") depth++;
    else if (char === "," && depth === 1 && text[0] === "[") { cells.push(text.slice(from, n).trim()); from = n + 1; }
    else if ((char === "]" || char === "}") && !--depth) { if (char === "]") cells.push(text.slice(from, n).trim()); end = n + 1; break; }
    else if (!depth && char === "#" && /\s/.test(text[n - 1] ?? " ")) { end = n; break; }
  }
  const beside = text.slice(end).trim();
  if (quote || depth || (beside && !beside.startsWith("#"))) return null;
  return { value: text[0] === "[" ? cells : text.slice(0, end).trim(), beside };
}

/** @param {string} text */
const bare = (text) => text.replace(/\s/g, "").replace(/[（(]/g, "(").replace(/[）)]/g, ")").replace(/[“”]/g, '"');

/** A comment that the layout writes itself: a heading of the form, or heads of columns, however short. @param {string} comment @param {Table} form */
function generated(comment, form) {
  const text = comment.replace(/^#/, ""), words = text.split(/\s+/).filter(Boolean);
  return form.rows.some((row) => {
    if (!row.columns.length) return [row.label, row.short_label].map(bare).includes(bare(text));
    if (form.any_rows) return false;
    const heads = row.block && words.length && bare(words[0]) === bare(row.path[0]) ? words.slice(1) : words;
    if (row.columns.length === 1 && heads === words) return bare(text) === bare(row.columns[0].label);
    return heads.length === row.columns.length && heads.every((word, n) => short(word, row.columns[n].label));
  });
}

/** The word is the label or made of its characters in their order. @param {string} word @param {string} label */
function short(word, label) {
  let from = 0;
  return [...bare(word)].every((char) => (from = bare(label).indexOf(char, from) + 1) > 0);
}
