// @ts-check
/**
 * The arithmetic a form promises, judged in the browser: the twin of `portal check`, over the same forms in the same words
 * (`submit/<edition>.json`, made from the program's own). Pure. A comparison with a blank in it is not made.
 */

import { added, compare, exact, shown } from "./promises-exact.js";

/**
 * @typedef {{ key: string, label: string, type: string, unit: string | null }} Column
 * @typedef {{ key: string, label: string, short_label: string, parent: string | null, block: string | null, columns: Column[], path: string[], unit: string | null, beside: string }} Row
 * @typedef {{ key: string, title: string, section: string, any_rows: boolean, rows: Row[] }} Table
 * @typedef {{ kind: string, table: string, severity: string, for_each?: string, block?: string, target?: string, terms?: string[],
 *   lesser?: string, greater?: string, greater_terms?: string[], left?: any, right?: any }} Promise_
 * @typedef {{ title_pattern: string, sections: Section[], tables: Record<string, Table>, promises: Promise_[] }} Edition
 * @typedef {{ key: string, heading: string, table: string | null, required: boolean, aliases: string[] }} Section
 * @typedef {{ editions: Record<string, Edition>, words: Record<string, string> }} Forms
 * @typedef {{ format: string, rows: Record<string, (string | null)[]>, units?: Record<string, (string | null)[]> }} Filled
 *   plain decimals by row, in the order of the columns; null: blank, or nothing can be said of it; units where cells have their own
 * @typedef {Record<string, Filled>} Tables
 * @typedef {{ rule: string, at: string, severity: string, expected: string, found: string, message: string }} Finding
 * @typedef {import("./promises-exact.js").Exact} Exact
 * @typedef {{ row: Row, column: Column }} Cell
 */

/** A sentence with its places filled in. @param {Forms} forms @param {string} sentence @param {Record<string, string | number>} filled */
export function said(forms, sentence, filled) {
  return forms.words[sentence].replace(/\{(\w+)\}/g, (_, name) => String(filled[name]));
}

/**
 * What of a report's tables does not keep the promises of their forms.
 * @param {Forms} forms @param {Tables} tables
 * @param {{ year: number, tables: Tables } | null} last the report of the year before, when its numbers continue in this one
 * @returns {Finding[]}
 */
export function judged(forms, tables, last = null) {
  return Object.entries(tables).flatMap(([key, filled]) => {
    const edition = forms.editions[filled.format];
    const all = edition.promises.filter((one) => one.table === key);
    const judge = new Judge(forms, edition.tables[key], filled);
    const sums = all.filter(({ kind }) => kind === "sum");
    return [...judge.sums(sums), ...all.flatMap((one) => {
      if (one.kind === "balance") return judge.balance(one);
      if (one.kind === "at_most") return judge.atMost(one);
      if (one.kind === "at_least") return judge.atLeast(one);
      if (one.kind === "equal") return judge.equal(one);
      return one.kind === "carry_over" && last ? judge.carryOver(one, last) : [];
    })];
  });
}

/** The promises of one table. */
class Judge {
  /** @param {Forms} forms @param {Table} form @param {Filled} filled */
  constructor(forms, form, filled) {
    this.forms = forms;
    this.form = form;
    this.filled = filled;
    this.rows = new Map(form.rows.map((row) => [row.key, row]));
  }

  /** @param {string} key */
  row(key) {
    return /** @type {Row} */ (this.rows.get(key));
  }

  /** @param {string} sentence @param {Record<string, string | number>} filled */
  said(sentence, filled) {
    return said(this.forms, sentence, filled);
  }

  /** The row's numbers in column order; none at all when the row is not there. @param {string} key */
  numbers(key) {
    return (this.filled.rows[key] ?? []).map(exact);
  }

  /** @param {Cell} cell */
  number({ row, column }) {
    return this.numbers(row.key)[row.columns.indexOf(column)] ?? null;
  }

  /** @param {Row} row @param {Column} column */
  name(row, column) {
    return this.said("cell", { row: row.short_label, column: row.columns.length > 1 ? column.label : "" });
  }

  /** @param {string} rule @param {Row} row @param {Column} column @param {string} severity @param {string} expected @param {string} found @param {string} message */
  finding(rule, row, column, severity, expected, found, message) {
    return { rule, at: `tables.${this.form.key}.${row.key}${this.form.any_rows ? "" : `.${column.key}`}`, severity, expected, found, message };
  }

  /** A cell wrong both ways in the same manner is told once. @param {Promise_[]} promises */
  sums(promises) {
    /** @type {Map<string, { row: Row, column: Column, severity: string, expected: string, found: string, of: string[] }>} */
    const wrong = new Map();
    for (const promise of promises) {
      const terms = promise.terms ?? [];
      const across = promise.for_each === "row" || promise.for_each === "data_group";
      const items = () => this.said("items", { row: this.row(terms[0]).short_label, count: terms.length });
      const of = this.form.any_rows ? items() : this.forms.words[across ? "columns" : "rows"];
      for (const { row, column, expected, found } of across ? this.across(promise) : this.down(promise)) {
        const one = { row, column, severity: promise.severity, expected: shown(expected), found: shown(found) };
        const key = JSON.stringify([row.key, column.key, one.severity, one.expected, one.found]);
        wrong.set(key, { ...one, of: [...(wrong.get(key)?.of ?? []), of] });
      }
    }
    return [...wrong.values()].map(({ row, column, severity, expected, found, of }) =>
      this.finding("sum", row, column, severity, expected, found,
        this.said("sum", { cell: this.name(row, column), expected, of: of.join("、"), found })));
  }

