// @ts-check
/** Choosing the agency by name, short name or pinyin; its record and last year's report come from the site's own data. */

import { BASE } from "./search-text.js";

/**
 * @typedef {{ id: string, name: string, kind: string, contact: Record<string, string | null> | null,
 *   former_names: { name: string, until: number }[], succeeded_by: unknown[], predecessors: unknown[], documents: { id: string, format: string | null }[],
 *   members: { id: string }[], first_year: string | null, last_year: string | null }} Agency
 * @typedef {{ id: string, format: string, table_formats: Record<string, string>, title: string, year: number, scope: string, covers: string[],
 *   sections: Record<string, { heading: string | null, text: string, note: string | null }>, other_tables: { title: string }[], figures: { label: string }[], accept: { rule: string, at: string, reason: string }[], downloads: Record<string, { href: string }>, contact: Record<string, string | null> | null,
 *   tables: Record<string, { format: string, numbers: Record<string, Record<string, string | null>>,
 *     remarks: Record<string, Record<string, Partial<import("./submit-yaml.js").Cell>>> }> }} Past
 */

const API = new URL("api/v1/", BASE);
const FRESH = /** @type {RequestInit} */ ({ cache: "no-cache" });        // what is corrected is what is published now

/** Null when there is none. Numbers stay the text they are: 96171.60. @param {string} path @returns {Promise<any>} */
async function fetched(path) {
  const answer = await fetch(new URL(path, API), FRESH);
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(String(answer.status));
  return JSON.parse((await answer.text()).replace(/("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?)/g, (_, text, number) => text ?? `"${number}"`));
}

/** @param {string} id @returns {Promise<Agency | null>} */
export const agency = (id) => fetched(`agencies/${id}.json`);

/** @param {string} id @returns {Promise<Past | null>} */
export const document_ = (id) => fetched(`reports/${id}.json`);

/** Null when it has none of the id. @param {Agency} own @param {string} wanted @returns {Promise<Past | null>} */
export const report = (own, wanted) => (own.documents.some(({ id }) => id === wanted) ? document_(wanted) : Promise.resolve(null));

/** The file of a published report, as it stands in content/. @param {Past} published @returns {Promise<string>} */
export async function fileOf(published) {
  const answer = await fetch(new URL(published.downloads.yaml.href, new URL(`reports/${published.id}.json`, API)), FRESH);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.text();
}

/** Under which it reported on the year. @param {Agency} own @param {number} year */
export function nameIn(own, year) {
  const former = own.former_names.filter(({ until }) => year <= Number(until)).sort((a, b) => Number(a.until) - Number(b.until));
  return former[0]?.name ?? own.name;
}

/**
 * The tables of a past report as they are judged; null when its numbers do not continue in this one.
 * @param {Agency} own @param {Past | null} past @param {string} scope @param {import("./promises.js").Forms} forms
 * @returns {{ year: number, tables: import("./promises.js").Tables } | null}
 */
export function continued(own, past, scope, forms) {
  if (!past || past.scope !== scope || past.covers.length || own.succeeded_by.length || own.predecessors.length) return null;
  return { year: Number(past.year), tables: numbersOf(past, forms) };
}

/** The numbers of a report as they are judged. @param {Past} report @param {import("./promises.js").Forms} forms @returns {import("./promises.js").Tables} */
export function numbersOf({ tables }, forms) {
  return Object.fromEntries(Object.entries(tables).map(([key, { format, numbers, remarks }]) => {
    const rows = (forms.editions[format]?.tables[key]?.rows ?? []).filter((row) => numbers[row.key]);
    const all = (/** @type {(row: string, column: string) => string | null} */ what) =>
      Object.fromEntries(rows.map(({ key: row, columns }) => [row, columns.map((column) => what(row, column.key))]));
    return [key, {
      format, units: all((row, column) => remarks[row]?.[column]?.unit ?? null),
      rows: all((row, column) => (remarks[row]?.[column]?.doubtful || remarks[row]?.[column]?.approximate ? null : numbers[row][column])),
    }];
  }));
}

/** @param {HTMLInputElement} field @param {HTMLElement} offers @param {HTMLElement} said @param {(id: string, name: string) => void} choose */
export function listen(field, offers, said, choose) {
  let turn = 0;
  field.oninput = async () => {
    const own = ++turn, text = field.value.trim();
    if (!text) { offers.replaceChildren(); said.textContent = ""; return; }
    try {
      const { suggestions } = await import("./search-suggest.js");
      const all = (await suggestions(text)).filter(({ kind }) => kind === "agency").slice(0, 8);
      if (own !== turn) return;
      offers.replaceChildren(...all.map(({ title, note, url }) => {
        const item = document.createElement("li");
        const button = document.createElement("button");
        const small = document.createElement("small");
        button.type = "button";
        small.textContent = note;
        button.append(title, " ", small);
        button.onclick = () => { offers.replaceChildren(); choose(url.replace(/\/$/, ""), title); };
        item.append(button);
        return item;
      }));
      said.textContent = all.length ? `找到 ${all.length} 个，请选择。` : "没有找到这个名称的机关。尚未收录的机关，请先联系本平台的主办单位。";
    } catch { said.textContent = "机关名单没有取到，请检查网络后再试。"; }
  };
  field.onkeydown = (event) => {
    if (event.key !== "Enter" && event.key !== "ArrowDown") return;
    event.preventDefault();
    const first = offers.querySelector("button");
    if (event.key === "Enter") first?.click(); else first?.focus();
  };
  if (field.value) field.dispatchEvent(new Event("input")); // typed before this script was there
}
