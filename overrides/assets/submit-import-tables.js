// @ts-check
/** The tables of a file: which are the form's and of which edition, and what stands in them. The twin of generator/importers/_tables.py. Pure. */

import { join, part, dense, rowCells } from "./submit-import-grid.js";
import { bare } from "./submit-import-labels.js";
import { filled, match, score } from "./submit-import-match.js";
import { read } from "./submit-import-values.js";

/**
 * @typedef {import("./submit-import-grid.js").Grid} Grid
 * @typedef {import("./submit-import-grid.js").Block} Block
 * @typedef {import("./submit-import-match.js").Match} Match
 * @typedef {{ tables: Record<string, import("./submit-import-match.js").Form>, first_year: number, sections: import("./promises.js").Section[] }} Edition
 * @typedef {Record<string, Edition>} Editions  the newest first
 * @typedef {{ table: string, editions: string[], matches: Record<string, Match>, place: string }} Placed  editions: those it fits equally well, the newest first
 * @typedef {Block | Placed} Found
 */

const PAGE_NUMBER = /^(?:[-—–－·\s]*[0-9]{1,3}[-—–－·\s]*|第[0-9]+页(共[0-9]+页)?)$/;

/** @param {Found} block @returns {block is Grid} */
export const isGrid = (block) => "cells" in block;
/** @param {Found} block @returns {block is import("./submit-import-grid.js").Paragraph} */
export const isText = (block) => "text" in block;
/** @param {Found} block @returns {block is Placed} */
export const isPlaced = (block) => "matches" in block;

/** The blocks with the form's tables found among them; pieces of one table are joined over page breaks. @param {Editions} editions @param {Block[]} blocks */
export function find(editions, blocks) {
  /** @type {Found[]} */
  const out = [];
  /** @type {Set<string>} */
  const taken = new Set();
  /** @type {Found[]} */
  let waiting = blocks.filter((block) => !isText(block) || bare(block.text));
  for (let block = waiting.shift(); block; block = waiting.shift()) {
    if (!isGrid(block)) { out.push(block); continue; }
    const { best, whole, used } = chain(editions, block, waiting, taken);
    waiting = waiting.slice(used);
    if (!best) { out.push(...(whole.sheet ? pieces(whole, 0, whole.places.length) : [loose(whole)])); continue; }
    taken.add(best.placed.table);
    const { first, last } = best.placed.matches[best.placed.editions[0]];
    waiting.unshift(...rest(whole, 0, first), best.placed, ...rest(whole, last + 1, whole.places.length));
  }
  return out;
}

/** @typedef {{ top: number, placed: Placed } | null} Best */

/** The form's table in the grid, the grid joined with pieces that follow it, how many blocks those are. @param {Editions} editions @param {Grid} grid @param {Found[]} following @param {Set<string>} taken */
function chain(editions, grid, following, taken) {
  const top = (/** @type {Best} */ one) => one?.top ?? 0;
  let best = bestOf(editions, grid, taken), whole = grid, used = 0, reached = top(bestOf(editions, grid, taken, false));
  for (let at = 0; ;) {
    const after = following.findIndex((block, n) => n >= at && !(isText(block) && PAGE_NUMBER.test(block.text.trim()))), piece = following[after];
    if (!piece || !isGrid(piece) || piece.sheet) return { best, whole, used };
    const tried = [false, true].map((mend) => join(grid, piece, mend)).map((joined) => ({ joined, reach: top(bestOf(editions, joined, taken, false)) }));
    const { joined, reach } = tried[1].reach > tried[0].reach ? tried[1] : tried[0];
    const goesOn = joined.places.length === grid.places.length;          // the rest of a row that the page break cut
    if (reach < reached || (reach === reached && !(goesOn && reached))) return { best, whole, used };
    [reached, grid, at] = [reach, joined, after + 1];
    const better = bestOf(editions, grid, taken);
    if (top(better) > top(best) || (goesOn && top(better) === top(best))) [best, whole, used] = [better, grid, at];
  }
}

/** The rows before or after a table: of a sheet to be looked at again, else text or a table of their own. @param {Grid} grid @param {number} start @param {number} end @returns {Found[]} */
const rest = (grid, start, end) => (start >= end ? [] : grid.sheet ? [part(grid, start, end)] : pieces(grid, start, end));

