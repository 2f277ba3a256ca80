// @ts-check
/** Excel workbooks (.xlsx): every sheet in order; numbers as they are shown, formulas by their last result. The twin of generator/importers/xlsx.py and _form.py. */

import { Refused } from "./submit-import-grid.js";
import { bare } from "./submit-import-labels.js";
import { opened, relation } from "./submit-import-zip.js";

/**
 * @typedef {import("./submit-import-grid.js").Block} Block
 * @typedef {import("./submit-import-grid.js").Grid} Grid
 * @typedef {{ cover: string, notes: string, check: string, place: string }} Ours  the words by which a workbook of `portal new` is known
 * @typedef {{ text: string, doubt: string }} Shown
 * @typedef {{ strings: string[], formats: string[], epoch: number }} Book
 */

const BUILT_IN = /** @type {Record<number, string>} */ ({
  2: "0.00", 4: "#,##0.00", 7: "0.00", 8: "0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm",
  19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm", 39: "#,##0.00_)", 40: "#,##0.00_)", 43: "#,##0.00_)", 44: "#,##0.00_)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0",
});
const MOST = 100_000;       // cells of a sheet: a workbook of all tables has a fiftieth of it
const DAY = 24 * 3600 * 1000;

/** @param {ArrayBuffer} bytes @param {Ours} ours @returns {Promise<import("./submit-import-grid.js").Original>} */
export async function read(bytes, ours) {
  const file = opened(bytes, "xlsx"), path = await file.target("", "officeDocument"), page = path && await file.xml(path);
  if (!page || !page.getElementsByTagName("sheet").length && !page.getElementsByTagNameNS("*", "sheet").length) throw new Refused("不是完好的 .xlsx 文件；.xls 改名而来的请用 Excel 或 WPS 打开后另存为 .xlsx");
  const parts = await file.related(path), part = async (/** @type {string} */ kind) => file.xml(await file.target(path, kind));
  const styles = await part("styles"), own = new Map(all(styles, "numFmt").map((one) => [one.getAttribute("numFmtId"), one.getAttribute("formatCode") ?? ""]));
  const book = {
    strings: all(await part("sharedStrings"), "si").map(words),
    formats: [...all(styles, "cellXfs")[0]?.children ?? []].map((one) => own.get(one.getAttribute("numFmtId")) ?? BUILT_IN[Number(one.getAttribute("numFmtId"))] ?? "General"),
    epoch: /^(1|true)$/.test(all(page, "workbookPr")[0]?.getAttribute("date1904") ?? "") ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30),
  };
  const sheets = await Promise.all(all(page, "sheet").map(async (one) => {
    const at = parts.get(relation(one))?.path ?? "", xml = await file.xml(at), drawing = await file.target(at, "drawing");
    const pictures = drawing ? all(await file.xml(drawing), "pic").length : 0;
    return { name: one.getAttribute("name") ?? "", hidden: (one.getAttribute("state") ?? "visible") !== "visible", pictures, blocks: xml ? [...sheet(xml, one.getAttribute("name") ?? "", book)] : [] };
  }));
  const first = sheets.find(({ name }) => name === ours.cover), cover = first ? covered(first.blocks, ours) : null;
  return {
    blocks: sheets.filter(({ hidden }) => !hidden).flatMap(({ name, blocks, pictures }) => [...(cover ? ofOurs(name, blocks, ours) : blocks),
      ...Array.from({ length: pictures }, () => ({ picture: `工作表“${name}”` }))]),
    notes: sheets.filter(({ hidden }) => hidden).map(({ name }) => `工作表“${name}”是隐藏的，未读`), cover,
  };
}

/** @param {Document | Element | null} page @param {string} name */
const all = (page, name) => [...page?.getElementsByTagNameNS("*", name) ?? []];

/** Text in runs, without how it is pronounced. @param {Element} element */
const words = (element) => all(element, "t").filter((t) => !t.closest("rPh")).map((t) => t.textContent).join("");

