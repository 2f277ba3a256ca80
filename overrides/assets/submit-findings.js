// @ts-check
/** What is to be said of the report as it stands, in the words of `portal check`, and where it is shown. */

import { judged } from "./promises.js";
import { rolledUp } from "./promises-roll-up.js";
import { $$, takes } from "./submit-fields.js";
import { isValue } from "./submit-paste.js";
import { personal } from "./submit-personal.js";

/**
 * @typedef {import("./promises.js").Finding} Finding
 * @typedef {import("./submit-fields.js").Fields} Fields
 * @typedef {import("./submit-yaml.js").Report} Report
 */

const WORDS = /** @type {Record<string, string>} */ ({ error: "错误", warning: "警告", info: "提示" });

/**
 * @param {any} forms @param {import("./promises.js").Edition} edition @param {Report} report
 * @param {Parameters<typeof judged>[2]} last the report of the year before, when its numbers continue
 * @param {{ rule: string, at: string, reason: string }[]} accept what the published file has accepted as true of the source
 * @param {import("./submit-members.js").Members | null} members the reports it adds up
 * @returns {Finding[]}
 */
export function found(forms, edition, report, last, accept, members) {
  const tables = Object.fromEntries(Object.entries(report.tables).map(([key, rows]) => [key, {
    format: report.formats[key] ?? report.keys.format,
    units: Object.fromEntries(Object.entries(rows).map(([row, cells]) => [row, cells.map(({ unit }) => unit ?? null)])),
    rows: Object.fromEntries(Object.entries(rows).map(([row, cells]) => [row, cells.map(({ value, doubtful, approximate }) => (doubtful || approximate ? null : value))])),
  }]));
  const contact = Object.values(report.contact).join(" ");
  const texts = Object.entries({ title: report.keys.title ?? "", ...Object.fromEntries(Object.entries(report.sections).map(([key, text]) => [`sections.${key}`, text])),
    ...Object.fromEntries(Object.entries(report.notes).map(([key, text]) => [`sections.${key}.note`, text])) });
  return [
    ...judged(forms, tables, last), ...(members ? rolledUp(forms, tables, members.tables, members.owed) : []), ...wrongTypes(edition, report),
    ...texts.flatMap(([at, text]) => personal(forms.personal, text, contact).map((one) => ({ rule: "personal_data", at, expected: "", found: "", ...one }))),
  ].map((one) => {
    const accepted = accept.find(({ rule, at }) => rule === one.rule && (at === one.at || one.at.startsWith(`${at}.`)));
    return accepted ? { ...one, severity: "info", message: `${one.message}（照录：${accepted.reason}）` } : one;
  });
}

/** What was typed and is no number. @param {import("./promises.js").Edition} edition @param {Report} report @returns {Finding[]} */
function wrongTypes(edition, { tables }) {
  return Object.entries(tables).flatMap(([table, rows]) => Object.entries(rows).flatMap(([key, cells]) => cells.flatMap(({ value, printed }, n) => {
    if (value !== null || !printed || (isValue(printed) && !/\d/.test(printed))) return [];
    const row = edition.tables[table].rows.find((one) => one.key === key), column = row?.columns[n];
    if (!row || !column) return [];
    const message = `“${row.short_label}”${row.columns.length > 1 ? column.label : ""}${takes(column)[1]}，实为 ${printed}`;
    return [{ rule: "type", at: `tables.${table}.${key}.${column.key}`, severity: "error", expected: "", found: printed, message }];
  })));
}

/** Beside the cell or text, and in a list below it. @param {Finding[]} findings @param {Fields} fields */
export function show(findings, fields) {
  for (const td of $$("td.n-e, td.n-w")) td.classList.remove("n-e", "n-w");
  for (const field of fields.all) {
    for (const name of ["aria-invalid", "aria-describedby", "title"]) field.removeAttribute(name);
    if (field.dataset.about) field.setAttribute("aria-describedby", field.dataset.about);
  }
  for (const list of $$(".findings")) {
    const at = /** @type {string} */ (list.dataset.at);
    const theirs = findings.filter((one) => one.at === at || one.at.startsWith(`${at}.`));
    list.replaceChildren(...theirs.map((one, n) => line(one, target(one.at, fields), `${list.id}-${n + 1}`)));
  }
}

/** @param {string} at @param {Fields} fields */
function target(at, fields) {
  const [kind, table, row, column] = at.split(".");
  if (kind !== "tables") return /** @type {HTMLElement} */ (document.getElementById(kind === "sections" ? `${row ?? "text"}-${table}` : `head-${kind}`));
  if (!row) return /** @type {HTMLElement} */ (document.querySelector(`[data-table="${table}"] td[data-row] input`));
  return fields.input(table, row, Math.max(0, fields.row(table, row).columns.findIndex((one) => one.key === column)));
}

/** @param {Finding} finding @param {HTMLElement} field @param {string} id */
function line({ at, severity, message }, field, id) {
  const item = document.createElement("li"), word = document.createElement("b"), link = document.createElement("button");
  item.className = severity;
  item.id = id;
  word.textContent = WORDS[severity];
  link.type = "button";
  link.className = "plain-button";
  link.textContent = message;
  link.onclick = () => { field.focus(); if (field instanceof HTMLInputElement) field.select(); };
  item.append(word, link);
  if (severity !== "info" && !/^tables\.\w+$/.test(at)) {          // what is said of a whole table marks no cell
    field.closest("td")?.classList.add(severity === "error" ? "n-e" : "n-w");
    field.title = message;
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${id}`.trim());
  }
  return item;
}
