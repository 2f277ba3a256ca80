// @ts-check
/** The series of agencies, and what may be said of two numbers in one. Pure but for `series`. */

import { BASE } from "./search-text.js";

/**
 * @typedef {{ key: string, label: string, unit: string, cells: Record<string, string[]> }} Indicator
 * @typedef {{ year: number, scope: string, format: string, number: number | null }} Point
 * @typedef {{ agency: { id: string, name: string }, indicators: Indicator[], points: Record<string, Point[]> }} Series
 * @typedef {{ year: number, kind: "number" | "blank" | "none" | "undefined" | "absent", value: number | null, part: number | null,
 *   whole: number | null, scope: string, format: string, broken: string }} Cell
 *   number: a value; blank: the report states none; none: there is no report; undefined: the denominator is 0;
 *   absent: the edition does not have it. `part` and `whole` are the numbers a ratio is made of.
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
  const found = all.flatMap(({ points }) => Object.values(points)[0]?.map(({ year }) => year) ?? []);
  if (!found.length) return [];
  const first = Math.max(Math.min(...found), Number(from) || 0);
  const last = Math.min(Math.max(...found), Number(to) || Infinity);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}

/**
 * @param {Series} own @param {Indicator} indicator @param {Indicator | undefined} per @param {number[]} over
 * @param {Record<string, string>} scopes words for the scopes
 * @returns {Row}
 */
export function row(own, indicator, per, over, scopes) {
  /** @type {Cell | null} */
  let before = null;
  const cells = over.map((year) => {
    const made = cell(own, indicator, per, year);
    if (made.kind !== "none") {
      made.broken = before ? why(before, made, [indicator, ...(per ? [per] : [])], scopes) : "";
      before = made;
    }
    return made;
  });
  return { id: own.agency.id, name: own.agency.name, cells };
}

/** @param {Series} own @param {Indicator} indicator @param {Indicator | undefined} per @param {number} year @returns {Cell} */
function cell(own, indicator, per, year) {
  const at = (/** @type {Indicator} */ of) => own.points[of.key]?.find((point) => point.year === year);
  const point = at(indicator);
  const made = { year, value: null, part: null, whole: null, scope: point?.scope ?? "", format: point?.format ?? "", broken: "" };
  if (!point) return { ...made, kind: "none" };
  if (!indicator.cells[point.format] || (per && !per.cells[point.format])) return { ...made, kind: "absent" };
  if (point.number === null) return { ...made, kind: "blank" };
  if (!per) return { ...made, kind: "number", value: point.number };
  const whole = at(per)?.number ?? null;
  if (whole === null) return { ...made, kind: "blank" };
  if (whole === 0) return { ...made, kind: "undefined", part: point.number, whole };
  return { ...made, kind: "number", value: (100 * point.number) / whole, part: point.number, whole };
}

/** Why two neighbours count different things. @param {Cell} one @param {Cell} two @param {Indicator[]} of @param {Record<string, string>} scopes */
function why(one, two, of, scopes) {
  const same = of.every(({ cells }) => String(cells[one.format]) === String(cells[two.format]));
  const reasons = [];
  if (!same) reasons.push(`表式由 ${one.format} 年版改为 ${two.format} 年版，计数口径不同`);
  if (one.scope !== two.scope) reasons.push(`统计范围由“${scopes[one.scope]}”改为“${scopes[two.scope]}”`);
  return reasons.length ? `${one.year} 与 ${two.year} 年之间：${reasons.join("；")}` : "";
}

/** In the order of the year's numbers, the largest first; rows without a number last, in their own order. @param {Row[]} rows @param {number} year */
export function sorted(rows, year) {
  const value = (/** @type {Row} */ own) => own.cells.find((one) => one.year === year)?.value ?? -Infinity;
  return [...rows].sort((a, b) => (value(a) === value(b) ? 0 : value(b) - value(a)));
}

/** As it is shown. @param {Cell} cell */
export function shown({ kind, value, part }) {
  if (kind === "number") return part === null ? String(value) : Number(value).toFixed(1);
  return { blank: "—", none: "无", undefined: "不适用", absent: "不适用" }[kind];
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
