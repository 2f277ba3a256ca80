// @ts-check
/** Table and chart of one indicator. The chart has one panel an agency, all on one scale, so that no line joins what is not one series. */

import { shown } from "./compare-data.js";
import { BASE } from "./search-text.js";

/**
 * @typedef {import("./compare-data.js").Row} Row
 * @typedef {import("./compare-data.js").Cell} Cell
 */

const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 84, TOP = 18, FOOT = 20, STEP = 26;

/** @param {string} name @param {Record<string, string | number>} [attributes] @param {(Node | string)[]} children */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/** @param {string} name @param {Record<string, string | number>} attributes @param {(Node | string)[]} children */
function drawn(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/**
 * @param {string} title @param {Row[]} rows @param {number[]} over @param {Record<string, string>} scopes
 * @param {number | null} by the year the rows are in the order of @param {(year: number) => void} sort
 */
export function table(title, rows, over, scopes, by, sort) {
  const heads = over.map((year) => {
    const button = element("button", { type: "button" }, String(year), element("span", { "aria-hidden": "true" }, year === by ? " ↓" : ""));
    button.onclick = () => sort(year);
    return element("th", { scope: "col", class: "n", "aria-sort": year === by ? "descending" : "none" }, button);
  });
  const notes = [...new Set(rows.flatMap(({ cells }) => cells.map(({ broken }) => broken).filter(Boolean)))];
  const body = rows.map((own) => {
    const cells = own.cells.map((cell) => number(cell, notes));
    const found = [...new Set(own.cells.filter(({ kind }) => kind !== "none").map(({ scope }) => scopes[scope]))];
    const name = element("a", { href: new URL(`${own.id}/`, BASE).href }, own.name);
    return element("tr", {}, element("th", { scope: "row" }, name, element("small", {}, found.join("，后改"))), ...cells);
  });
  const head = element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "机关"), ...heads));
  const made = element("table", { class: "plain" }, element("caption", { class: "sr" }, title), head, element("tbody", {}, ...body));
  const frame = element("div", { class: "frame", tabindex: 0, role: "region", "aria-label": title }, made);
  return [frame, ...(notes.length ? [element("ol", { class: "breaks" }, ...notes.map((note) => element("li", {}, note)))] : [])];
}

/** @param {Cell} cell @param {string[]} notes */
function number(cell, notes) {
  const made = element("td", cell.kind === "number" ? (cell.value === 0 ? { class: "z" } : {}) : { class: "b" });
  if (cell.broken) {
    made.classList.add("broken");
    made.append(element("sup", { title: cell.broken }, element("span", { class: "sr" }, "口径中断，见注 "), `注${notes.indexOf(cell.broken) + 1}`), " ");
  }
  made.append(shown(cell));
  if (cell.whole !== null) made.append(element("small", {}, `${cell.part}÷${cell.whole}`));
  return made;
}

/** @param {string} title @param {Row[]} rows @param {number[]} over */
export function chart(title, rows, over) {
  const most = Math.max(0, ...rows.flatMap(({ cells }) => cells.map(({ value }) => value ?? 0)));
  const panels = rows.map((own) => element("div", { class: "panel" }, element("h3", {}, own.name), panel(title, own, over, most)));
  return element("div", { class: "panels" }, ...panels);
}

/** @param {string} title @param {Row} own @param {number[]} over @param {number} most of all panels */
function panel(title, own, over, most) {
  const width = Math.max(6, over.length) * STEP + 8;
  const made = drawn("svg", { viewBox: `0 0 ${width} ${TOP + HEIGHT + FOOT}`, role: "img", class: "bars" });
  const said = own.cells.filter(({ kind }) => kind === "number").map((cell) => `${cell.year} 年 ${shown(cell)}`).join("，");
  const breaks = own.cells.map(({ broken }) => broken).filter(Boolean).join("。");
  made.append(drawn("title", {}, `${own.name}：${title}`), drawn("desc", {}, `${said || "没有数字"}。${breaks}`));
  own.cells.forEach((cell, at) => {
    const x = 4 + at * STEP;
    const height = cell.value && most ? (HEIGHT * cell.value) / most : 0;
    if (cell.broken) made.append(drawn("line", { class: "break", x1: x, x2: x, y1: 2, y2: TOP + HEIGHT + 4 }));
    if (cell.kind === "number") {
      made.append(drawn("rect", { class: "bar-value", x: x + 4, y: TOP + HEIGHT - height, width: STEP - 8, height: Math.max(height, 1) }));
    }
    const text = cell.kind === "number" || cell.kind === "blank" || cell.kind === "none" ? shown(cell) : "×";
    made.append(drawn("text", { x: x + STEP / 2, y: TOP + HEIGHT - height - 4, class: cell.kind === "number" ? "value" : "gap" }, text));
    made.append(drawn("text", { x: x + STEP / 2, y: TOP + HEIGHT + 14, class: "year" }, String(cell.year).slice(2)));
  });
  made.append(drawn("line", { class: "axis", x1: 2, x2: width - 2, y1: TOP + HEIGHT, y2: TOP + HEIGHT }));
  return made;
}
