// @ts-check
/** Tables that follow another edition than their report: fetched when there is one, and put in the place of the form's own. */

import { BASE } from "./search-text.js";
import { $, $$ } from "./submit-fields.js";

/**
 * @typedef {import("./promises.js").Forms} Forms
 * @typedef {{ part: HTMLElement, form: import("./promises.js").Table }} Shown  a table on the page, with its fields
 */

export class Tables {
  /** @param {Forms} forms @param {string} id of the form's edition @param {import("./promises.js").Edition} edition as it is filled in @param {import("./submit-fields.js").Fields} fields */
  constructor(forms, id, edition, fields) {
    this.forms = forms;
    this.id = id;
    this.edition = edition;
    this.fields = fields;
    /** @type {Record<string, string>} table → edition, where it is another */
    this.formats = {};
    /** @type {Map<string, Shown>} */
    this.known = new Map($$("[data-table]").map((part) => [`${id} ${part.dataset.table}`, { part, form: edition.tables[part.dataset.table] }]));
  }

  /** What the editions of the tables promise. */
  get promises() {
    return Object.keys(this.edition.tables).flatMap((key) => this.forms.editions[this.formats[key] ?? this.id].promises.filter(({ table }) => table === key));
  }

  /** Each table in its edition. @param {Record<string, string>} formats */
  async show(formats) {
    const all = Object.keys(this.edition.tables).filter((key) => (formats[key] ?? this.id) !== (this.formats[key] ?? this.id));
    const wanted = await Promise.all(all.map(async (key) => ({ key, ...await this.of(key, formats[key] ?? this.id) })));
    for (const { key, part, form } of wanted) {
      $(`[data-table="${key}"]`).replaceWith(part);
      this.edition.tables[key] = form;
    }
    this.formats = { ...formats };
    this.fields.all = this.fields.gathered();
  }

  /** @param {string} key @param {string} id @returns {Promise<Shown>} */
  async of(key, id) {
    const known = this.known.get(`${id} ${key}`);
    if (known) return known;
    const option = $(`option[data-edition="${id}"]`), asked = [option.dataset.page, `submit/${id}.json`].map((path) => fetch(new URL(path, BASE)));
    const [page, data] = await Promise.all(asked);
    if (!page.ok || !data.ok) throw new Error(String(page.status));
    const part = new DOMParser().parseFromString(await page.text(), "text/html").querySelector(`[data-table="${key}"]`);
    const form = (this.forms.editions[id] = (await data.json()).editions[id]).tables[key];
    if (!part || !form) throw new Error(`no table ${key} in ${id}`);
    const shown = { part: /** @type {HTMLElement} */ (document.adoptNode(part)), form };
    this.fields.into(shown.part, form);
    this.known.set(`${id} ${key}`, shown);
    return shown;
  }
}
