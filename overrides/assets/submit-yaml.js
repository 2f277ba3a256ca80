// @ts-check
/**
 * A report as the file of `content/`, in the layout of `portal fmt`, byte for byte: the browser's twin of generator/layout/,
 * for what the form can hold. Pure. What makes the layout (order of keys, characters to quote, widths) comes from the program.
 */

/**
 * @typedef {import("./promises.js").Table & { rows: import("./promises.js").Row[] }} Table
 * @typedef {{ order: string[], contact: string[], patterns: Record<string, string>, wide: number[], schema: string }} Layout
 * @typedef {{ value: string | null, printed?: string | null, unit?: string | null, doubtful?: boolean, approximate?: string | null }} Cell
 * @typedef {{ key: string, value: string | string[], above?: string[], beside?: string }} Line
 *   a row of a table: its cell or cells as they are written; comments of somebody's own above it and beside it, with their “#”
 * @typedef {{ keys: Record<string, string>, contact: Record<string, string>, sections: Record<string, string>, notes: Record<string, string>,
 *   formats: Record<string, string>, tables: Record<string, Record<string, Cell[]>> }} Report
 *   notes: what stands after the table of a section; formats: the edition of a table that follows another than the report
 */

export const LINE = 120;
const ESCAPES = /** @type {Record<string, string>} */ ({ "\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r" });

/**
 * @param {Layout} layout @param {Record<string, Table>} forms the tables of the edition @param {Report} report
 * @param {boolean} [bare] without what only helps reading, labels and columns of cells: `portal fmt` makes the same of it
 */
export function written(layout, forms, report, bare = false) {
  const writer = new Writer(layout, bare);
  return [`# yaml-language-server: $schema=${layout.schema}`, ...layout.order.flatMap((key) => {
    if (key === "contact") return writer.contact(report.contact);
    if (key === "sections" && !Object.keys(report.sections).length) return [];
    if (key === "sections") return ["sections:", ...Object.entries(report.sections).flatMap(([name, text]) => writer.section(name, text, report.notes[name]))];
    if (key === "table_formats") return writer.formats(report.formats);
    if (key === "tables") {
      const known = Object.keys(forms).filter((name) => report.tables[name]);
      return known.length ? ["tables:", ...known.flatMap((name) => [`  ${name}:`, ...writer.table(forms[name], writer.lines(forms[name], report.tables[name]))])] : [];
    }
    return report.keys[key] ? [`${key}: ${writer.word(key, report.keys[key])}`] : [];
  })].join("\n") + "\n";
}

/** Prose as it is kept: no control characters, no white space at the ends of lines, no empty lines first or last. @param {string} text */
export function tidied(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\p{Cs}/gu, "");
  return lines.split("\n").map((line) => line.replace(/^[\s　]+|[\s　]+$/g, "")).join("\n").replace(/^\n+|\n+$/g, "").replace(/\n{3,}/g, "\n\n");
}

export class Writer {
  /** @param {Layout} layout @param {boolean} [bare] */
  constructor(layout, bare = false) {
    this.bare = bare;
    const { patterns } = layout;
    this.keys = layout.contact;
    this.bounds = layout.wide;
    this.special = new RegExp(`^(?:${patterns.special})$`, "iu");
    this.start = new RegExp(`^${patterns.start}`, "u");
    this.unsafe = new RegExp(patterns.unsafe, "u");
    this.flow = new RegExp(patterns.flow, "u");
    this.unseen = new RegExp(patterns.unseen, "u");
  }

