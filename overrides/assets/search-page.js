// @ts-check
/**
 * The search page: reads the question from the address, writes it back, and builds everything inside #search-app.
 * Without this script, or a question, the page's own list of links (#search-fallback) is shown; a copy of it stands in
 * the answer when nothing is found.
 */

import { direct } from "./search-direct.js";
import { chips, fieldsets } from "./search-filters.js";
import { keyboard, typing } from "./search-keys.js";
import { broken, nothing } from "./search-nothing.js";
import { article, button, element, numbers, wholeFirst } from "./search-result.js";
import { ORDERS, PAGE, filtered, limits, read, write } from "./search-state.js";
import { names } from "./search-suggest.js";
import { LIMIT, filters, search } from "./search.js";

/** @typedef {import("./search-result.js").Result} Result */
/** @typedef {import("./search-state.js").State} State */

const WIDE = matchMedia("(min-width: 56em)");

const app = /** @type {HTMLElement} */ (document.getElementById("search-app"));
const field = /** @type {HTMLInputElement} */ (document.getElementById("search-q"));
const fallback = document.getElementById("search-fallback");

const panel = element("details", { class: "search-filters", hidden: "" });
const status = element("p", { class: "search-status", role: "status" });
const order = element("select", { "aria-label": "排序", autocomplete: "off", hidden: "" });
order.append(...Object.entries(ORDERS).map(([value, name]) => element("option", { value }, name)));
const conditions = element("div", { class: "chips" });
const box = element("section", { class: "direct", "aria-labelledby": "direct", hidden: "" });
const list = element("div", { class: "search-list" });
app.append(panel, element("div", { class: "search-results" }, box, element("div", { class: "search-head" }, status, order), conditions, list));
app.hidden = false;
if (fallback && read().query.trim()) fallback.hidden = true; // else the answer would push it down the page
field.form?.setAttribute("aria-label", "在本页搜索");
panel.open = WIDE.matches;
WIDE.addEventListener("change", () => (panel.open = WIDE.matches));

/* ---- a search ---- */

let state = read();
/** Counts searches: an answer that comes after the next question is dropped. */
let turn = 0;

/** Changes the question and answers it. @param {Partial<State>} change @param {boolean} push */
function ask(change, push) {
  const asked = change.query ?? state.query;
  const same = asked.trim() === state.query.trim();
  state = { ...state, shown: PAGE, ...change };
  write(state, push);
  return run(same && box.dataset.query === asked);
}

/** @param {boolean} [named] whether the suggestions stand there already */
async function run(named = false) {
  const mine = ++turn;
  const stale = () => mine !== turn;
  const { query } = state;
  if (!query.trim()) return blank();
  if (!named) {
    box.dataset.query = query;
    direct(box, query, () => box.dataset.query !== query); // the same question asked again waits for the same answer
  }
  status.textContent = "正在搜索…";
  list.setAttribute("aria-busy", "true");
  try {
    const [results, values] = await Promise.all([found(), filters(query, { filters: limits(state), limit: state.shown })]);
    const known = await names().catch(() => null);
    const help = results.length ? null : await nothing(query, !box.hidden, filtered(state) ? clear : null, fallback);
    if (stale()) return;
    browse(false);
    showFilters(values, known);
    if (help) showInstead(help, `没有找到含有“${query.trim()}”的页面${box.hidden ? "" : "，上面有名称相近的"}`);
    else showResults(results, results.count);
  } catch (error) {
    console.error(error);
    if (stale()) return;
    browse(true);
    showInstead(broken(() => run()), "搜索没有完成");
  } finally {
    if (!stale()) list.removeAttribute("aria-busy");
  }
}

/** The results in their order, with their number. */
async function found() {
  const options = { filters: limits(state), limit: state.shown, order: state.order || "relevance" };
  const results = await search(state.query, options);
  const count = results.count ?? { value: results.length, exact: true };
  const sorted = state.order || !numbers(state.query).length ? results : await wholeFirst(results, state.query);
  return Object.assign(sorted, { count });
}

