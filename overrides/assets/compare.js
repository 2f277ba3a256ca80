// @ts-check
/** The page of comparison: the address says what is compared; choices change the address; the rest follows from it. */

import * as choose from "./compare-choose.js";
import { lines, row, series, shown, sorted, years } from "./compare-data.js";
import { chart, element, table } from "./compare-draw.js";
import { MOST, read, write } from "./compare-state.js";

/** @typedef {import("./compare-data.js").Series} Series */

const form = /** @type {HTMLFormElement} */ (document.querySelector("#compare"));
const status = /** @type {HTMLElement} */ (document.querySelector("#compare-status"));
const place = /** @type {HTMLElement} */ (document.querySelector("#compare-result"));
/** @type {Record<string, string>} */
const scopes = JSON.parse(form.dataset.scopes ?? "{}");
let turn = 0;

/** @param {Partial<import("./compare-state.js").State>} change */
function set(change) {
  write({ ...read(), ...change });
  show();
}

const choice = {
  add: (/** @type {string} */ id) => {
    choose.clear();
    set({ agencies: [...new Set([...read().agencies, id])].slice(0, MOST) });
    form.querySelector("#compare-find")?.dispatchEvent(new Event("focus"));
    /** @type {HTMLElement | null} */ (form.querySelector("#compare-find"))?.focus();
  },
  remove: (/** @type {string} */ id) => set({ agencies: read().agencies.filter((own) => own !== id), sort: "" }),
};

async function show() {
  const own = ++turn, state = read();
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("input[name=i]"))) {
    box.checked = state.indicators.includes(box.value);
  }
  for (const group of form.querySelectorAll("fieldset details")) {
    if (group.querySelector(":checked")) group.setAttribute("open", "");
  }
  for (const name of /** @type {const} */ (["from", "to", "per"])) {
    /** @type {HTMLSelectElement} */ (form.elements.namedItem(name)).value = state[name];
  }
  status.textContent = state.agencies.length ? "正在取数……" : "先选一个机关。";
  const all = await Promise.all(state.agencies.map((id) => series(id).catch(() => undefined)));
  if (own !== turn) return;
  choose.chosen(state.agencies.map((id, at) => ({ id, name: all[at]?.agency.name ?? id })), choice);
  const lost = all.filter((one) => one === undefined).length;
  const unknown = state.agencies.filter((_, at) => all[at] === null);
  const there = /** @type {Series[]} */ (all.filter(Boolean));
  status.textContent = [
    ...(lost ? [`${lost} 个机关的数据没有取到，请检查网络后刷新。`] : []),
    ...(unknown.length ? [`没有这样的机关：${unknown.join("、")}。`] : []),
    ...(state.agencies.length ? [] : ["先选一个机关。"]),
  ].join("");
  place.replaceChildren(...(there.length ? result(there, state) : []));
  for (const frame of place.querySelectorAll(".frame")) frame.scrollLeft = frame.scrollWidth; // the newest years first on a phone
}

/** @param {Series[]} all @param {import("./compare-state.js").State} state */
function result(all, state) {
  const over = years(all, state.from, state.to);
  if (!over.length) return [element("p", { class: "note" }, "所选机关在这些年度没有收录报告。")];
  const known = all[0].series;
  const per = known[state.per] ? { ...known[state.per], key: state.per } : undefined;
  const [by, year] = state.sort.split(" ");
  const parts = state.indicators.filter((key) => known[key]).map((key) => {
    const indicator = { ...known[key], key };
    const own = per && per.key !== key && !indicator.whole ? per : undefined;
    const rows = all.map((one) => row(one, key, own?.key ?? "", over));
    const ordered = by === indicator.key;
    return { indicator, per: own, rows: ordered ? sorted(rows, Number(year)) : rows, by: ordered ? Number(year) : null };
  });
  const used = new Set(parts.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.filter(({ scope }) => scope).map(({ scope }) => scope))));
  return [
    ...(used.size > 1 ? [element("p", { class: "note note-warning" }, element("b", {}, "统计范围不同"), "：有的数字只含本机关，有的汇总了所属机关，不可直接相比。范围写在机关名称下面。")] : []),
    ...parts.flatMap((part) => section(part, over)),
    element("p", { class: "legend" }, "—：报告没有填写；无此项：该版表没有这一项；未公布：报告没有公布该表；不适用：分母为 0（图中都写“×”）；无：没有收录该年度的报告。数字大小与辖区人口、职能和统计范围有关，不是好坏的排名。点年份可按该年的数字排列，再点恢复所选的次序。"),
    actions(parts),
  ];
}

/** @param {{ indicator: import("./compare-data.js").Indicator, per?: import("./compare-data.js").Indicator, rows: import("./compare-data.js").Row[], by: number | null }} part @param {number[]} over */
function section({ indicator, per, rows, by }, over) {
  const title = per ? `每百件${per.label}的${indicator.label}` : `${indicator.label}${indicator.unit && `（${indicator.unit}）`}`;
  const has = rows.filter(({ cells }) => cells.some(({ kind }) => kind === "number")).length;
  const ranked = by === null ? "" : `按 ${by} 年的数字从大到小排列，没有数字的在后；`;
  const formula = per ? `${indicator.label} ÷ ${per.label} × 100，两数写在结果下面。` : "";
  const cover = `${ranked}${rows.length} 个机关中 ${has} 个有数字，${over[0]}–${over.at(-1)} 年。${formula}`;
  const sort = (/** @type {number} */ year) => set({ sort: by === year ? "" : `${indicator.key} ${year}` });
  return [
    element("h2", { id: indicator.key }, title), element("p", { class: "legend" }, cover),
    ...table(title, rows, over, scopes, by, sort), chart(title, rows, over),
  ];
}

/** @param {Parameters<typeof lines>[0]} parts */
function actions(parts) {
  const copy = element("button", { type: "button" }, "复制表格");
  copy.onclick = async () => {
    const text = parts.map(({ indicator, rows }) =>
      [[indicator.label, ...rows[0].cells.map(({ year }) => year)], ...rows.map(({ name, cells }) => [name, ...cells.map(shown)])]
        .map((fields) => fields.join("\t")).join("\n")).join("\n\n");
    try {
      await navigator.clipboard.writeText(text);
      status.textContent = "已复制，可以粘贴到表格软件。";
    } catch { status.textContent = "浏览器不允许复制，请用 CSV。"; }
  };
  const quoted = (/** @type {string} */ field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
  const csv = element("button", { type: "button" }, "下载 CSV");
  csv.onclick = () => {
    const text = "\ufeff" + lines(parts).map((fields) => fields.map(quoted).join(",") + "\r\n").join("");
    const url = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    element("a", { href: url, download: "比较.csv" }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  };
  const paper = element("button", { type: "button" }, "打印");
  paper.onclick = () => print();
  return element("p", { class: "actions no-print" }, copy, csv, paper);
}

form.onsubmit = (/** @type {Event} */ event) => event.preventDefault();
form.onchange = (/** @type {Event} */ event) => {
  if (!/** @type {HTMLInputElement} */ (event.target).name) return;
  const given = new FormData(form);
  const text = (/** @type {string} */ name) => String(given.get(name) ?? "");
  set({ indicators: given.getAll("i").map(String), from: text("from"), to: text("to"), per: text("per") });
};
addEventListener("popstate", show);
choose.listen(() => read().agencies, choice);
show();
