// @ts-check
/** An aggregate and the reports it adds up: the twin of the rule `roll_up`, in the same words. Pure. */

import { added, compare, exact, shown } from "./promises-exact.js";
import { said } from "./promises.js";

/**
 * @typedef {import("./promises.js").Finding} Finding
 * @typedef {import("./promises.js").Tables} Tables
 */

const MANY = 10;        // cells of a table: more are told together

/**
 * Its cells that are not what the members' make together, or that are less than what those make who have reported.
 * @param {import("./promises.js").Forms} forms @param {Tables} tables @param {Tables[]} members their reports @param {number} owed bodies that owe one
 * @returns {Finding[]}
 */
export function rolledUp(forms, tables, members, owed) {
  return Object.entries(tables).flatMap(([key, own]) => {
    const theirs = members.flatMap((one) => (one[key]?.format === own.format ? [one[key]] : []));
    const form = forms.editions[own.format].tables[key], wrong = theirs.length ? cells(forms, form, own, theirs, owed) : [];
    if (wrong.length <= MANY) return wrong;
    const message = said(forms, "roll_up_many", { table: form.title, count: wrong.length, one: wrong[wrong.length - 1].message });
    return [{ rule: "roll_up", at: `tables.${key}`, severity: "warning", expected: "", found: "", message }];
  });
}

/** @param {import("./promises.js").Forms} forms @param {import("./promises.js").Table} form @param {import("./promises.js").Filled} own @param {import("./promises.js").Filled[]} theirs @param {number} owed */
function cells(forms, form, own, theirs, owed) {
  const whole = theirs.length === owed;
  return Object.keys(own.rows).flatMap((key) => {
    const row = form.rows.find((one) => one.key === key);
    if (!row || theirs.some(({ rows }) => !rows[key]?.length)) return [];
    return row.columns.flatMap((column, n) => {
      const is = exact(own.rows[key][n]), total = added(theirs.map(({ rows }) => exact(rows[key][n])));
      if (!is || !total || !compare(is, total) || (!whole && (compare(is, total) > 0 || column.type.startsWith("signed")))) return [];
      const units = new Set([own, ...theirs].filter(({ rows }) => Number(rows[key][n])).map(({ units: known }) => known?.[key]?.[n] ?? null));
      if (units.size > 1) return [];
      const expected = shown(total), found = shown(is);
      const cell = said(forms, "cell", { row: row.short_label, column: row.columns.length > 1 ? column.label : "" });
      const message = said(forms, whole ? "roll_up" : "roll_up_least", { cell, expected, found, members: owed, reported: theirs.length });
      const at = `tables.${form.key}.${key}${form.any_rows ? "" : `.${column.key}`}`;
      return [{ rule: "roll_up", at, severity: "warning", expected: (whole ? "" : "≥ ") + expected, found, message }];
    });
  });
}
