// @ts-check
/**
 * A grid against a table of the form: which row and column of the grid is which of the form's, by their labels. The twin of
 * generator/importers/_match.py and what stands beside it. Columns are found by their heads, never by counting, unless there are no heads at all. Pure.
 */

import { align } from "./submit-import-align.js";
import { dense, rowCells } from "./submit-import-grid.js";
import { EXACT, SAME, bare, same, unitIn } from "./submit-import-labels.js";

/**
 * @typedef {import("./submit-import-grid.js").Grid} Grid
 * @typedef {import("./submit-import-grid.js").Cell} Cell
 * @typedef {import("./promises.js").Column & { span: number, whole: boolean }} Column
 * @typedef {Omit<import("./promises.js").Row, "columns"> & { columns: Column[] }} Row
 * @typedef {{ key: string, title: string, section: string, any_rows: boolean, rows: Row[], layout: string, heads: string[], width: number,
 *   stubs: number, list: { key: string, label: string }[] }} Form  list: of a table of free choice, its columns of names, units, numbers
 * @typedef {Record<string, number[]>} Columns  column key → columns of the grid
 * @typedef {{ form: Form, grid: Grid, cells: Map<string, Cell | null>, rows: Map<string, number>, units: Map<string, string>, doubts: string[],
 *   rest: number[], exact: number, first: number, last: number }} Match
 *   cells by "row.column": null = that place does not exist or is not clear; rest: rows between first and last that are none of the form's
 */

const TALLEST = 3;          // rows of heads, at most
const DIGIT = /[\p{Nd}\p{No}]/u;
const UNIT = "  ", NAME = " ";          // stand for the columns of units and of labels among the columns of a list
const HEADS = [["指标", "指标名称", "统计项目", "项目", "内容"], ["数量", "数值", "统计数据", "统计数量", "数据"]];

/** The grid as rows of texts, with what the form says of labels. */
class Sheet {
  /** @param {Form} form @param {Grid} grid */
  constructor(form, grid) {
    this.form = form;
    this.grid = grid;
    this.dense = dense(grid);
    this.heads = new Set(form.heads.map(bare));
    this.words = new Set([...this.heads, ...form.rows.filter(({ columns }) => !columns.length).flatMap(({ label, short_label }) => [bare(label), bare(short_label)])]);
    this.stubs = grid.columns === form.width ? form.stubs : 1;
  }

  /** @param {number} row @param {number} column */
  text(row, column) { return this.dense[row][column]?.text ?? ""; }

  /** Every text of the row is a head of the form. @param {number} row */
  isHead(row) {
    const texts = rowCells(this.dense[row]).map(({ text }) => bare(text)).filter(Boolean);
    return texts.length > 0 && texts.every((text) => this.heads.has(text) || [...this.heads].some((head) => same(text, head) >= EXACT));
  }
}

/** @param {Form} form @param {Grid} grid @returns {Match} */
const nothing = (form, grid) => ({ form, grid, cells: new Map(), rows: new Map(), units: new Map(), doubts: [], rest: [], exact: 0, first: 0, last: 0 });

/** How much of the form was found, less what is none of it. @param {Match} found */
export const score = (found) => found.exact + filled(found) / 1000 - found.rest.length / 5;

/** @param {Match} found */
export const filled = (found) => [...found.cells.values()].filter(Boolean).length;

/** The form's table in the grid, null when it is not there. @param {Form} form @param {Grid} grid @returns {Match | null} */
export function match(form, grid) {
  const sheet = new Sheet(form, grid);
  return form.layout === "single_row" ? single(form, sheet) : inRows(form, sheet);
}

