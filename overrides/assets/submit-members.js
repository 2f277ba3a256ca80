// @ts-check
/** The reports that an aggregate adds up, fetched from the site's own data: the twin of generator/covering.py. */

import { agency, document_, numbersOf } from "./submit-agency.js";

/**
 * @typedef {import("./submit-agency.js").Agency} Agency
 * @typedef {import("./submit-agency.js").Past} Past
 * @typedef {{ tables: import("./promises.js").Tables[], owed: number }} Members
 */

/** Who would be added up. @param {Agency} own @param {Past | null} published */
export const listed = (own, published) => (published?.covers.length ? published.covers : own.members.map(({ id }) => id));

/**
 * @param {Agency} own @param {number} year @param {Past | null} published
 * @param {import("./promises.js").Forms} forms
 * @returns {Promise<Members>}
 */
export async function members(own, year, published, forms) {
  const all = await Promise.all(listed(own, published).map(async (id) => {
    const body = /** @type {Agency} */ (id === own.id ? own : await agency(id));
    return { body, report: await counted(own, body, year) };
  }));
  const within = new Set(all.filter(({ report }) => report?.scope === "aggregate").flatMap(({ body, report }) =>
    (report?.covers.length ? report.covers : body.members.map(({ id }) => id))));
  const owed = all.filter(({ body }) => !within.has(body.id) && Number(body.first_year ?? 0) <= year && year <= Number(body.last_year ?? year));
  return { owed: owed.length, tables: owed.flatMap(({ report }) => (report ? [numbersOf(report, forms)] : [])) };
}

/** The member's report of the year: its aggregate before its main file. @param {Agency} own @param {Agency} body @param {number} year @returns {Promise<Past | null>} */
function counted(own, body, year) {
  const id = [`${body.id}/${year}-aggregate`, `${body.id}/${year}`].find((one) => body.documents.some((known) => known.id === one));
  return id && body.id !== own.id ? document_(id) : Promise.resolve(null);
}
