// @ts-check
/** The draft: what is filled in, kept on this device only. */

/**
 * @typedef {{ of: string, values: Record<string, string>, kept?: import("./submit-fields.js").Kept, formats?: Record<string, string> }} Draft
 *   of: the published file it was begun with, "" for a new one; kept, formats: of what was read from a file
 */

const KEPT = "submit:";

/** @param {string} id @param {string} of @returns {{ found: Draft | null, stale: boolean }} stale: there is one, of another published file */
export function draft(id, of) {
  try {
    /** @type {Draft | null} */
    const kept = JSON.parse(localStorage.getItem(KEPT + id) ?? "null");
    return { found: kept?.of === of ? kept : null, stale: Boolean(kept && kept.of !== of) };
  } catch { return { found: null, stale: false }; }
}

/** False where the browser keeps nothing. @param {string} id @param {Draft} kept */
export function keep(id, kept) {
  try {
    localStorage.setItem(KEPT + id, JSON.stringify(kept));
    return true;
  } catch { return false; }
}

/** @param {string} id */
export const forget = (id) => localStorage.removeItem(KEPT + id);
