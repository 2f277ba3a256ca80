// @ts-check
/** What the form shows of a published report, and what it does not. */

import { $, $$ } from "./submit-fields.js";

/**
 * @typedef {import("./submit-agency.js").Past} Past
 * @typedef {import("./promises.js").Edition} Edition
 */

/** What the form shows of a published report. @param {Past} record @param {Edition} edition @returns {import("./submit-correct.js").State} */
export function state(record, edition) {
  const keys = Object.fromEntries($$("[data-key]").map((field) => [field.dataset.key, /** @type {any} */ (record)[field.dataset.key] ?? ""]));
  const there = edition.sections.filter(({ key }) => record.sections[key]);
  const of = (/** @type {"text" | "note"} */ part) => Object.fromEntries(there.map(({ key }) => [key, record.sections[key][part]?.replace(/\n$/, "") ?? ""]).filter(([, text]) => text || part === "text"));
  return { keys, sections: of("text"), notes: of("note"), tables: cellsOf(record, edition) };
}

/** What the file holds that the form does not show, which stays as it is. @param {Past} record @param {Edition} edition */
export function untouched({ sections, other_tables, figures }, edition) {
  const own = Object.entries(sections).filter(([key]) => !edition.sections.some((one) => one.key === key)).map(([key, { heading }]) => heading ?? key);
  const notes = edition.sections.filter(({ key }) => sections[key]?.note && !$(`#note-${key}`)).map(({ heading }) => heading);
  const parts = Object.entries({ "本机关自设的部分": own, "表后的注": notes, "本机关自制的表格": other_tables.map(({ title }) => title), "从正文摘出的数字": figures.map(({ label }) => label) })
    .filter(([, names]) => names.length).map(([what, names]) => `${what} ${names.length} 处（${names.join("、")}）`);
  return parts.length ? `这份文件里还有${parts.join("，")}。本页不改这些内容，它们在结果里原样保留；要改，请直接修改原文件。` : "";
}

/** Its tables in the form of the edition. @param {Past} published @param {Edition} edition @returns {import("./submit-fields.js").Cells} */
function cellsOf({ tables }, edition) {
  return Object.fromEntries(Object.entries(tables).map(([table, { numbers, remarks }]) => [table,
    Object.fromEntries(edition.tables[table].rows.filter(({ key }) => numbers[key]).map(({ key, columns }) => [key,
      columns.map((column) => ({ ...remarks[key]?.[column.key], value: numbers[key][column.key] }))]))]));
}