  /** Columns in a font of one width: a Chinese character takes two. @param {string} text */
  width(text) {
    let sum = 0;
    for (const char of text) {
      const code = Number(char.codePointAt(0));
      let low = 0, high = this.bounds.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.bounds[middle] <= code) low = middle + 1; else high = middle;
      }
      sum += low % 2 ? 2 : 1;
    }
    return sum;
  }

  /** Text on one line: bare where every reader takes it for text, else quoted. @param {string} text @param {boolean} [inFlow] */
  text(text, inFlow = false) {
    const bare = text && text === text.trim() && !this.unsafe.test(text) && !(inFlow && this.flow.test(text))
      && (this.start.test(text) || /^-?[0-9.]+$/.test(text));
    if (bare && !this.special.test(text)) return text;
    return `"${[...text].map((char) => ESCAPES[char] ?? (this.unseen.test(char) ? `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}` : char)).join("")}"`;
  }

  /** A value of the head; days are no text. @param {string} key @param {string} value */
  word(key, value) {
    return key === "published" || key === "signed" ? value : this.text(value);
  }

  /** @param {Record<string, string>} contact */
  contact(contact) {
    const known = this.keys.filter((key) => contact[key]);
    if (!known.length) return [];
    const line = `contact: {${known.map((key) => `${key}: ${this.text(contact[key], true)}`).join(", ")}}`;
    return this.width(line) <= LINE ? [line] : ["contact:", ...known.map((key) => `  ${key}: ${this.text(contact[key])}`)];
  }

  /** @param {Record<string, string>} formats */
  formats(formats) {
    const all = Object.entries(formats).map(([table, edition]) => `${table}: ${this.text(edition, true)}`);
    return all.length ? [`table_formats: {${all.join(", ")}}`] : [];
  }

  /** @param {string} key @param {string} text tidied @param {string} [note] tidied @param {number} [indent] @returns {string[]} */
  section(key, text, note = "", indent = 2) {
    const pad = " ".repeat(indent);
    if (note) return [`${pad}${key}:`, ...(text ? this.section("text", text, "", indent + 2) : [`${pad}  text: ""`]), ...this.section("note", note, "", indent + 2)];
    return [`${pad}${key}: |`, ...(text ? text.split("\n").map((line) => line && `${pad}  ${line}`) : [])];
  }

  /** @param {Cell} cell */
  cell({ value, printed, unit, doubtful, approximate }) {
    const said = [
      ...(printed ? [`printed: ${this.text(printed, true)}`] : []), ...(unit ? [`unit: ${this.text(unit, true)}`] : []),
      ...(doubtful ? ["doubtful: true"] : []), ...(approximate ? [`approximate: ${approximate}`] : []),
    ];
    return said.length ? `{value: ${value ?? "~"}, ${said.join(", ")}}` : value ?? "~";
  }

  /** Rows that are filled in, in the form's order. @param {Table} form @param {Record<string, Cell[]>} filled @returns {Line[]} */
  lines(form, filled) {
    return form.rows.filter((row) => filled[row.key]).map(({ key, columns }) =>
      ({ key, value: columns.length > 1 ? filled[key].map((cell) => this.cell(cell)) : this.cell(filled[key][0]) }));
  }

  /** Cells in columns, the form's own words as comments. @param {Table} form @param {Line[]} lines in the form's order */
  table(form, lines) {
    if (this.bare) return lines.map(({ key, value }) => `    ${key}: ${Array.isArray(value) ? `[${value.join(", ")}]` : value}`);
    const name = Math.max(...lines.map(({ key }) => key.length)) + 2;
    const told = new Set();
    /** @type {{ row: import("./promises.js").Row, line: Line }[][]} */
    const groups = [];
    const kind = (/** @type {import("./promises.js").Row} */ row) => `${row.block} ${row.columns.map(({ key }) => key)}`;
    for (const line of lines) {
      const last = groups.at(-1), row = /** @type {import("./promises.js").Row} */ (form.rows.find(({ key }) => key === line.key));
      if (last && kind(last[0].row) === kind(row)) last.push({ row, line }); else groups.push([{ row, line }]);
    }
    return groups.flatMap((group) => {
      const columns = form.any_rows ? [] : group[0].row.columns;
      const cells = group.map(({ line }) => (Array.isArray(line.value) ? line.value : []));
      const wide = columns.map(({ label }, n) => Math.max(this.width(label), ...cells.filter((row) => row[n] && !row[n].startsWith("{")).map((row) => this.width(row[n]))));
      const texts = group.map(({ line: { key, value } }, n) => `${key}:`.padEnd(name) + (Array.isArray(value)
        ? `[${cells[n].map((text, c) => " ".repeat(Math.max(0, (wide[c] ?? 0) - this.width(text))) + text).join(", ")}]` : value));
      const full = Math.max(0, ...texts.filter((_, n) => !cells[n].some((text) => text.includes("{"))).map((text) => this.width(text)));
      return group.flatMap(({ row, line }, n) => {
        const above = this.above(form, row).filter(({ key }) => !told.has(key));
        above.forEach(({ key }) => told.add(key));
        return [
          ...above.map(({ short_label }) => `    # ${short_label}`),
          ...(n === 0 && columns.length ? [`    ${this.head(row, wide, name)}`] : []),
          ...(line.above ?? []).map((comment) => `    ${comment}`),
          `    ${texts[n]}${" ".repeat(Math.max(0, full - this.width(texts[n])))}  ${line.beside ?? `# ${row.beside}`}`,
        ];
      });
    });
  }

  /** Heads of columns. @param {import("./promises.js").Row} row @param {number[]} wide @param {number} name */
  head(row, wide, name) {
    const heading = row.block ? `# ${row.path[0]}` : "#";
    const labels = row.columns.map(({ label }, n) => " ".repeat(wide[n] - this.width(label)) + label);
    return heading + " ".repeat(Math.max(name + 1 - this.width(heading), 1)) + labels.join("  ");
  }

  /** The headings without numbers above a row, outermost first. @param {Table} form @param {import("./promises.js").Row} row */
  above(form, row) {
    /** @type {import("./promises.js").Row[]} */
    const found = [];
    let parent = form.rows.find(({ key }) => key === row.parent);
    while (parent) {
      if (!parent.columns.length) found.unshift(parent);
      const { parent: next } = parent;
      parent = form.rows.find(({ key }) => key === next);
    }
    return found;
  }
}
