// @ts-check
/** The fields on the page: made in the cells of the official tables, read, filled, pasted into, moved through by arrows. */

import { prose } from "./submit-document.js";
import { grids, narrow, placed, unlabelled } from "./submit-paste.js";
import { tidied } from "./submit-yaml.js";

/**
 * @typedef {import("./submit-yaml.js").Cell} Cell
 * @typedef {import("./promises.js").Column} Column
 * @typedef {import("./promises.js").Row} Row
 * @typedef {Record<string, Record<string, Cell[]>>} Cells  by table and row, in the order of the columns
 * @typedef {Record<string, { text: string, cell: Cell }>} Kept  by field, a cell that says more than its field shows, and what that shows
 */

export const form = /** @type {HTMLFormElement} */ (document.querySelector("#submit"));
export const $ = (/** @type {string} */ selector) => /** @type {any} */ (form.querySelector(selector));
export const $$ = (/** @type {string} */ selector) => /** @type {any[]} */ ([...form.querySelectorAll(selector)]);

/** @type {Record<string, [RegExp, string]>} the numbers a kind of column takes, and what is said of others */
const NUMBERS = {
  count: [/^(\d+)$/, "应为不小于 0 的整数"], signed: [/^(-?\d+)$/, "应为整数"],
  amount: [/^(\d+(?:\.\d+)?)$/, "应为不小于 0 的数"], money: [/^(\d+(?:\.\d+)?)(元|万元|亿元)?$/, "应为数和单位，如 251000元"],
};
/** @param {Column} column */
export const takes = ({ type }) => NUMBERS[type.split("_")[0]];

/** What a field shows of a cell. @param {Cell} cell */
const shown = ({ value, printed, unit }) => (value === null ? printed ?? "" : value + (unit ?? ""));

/** What was typed as a cell: a number, or (no number) the words. @param {string} typed @param {Column} column @returns {Cell} */
export function cell(typed, column) {
  const text = narrow(typed);
  const noted = text.match(/^(-?[\d.]+)\(.+\)$/)?.[1];         // 22（其中简易程序16件）
  const [, number, unit] = (noted ?? text).match(takes(column)[0]) ?? [];
  const value = number?.replace(/^(-?)0+(?=\d)/, "$1");
  if (!value || value.replace(/\D/g, "").length > 15) return { value: null, printed: text || undefined };
  return { value, ...(noted ? { printed: typed.trim() } : {}), ...(unit ? { unit } : {}) };
}

export class Fields {
  /** @param {import("./promises.js").Edition} edition */
  constructor(edition) {
    this.edition = edition;
    /** @type {Kept} of the published report or of a file that was read */
    this.kept = {};
    for (const part of $$("[data-table]")) this.into(part, edition.tables[part.dataset.table]);
    this.all = this.gathered();
  }

  gathered() { return $$("#submit-rest input:not([type=file]), #submit-rest textarea:not([readonly])"); }

  /** Fields into the cells of a table. @param {HTMLElement} part @param {import("./promises.js").Table} form */
  into(part, form) {
    for (const td of /** @type {any} */ (part.querySelectorAll("td[data-row]"))) {
      const row = /** @type {Row} */ (form.rows.find(({ key }) => key === td.dataset.row));
      const column = row.columns[td.dataset.column], field = document.createElement("input");
      field.type = "text";
      field.inputMode = { amount: "decimal", count: "numeric" }[column.type.split("_")[0]] ?? "text";
      field.ariaLabel = [...row.path, row.columns.length > 1 ? column.label : ""].filter(Boolean).join("，");
      td.append(field);
    }
  }

  /** @param {string} table @param {string} key @returns {Row} */
  row(table, key) {
    return /** @type {Row} */ (this.edition.tables[table].rows.find((row) => row.key === key));
  }

  /** @param {string} table @param {string} row @param {number} column @returns {HTMLInputElement} */
  input(table, row, column) {
    return $(`[data-table="${table}"] td[data-row="${row}"][data-column="${column}"] input`);
  }

  /** @param {string} name of a cell's field */
  focus(name) {
    const [table, row, column] = name.split("."), field = this.input(table, row, Number(column));
    field?.focus();
    field?.select();
  }

  /** @param {HTMLElement} field */
  name(field) {
    const td = /** @type {HTMLElement | null} */ (field.closest("td"));
    return td ? `${/** @type {any} */ (td.closest("[data-table]")).dataset.table}.${td.dataset.row}.${td.dataset.column}` : field.id;
  }

  /** What is filled in, by field. @returns {Record<string, string>} */
  values() {
    return Object.fromEntries(this.all.filter((field) => field.value).map((field) => [this.name(field), field.value]));
  }

  /** @param {Record<string, string>} values */
  put(values) {
    for (const field of this.all) field.value = values[this.name(field)] ?? "";
    for (const part of $$("details")) part.open = [...part.querySelectorAll("textarea")].some(({ value }) => value);
  }

  /** Cells as values of the fields; a field that stays as it is keeps all that its cell says. @param {Cells} cells @param {(cell: Cell, column: Column) => string} [told] */
  of(cells, told = shown) {
    return Object.fromEntries(Object.entries(cells).flatMap(([table, rows]) => Object.entries(rows).flatMap(([row, line]) => line.map((one, n) => {
      const name = `${table}.${row}.${n}`, text = told(one, this.row(table, row).columns[n]);
      this.kept[name] = { text, cell: one };
      return [name, text];
    }))));
  }