/** Row and column, from 0, of a place like B12. @param {string} place */
function at(place) {
  const [, letters, row] = place.match(/^([A-Z]+)(\d+)$/) ?? ["", "A", "1"];
  return { row: Number(row) - 1, column: [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 };
}

/** @param {Document} page @param {string} name @param {Book} book @returns {Generator<Block>} */
function* sheet(page, name, book) {
  const merged = new Map(all(page, "mergeCell").map((one) => {
    const [from, to] = (one.getAttribute("ref") ?? "").split(":").map(at);
    return [`${from.row},${from.column}`, { from, to: to ?? from }];
  }));
  const ranges = [...merged.values()], inside = (/** @type {number} */ row, /** @type {number} */ column) => ranges.some(({ from, to }) =>
    row >= from.row && row <= to.row && column >= from.column && column <= to.column && (row > from.row || column > from.column));
  /** @type {Map<string, Shown>} */
  const said = new Map();
  let next = { row: -1, column: 0 };
  for (const row of all(page, "row")) {
    next = { row: row.hasAttribute("r") ? Number(row.getAttribute("r")) - 1 : next.row + 1, column: 0 };
    for (const c of all(row, "c")) {
      const place = c.hasAttribute("r") ? at(c.getAttribute("r") ?? "") : { ...next };
      next = { row: next.row, column: place.column + 1 };
      const found = shown(c, book);
      if (found && !inside(place.row, place.column)) said.set(`${place.row},${place.column}`, found);
    }
  }
  if (!said.size) return;
  const places = [...said.keys()].map((key) => key.split(",").map(Number)), last = Math.max(...places.map(([row]) => row));
  const width = Math.max(...places.map(([, column]) => column), ...ranges.filter(({ from }) => from.row <= last).map(({ to }) => to.column)) + 1;
  if ((last + 1) * width > MOST) throw new Refused(`工作表“${name}”有 ${last + 1} 行、${width} 列，不像年度报告：请删去无关的内容，保存后再选`);
  const cells = [];
  for (let row = 0; row <= last; row++) {
    for (let column = 0; column < width; column++) {
      const key = `${row},${column}`, span = merged.get(key), { text, doubt } = said.get(key) ?? { text: "", doubt: "" };
      if (inside(row, column)) continue;
      cells.push({ text, row, column, rowspan: span ? Math.min(span.to.row - row, last - row) + 1 : 1, colspan: span ? span.to.column - column + 1 : 1, doubt });
    }
  }
  const named = Array.from({ length: last + 1 }, (_, n) => `工作表“${name}”第${n + 1}行`);
  if (new Set(places.map(([, column]) => column)).size === 1) {
    for (const { text, row } of cells) for (const line of text.split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/)) if (line.trim()) yield { text: line.trim(), place: named[row] };
  } else yield { cells, places: named, columns: width, sheet: true };
}

/** The text as Excel shows it, and why it is doubtful; null: nothing stands there. @param {Element} c @param {Book} book @returns {Shown | null} */
function shown(c, { strings, formats, epoch }) {
  const type = c.getAttribute("t") ?? "n", formula = all(c, "f").length > 0, v = all(c, "v")[0]?.textContent ?? null;
  if (type === "inlineStr") return { text: words(c), doubt: "" };
  if (v === null || (v === "" && type !== "str")) return formula ? { text: "", doubt: type === "str" ? "" : "公式没有保存结果，请在 Excel 里打开并保存一次" } : null;
  if (type === "s") return { text: strings[Number(v)] ?? "", doubt: "" };
  if (type === "str") return { text: v, doubt: "" };
  if (type === "b") return { text: v === "1" ? "是" : "否", doubt: "单元格是逻辑值" };
  if (type === "e") return { text: v, doubt: "公式有错误" };
  const format = formats[Number(c.getAttribute("s") ?? 0)] ?? "General";
  const plain = format.split(";")[0].replace(/".*?"|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]/g, "");
  if (type === "d" || /(?<![_\\])[dmhys]/i.test(plain)) {
    const made = type === "d" ? v : new Date(Math.round((epoch + Number(v) * DAY) / 1000) * 1000).toISOString().slice(0, 19).replace("T", " ");
    return { text: made.replace(/ 00:00:00$/, ""), doubt: "单元格是日期" };
  }
  return number(v, format);
}

