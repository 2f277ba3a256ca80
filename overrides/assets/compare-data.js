// @ts-check
/** The series of agencies, and what may be said of two numbers in one. Pure but for `series`. */

import { BASE } from "./search-text.js";

/**
 * @typedef {(number | null)[]} Column
 * @typedef {{ label: string, unit: string, numbers: Column, missing: Record<string, Missing>, broken: Record<string, string>,
 *   part: Column | null, whole: Column | null }} Numbers
 *   of an indicator; the columns are in the order of the reports
 * @typedef {Numbers & { key: string }} Indicator
 * @typedef {{ year: number, scope: string, format: string }} Report
 * @typedef {{ agency: { id: string, name: string }, reports: Report[], series: Record<string, Numbers> }} Series
 * @typedef {"blank" | "undefined" | "absent" | "unpublished"} Missing
 *   blank: the report states none; undefined: the denominator is 0; absent: the edition does not have it; unpublished: its table
 *   is not there
 * @typedef {{ year: number, kind: "number" | "none" | Missing, value: number | null, part: number | null,
 *   whole: number | null, scope: string, format: string, broken: string }} Cell
 *   none: there is no report. `part` and `whole` are the numbers a ratio is made of.
 *   broken: why it cannot be joined to the one before, "" = it can
 * @typedef {{ id: string, name: string, cells: Cell[] }} Row
 */

const SERIES = new URL("api/v1/series/", BASE);
/** @type {Map<string, Promise<Series | null>>} */
const known = new Map();

/** One small file an agency, fetched once; null when there is none. @param {string} id */
export function series(id) {
  const found = known.get(id) ?? fetch(new URL(`${id}.json`, SERIES)).then((answer) => {
    if (answer.status === 404) return null;
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  });
  known.set(id, found);
  found.catch(() => known.delete(id));
  return found;
}

/** Every year from the first to the last with a report of any, within the bounds. @param {Series[]} all @param {string} from @param {string} to */
export function years(all, from, to) {
  const found = all.flatMap(({ reports }) => reports.map(({ year }) => year));
  if (!found.length) return [];
  const first = Math.max(Math.min(...found), Number(from) || 0);
  const last = Math.min(Math.max(...found), Number(to) || Infinity);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}

/**
 * @param {Series} own @param {string} key of the indicator @param {string} per key of the denominator, "" = none @param {number[]} over
 * @returns {Row}
 */
export function row(own, key, per, over) {
  let before = false;
  const cells = over.map((year) => {
    const made = cell(own, key, per, year);
    if (!before) made.broken = "";
    before ||= made.kind !== "none";
    return made;
  });
  return { id: own.agency.id, name: own.agency.name, cells };
}

/** @param {Series} own @param {string} key @param {string} per @param {number} year @returns {Cell} */
function cell(own, key, per, year) {
  const at = own.reports.findIndex((report) => report.year === year);
  const { scope = "", format = "" } = own.reports[at] ?? {};
  const of = [own.series[key], ...(per ? [own.series[per]] : [])];
  const broken = [...new Set(of.map((one) => one.broken[year]).filter(Boolean))].join("；");
  const made = { year, value: null, part: null, whole: null, scope, format, broken };
  if (at < 0) return { ...made, kind: "none" };
  const missing = of.map((one) => one.missing[year]).find(Boolean);
  const [value, base] = of.map((one) => one.numbers[at]);
  if (!per) return { ...made, kind: missing ?? "number", value, part: of[0].part?.[at] ?? null, whole: of[0].whole?.[at] ?? null };
  if (missing) return { ...made, kind: missing };
  const [part, whole] = [Number(value), Number(base)];
  return whole ? { ...made, kind: "number", value: (100 * part) / whole, part, whole } : { ...made, kind: "undefined", part, whole };
}

/** In the order of the year's numbers, the largest first; rows without a number last, in their own order. @param {Row[]} rows @param {number} year */
export function sorted(rows, year) {
  const value = (/** @type {Row} */ own) => own.cells.find((one) => one.year === year)?.value ?? -Infinity;
  return [...rows].sort((a, b) => (value(a) === value(b) ? 0 : value(b) - value(a)));
}

/** As it is shown. @param {Cell} cell */
export function shown({ kind, value, part }) {
  if (kind === "number") return part === null ? String(value) : Number(value).toFixed(1);
  return { blank: "—", none: "无", undefined: "不适用", absent: "无此项", unpublished: "未公布" }[kind];
}

/**
 * Fields of a table for other programs: one line a cell that has a report.
 * @param {{ indicator: Indicator, per: Indicator | undefined, rows: Row[] }[]} parts
 */
export function lines(parts) {
  const head = ["agency", "name", "year", "indicator", "label", "format", "scope", "value", "per", "numerator", "denominator"];
  const body = parts.flatMap(({ indicator, per, rows }) =>
    rows.flatMap(({ id, name, cells }) =>
      cells.filter(({ kind }) => kind !== "none").map(({ year, format, scope, value, part, whole }) =>
        [id, name, year, indicator.key, indicator.label, format, scope, value ?? "", per ? `100 ${per.key}` : "", part ?? "", whole ?? ""].map(String))));
  return [head, ...body];
}