/** @param {Form} form @param {Sheet} sheet */
function inRows(form, sheet) {
  const { labels, columns } = labelled(form, sheet), pairs = align(form, labels);
  const row = (/** @type {string} */ key) => /** @type {Row} */ (form.rows.find((one) => one.key === key));
  const cellRows = form.rows.filter((one) => one.columns.length).length;
  if (pairs.filter(({ key }) => row(key).columns.length).length < (form.any_rows || cellRows > 8 ? 4 : 2)) return null;
  const found = nothing(form, sheet.grid), used = new Set(pairs.map(({ at }) => at)), { places } = sheet.grid;
  for (const { at: n, key, like } of pairs) {
    const own = row(key);
    if (!own.columns.length) continue;
    found.rows.set(key, n);
    const wanted = columnsFor(own, columns[n], found, sheet, n);
    if (!wanted) continue;
    found.exact += like >= EXACT ? 1 : 0.5;
    if (like < EXACT) found.doubts.push(`${places[n]}：“${bare(labels[n].at(-1) ?? "")}”与格式的“${own.label}”不完全相同，按次序放入`);
    take(found, sheet, n, own, wanted);
    if (columns[n][UNIT]) rowUnit(found, sheet, n, own, columns[n][UNIT][0]);
  }
  if (!filled(found)) return null;
  const top = Math.min(...used);
  [found.first, found.last] = [top, Math.max(...used)];
  while (found.first && sheet.isHead(found.first - 1)) found.first--;
  if (form.layout === "matrix") while (found.first && rowCells(sheet.dense[found.first - 1]).some(({ text }) => sheet.heads.has(bare(text)))) found.first--;
  tellLoose(found, sheet, used);
  const says = (/** @type {number} */ n) => rowCells(sheet.dense[n]).some((cell) => cell.row === n && bare(cell.text) && !sheet.words.has(bare(cell.text)));
  for (let n = top + 1; n <= found.last; n++) if (!used.has(n) && !sheet.isHead(n) && says(n)) found.rest.push(n);
  return found;
}

/** The unit that the row prints, when it is another than the form's. @param {Match} found @param {Sheet} sheet @param {number} n @param {Row} row @param {number} column */
function rowUnit(found, sheet, n, row, column) {
  const printed = bare(sheet.text(n, column));
  if (!printed || !row.unit || printed === bare(row.unit)) return;
  for (const { key } of row.columns) found.units.set(`${row.key}.${key}`, printed);
  found.doubts.push(`${sheet.grid.places[n]}：“${row.short_label}”的单位印作“${printed}”，格式是“${row.unit}”`);
}

/** A row of values without a label of its own may go on with the row above it. @param {Match} found @param {Sheet} sheet @param {Set<number>} used */
function tellLoose(found, sheet, used) {
  for (let n = Math.min(...used) + 1; n < Math.min(found.last + 2, sheet.dense.length); n++) {
    const own = rowCells(sheet.dense[n]).filter((cell) => cell.row === n && bare(cell.text));
    if (used.has(n) || !own.length || own[0] === sheet.dense[n][0] || sheet.isHead(n)) continue;
    const last = Math.max(...[...used].filter((at) => at < n)), above = [...found.rows].find(([, at]) => at === last)?.[0];
    if (above) found.doubts.push(`${sheet.grid.places[n]}：这一行没有行名，可能接着上面的“${found.form.rows.find(({ key }) => key === above)?.short_label}”`);
  }
}

/** By row of the grid: the texts of its label cells (outermost first), and where the columns of the form stand there. @param {Form} form @param {Sheet} sheet */
function labelled(form, sheet) {
  /** @type {Columns[]} */
  const columns = [];
  /** @type {Columns} */
  let now = {};
  let last = -TALLEST;
  for (let n = 0; n < sheet.dense.length; n++) {
    const found = heads(form, sheet, n);
    if (Object.keys(found).length) {          // those of a matrix stand in several rows, one below the other
      now = form.layout === "matrix" && n - last < TALLEST ? { ...now, ...found } : found;
      last = n;
    }
    columns.push(now);
  }
  const labels = sheet.dense.map((row, n) => {
    let border = Math.min(...Object.values(columns[n]).map((at) => Math.min(...at)));
    if (!Number.isFinite(border)) border = sheet.stubs;
    if (form.any_rows) border = columns[n][NAME] ? Math.max(...columns[n][NAME]) + 1 : 1;
    return rowCells(row.slice(0, Math.max(border, 1))).map(({ text }) => text).filter(bare);
  });
  return { labels, columns };
}