  /** @param {Promise_} promise */
  *down({ target = "", terms = [] }) {
    const row = this.row(target);
    const rows = terms.map((key) => this.numbers(key));
    if (rows.some((cells) => !cells.length)) return;
    const totals = this.numbers(target);
    for (const [n, column] of row.columns.entries()) {
      const expected = added(rows.map((cells) => cells[n]));
      const found = totals[n] ?? null;
      if (found && expected && compare(found, expected)) yield { row, column, expected, found };
    }
  }

  /** @param {Promise_} promise */
  *across({ target = "", terms = [] }) {
    for (const key of Object.keys(this.filled.rows)) {
      const row = this.row(key);
      const cells = this.numbers(key);
      const place = (/** @type {string} */ name) => row.columns.findIndex((column) => column.key === name);
      const expected = added(terms.map((term) => cells[place(term)]));
      const found = cells[place(target)] ?? null;
      if (found && expected && compare(found, expected)) yield { row, column: row.columns[place(target)], expected, found };
    }
  }

  /** @param {Promise_} promise */
  balance({ left, right, severity }) {
    const quoted = (/** @type {string[]} */ keys) => keys.map((key) => this.said("cell", { row: this.row(key).short_label, column: "" })).join("、");
    const coming = left.map((/** @type {string} */ key) => this.numbers(key));
    const going = right.map((/** @type {string} */ key) => this.numbers(key));
    const row = this.row(right[0]);
    return row.columns.flatMap((column, n) => {
      const terms = going.map((/** @type {(Exact | null)[]} */ cells) => cells[n] ?? null);
      const came = added(coming.map((/** @type {(Exact | null)[]} */ cells) => cells[n] ?? null));
      const went = added(terms);
      if (!came || !went || !compare(came, went)) return [];
      const others = /** @type {Exact} */ (added(terms.slice(1)));
      const rest = /** @type {Exact} */ (added([came, { ...others, digits: -others.digits }]));
      const expected = rest.digits >= 0n ? shown(rest) : "";
      const found = shown(/** @type {Exact} */ (terms[0]));
      const filled = { cell: this.name(row, column), expected, found, left: quoted(left), came: shown(came), right: quoted(right), went: shown(went) };
      return [this.finding("balance", row, column, severity, expected, found, this.said(expected ? "balance" : "balance_only", filled))];
    });
  }

  /** The cells a promise compares: rows of one number, or, with a block, columns of each of its rows. @param {Promise_} promise @param {string} one @param {string} two @returns {[Cell, Cell][]} */
  pairs(promise, one, two) {
    const first = (/** @type {string} */ key) => ({ row: this.row(key), column: this.row(key).columns[0] });
    if (!promise.block) return [[first(one), first(two)]];
    const column = (/** @type {Row} */ row, /** @type {string} */ key) => /** @type {Column} */ (row.columns.find((c) => c.key === key));
    return this.form.rows.filter((row) => row.block === promise.block && row.columns.length)
      .map((row) => [{ row, column: column(row, one) }, { row, column: column(row, two) }]);
  }

  /** @param {Promise_} promise */
  atMost(promise) {
    return this.pairs(promise, promise.lesser ?? "", promise.greater ?? "").flatMap(([lesser, greater]) => {
      const part = this.number(lesser);
      const limit = this.number(greater);
      if (!part || !limit || compare(part, limit) <= 0) return [];
      const whole = lesser.row === greater.row ? greater.column.label : this.name(greater.row, greater.column);
      const filled = { cell: this.name(lesser.row, lesser.column), whole, limit: shown(limit), found: shown(part) };
      return [this.finding("at_most", lesser.row, lesser.column, promise.severity, `≤ ${shown(limit)}`, shown(part), this.said("at_most", filled))];
    });
  }

  /** @param {Promise_} promise */
  atLeast({ lesser = "", greater_terms = [], severity }) {
    const row = this.row(lesser);
    const limit = added(greater_terms.map((key) => this.numbers(key)[0] ?? null));
    const found = this.numbers(lesser)[0] ?? null;
    if (!limit || !found || compare(found, limit) <= 0) return [];
    const of = this.said("items", { row: this.row(greater_terms[0]).short_label, count: greater_terms.length });
    const filled = { cell: this.name(row, row.columns[0]), of, limit: shown(limit), found: shown(found) };
    return [this.finding("at_least", row, row.columns[0], severity, `≤ ${shown(limit)}`, shown(found), this.said("at_least", filled))];
  }

  /** @param {Promise_} promise */
  equal(promise) {
    return this.pairs(promise, promise.left, promise.right).flatMap(([left, right]) => {
      const must = this.number(left);
      const is = this.number(right);
      if (!must || !is || !compare(must, is)) return [];
      const filled = { cell: this.name(right.row, right.column), other: this.name(left.row, left.column), expected: shown(must), found: shown(is) };
      return [this.finding("equal", right.row, right.column, promise.severity, shown(must), shown(is), this.said("equal", filled))];
    });
  }

  /** @param {Promise_} promise @param {{ year: number, tables: Tables }} last */
  carryOver(promise, last) {
    const before = last.tables[this.form.key];
    const old = before && this.forms.editions[before.format].tables[this.form.key].rows.find((row) => row.key === promise.left.row);
    if (!old) return [];
    const row = this.row(promise.right.row);
    const cells = this.numbers(row.key);
    return row.columns.flatMap((column, n) => {
      const must = exact(before.rows[old.key]?.[old.columns.findIndex((c) => c.key === column.key)]);
      const is = cells[n] ?? null;
      if (!must || !is || !compare(must, is)) return [];
      const filled = { cell: this.name(row, column), expected: shown(must), year: last.year, row: old.short_label, found: shown(is) };
      return [this.finding("carry_over", row, column, promise.severity, shown(must), shown(is), this.said("carry_over", filled))];
    });
  }
}
