// @ts-check
/**
 * A report as the file of `content/`, in the layout of `portal fmt`, byte for byte: the browser's twin of generator/layout/,
 * for what the form can hold. Pure. What makes the layout (order of keys, characters to quote, widths) comes from the program.
 */

/**
 * @typedef {import("./promises.js").Table & { rows: import("./promises.js").Row[] }} Table
 * @typedef {{ order: string[], contact: string[], patterns: Record<string, string>, wide: number[], schema: string }} Layout
 * @typedef {{ value: string | null, printed?: string }} Cell  printed: what stands there instead of a number, such as “/”
 * @typedef {{ keys: Record<string, string>, contact: Record<string, string>, sections: Record<string, string>,
 *   tables: Record<string, Record<string, Cell[]>> }} Report
 */

const LINE = 120;
const ESCAPES = /** @type {Record<string, string>} */ ({ "\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r" });

/** @param {Layout} layout @param {Record<string, Table>} forms the tables of the edition @param {Report} report */
export function written(layout, forms, report) {
  const writer = new Writer(layout);
  return [`# yaml-language-server: $schema=${layout.schema}`, ...layout.order.flatMap((key) => {
    if (key === "contact") return writer.contact(report.contact);
    if (key === "sections") return ["sections:", ...Object.entries(report.sections).flatMap(([name, text]) => writer.section(name, text))];
    if (key === "tables") {
      return ["tables:", ...Object.keys(forms).filter((name) => report.tables[name])
        .flatMap((name) => [`  ${name}:`, ...writer.table(forms[name], report.tables[name])])];
    }
    return report.keys[key] ? [`${key}: ${writer.word(key, report.keys[key])}`] : [];
  })].join("\n") + "\n";
}

/** Prose as it is kept: no control characters, no white space at the ends of lines, no empty lines first or last. @param {string} text */
export function tidied(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\p{Cs}/gu, "");
  return lines.split("\n").map((line) => line.replace(/^[\s　]+|[\s　]+$/g, "")).join("\n").replace(/^\n+|\n+$/g, "").replace(/\n{3,}/g, "\n\n");
}

class Writer {
  /** @param {Layout} layout */
  constructor(layout) {
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

  /** @param {string} key @param {string} text tidied */
  section(key, text) {
    return [`  ${key}: |`, ...(text ? text.split("\n").map((line) => line && `    ${line}`) : [])];
  }

  /** @param {Cell} cell */
  cell({ value, printed }) {
    return value ?? (printed ? `{value: ~, printed: ${this.text(printed, true)}}` : "~");
  }

  /** The rows in the form's order, cells in columns, the form's own words as comments. @param {Table} form @param {Record<string, Cell[]>} filled */
  table(form, filled) {
    const rows = form.rows.filter((row) => filled[row.key]);
    const name = Math.max(...rows.map(({ key }) => key.length)) + 2;
    const told = new Set();
    /** @type {import("./promises.js").Row[][]} */
    const groups = [];
    const kind = (/** @type {import("./promises.js").Row} */ row) => `${row.block} ${row.columns.map(({ key }) => key)}`;
    for (const row of rows) {
      const last = groups.at(-1);
      if (last && kind(last[0]) === kind(row)) last.push(row); else groups.push([row]);
    }
    return groups.flatMap((group) => {
      const columns = form.any_rows ? [] : group[0].columns;
      const cells = group.map((row) => (row.columns.length > 1 ? filled[row.key].map((cell) => this.cell(cell)) : []));
      const wide = columns.map(({ label }, n) => Math.max(this.width(label), ...cells.filter((row) => row[n] && !row[n].startsWith("{")).map((row) => this.width(row[n]))));
      const texts = group.map((row, n) => `${row.key}:`.padEnd(name) + (cells[n].length
        ? `[${cells[n].map((text, c) => " ".repeat(Math.max(0, wide[c] - this.width(text))) + text).join(", ")}]` : this.cell(filled[row.key][0])));
      const full = Math.max(0, ...texts.filter((_, n) => !cells[n].some((text) => text.includes("{"))).map((text) => this.width(text)));
      return group.flatMap((row, n) => {
        const above = this.above(form, row).filter(({ key }) => !told.has(key));
        above.forEach(({ key }) => told.add(key));
        return [
          ...above.map(({ short_label }) => `    # ${short_label}`),
          ...(n === 0 && columns.length ? [`    ${this.head(row, wide, name)}`] : []),
          `    ${texts[n]}${" ".repeat(Math.max(0, full - this.width(texts[n])))}  # ${row.beside}`,
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
