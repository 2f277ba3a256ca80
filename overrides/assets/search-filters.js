// @ts-check
/** The filters of the search page: regions as a tree, years from and to, the others as lists, each value with its number. */

import { button, element } from "./search-result.js";

/**
 * @typedef {{ value: string, count: number, about?: boolean }} Value
 * @typedef {{ chosen: Record<string, string[]>, from: string, to: string }} Choice values by filter; years, "" = open
 * @typedef {(change: Partial<Choice>) => void} Change
 * @typedef {{ name: string, own: Value | null, below: Node[] }} Node a region of the tree
 */

/** Filters in the order of the page, with their names in the address. @type {Record<string, string>} */
export const NAMES = { 行政区划: "region", 机关: "agency", 年份: "year", 类型: "type", 表式: "form" };
/** Values of a filter shown at once, and at all. */
const [FIRST, MOST] = [8, 150];
/** Regions of the tree that are open, by path. @type {Set<string>} */
const open = new Set();

/** Every year of the range, as the filter wants them; [] = any. @param {Choice} choice */
export function years({ from, to }) {
  if (!from && !to) return [];
  const [first, last] = [Number(from) || 1949, Number(to) || 2100];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => String(first + n));
}

/**
 * The conditions that hold, each a button that drops it; with several, one that drops all.
 * @param {Choice} choice
 * @param {Change} change
 */
export function chips({ chosen, from, to }, change) {
  const drop = (/** @type {string} */ text, /** @type {Partial<Choice>} */ without) =>
    button(`${text} ×`, () => change(without), { "aria-label": `去掉条件：${text}` });
  const made = Object.entries(chosen).flatMap(([key, values]) =>
    values.map((value) => drop(value.split(" ").at(-1) ?? "", { chosen: { ...chosen, [key]: values.filter((own) => own !== value) } })),
  );
  if (from || to) made.push(drop(from === to ? `${from}年` : `${from || "…"}–${to || "…"}年`, { from: "", to: "" }));
  const all = () => change({ chosen: {}, from: "", to: "" });
  return made.length > 1 ? [...made, button("全部去掉", all, { class: "chip-all" })] : made;
}

/** Number of results of a value. @param {Value} value */
const number = ({ count, about }) => (about ? `约 ${count}` : String(count));

/**
 * Contents of the panel.
 * @param {Record<string, Value[]>} values
 * @param {Choice} choice
 * @param {Change} change
 * @param {(value: string) => string[]} path names of a region and those above it, the highest first
 */
export function fieldsets(values, choice, change, path) {
  return Object.keys(NAMES).flatMap((key) => {
    const chosen = choice.chosen[key] ?? [];
    const absent = chosen.filter((value) => !values[key]?.some((own) => own.value === value));
    const all = [...absent.map((value) => ({ value, count: 0 })), ...(values[key] ?? [])];
    if (!all.length) return [];
    const toggle = (/** @type {string} */ value) => {
      const others = chosen.filter((own) => own !== value);
      change({ chosen: { ...choice.chosen, [key]: others.length < chosen.length ? others : [...chosen, value] } });
    };
    const own = key === "年份" ? range(all, choice, change) : key === "行政区划" ? tree(all, chosen, toggle, path) : list(key, all, chosen, toggle);
    return [element("fieldset", { "data-filter": NAMES[key] }, element("legend", {}, key), ...own)];
  });
}

/**
 * @param {string} key @param {Value} own @param {boolean} on @param {(value: string) => void} toggle @param {string} [shown]
 */
function choice(key, own, on, toggle, shown = own.value) {
  const box = element("input", { type: "checkbox", name: NAMES[key], value: own.value, checked: on ? "" : undefined });
  box.addEventListener("change", () => toggle(own.value));
  return element("label", { class: own.count ? undefined : "none" }, box, element("span", {}, shown), " ", element("span", { class: "count" }, number(own)));
}

/** @param {string} key @param {Value[]} all @param {string[]} chosen @param {(value: string) => void} toggle */
function list(key, all, chosen, toggle) {
  const first = all.filter(({ value }, at) => chosen.includes(value) || at < FIRST);
  const rest = all.filter((own) => !first.includes(own));
  const made = (/** @type {Value} */ own) => choice(key, own, chosen.includes(own.value), toggle);
  return [...first.map(made), ...folded(NAMES[key], rest, made)];
}