  /** What a file held goes to the fields; what is doubtful as it is printed, so that a number must be made of it. @param {import("./submit-import.js").Draft} draft @param {Cells} cells */
  read({ title, keys, sections, notes }, cells) {
    const values = this.of(cells, (one, column) => (one.printed && (one.doubtful || cell(one.printed, column).value === one.value) ? one.printed : shown(one)));
    for (const [name, { cell: one }] of Object.entries(this.kept)) if (one.doubtful && name in values) delete this.kept[name];
    for (const table of Object.keys(cells)) for (const td of $$(`[data-table="${table}"] td[data-row]`)) td.firstChild.value = values[this.name(td.firstChild)] ?? "";
    for (const [id, text] of Object.entries({ title, ...keys })) if (text && $(`#head-${id}`)) $(`#head-${id}`).value = text;
    for (const [kind, all] of Object.entries({ text: sections, note: notes })) for (const [key, text] of Object.entries(all)) this.write(`${kind}-${key}`, text);
  }

  /** @param {string} id @param {string} text */
  write(id, text) {
    const field = $(`#${id}`);
    field.value = tidied(text);
    if (text) field.closest("details")?.setAttribute("open", "");
  }

  /** @returns {Cells} */
  cells() {
    return Object.fromEntries(Object.entries(this.edition.tables).map(([table, { rows }]) => [table,
      Object.fromEntries(rows.filter(({ columns }) => columns.length).map(({ key, columns }) => [key, columns.map((column, n) => {
        const { value } = this.input(table, key, n), was = this.kept[`${table}.${key}.${n}`];
        return was?.text === value ? was.cell : cell(value, column);
      })]))]));
  }

  /** Tables and whole reports go to the fields they belong to; whether there was one. @param {ClipboardEvent} event */
  paste(event) {
    const target = /** @type {HTMLElement} */ (event.target), td = /** @type {HTMLElement | null} */ (target.closest("td[data-row]"));
    const data = event.clipboardData;
    if (!data || !(td || target.closest("[data-section]"))) return false;
    const tables = grids(data), text = prose(data.getData("text/html"), this.edition.sections);
    if (td ? !tables.length && !text : !text || Object.keys(text.sections).length + tables.length < 2) return false;
    event.preventDefault();
    const found = tables.map((lines) => this.table(lines, td));
    const told = found.some(({ cells }) => cells.length) || !text ? [`已填入 ${found.reduce((sum, { cells }) => sum + cells.length, 0)} 格`] : [];
    const unknown = found.flatMap((one) => one.unknown).filter(Boolean);
    if (unknown.length) told.push(`没有认出：${unknown.join("、")}`);
    if (text) told.push(...this.prose(text));
    $("#submit-pasted").textContent = `${told.join("；")}。`;
    if (!td) $("#submit-pasted").scrollIntoView({ block: "center" });
    return true;
  }

  /** Into the table whose labels it has, or from the cell on when it has none. @param {string[][]} lines @param {HTMLElement | null} td */
  table(lines, td) {
    const at = (/** @type {HTMLElement} */ one) => ({ row: /** @type {string} */ (one.dataset.row), column: Number(one.dataset.column) });
    const own = /** @type {HTMLElement | null | undefined} */ (td?.closest("[data-table]"));
    const parts = own && unlabelled(lines) ? [own] : [...(own ? [own] : []), ...$$("[data-table]").filter((part) => part !== own)];
    const tried = parts.map((part) => {
      const screen = [...part.querySelectorAll("tr")].map((row) => [...row.querySelectorAll("td[data-row]")].map(at)).filter((line) => line.length);
      return { table: part.dataset.table, ...placed(lines, this.edition.tables[part.dataset.table], screen, td && part === own ? at(td) : screen[0][0]) };
    });
    const best = tried.reduce((one, other) => (other.cells.length > one.cells.length ? other : one));
    for (const { at: place, text } of best.cells) this.input(best.table, place.row, place.column).value = text;
    return best;
  }

  /** @param {import("./submit-document.js").Prose} found what is said of it */
  prose({ sections, notes, signed, left }) {
    const known = this.edition.sections.filter(({ key }) => sections[key] || notes[key]);
    for (const [kind, all] of Object.entries({ text: sections, note: notes })) for (const [key, text] of Object.entries(all)) this.write(`${kind}-${key}`, text);
    if (signed && !$("#head-signed").value) $("#head-signed").value = signed;
    return [...(known.length ? [`正文：${known.map(({ heading }) => heading).join("、")}`] : []),
      ...(left.length ? [`没有填入的文字 ${left.length} 行：${left[0].slice(0, 30)}${left.length > 1 || left[0].length > 30 ? "…" : ""}`] : [])];
  }

  /** Up and down a column. @param {KeyboardEvent} event */
  move(event) {
    const td = /** @type {any} */ (event.target).closest?.("td[data-row]");
    const step = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key];
    if (!td || !step) return;
    event.preventDefault();
    const line = td.parentElement, place = [...line.querySelectorAll("td[data-row]")].indexOf(td);
    const lines = [...td.closest("table").rows].filter((row) => row.querySelector("td[data-row]"));
    const next = lines[lines.indexOf(line) + step]?.querySelectorAll("td[data-row]");
    if (next) (next[place] ?? next[next.length - 1]).firstChild.focus();
  }
}
