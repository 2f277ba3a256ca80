// @ts-check
/**
 * The search page: reads the question from the address, writes it back, and builds everything inside #search-app.
 * Without this script the page's own list of links (#search-fallback) stays; it returns when nothing is found.
 */

import { article, element } from "./search-result.js";
import { LIMIT, filters, search } from "./search.js";

/** @typedef {import("./search.js").Result} Result */
/** @typedef {{ query: string, chosen: Record<string, string[]>, shown: number }} State what the address says */

const PAGE = 10;
/** Filters in the order of the page, with their names in the address. @type {Record<string, string>} */
const NAMES = { 行政区划: "region", 机关: "agency", 年份: "year", 类型: "type" };
/** Values of a filter shown at once; the others fold. */
const VALUES = 8;
const WIDE = matchMedia("(min-width: 56em)");

const app = /** @type {HTMLElement} */ (document.getElementById("search-app"));
const field = /** @type {HTMLInputElement} */ (document.getElementById("search-q"));
const form = /** @type {HTMLFormElement} */ (field.form);
const fallback = document.getElementById("search-fallback");

const panel = /** @type {HTMLDetailsElement} */ (element("details", { class: "search-filters", hidden: "" }));
const status = element("p", { class: "search-status", role: "status", "aria-live": "polite" });
const list = element("div", { class: "search-list" });
app.append(panel, element("div", { class: "search-results" }, status, list));
app.hidden = false;
panel.open = WIDE.matches;
WIDE.addEventListener("change", () => (panel.open = WIDE.matches));

/* ---- the address ---- */

/** @returns {State} */
function read() {
  const given = new URLSearchParams(location.search);
  const chosen = Object.fromEntries(Object.entries(NAMES).map(([key, name]) => [key, given.getAll(name)]));
  return { query: given.get("q") ?? "", chosen, shown: Number(history.state?.shown) || PAGE };
}

/** @param {State} state @param {boolean} push whether the back button shall return to what was before */
function write(state, push) {
  const given = new URLSearchParams();
  if (state.query) given.set("q", state.query);
  for (const [key, name] of Object.entries(NAMES)) state.chosen[key]?.forEach((value) => given.append(name, value));
  const address = location.pathname + (String(given) && `?${given}`);
  const same = address === location.pathname + location.search;
  history[push && !same ? "pushState" : "replaceState"]({ shown: state.shown }, "", address);
}

/** @param {string} query */
const address = (query) => `?${new URLSearchParams({ q: query })}`;

/* ---- a search ---- */

let state = read();
/** Counts searches: an answer that comes after the next question is dropped. */
let turn = 0;

/** Changes the question and answers it. @param {Partial<State>} change @param {boolean} push */
function ask(change, push) {
  state = { ...state, shown: PAGE, ...change };
  write(state, push);
  return run();
}

async function run() {
  const mine = ++turn;
  const { query, chosen } = state;
  if (!query.trim()) return blank();
  status.textContent = "正在搜索…";
  list.setAttribute("aria-busy", "true");
  try {
    const [results, values] = await Promise.all([
      search(query, { filters: chosen }),
      filters(query, { filters: chosen }),
    ]);
    const lone = results.length ? [] : await alone(query);
    if (mine !== turn) return;
    showFilters(values);
    if (results.length) showResults(results);
    else showNothing(lone);
  } catch (error) {
    console.error(error);
    if (mine === turn) showError();
  } finally {
    if (mine === turn) list.removeAttribute("aria-busy");
  }
}

function blank() {
  status.textContent = "";
  list.replaceChildren();
  panel.hidden = true;
  browse(true);
}

/** @param {boolean} wanted */
function browse(wanted) {
  if (fallback) fallback.hidden = !wanted;
}

/** Parts of the query that are found by themselves, with their numbers. @param {string} query */
async function alone(query) {
  const parts = [...new Set(query.normalize("NFKC").split(/\s+/).filter(Boolean))];
  if (parts.length < 2) return [];
  const counts = parts.slice(0, 8).map(async (part) => ({ part, count: (await search(part)).length }));
  const found = await Promise.all(counts);
  return found.filter(({ count }) => count);
}

/* ---- results ---- */

/** @param {Result[]} results */
function showResults(results) {
  const { query } = state;
  const filtered = Object.values(state.chosen).some((values) => values.length);
  const cut = [...query.replace(/\s/g, "")].length > LIMIT ? `。只查找了前 ${LIMIT} 个字` : "";
  status.textContent = `“${query.trim()}”${filtered ? "按所选条件" : ""}共找到 ${results.length} 个页面${cut}`;
  browse(false);
  list.replaceChildren();
  more(results, 0, state.shown);
}

/** Adds results, and the button for the next ones. @param {Result[]} results @param {number} from @param {number} to */
function more(results, from, to) {
  const added = results.slice(from, to).map((result) => article(result, state.query));
  list.append(...added);
  if (results.length <= to) return added;
  const button = element("button", { class: "search-more", type: "button" }, `显示更多（还有 ${results.length - to} 个）`);
  button.addEventListener("click", () => {
    button.remove();
    state.shown = to + PAGE;
    write(state, false);
    more(results, to, to + PAGE)[0].querySelector("a")?.focus();
  });
  list.append(button);
  return added;
}

