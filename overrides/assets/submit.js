// @ts-check
/** The form in which an agency fills its report: fields, judgement as one types, the file at the end. Nothing is sent anywhere. */

import { judged } from "./promises.js";
import { BASE } from "./search-text.js";
import { agency, continued, listen, nameIn, report } from "./submit-agency.js";
import { newFile } from "./submit-host.js";
import { grid, isValue, narrow, placed } from "./submit-paste.js";
import { tidied, written } from "./submit-yaml.js";

/**
 * @typedef {import("./promises.js").Finding} Finding
 */

const form = /** @type {HTMLFormElement} */ (document.querySelector("#submit"));
const $ = (/** @type {string} */ selector) => /** @type {any} */ (form.querySelector(selector));
const $$ = (/** @type {string} */ selector) => /** @type {any[]} */ ([...form.querySelectorAll(selector)]);
const forms = await (await fetch(new URL("submit/forms.json", BASE))).json();
const edition = forms.editions[/** @type {string} */ (form.dataset.edition)];
const KEPT = "submit:", SEVERITIES = /** @type {Record<string, string>} */ ({ error: "错误", warning: "警告", info: "提示" });

/** @type {import("./submit-agency.js").Agency | null} */
let own = null;
/** @type {import("./submit-agency.js").Past | null} */
let past = null;
const year = () => Number($("#submit-year").value);
const scope = () => (forms.aggregating.includes(own?.kind) ? "aggregate" : "own");
const kept = () => `${KEPT}${own?.id}/${year()}`;
const path = () => `content/regions/${own?.id}/${year()}.yml`;

// the fields of the tables
for (const td of $$("td[data-row]")) {
  const table = td.closest("[data-table]").dataset.table;
  const row = edition.tables[table].rows.find((/** @type {any} */ one) => one.key === td.dataset.row);
  const field = document.createElement("input");
  field.type = "text";
  field.inputMode = row.columns[td.dataset.column].type.startsWith("amount") ? "decimal" : "numeric";
  field.ariaLabel = [...row.path, row.columns.length > 1 ? row.columns[td.dataset.column].label : ""].filter(Boolean).join("，");
  td.append(field);
}
const fields = $$("#submit-rest input, #submit-rest textarea:not([readonly])");
const nameOf = (/** @type {HTMLElement} */ field) => {
  const td = /** @type {HTMLElement | null} */ (field.closest("td"));
  return td ? `${/** @type {any} */ (td.closest("[data-table]")).dataset.table}.${td.dataset.row}.${td.dataset.column}` : field.id;
};
const inputOf = (/** @type {string} */ table, /** @type {string} */ row, /** @type {number} */ column) =>
  $(`[data-table="${table}"] td[data-row="${row}"][data-column="${column}"] input`);

/** What the fields of a table hold. @param {string} table */
function cells(table) {
  return Object.fromEntries(edition.tables[table].rows.filter((/** @type {any} */ row) => row.columns.length).map((/** @type {any} */ row) =>
    [row.key, row.columns.map((/** @type {any} */ column, /** @type {number} */ n) => {
      const text = narrow(inputOf(table, row.key, n).value);
      const number = text.match(column.type.startsWith("amount") ? /^0*(\d+(?:\.\d+)?)$/ : /^0*(\d+)$/)?.[1];
      return number && number.replace(/\D/g, "").length <= 15 ? { value: number } : { value: null, printed: text || undefined };
    })]));
}

/** The whole report as the file holds it. */
function filled() {
  const keys = Object.fromEntries($$("[data-key]").map((field) => [field.dataset.key, field.value.trim()]));
  const contact = Object.fromEntries(Object.entries(past?.contact ?? own?.contact ?? {}).filter(([, text]) => text));
  const sections = Object.fromEntries($$("[data-section]").map((field) => [field.dataset.section, tidied(field.value)]));
  const tables = Object.fromEntries(Object.keys(edition.tables).map((key) => [key, cells(key)]));
  return { keys: { ...keys, format: /** @type {string} */ (form.dataset.edition), scope: scope() }, contact: /** @type {any} */ (contact), sections, tables };
}