/** Column key → columns of the grid, when row `n` is a row of heads. @param {Form} form @param {Sheet} sheet @param {number} n @returns {Columns} */
function heads(form, sheet, n) {
  /** @type {Columns} */
  let found = {};
  if (form.any_rows) {
    const [name, unit, number] = form.list;
    sheet.dense[n].forEach((_, c) => {
      const text = bare(sheet.text(n, c));
      const is = (/** @type {{ label: string }} */ { label }) => same(text, label) >= EXACT;
      const key = !text ? "" : is(name) || HEADS[0].includes(text) ? NAME : is(number) || HEADS[1].includes(text) ? number.key : is(unit) ? UNIT : "";
      if (key) (found[key] ??= []).push(c);
    });
    return found[NAME] && found[number.key] ? found : {};
  }
  const kinds = new Map(form.rows.filter(({ columns }) => columns.length).map(({ columns }) => [JSON.stringify(columns), columns]));
  for (const columns of kinds.values()) {
    /** @type {Columns} */
    const here = {};
    for (const { key, label } of columns) sheet.dense[n].forEach((_, c) => { if (same(sheet.text(n, c), label) >= SAME) (here[key] ??= []).push(c); });
    if (Object.keys(here).length >= Math.max(Math.min(2, columns.length), Object.keys(found).length + 1)) found = here;
  }
  return found;
}

/** Where the row's columns stand; without any heads the place is taken, and told; null when the heads are others. @param {Row} row @param {Columns} columns @param {Match} found @param {Sheet} sheet @param {number} n @returns {Columns | null} */
function columnsFor(row, columns, found, sheet, n) {
  const wanted = Object.fromEntries(row.columns.filter(({ key }) => columns[key]).map(({ key }) => [key, columns[key]]));
  if (Object.keys(wanted).length === row.columns.length) return wanted;
  const anyHead = sheet.dense.slice(0, n).some((line) => rowCells(line.slice(1)).some(({ text }) => sheet.heads.has(bare(text)) && !DIGIT.test(text)));
  if (Object.keys(columns).length || sheet.grid.columns !== sheet.form.width || anyHead) return null;
  const told = `${sheet.grid.places[n]}：表没有栏目名称，数字按位置放入`;
  if (!found.doubts.includes(told)) found.doubts.push(told);
  let start = sheet.form.width - row.columns.reduce((sum, { span }) => sum + span, 0);
  return Object.fromEntries(row.columns.map(({ key, span }) => [key, Array.from({ length: span }, () => start++)]));
}

/** The row's cells stay blank, which is told. @param {Match} found @param {Sheet} sheet @param {number} n @param {Row} row */
function leaveOut(found, sheet, n, row) {
  found.doubts.push(`${sheet.grid.places[n]}：“${row.short_label}”的格数与栏目不符，整行未放入`);
  for (const { key } of row.columns) found.cells.set(`${row.key}.${key}`, null);
}

/**
 * The cells of a row. A cell that lies under two heads, or a head with two cells below it, is left out and told; so is all of a row
 * with more or fewer cells than heads (unless `whole`: that has been looked at).
 * @param {Match} found @param {Sheet} sheet @param {number} n @param {Row} row @param {Columns} columns @param {boolean} [whole]
 */
function take(found, sheet, n, row, columns, whole = false) {
  if (!whole && ragged(found, sheet, n, Object.values(columns).flat())) { leaveOut(found, sheet, n, row); return; }
  const place = sheet.grid.places[n], at = (/** @type {Column} */ column) => `${row.key}.${column.key}`;
  /** @type {Map<Cell, Column>} */
  const owner = new Map();
  for (const column of row.columns) {
    const under = rowCells(columns[column.key].map((c) => sheet.dense[n][c])), saying = under.filter(({ text }) => bare(text));
    const said = saying.length ? saying : under;
    let cell = said.length === 1 ? said[0] : null;
    if (!cell && under.length) found.doubts.push(`${place}：“${row.short_label}”的“${column.label}”下有 ${said.length} 格，未放入`);
    else if (cell) {
      const first = owner.get(cell);
      if (!first) owner.set(cell, column);
      if (first) {
        found.doubts.push(`${place}：“${row.short_label}”的“${first.label}”和“${column.label}”合为一格，未放入`);
        found.cells.set(at(first), null);
        cell = null;
      } else if ((cell.row !== n || cell.rowspan > 1) && bare(cell.text)) {
        found.doubts.push(`${place}：“${row.short_label}”的“${column.label}”与邻行合为一格，未放入`);
        cell = null;
      }
    }
    found.cells.set(at(column), cell);
    const above = sheet.dense.slice(0, n).map((_, m) => sheet.text(m, columns[column.key][0])).filter((head) => same(head, column.label) >= EXACT);
    const unit = above.length ? unitIn(above[above.length - 1]) : "";
    if (unit) found.units.set(at(column), unit);
  }
}