/** @param {string} id @param {Value[]} rest @param {(own: Value) => HTMLElement} made @returns {HTMLElement[]} */
function folded(id, rest, made) {
  if (!rest.length) return [];
  const fold = element("details", { open: open.has(id) ? "" : undefined }, element("summary", {}, `其余 ${rest.length} 项`));
  fold.append(...rest.slice(0, MOST).map(made));
  if (rest.length > MOST) fold.append(element("p", { class: "search-note" }, `只列出前 ${MOST} 项。加上名称再查找。`));
  fold.addEventListener("toggle", () => (fold.open ? open.add(id) : open.delete(id)));
  return [fold];
}

/* ---- years ---- */

/** @param {Value[]} all @param {Choice} state @param {Change} change */
function range(all, { from, to }, change) {
  const known = all.map(({ value }) => value);
  const select = (/** @type {"from" | "to"} */ end, /** @type {string} */ label, /** @type {string} */ now) => {
    const given = now && !known.includes(now) ? [...known, now].sort().reverse() : known;
    const options = ["", ...given].map((year) => element("option", { value: year, selected: year === now ? "" : undefined }, year || "不限"));
    const made = element("select", { name: end, "aria-label": label, autocomplete: "off" }, ...options);
    made.addEventListener("change", () => {
      const next = { from, to, [end]: made.value };
      const wrong = next.from && next.to && next.from > next.to;
      change(wrong ? { from: made.value, to: made.value } : next);
    });
    return made;
  };
  const made = (/** @type {Value} */ own) => {
    const on = from === own.value && to === own.value;
    const box = element("input", { type: "radio", name: "year", value: own.value, checked: on ? "" : undefined });
    box.addEventListener("change", () => change({ from: own.value, to: own.value }));
    return element("label", { class: own.count ? undefined : "none" }, box, element("span", {}, own.value), " ", element("span", { class: "count" }, number(own)));
  };
  const ends = element("div", { class: "search-range" }, "从 ", select("from", "从哪一年", from), " 到 ", select("to", "到哪一年", to));
  return [ends, ...all.slice(0, FIRST).map(made), ...folded("year", all.slice(FIRST), made)];
}

/* ---- regions ---- */

/**
 * @param {Value[]} all @param {string[]} chosen @param {(value: string) => void} toggle @param {(value: string) => string[]} path
 */
function tree(all, chosen, toggle, path) {
  /** @type {Node} */
  const root = { name: "", own: null, below: [] };
  for (const own of all) {
    let here = root;
    for (const name of path(own.value)) {
      let next = here.below.find((node) => node.name === name);
      if (!next) here.below.push((next = { name, own: null, below: [] }));
      here = next;
    }
    here.own = own;
  }
  return [branch(root, "", chosen, toggle, all.length <= 12)];
}

/** @param {Node} node @param {string[]} chosen @returns {boolean} */
const holds = ({ own, below }, chosen) => (own ? chosen.includes(own.value) : false) || below.some((next) => holds(next, chosen));

/**
 * @param {Node} node @param {string} above @param {string[]} chosen @param {(value: string) => void} toggle @param {boolean} few
 */
function branch(node, above, chosen, toggle, few) {
  const items = node.below.map((next) => {
    const here = `${above}/${next.name}`;
    const label = next.own
      ? choice("行政区划", next.own, chosen.includes(next.own.value), toggle, next.name)
      : element("span", {}, next.name);
    const item = element("li", {}, label);
    if (!next.below.length) return item;
    const inner = branch(next, here, chosen, toggle, few);
    const handle = element("button", { type: "button", class: "tree-handle", "aria-label": `${next.name}的下级` });
    const show = (/** @type {boolean} */ wanted) => {
      handle.setAttribute("aria-expanded", String(wanted));
      inner.hidden = !wanted;
    };
    show(open.has(here) || (!open.has(`-${here}`) && (few || next.below.some((own) => holds(own, chosen)))));
    handle.addEventListener("click", () => {
      show(Boolean(inner.hidden));
      open.delete(inner.hidden ? here : `-${here}`);
      open.add(inner.hidden ? `-${here}` : here);
    });
    item.prepend(handle);
    item.append(inner);
    return item;
  });
  return element("ul", { class: "tree" }, ...items);
}