/** @param {{ part: string, count: number }[]} parts */
function showNothing(parts) {
  const { query, chosen } = state;
  const filtered = Object.values(chosen).some((values) => values.length);
  status.textContent = `没有找到含有“${query.trim()}”的页面`;
  const box = element("div", { class: "search-empty" });
  if (filtered) {
    const button = element("button", { type: "button" }, "去掉筛选条件");
    button.addEventListener("click", () => ask({ chosen: {} }, true));
    box.append(element("p", {}, "所选条件下没有结果。"), button);
  }
  if (parts.length) {
    box.append(element("p", {}, "没有一个页面同时含有全部词句。分开查找："));
    const links = parts.map(({ part, count }) =>
      element("li", {}, element("a", { href: address(part) }, part), `（${count} 个页面）`),
    );
    box.append(element("ul", {}, ...links));
  }
  box.append(element("p", {}, "搜索只找原文中的字句，不猜同义词、错别字和拼音。可以减少字数，或按机关、地区、年份浏览。"));
  list.replaceChildren(box);
  browse(true);
}

function showError() {
  const again = element("button", { type: "button" }, "重试");
  again.addEventListener("click", () => run());
  const text = element("p", {}, "搜索所需的文件没有载入，这不表示没有结果。请检查网络后重试；仍不行时请刷新页面。");
  status.textContent = "搜索没有完成";
  list.replaceChildren(element("div", { class: "search-empty search-error", role: "alert" }, text, again));
  browse(true);
}

/* ---- filters ---- */

/** @param {Record<string, { value: string, count: number }[]>} values */
function showFilters(values) {
  const active = document.activeElement;
  const focused = active instanceof HTMLInputElement && panel.contains(active) ? `${active.name}=${active.value}` : "";
  const open = new Set([...panel.querySelectorAll("details[open]")].map((own) => own.id));
  const keys = Object.keys(NAMES).filter((key) => values[key]?.length || state.chosen[key]?.length);
  panel.replaceChildren(element("summary", {}, "筛选"), ...keys.map((key) => fieldset(key, values[key] ?? [], open)));
  panel.hidden = !keys.length;
  for (const input of panel.querySelectorAll("input")) if (`${input.name}=${input.value}` === focused) input.focus();
}

/**
 * @param {string} key
 * @param {{ value: string, count: number }[]} values
 * @param {Set<string>} open
 */
function fieldset(key, values, open) {
  const chosen = state.chosen[key] ?? [];
  const absent = chosen.filter((value) => !values.some((own) => own.value === value));
  const all = [...absent.map((value) => ({ value, count: 0 })), ...values].map((own) => {
    return { ...own, on: chosen.includes(own.value) };
  });
  const first = all.filter((own, at) => own.on || at < VALUES);
  const rest = all.filter((own) => !first.includes(own));
  const made = element("fieldset", {}, element("legend", {}, key), ...first.map((own) => choice(key, own)));
  if (rest.length) {
    const id = `more-${NAMES[key]}`;
    const summary = element("summary", {}, `其余 ${rest.length} 项`);
    const more = rest.map((own) => choice(key, own));
    made.append(element("details", { id, open: open.has(id) ? "" : undefined }, summary, ...more));
  }
  return made;
}

/** @param {string} key @param {{ value: string, count: number, on: boolean }} own */
function choice(key, { value, count, on }) {
  const box = element("input", { type: "checkbox", name: NAMES[key], value, checked: on ? "" : undefined });
  box.addEventListener("change", () => {
    const others = (state.chosen[key] ?? []).filter((own) => own !== value);
    ask({ chosen: { ...state.chosen, [key]: on ? others : [...others, value] } }, true);
  });
  return element("label", {}, box, element("span", {}, value), element("span", { class: "count" }, String(count)));
}

/* ---- keys ---- */

let waiting = 0;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  ask({ query: field.value }, true);
});
field.addEventListener("input", (event) => {
  clearTimeout(waiting);
  if (/** @type {InputEvent} */ (event).isComposing) return;
  waiting = setTimeout(() => ask({ query: field.value }, false), 300);
});
field.addEventListener("compositionend", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => ask({ query: field.value }, false), 300);
});

document.addEventListener("keydown", (event) => {
  const links = /** @type {HTMLElement[]} */ ([...list.querySelectorAll(".result-title a")]);
  const at = links.findIndex((link) => link === document.activeElement);
  const inField = document.activeElement === field;
  if (event.isComposing || (at < 0 && !inField)) return;
  if (event.key === "Escape") {
    if (inField && field.value) ask({ query: (field.value = "") }, false);
    field.focus();
  } else if (event.key === "ArrowDown" && links[at + 1]) links[at + 1].focus();
  else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? field).focus();
  else return;
  event.preventDefault();
});

addEventListener("popstate", () => {
  state = read();
  field.value = state.query;
  run();
});

field.value = state.query;
run();
