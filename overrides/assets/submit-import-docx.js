// @ts-check
/** Word files (.docx): paragraphs and tables in order, merged cells, text boxes; deleted text is not read. The twin of generator/importers/docx.py. */

import { Refused } from "./submit-import-grid.js";
import { opened } from "./submit-import-zip.js";

/**
 * @typedef {import("./submit-import-grid.js").Block} Block
 * @typedef {import("./submit-import-grid.js").Cell} Cell
 * @typedef {{ tables: number }} Counter
 */

const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const SKIPPED = new Set(["del", "moveFrom", "instrText", "delText", "Fallback", "rPr", "pPr", "tbl", "txbxContent"]);
const PASSED = new Set(["sdt", "sdtContent", "ins", "smartTag", "customXml"]);
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** @param {ArrayBuffer} bytes @returns {Promise<import("./submit-import-grid.js").Original>} */
export async function read(bytes) {
  const file = opened(bytes, "docx");
  const page = await file.xml(await file.target("", "officeDocument") || "word/document.xml"), body = page?.getElementsByTagNameNS(W, "body")[0];
  if (!body) throw new Refused("不是完好的 .docx 文件；.doc 改名而来的请用 Word 或 WPS 打开后另存为 .docx");
  return { blocks: [...blocks(body, { tables: 0 })], notes: [], cover: null };
}

const child = (/** @type {Element} */ element, /** @type {string[]} */ ...names) =>
  names.reduce((/** @type {Element | undefined} */ at, name) => at && [...at.children].find(({ localName }) => localName === name), element);
const value = (/** @type {Element | undefined} */ element) => element?.getAttributeNS(W, "val") ?? null;
const all = (/** @type {Element} */ element, /** @type {string} */ name) => [...element.getElementsByTagNameNS(W, name)];
const pictured = (/** @type {Element} */ element) => ["blip", "imagedata"].some((name) => element.getElementsByTagNameNS("*", name).length);
const joined = (/** @type {string[]} */ doubts) => [...new Set(doubts.filter(Boolean))].join("；");

/** @param {Element} parent @param {Counter} counter @returns {Generator<Block>} */
function* blocks(parent, counter) {
  for (const element of parent.children) {
    if (element.localName === "p") yield* paragraph(element, counter);
    else if (element.localName === "tbl") yield* table(element, counter);
    else if (PASSED.has(element.localName)) yield* blocks(element, counter);
  }
}

/** @param {Element} element @param {Counter} counter @returns {Generator<Block>} */
function* paragraph(element, counter) {
  for (const piece of words(element).text.split("\n")) if (piece.trim()) yield { text: piece.trim() };
  for (const box of all(element, "txbxContent")) if (!box.closest("Fallback")) yield* blocks(box, counter);
  if (pictured(element)) yield { picture: counter.tables ? `表${counter.tables}之后` : "正文开头" };
}

/** The text as shown, and why it is doubtful: small raised digits stay raised; what is struck out is left out and told. @param {Element} element */
function words(element) {
  let text = "";
  /** @type {string[]} */
  const doubts = [];
  const walk = (/** @type {Element} */ node, /** @type {boolean} */ raised) => {
    for (const one of node.children) {
      const { localName: name, textContent } = one;
      if (SKIPPED.has(name)) continue;
      if (name === "r") {
        const marks = child(one, "rPr");
        if (on(marks, "vanish")) continue;
        if (on(marks, "strike") || on(marks, "dstrike")) {
          if (all(one, "t").some((t) => t.textContent?.trim())) doubts.push("有划去的文字，未读");
          continue;
        }
        walk(one, value(marks && child(marks, "vertAlign")) === "superscript");
      } else if (name === "t") text += raised ? (textContent ?? "").replace(/[0-9]/g, (digit) => RAISED[Number(digit)]) : textContent;
      else if (name === "br" || name === "cr") text += "\n";
      else if (name === "tab") text += " ";
      else if (name === "noBreakHyphen") text += "-";
      else if (name !== "softHyphen") walk(one, raised);
    }
  };
  walk(element, false);
  return { text, doubt: joined(doubts) };
}

/** @param {Element | undefined} marks @param {string} name */
function on(marks, name) {
  const mark = marks && child(marks, name);
  return Boolean(mark) && !["false", "0", "off"].includes(value(mark) ?? "true");
}

/** The rows of a table, or the cells of a row, also where they stand in a control. @param {Element} parent @param {string} name @param {string[]} within */
const own = (parent, name, within) => [...parent.children].flatMap((one) => (one.localName === name ? [one] : within.includes(one.localName) ? all(one, name) : []));

/** @param {Element} element @param {Counter} counter @returns {Generator<Block>} */
function* table(element, counter) {
  const lines = own(element, "tr", ["sdt", "ins"]), cellsOf = (/** @type {Element} */ row) => own(row, "tc", ["sdt"]);
  if (all(element, "tbl").some((inner) => all(inner, "tc").length > 1)) {          // a table that only lays out what stands in it
    for (const row of lines) for (const cell of cellsOf(row)) yield* blocks(cell, counter);
    return;
  }
  counter.tables++;
  /** @type {Cell[]} */
  const cells = [];
  /** @type {Map<number, Cell>} */
  const open = new Map();
  const rows = lines.filter((row) => !child(row, "trPr", "del"));
  let columns = 0;
  rows.forEach((row, n) => {
    let column = Number(value(child(row, "trPr", "gridBefore")) ?? 0);
    for (const tc of cellsOf(row)) {
      const merge = child(tc, "tcPr", "vMerge"), colspan = Number(value(child(tc, "tcPr", "gridSpan")) ?? 1), { text, doubt } = cellWords(tc);
      const above = merge && (value(merge) ?? "continue") === "continue" && open.get(column);
      if (above) {
        above.rowspan++;
        above.text += text;
      } else {
        const cell = { text, row: n, column, rowspan: 1, colspan, doubt };
        cells.push(cell);
        if (merge) open.set(column, cell); else open.delete(column);
      }
      column += colspan;
    }
    columns = Math.max(columns, column);
  });
  if (cells.length) yield { cells, places: rows.map((_, n) => `表${counter.tables}第${n + 1}行`), columns, sheet: false };
}

/** @param {Element} tc */
function cellWords(tc) {
  const lines = all(tc, "p").map((p) => ({ ...words(p), picture: pictured(p) ? "格内有图片，未读" : "" }));
  const text = lines.map((line) => line.text.replace(/[ \t\u3000\xa0]+/g, " ").trim()).filter(Boolean).join("\n");
  return { text, doubt: joined(lines.flatMap(({ doubt, picture }) => [doubt, picture])) };
}