/** The row lacks a cell under a head, or has one that says something where there is no head. An unknown head is told. @param {Match} found @param {Sheet} sheet @param {number} n @param {number[]} columns */
function ragged(found, sheet, n, columns) {
  const row = sheet.dense[n], mapped = columns.map((c) => row[c]);
  if (mapped.some((cell) => !cell)) return true;
  for (let c = Math.min(...columns); c < sheet.grid.columns; c++) {
    const cell = row[c];
    if (!cell || cell.row !== n || !bare(cell.text) || mapped.includes(cell)) continue;
    const above = sheet.dense.slice(0, n).filter((line) => line[c] !== line[0] && !DIGIT.test(line[c]?.text ?? "")).map((line) => bare(line[c]?.text ?? ""));
    const head = above.findLast(Boolean);          // a line of text over the whole width is none
    if (!head) return true;
    if (!found.doubts.some((told) => told.includes(`栏目“${head}”不在格式里`))) found.doubts.push(`${sheet.grid.places[n]}起：栏目“${head}”不在格式里，未放入`);
  }
  return false;
}

/** The table of one row: its columns are found by the heads above them. @param {Form} form @param {Sheet} sheet */
function single(form, sheet) {
  const words = new Set(form.rows.flatMap(({ columns, path }) => (columns.length ? [...columns.map(({ label }) => bare(label)), ...path.map(bare)] : [])));
  const isHead = sheet.dense.map((row) => rowCells(row).some(({ text }) => words.has(bare(text))));
  const rows = form.rows.filter(({ columns }) => columns.length), found = nothing(form, sheet.grid);
  for (let end = 1; end < sheet.dense.length; end++) {
    if (!isHead[end - 1] || isHead[end]) continue;
    let start = end;
    while (start && isHead[start - 1]) start--;
    const columns = paths(rows, sheet, start, end);
    if (columns.size !== rows.reduce((sum, row) => sum + row.columns.length, 0)) continue;
    const uneven = ragged(found, sheet, end, [...columns.values()].flat()) || shared(sheet, end, columns);
    for (const row of rows) {
      found.rows.set(row.key, end);
      if (uneven) leaveOut(found, sheet, end, row);
      else take(found, sheet, end, row, Object.fromEntries(row.columns.map(({ key }) => [key, columns.get(`${row.key}.${key}`) ?? []])), true);
    }
    [found.exact, found.first, found.last] = [rows.length, start, end];
    for (let n = end + 1; n < sheet.dense.length && !sheet.grid.sheet; n++) if (rowCells(sheet.dense[n]).filter(({ text }) => bare(text)).length > 1) found.rest.push(n);
    found.last = Math.max(end, ...found.rest);
    return found;
  }
  return null;
}

/** A cell lies under the heads of two rows of the form. @param {Sheet} sheet @param {number} n @param {Map<string, number[]>} columns */
function shared(sheet, n, columns) {
  const owner = new Map();
  return [...columns].some(([at, under]) => under.some((c) => {
    const cell = sheet.dense[n][c], row = at.split(".")[0], first = owner.get(cell) ?? row;
    owner.set(cell, first);
    return first !== row;
  }));
}

/** "row.column" → columns of the grid, by the heads above each column. @param {Row[]} rows @param {Sheet} sheet @param {number} start @param {number} end */
function paths(rows, sheet, start, end) {
  /** @type {Map<string, number[]>} */
  const found = new Map();
  for (let c = 0; c < sheet.grid.columns; c++) {
    const above = rowCells(sheet.dense.slice(start, end).map((row) => row[c])).map(({ text }) => bare(text)).filter(Boolean);
    const last = above.at(-1);
    if (!last) continue;
    for (const row of rows) {
      if (!above.slice(0, -1).some((text) => same(text, row.path[row.path.length - 1]) >= EXACT)) continue;
      for (const { key, label } of row.columns) {
        const at = `${row.key}.${key}`;
        if (same(last, label) >= EXACT) found.set(at, [...(found.get(at) ?? []), c]);
      }
    }
  }
  return found;
}