function blank() {
  status.textContent = "";
  list.replaceChildren();
  box.hidden = order.hidden = panel.hidden = true;
  conditions.replaceChildren();
  delete box.dataset.query;
  browse(true);
}

/** @param {boolean} wanted */
function browse(wanted) {
  if (fallback) fallback.hidden = !wanted;
}

/* ---- results ---- */

/** @param {Result[]} results @param {{ value: number, exact: boolean }} count */
function showResults(results, count) {
  const { query } = state;
  const cut = [...query.replace(/\s/g, "")].length > LIMIT ? `。只查找了前 ${LIMIT} 个字` : "";
  const number = `${count.exact ? "共找到" : "找到约"} ${count.value} 个页面`;
  status.textContent = `“${query.trim()}”${filtered(state) ? "按所选条件" : ""}${number}${cut}`;
  showHead(results.length > 1);
  list.replaceChildren();
  more(results, 0, state.shown, count);
}

/**
 * Adds results, and the button for the next ones.
 * @param {Result[]} results
 * @param {number} from
 * @param {number} to
 * @param {{ value: number, exact: boolean }} count
 */
function more(results, from, to, count) {
  const added = results.slice(from, to).map((result) => article(result, state.query));
  list.append(...added);
  if (results.length <= to) return;
  const next = button(`显示更多（还有${count.exact ? "" : "约"} ${Math.max(1, count.value - to)} 个）`, async () => {
    state.shown = to + PAGE;
    write(state, false);
    const mine = turn;
    try {
      const again = await found();
      if (mine !== turn) return;
      const last = list.querySelectorAll(".result").length;
      next.remove();
      more(again, to, to + PAGE, again.count);
      /** @type {HTMLElement | undefined} */ (list.querySelectorAll(".result-title a")[last])?.focus();
    } catch (error) {
      console.error(error);
      next.textContent = "没有载入，重试";
    }
  }, { class: "search-more" });
  list.append(next);
}

/** @param {HTMLElement} answer @param {string} said */
function showInstead(answer, said) {
  status.textContent = said;
  showHead(false);
  list.replaceChildren(answer);
}

/* ---- what limits the results ---- */

const clear = () => ask({ chosen: {}, from: "", to: "" }, true);

/** Conditions that hold, and the order. @param {boolean} several whether there is anything to put in order */
function showHead(several) {
  conditions.replaceChildren(...chips(state, (change) => ask(change, true)));
  order.value = state.order;
  order.hidden = !several && !state.order;
}

/** @param {Awaited<ReturnType<typeof filters>>} values @param {Awaited<ReturnType<typeof names>> | null} known */
function showFilters(values, known) {
  const active = document.activeElement;
  const which = (/** @type {HTMLElement} */ own) => `${own.getAttribute("name")}=${own instanceof HTMLInputElement ? own.value : ""}`;
  const focused = active instanceof HTMLElement && panel.contains(active) ? which(active) : "";
  const path = (/** @type {string} */ value) => {
    const same = value.includes(" ") ? [] : (known?.regions.filter((own) => own.name === value) ?? []);
    return same.length === 1 ? [...same[0].chain].reverse().map((number) => known?.regions[number].name ?? "") : value.split(" ");
  };
  const sets = fieldsets(values, state, (change) => ask(change, true), path);
  panel.replaceChildren(element("summary", {}, "筛选"), ...sets);
  panel.hidden = !sets.length;
  for (const own of panel.querySelectorAll("input, select")) {
    if (own instanceof HTMLElement && focused && which(own) === focused) own.focus();
  }
}

/* ---- the field ---- */

typing(field, (pressed) => ask({ query: field.value }, pressed));
order.addEventListener("change", () => ask({ order: order.value }, true));
keyboard(field, app, () => ask({ query: (field.value = "") }, false));

addEventListener("popstate", () => {
  state = read();
  field.value = state.query;
  run();
});

// What was typed before this script came stays, and is what is asked.
if (field.value && field.value !== state.query) ask({ query: field.value }, false);
else {
  field.value = state.query;
  run();
}