/** The form's table that the grid holds most of, with the editions it fits equally well. @param {Editions} editions @param {Grid} grid @param {Set<string>} taken @param {boolean} [enough] @returns {Best} */
function bestOf(editions, grid, taken, enough = true) {
  /** @type {{ key: string, id: string, one: Match, points: number }[]} */
  const found = [];
  for (const [id, { tables }] of Object.entries(editions)) {
    for (const [key, form] of Object.entries(tables)) {
      const one = taken.has(key) ? null : match(form, grid);
      if (one && (!enough || isEnough(one))) found.push({ key, id, one, points: score(one) });
    }
  }
  if (!found.length) return null;
  const first = found.reduce((one, other) => (other.points > one.points ? other : one));
  const fits = found.filter(({ key, points }) => key === first.key && points === first.points);
  return { top: first.points, placed: { table: first.key, editions: fits.map(({ id }) => id), matches: Object.fromEntries(fits.map(({ id, one }) => [id, one])), place: grid.places[fits[0].one.first] } };
}

/** @param {Match} one */
const isEnough = (one) => filled(one) >= 3 && (one.form.any_rows || one.exact * 2 >= one.form.rows.filter(({ columns }) => columns.length).length);

/** Rows before or after a table: single cells are paragraphs, the others a table of their own. @param {Grid} grid @param {number} start @param {number} end @returns {Found[]} */
function pieces(grid, start, end) {
  /** @type {Found[]} */
  const made = [];
  const lines = dense(grid);
  let begin = -1;
  for (let n = start; n <= end; n++) {
    const said = n < end ? rowCells(lines[n]).filter(({ text }) => bare(text)) : [];
    if (said.length > 1) { if (begin < 0) begin = n; continue; }
    if (begin >= 0) made.push(loose({ ...part(grid, begin, n), sheet: false }));
    begin = -1;
    if (said[0]?.row === n) made.push({ text: said[0].text, place: grid.places[n] });
  }
  return made;
}

/** A grid of one cell is a framed paragraph. @param {Grid} grid @returns {Found} */
function loose(grid) {
  const said = grid.cells.filter(({ text }) => bare(text));
  return said.length === 1 ? { text: said[0].text, place: grid.places[0] } : grid;
}

/** What stands in the rows of the table, read as the edition's; at: of a line that tells of one cell, its field. @param {Placed} placed @param {string} edition */
export function values({ matches, place }, edition) {
  const { form, grid, rows, cells, units, doubts } = matches[edition];
  const out = { rows: /** @type {import("./submit-fields.js").Cells[string]} */ ({}), read: 0, blank: 0, left: /** @type {string[]} */ ([]), doubts: [...doubts], at: /** @type {Record<string, string>} */ ({}) };
  const tell = (/** @type {string[]} */ lines, /** @type {string} */ line, /** @type {string} */ where) => { lines.push(line); out.at[line] = where; };
  for (const row of form.rows.filter(({ columns }) => columns.length)) {
    const at = rows.get(row.key);
    if (at === undefined) {
      if (form.any_rows) continue;
      out.rows[row.key] = row.columns.map(() => ({ value: null }));
      out.left.push(`${place}：没有“${row.short_label}”一行，留空`);
      continue;
    }
    out.rows[row.key] = row.columns.map((column, n) => {
      const field = `${form.key}.${row.key}.${n}`;
      const cell = cells.get(`${row.key}.${column.key}`);
      if (!cell) {
        tell(out.left, `${grid.places[at]}：“${row.short_label}”的“${column.label}”，留空`, field);
        return { value: null };
      }
      const kind = { whole: column.whole, signed: column.type.startsWith("signed"), unit: column.unit, headUnit: units.get(`${row.key}.${column.key}`) ?? "", about: form.any_rows };
      const found = read(cell.text, kind, cell.doubt);
      out.read++;
      if (Object.keys(found.cell).length === 1 && found.cell.value === null) out.blank++;
      if (found.why) tell(out.doubts, `${grid.places[cell.row]}：“${row.short_label}”的“${column.label}”：${found.why}`, field);
      return found.cell;
    });
  }
  return out;
}