/** @param {string} v @param {string} format @returns {Shown} */
function number(v, format) {
  const exact = plain(v), [whole, rest = ""] = exact.split("."), own = format === "General" || format === "@";
  if (format.includes("%")) return { text: exact, doubt: "单元格是百分比" };
  if (!rest && !format.includes(".")) return { text: whole, doubt: "" };
  const point = format.indexOf("."), after = point < 0 || own ? "" : format.slice(point + 1), places = after.replace(/[_ );"\\\-@?*]+$/, "").length;
  const text = places && rest.length < places ? `${whole}.${rest.padEnd(places, "0")}` : exact;
  if (/[^0]/.test(after.slice(0, places))) return { text: exact, doubt: "" };
  return { text, doubt: !own && rest.length > places ? "单元格显示的小数位比实际少" : "" };
}

/** The number with the 15 digits that Excel keeps, without an exponent and without zeros at its end. @param {string} v */
function plain(v) {
  if (/^-?\d+$/.test(v)) return v.replace(/^(-?)0+(?=\d)/, "$1");
  const [, sign, first, rest = "", power] = Number(v).toExponential(14).match(/^(-?)(\d)\.?(\d*)e([+-]\d+)$/) ?? ["", "", "0", "", "0"];
  const digits = first + rest, point = 1 + Number(power);
  const all = point <= 0 ? `0.${"0".repeat(-point)}${digits}` : `${digits.slice(0, point).padEnd(point, "0")}.${digits.slice(point)}`;
  return sign + all.replace(/\.?0+$/, "");
}

/** What the cover of a workbook of ours says, label → value; null when it is none of ours. @param {Block[]} blocks @param {Ours} ours */
function covered(blocks, ours) {
  const found = new Map(), lines = blocks.flatMap((block) => ("cells" in block ? [block] : [])).flatMap((grid) => grid.places.map((_, n) => grid.cells.filter(({ row }) => row === n)));
  let group = "";
  for (const line of lines) {
    const [first, second, value] = [0, 1, 2].map((n) => line.find(({ column }) => column === n)?.text ?? "");
    group = first && second ? first : first ? "" : group;
    const label = second || first;
    if (label && (value || !found.has(label)) && (!second || !group)) found.set(label, value.trim());
  }
  return found.has(ours.place) ? found : null;
}

/** The blocks of a sheet of such a workbook without what is not of the report. @param {string} name @param {Block[]} blocks @param {Ours} ours @returns {Block[]} */
function ofOurs(name, blocks, ours) {
  if (name === ours.notes) return [];
  return blocks.flatMap((block, n) => {
    if (!("cells" in block)) return "text" in block ? [{ ...block, inside: n > 0 }] : [block];
    if (name !== ours.cover) return withoutChecks(block, ours.check);
    return [{ text: block.cells.find(({ row, text }) => row === 0 && bare(text))?.text ?? "", place: block.places[0] }];
  });
}

/** The sheet without the rows and columns of checks; paragraphs where nothing but text remains. @param {Grid} grid @param {string} check @returns {Block[]} */
function withoutChecks(grid, check) {
  const heads = grid.cells.filter(({ text }) => bare(text).startsWith(check)), rows = new Set(heads.filter(({ column }) => !column).map(({ row }) => row));
  const columns = new Set(heads.filter(({ row }) => !rows.has(row)).map(({ column }) => column));
  const kept = grid.cells.filter(({ row, column }) => !rows.has(row) && !columns.has(column)), said = kept.filter(({ text }) => bare(text));
  if (new Set(said.map(({ column }) => column)).size <= 1) {
    return said.flatMap(({ text, row }, n) => text.split("\n").map((line) => line.trim()).filter(Boolean).map((line) => ({ text: line, place: grid.places[row], inside: n > 0 })));
  }
  const last = Math.min(grid.places.length, ...rows), above = kept.filter(({ row }) => row < last);          // the checks stand last
  return [{ ...grid, cells: above, places: grid.places.slice(0, last), columns: Math.max(...above.map(({ column, colspan }) => column + colspan)) }];
}
