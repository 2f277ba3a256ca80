// @ts-check
/** What a reader of files gives: paragraphs, tables as grids of cells, pictures, in printed order. The twin of generator/importers/_blocks.py. Pure. */

/**
 * @typedef {{ text: string, row: number, column: number, rowspan: number, colspan: number, doubt: string }} Cell
 *   doubt: what made it hard to read, "" when nothing did; rows and columns count from 0
 * @typedef {{ cells: Cell[], places: string[], columns: number, sheet: boolean }} Grid
 *   places say where each row stands; sheet: a whole sheet of a workbook, on which several tables may stand
 * @typedef {{ text: string, place?: string, inside?: boolean }} Paragraph  inside: it stands within a section, and is no heading
 * @typedef {{ picture: string }} Picture  where a picture stands, whose contents are not read
 * @typedef {Grid | Paragraph | Picture} Block
 * @typedef {{ blocks: Block[], notes: string[], cover: Map<string, string> | null }} Original
 *   notes: what was passed over; cover: of a workbook that `portal new` made, label → value
 */

/** The file cannot be read; the message says why and what to do. */
export class Refused extends Error {}

/** Rows of cells; a merged cell stands in every place it covers. @param {Grid} grid @returns {(Cell | null)[][]} */
export function dense({ cells, places, columns }) {
  const made = places.map(() => /** @type {(Cell | null)[]} */ (Array(columns).fill(null)));
  for (const cell of cells) {
    for (const row of made.slice(cell.row, cell.row + cell.rowspan)) row.fill(cell, cell.column, Math.min(cell.column + cell.colspan, columns));
  }
  return made;
}

/** The cells of a dense row, each once. @param {(Cell | null)[]} row */
export const rowCells = (row) => /** @type {Cell[]} */ ([...new Set(row.filter(Boolean))]);

/** The rows from `start` to `end` (not included) as a grid of their own. @param {Grid} grid @param {number} start @param {number} end @returns {Grid} */
export function part(grid, start, end) {
  const kept = grid.cells.flatMap((cell) => {
    const top = Math.max(cell.row, start), bottom = Math.min(cell.row + cell.rowspan, end);
    return top < bottom ? [{ ...cell, row: top - start, rowspan: bottom - top }] : [];
  });
  return { ...grid, cells: kept, places: grid.places.slice(start, end) };
}

/**
 * Two pieces of one table, one below the other.
 * @param {Grid} one @param {Grid} other
 * @param {boolean} mend the break went through a row: heads that the second piece repeats are left out, and its first row goes on with the last of the first
 * @returns {Grid}
 */
export function join(one, other, mend) {
  const width = Math.max(one.columns, other.columns);
  [one, other] = [stretched(one, width), stretched(other, width)];
  if (mend) {
    let heads = 0;
    while (heads < Math.min(one.places.length, other.places.length) - 1 && texts(one, heads) === texts(other, heads)) heads++;
    return mended(one, part(other, heads, other.places.length));
  }
  const below = other.cells.map((cell) => ({ ...cell, row: cell.row + one.places.length }));
  return { ...one, cells: [...one.cells, ...below], places: [...one.places, ...other.places] };
}

/** With its last column widened: a piece in which no row needs more columns has fewer. @param {Grid} grid @param {number} width @returns {Grid} */
const stretched = (grid, width) => ({
  ...grid, columns: width,
  cells: grid.cells.map((cell) => (cell.column + cell.colspan >= grid.columns ? { ...cell, colspan: cell.colspan + width - grid.columns } : cell)),
});

/** @param {Grid} grid @param {number} row */
const texts = (grid, row) => JSON.stringify(grid.cells.filter((cell) => cell.row === row).map(({ text }) => text.replace(/\s/g, "")));

/** @param {Grid} one @param {Grid} other @returns {Grid} */
function mended(one, other) {
  const cells = [...one.cells], last = one.places.length - 1;
  for (const cell of other.cells) {
    if (cell.row) { cells.push({ ...cell, row: cell.row + last }); continue; }
    const at = cells.findIndex(({ row, rowspan, column }) => row + rowspan - 1 === last && column === cell.column), above = cells[at];
    if (!above) cells.push({ ...cell, row: last });
    else cells[at] = { ...above, text: [above.text, cell.text].filter(Boolean).join("\n"), rowspan: above.rowspan + cell.rowspan - 1, doubt: above.doubt || cell.doubt };
  }
  return { ...one, cells, places: [...one.places, ...other.places.slice(1)] };
}
