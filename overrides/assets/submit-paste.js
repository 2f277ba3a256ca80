// @ts-check
/**
 * Tables from the clipboard of Word and Excel, placed in a form by their labels, or from a cell on when they have none. Pure.
 * Merged cells need no care: a row's values are the last cells of its line, whatever the labels before them span.
 */

/** @typedef {{ row: string, column: number }} Place */
/** @typedef {{ cells: { at: Place, text: string }[], unknown: string[] }} Placed  unknown: labels of rows with numbers that the form does not have */

/** Tables as lines of cells; none when the clipboard holds no table. @param {DataTransfer} clipboard */
export function grids(clipboard) {
  const html = clipboard.getData("text/html");
  if (/<table/i.test(html)) {
    const page = new DOMParser().parseFromString(html, "text/html");
    return [...page.querySelectorAll("table")].filter((table) => !table.querySelector("table"))
      .map((table) => [...table.rows].map((row) => [...row.cells].map((cell) => written(cell.textContent ?? ""))));
  }
  const text = clipboard.getData("text/plain");
  return /[\t\n]/.test(text.trim()) ? [text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n").map((line) => line.split("\t").map(written))] : [];
}

/** Whether it holds numbers only, which go from a cell on, in order. @param {string[][]} lines */
export const unlabelled = (lines) => lines.every((cells) => cells.every(isValue));

/** A number in plain digits; other words as they are written. @param {string} text */
const written = (text) => (isValue(narrow(text)) ? narrow(text) : text.replace(/\s+/g, ""));

/** As digits are compared: half-width, without white space and thousands separators. @param {string} text */
export function narrow(text) {
  const plain = text.normalize("NFKC").replace(/\s/g, "");
  return /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(",", "") : plain;
}

/** A count, an amount, or a mark that stands for none. @param {string} text */
export const isValue = (text) => text === "" || /^-?\d+(\.\d+)?$/.test(text) || /^[-—–/~]+$/.test(text);

/** A label as it is compared. @param {string} text */
const label = (text) => narrow(text).replace(/[“”"]/g, '"').replace(/[(（]/g, "(").replace(/[)）]/g, ")").replace(/^(\d)[.、．]/, "$1.");

/**
 * @param {string[][]} lines @param {import("./promises.js").Table} form
 * @param {Place[][]} screen the places of the form, line by line as they stand on the page
 * @param {Place} from the cell in which it was pasted
 * @returns {Placed}
 */
export function placed(lines, form, screen, from) {
  const filled = lines.filter((cells) => cells.some(Boolean));
  if (unlabelled(filled)) return inOrder(filled, screen, from);
  const known = new Map(form.rows.filter(({ columns }) => columns.length).flatMap((row) => [row.label, row.short_label].map((text) => [label(text), row])));
  /** @type {Placed} */
  const found = { cells: [], unknown: [] };
  for (const cells of filled) {
    const at = cells.reduce((last, text, n) => (known.has(label(text)) ? n : last), -1);
    const row = at >= 0 ? known.get(label(cells[at])) : undefined;
    const after = cells.slice(at + 1);
    if (row && after.some((text) => isValue(text) || /\d/.test(text))) {      // else the row is one of headings
      while (after.length > row.columns.length && after[0] === "") after.shift();
      row.columns.forEach((_, column) => column < after.length && found.cells.push({ at: { row: row.key, column }, text: after[column] }));
    } else if (cells.every(isValue) && screen.some((line) => line.length === cells.length)) {
      const line = /** @type {Place[]} */ (screen.find((one) => one.length === cells.length));
      line.forEach((place, n) => found.cells.push({ at: place, text: cells[n] }));
    } else if (cells.some((text) => /^\d/.test(text) && isValue(text))) found.unknown.push(cells.find((text) => !isValue(text)) ?? "");
  }
  return found;
}

/** Only numbers: from the cell on, line by line. @param {string[][]} lines @param {Place[][]} screen @param {Place} from @returns {Placed} */
function inOrder(lines, screen, from) {
  const top = screen.findIndex((line) => line.some((at) => same(at, from)));
  const left = screen[top].findIndex((at) => same(at, from));
  const cells = lines.flatMap((line, n) => line.flatMap((text, m) => {
    const at = screen[top + n]?.[left + m];
    return at ? [{ at, text }] : [];
  }));
  const lost = lines.flat().filter(Boolean).length - cells.filter(({ text }) => text).length;
  return { cells, unknown: lost > 0 ? [`超出表格的 ${lost} 格`] : [] };
}

/** @param {Place} one @param {Place} two */
const same = (one, two) => one.row === two.row && one.column === two.column;