/** Judges, shows, writes the file, keeps the draft. */
function renew() {
  if (!own) return;
  const all = filled();
  const tables = Object.fromEntries(Object.entries(all.tables).map(([key, rows]) => [key, {
    format: all.keys.format, rows: Object.fromEntries(Object.entries(rows).map(([row, line]) => [row, line.map((/** @type {any} */ cell) => cell.value)])),
  }]));
  const findings = judged(forms, tables, continued(own, past, scope(), forms));
  for (const [table, rows] of Object.entries(all.tables)) for (const [row, line] of Object.entries(rows)) line.forEach((/** @type {any} */ cell, /** @type {number} */ n) => {
    if (!cell.printed || isValue(cell.printed) && !/\d/.test(cell.printed)) return;
    const found = edition.tables[table].rows.find((/** @type {any} */ one) => one.key === row);
    const at = `tables.${table}.${row}.${found.columns[n].key}`;
    const need = found.columns[n].type.startsWith("amount") ? "应为不小于 0 的数" : "应为不小于 0 的整数";
    findings.push({ rule: "type", at, severity: "error", expected: "", found: cell.printed, message: `“${found.short_label}”${found.columns[n].label}${need}，实为 ${cell.printed}` });
  });
  show(findings);
  const blank = Object.values(all.tables).flatMap((rows) => Object.values(rows).flat()).filter(({ value }) => value === null).length;
  const errors = findings.filter(({ severity }) => severity === "error").length;
  $("#submit-verdict").textContent = `${findings.length ? `表格有 ${errors} 处错误、${findings.length - errors} 处提醒，见各表下方` : "表格校验通过"}${blank ? `；还有 ${blank} 格未填` : ""}。正文由提交后的自动校验再查一遍。`;
  for (const field of $$("[data-section]")) $(`#count-${field.dataset.section}`).textContent = `${tidied(field.value).replace(/\s/g, "").length} 字`;
  const text = written(forms.layout, edition.tables, all);
  $("#submit-file").value = text;
  $("#submit-path").textContent = path();
  const open = $("#submit-open");
  open.hidden = !forms.repository;
  if (forms.repository) {
    const { url, whole } = newFile(forms.repository, path(), text);
    open.href = url;
    open.textContent = whole ? "到代码仓库提交" : "复制内容，到代码仓库粘贴提交";
    open.onclick = whole ? null : () => copy();
  }
  keep();
}

/** Beside the cell and in a list below its table. @param {Finding[]} findings */
function show(findings) {
  for (const td of $$("td[data-row]")) {
    td.classList.remove("n-e", "n-w");
    td.firstChild.removeAttribute("aria-invalid");
    td.firstChild.removeAttribute("aria-describedby");
    td.firstChild.removeAttribute("title");
  }
  for (const part of $$("[data-table]")) {
    const theirs = findings.filter(({ at }) => at.startsWith(`tables.${part.dataset.table}.`));
    part.querySelector(".findings").replaceChildren(...theirs.map(({ at, severity, message }, n) => {
      const [, table, row, column] = at.split(".");
      const form = edition.tables[table].rows.find((/** @type {any} */ one) => one.key === row);
      const input = inputOf(table, row, form.columns.findIndex((/** @type {any} */ one) => one.key === column));
      const item = document.createElement("li");
      item.className = severity;
      item.id = `found-${table}-${n + 1}`;
      const word = document.createElement("b"), link = document.createElement("button");
      word.textContent = SEVERITIES[severity];
      link.type = "button";
      link.className = "plain-button";
      link.textContent = message;
      link.onclick = () => { input.focus(); input.select(); };
      item.append(word, link);
      input.parentElement.classList.add(severity === "error" ? "n-e" : "n-w");
      input.title = message;
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", item.id);
      return item;
    }));
  }
}

/** The draft stays on this device; what is all blank is not kept. */
function keep() {
  const values = Object.fromEntries(fields.filter((field) => field.value).map((field) => [nameOf(field), field.value]));
  try { localStorage.setItem(kept(), JSON.stringify(values)); } catch { $("#submit-said").textContent = "这个浏览器不能保存草稿，请及时下载文件。"; }
}

/** @param {Record<string, string>} values */
function put(values) {
  for (const field of fields) field.value = values[nameOf(field)] ?? "";
}

/** A new choice of agency or year: the draft of it, else what is known. */
async function begin(/** @type {string} */ id) {
  const said = $("#submit-found");
  try {
    own = await agency(id);
    if (!own) throw new Error("no such agency");
    past = await report({ ...own, documents: own.documents }, year() - 1);
  } catch { said.textContent = "机关的资料没有取到，请检查网络后再试。"; own = null; return; }
  const name = nameIn(own, year());
  const there = own.documents.some(({ id: one }) => one === `${id}/${year()}`);
  let draft = null;
  try { draft = JSON.parse(localStorage.getItem(kept()) ?? "null"); } catch { draft = null; }
  put(draft ?? { "head-title": edition.title_pattern.replace("{organ}", name).replace("{year}", String(year())), ...carried() });
  $("#submit-rest").hidden = false;
  said.textContent = `${name}，${year()} 年度。${draft ? "已取回这台设备上的草稿。" : past ? `${year() - 1} 年的结转数已经填入，请核对。` : `本站没有 ${year() - 1} 年的报告，结转数不能核对。`}${
    there ? `注意：${year()} 年的报告本站已有，更正已发布的报告请直接修改原文件并写明 corrections。` : ""}`;
  renew();
}

/** Last year's carried out as this year's carried in. */
function carried() {
  const last = own && continued(own, past, scope(), forms);
  /** @type {Record<string, string>} */
  const values = {};
  for (const promise of last ? edition.promises.filter((/** @type {any} */ one) => one.kind === "carry_over") : []) {
    const before = last?.tables[promise.table];
    const old = before && forms.editions[before.format].tables[promise.table].rows.find((/** @type {any} */ row) => row.key === promise.left.row);
    const row = edition.tables[promise.table].rows.find((/** @type {any} */ one) => one.key === promise.right.row);
    row.columns.forEach((/** @type {import("./promises.js").Column} */ { key }, /** @type {number} */ n) => {
      const value = old && before.rows[old.key]?.[old.columns.findIndex((/** @type {any} */ column) => column.key === key)];
      if (value) values[`${promise.table}.${row.key}.${n}`] = value;
    });
  }
  return values;
}

async function copy() {
  try {
    await navigator.clipboard.writeText($("#submit-file").value);
    $("#submit-said").textContent = "已复制。";
  } catch {
    $("#submit-file").select();
    $("#submit-said").textContent = "浏览器不让网页复制，内容已选中，请按 Ctrl+C。";
  }
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", (event) => { if (fields.includes(event.target)) renew(); });
form.addEventListener("paste", (event) => {
  const td = /** @type {any} */ (event.target).closest?.("td[data-row]");
  const lines = td && event.clipboardData ? grid(event.clipboardData) : [];
  if (!td || !lines.length) return;
  event.preventDefault();
  const part = td.closest("[data-table]"), table = part.dataset.table;
  const at = (/** @type {HTMLElement} */ one) => ({ row: /** @type {string} */ (one.dataset.row), column: Number(one.dataset.column) });
  const screen = [...part.querySelectorAll("tr")].map((row) => [...row.querySelectorAll("td[data-row]")].map(at)).filter((line) => line.length);
  const found = placed(lines, edition.tables[table], screen, at(td));
  for (const { at: place, text } of found.cells) inputOf(table, place.row, place.column).value = text;
  $("#submit-pasted").textContent = `已填入 ${found.cells.length} 格${found.unknown.length ? `；没有认出：${found.unknown.join("、")}` : ""}。`;
  renew();
});
form.addEventListener("keydown", (event) => {
  const td = /** @type {any} */ (event.target).closest?.("td[data-row]");
  const step = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key];
  if (!td || !step) return;
  event.preventDefault();
  const line = td.parentElement, place = [...line.querySelectorAll("td[data-row]")].indexOf(td);
  const lines = [...td.closest("table").rows].filter((row) => row.querySelector("td[data-row]"));
  const next = lines[lines.indexOf(line) + step]?.querySelectorAll("td[data-row]");
  if (next) (next[place] ?? next[next.length - 1]).firstChild.focus();
});
for (const button of $$("[data-zero]")) button.onclick = () => {
  for (const input of button.closest("[data-table]").querySelectorAll("td[data-row] input")) input.value ||= "0";
  renew();
};
$("#submit-year").onchange = () => { if (own) begin(own.id); };
$("#submit-copy").onclick = copy;
$("#submit-save").onclick = () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([$("#submit-file").value], { type: "application/yaml" }));
  link.download = `${year()}.yml`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};
$("#submit-clear").onclick = () => {
  put({});
  renew();
  localStorage.removeItem(kept());
  $("#submit-said").textContent = "已清空，这台设备上不再有这份草稿。";
};
listen($("#submit-find"), $(".offers"), $("#submit-found"), (id, name) => { $("#submit-find").value = name; begin(id); });
