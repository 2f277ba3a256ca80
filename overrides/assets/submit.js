// @ts-check
/** The form in which an agency fills or corrects its report: choice, judgement as one types, the file at the end. Nothing is sent anywhere. */

import { BASE } from "./search-text.js";
import { agency, continued, fileOf, listen, nameIn, report } from "./submit-agency.js";
import { changes, corrected } from "./submit-correct.js";
import { draft, forget, keep } from "./submit-draft.js";
import { Tables } from "./submit-editions.js";
import { $, $$, Fields, form } from "./submit-fields.js";
import { listenForFile } from "./submit-file.js";
import { listed, members } from "./submit-members.js";
import { found, show } from "./submit-findings.js";
import { state, untouched } from "./submit-published.js";
import { narrow } from "./submit-paste.js";
import { copy, offer, save, withhold } from "./submit-result.js";
import { tidied, written } from "./submit-yaml.js";

const id = /** @type {string} */ (form.dataset.edition);
/** @type {import("./promises.js").Forms & { personal: any, layout: import("./submit-yaml.js").Layout, repository: string | null, aggregating: string[] }} */
const forms = await (await fetch(new URL(`submit/${id}.json`, BASE))).json();
const edition = { ...forms.editions[id], tables: { ...forms.editions[id].tables } };
const fields = new Fields(edition);
const tables = new Tables(forms, id, edition, fields);

/** @type {import("./submit-agency.js").Agency | null} */
let own = null;
/** @type {import("./submit-agency.js").Past | null} the report of the year before */
let past = null;
/** @type {{ record: import("./submit-agency.js").Past, text: string, was: import("./submit-correct.js").State } | null} the report that is corrected */
let published = null;
/** @type {import("./submit-members.js").Members | null} the reports it adds up, once they are asked for */
let counted = null;
/** @type {Record<string, string>} the fields as they were found */
let start = {};

const year = () => Number($("#submit-year").value);
const kind = () => /** @type {string} */ ($("#submit-kind").value);
const named = (/** @type {number} */ of) => `${own?.id}/${of}${kind() && `-${kind()}`}`;
const document_ = () => named(year());
const path = () => `content/regions/${document_()}.yml`;
const scope = () => published?.record.scope ?? (kind() === "aggregate" || forms.aggregating.includes(own?.kind ?? "") ? "aggregate" : "own");

/** The whole report as the file holds it. */
function filled() {
  const keys = Object.fromEntries($$("[data-key]").map((field) => [field.dataset.key, field.value.trim()]));
  const contact = Object.fromEntries(Object.entries((published ? published.record.contact : past?.contact ?? own?.contact) ?? {}).filter(([, text]) => text));
  const typed = (/** @type {string} */ id, before = "") => (!$(id) || $(id).value === before ? before : tidied($(id).value));
  const notes = Object.fromEntries(edition.sections.map(({ key }) => [key, typed(`#note-${key}`, published?.was.notes[key])]).filter(([key, text]) => text || published?.was.notes[key]));
  const sections = edition.sections.map(({ key, table, required }) => ({ key, needed: required && !table, text: typed(`#text-${key}`, published?.was.sections[key]) }))
    .filter(({ key, needed, text }) => text || notes[key] || (published ? published.record.sections[key] : needed)).map(({ key, text }) => [key, text]);
  const cells = Object.entries(fields.cells()).map(([key, rows]) => {
    const was = published?.was.tables[key], any = edition.tables[key].any_rows;
    const filledIn = Object.entries(rows).filter(([row, cells]) => !any || was?.[row] || cells.some(({ value, printed }) => value !== null || printed));
    const blank = filledIn.every(([, cells]) => cells.every(({ value, printed }) => value === null && !printed));
    return [key, Object.fromEntries(filledIn), (published && !was) || any ? !blank : true];
  }).filter(([, , there]) => there);
  return {
    keys: { ...keys, format: id, scope: scope() }, contact: /** @type {any} */ (contact),
    sections: Object.fromEntries(sections), notes, formats: tables.formats, tables: Object.fromEntries(cells),
  };
}

/** Judges, shows, writes the file. */
function renew() {
  if (!own) return;
  const all = filled();
  const findings = found(forms, edition, all, continued(own, past, scope(), forms), published?.record.accept ?? [], counted);
  show(findings, fields);
  const blank = Object.values(all.tables).flatMap((rows) => Object.values(rows).flat()).filter(({ value }) => value === null).length;
  const errors = findings.filter(({ severity }) => severity === "error").length, others = findings.length - errors;
  const empty = edition.sections.filter(({ key, table, required }) => required && !table && !all.sections[key]).map(({ heading }) => heading);
  const told = [
    findings.length ? `有 ${errors} 处错误、${others} 处提醒，见各表和正文下方` : Object.keys(all.tables).length ? "表格校验通过" : "没有填表格",
    blank ? `还有 ${blank} 格未填` : "", empty.length ? `还没有写：${empty.join("、")}` : "",
  ];
  $("#submit-verdict").textContent = `${told.filter(Boolean).join("；")}。提交后还会自动校验全文。`;
  for (const field of $$("[data-section]")) $(`#count-${field.dataset.section}`).textContent = `${tidied(field.value).replace(/\s/g, "").length} 字`;
  if (published) correct(all); else offer(forms.repository, path(), [written(forms.layout, edition.tables, all), written(forms.layout, edition.tables, all, true)], false);
}

/** What is changed of a published report, told and written down. @param {ReturnType<typeof filled>} all */
function correct(all) {
  if (!published) return;
  const { text, was } = published, reason = $("#correct-reason").value.trim();
  const keys = Object.fromEntries(Object.keys(was.keys).map((key) => [key, all.keys[key]]));
  const changed = changes(edition, was, all);
  $("#correct-found").replaceChildren(...changed.map(({ label, from, to }) => {
    const item = document.createElement("li");
    item.textContent = `已公布的${label}由 ${from ?? "空白"} 改为 ${to ?? "空白"}`;
    return item;
  }));
  $("#correct-none").hidden = changed.length > 0;
  const date = new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);        // the day in Beijing
  try {
    offer(forms.repository, path(), [corrected(forms.layout, edition, text, was, { ...all, keys }, { date, reason })], true);
    if (changed.length && !reason) withhold("改了已公布的数字，请先在“更正”中写明原因。");
  } catch (error) {
    offer(forms.repository, path(), [text], true);
    $("#submit-verdict").textContent = `这份文件的排列不标准（${/** @type {Error} */ (error).message}），不能在这里改：请直接修改原文件，下面仍是已发布的内容。`;
  }
}

/** A new choice of agency or year: what is published of it, a draft of it, or what is known. */
async function begin(/** @type {string} */ chosen) {
  const said = $("#submit-found");
  /** @type {ReturnType<typeof draft>} */
  let kept;
  try {
    own = await agency(chosen);
    if (!own) throw new Error("no such agency");
    const there = own.documents.find((one) => one.id === document_());
    const needed = there?.format ?? $("#submit-year").selectedOptions[0].dataset.edition;
    history.replaceState(null, "", `?${new URLSearchParams({ agency: chosen, year: String(year()), ...(kind() ? { kind: kind() } : {}) })}`);
    if (needed !== id) { location.assign(new URL($(`[data-edition="${needed}"]`).dataset.page + location.search, BASE)); return; }
    past = await report(own, named(year() - 1));
    const record = there ? await report(own, document_()) : null, text = record ? await fileOf(record) : "";
    kept = draft(document_(), text);
    await tables.show(record?.table_formats ?? kept.found?.formats ?? {});
    published = record && { record, text, was: state(record, edition) };
  } catch { said.textContent = "机关的资料没有取到，请检查网络后再试。"; own = published = null; return; }
  const name = nameIn(own, year());
  start = { "head-title": edition.title_pattern.replace("{organ}", name).replace("{year}", String(year())), ...carried() };
  if (published) {
    const { keys, sections, notes } = published.was;
    start = Object.fromEntries(Object.entries({ head: keys, text: sections, note: notes }).flatMap(([kind, all]) => Object.entries(all).map(([key, text]) => [`${kind}-${key}`, text])));
  }
  fields.kept = {};
  start = { ...start, ...fields.of(published?.was.tables ?? {}) };
  const { found: begun, stale } = kept, values = begun?.values;
  fields.kept = { ...fields.kept, ...begun?.kept };
  fields.put(values ?? start);
  start = values ? start : fields.values();
  $("#submit-rest").hidden = false;
  $("#submit-imported").replaceChildren();
  $("#correct").hidden = !published;
  $("#correct-kept").textContent = published ? untouched(published.record, edition) : "";
  counted = null;
  $("#members").hidden = scope() !== "aggregate" || !listed(own, published?.record ?? null).length;
  $("#members-found").textContent = "";
  $("#submit-clear").textContent = published ? "还原" : "清空";
  said.textContent = `${name}，${year()} 年度。${published ? "本站已有这份报告，下面是已发布的内容，改动处会记为更正。" : ""}${
    values ? "已取回这台设备上的草稿。" : stale ? "这台设备上的草稿是照另一个版本写的，没有取回。" : ""}${
    past ? published ? "" : `${year() - 1} 年的结转数已经填入，请核对。` : `本站没有 ${year() - 1} 年的报告，结转数不能核对。`}`;
  renew();
}

/** Last year's carried out as this year's carried in. */
function carried() {
  const last = own && continued(own, past, scope(), forms);
  /** @type {Record<string, string>} */
  const values = {};
  for (const promise of last ? tables.promises.filter((/** @type {any} */ one) => one.kind === "carry_over") : []) {
    const before = last?.tables[promise.table];
    const old = before && forms.editions[before.format]?.tables[promise.table]?.rows.find((/** @type {any} */ row) => row.key === promise.left.row);
    fields.row(promise.table, promise.right.row).columns.forEach(({ key }, n) => {
      const value = old && before.rows[old.key]?.[old.columns.findIndex((/** @type {any} */ column) => column.key === key)];
      if (value) values[`${promise.table}.${promise.right.row}.${n}`] = value;
    });
  }
  return values;
}

/** Something was typed: judged anew, and kept on the device unless it is as it was found. */
function changed() {
  renew();
  const values = fields.values();
  if (JSON.stringify(Object.entries(values).sort()) === JSON.stringify(Object.entries(start).filter(([, text]) => text).sort())) forget(document_());
  else if (!keep(document_(), { of: published?.text ?? "", values, ...(published ? {} : { kept: fields.kept, formats: tables.formats }) })) $("#submit-said").textContent = "这个浏览器不能保存草稿，请及时下载文件。";
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", (event) => { if (fields.all.includes(/** @type {any} */ (event.target))) changed(); });
form.addEventListener("paste", (event) => { if (fields.paste(event)) changed(); });
form.addEventListener("focusin", ({ target }) => {          // clear of the columns that stay in place and of the edge
  /** @type {HTMLElement} */ (target).closest("td[data-row]")?.scrollIntoView({ block: "nearest", inline: "center" });
});
form.addEventListener("keydown", (event) => fields.move(event));
form.addEventListener("click", ({ target }) => {
  const button = /** @type {HTMLElement} */ (target).closest("[data-zero]");
  if (!button) return;
  for (const input of /** @type {any} */ (button.closest("[data-table]")).querySelectorAll("td[data-row] input")) input.value ||= "0";
  changed();
});
for (const choice of ["#submit-year", "#submit-kind"]) $(choice).onchange = () => { if (own) begin(own.id); };
$("#members button").onclick = async () => {
  try {
    if (own) counted = await members(own, year(), published?.record ?? null, forms);
    $("#members-found").textContent = `${counted?.owed} 个机关中有 ${counted?.tables.length} 个已有报告，汇总数随填随核。`;
    renew();
  } catch { $("#members-found").textContent = "各机关的报告没有取全，请检查网络后再试。"; }
};
$("#submit-copy").onclick = copy;
$("#submit-save").onclick = () => save(path().split("/").pop() ?? "");
$("#submit-clear").onclick = () => {
  fields.put(published ? start : {});
  renew();
  forget(document_());
  $("#submit-said").textContent = "这台设备上不再有这份草稿。";
};
/** @type {{ values: Record<string, string>, kept: import("./submit-fields.js").Kept, formats: Record<string, string> } | null} the form before a file was read into it */
let before = null;
listenForFile(id, async (read) => {
  before = { values: fields.values(), kept: { ...fields.kept }, formats: tables.formats };
  const entries = Object.entries(read.tables), other = Object.fromEntries(entries.filter(([, { edition: of }]) => of !== id).map(([key, { edition: of }]) => [key, of]));
  if (!published) await tables.show(other);
  const fits = entries.filter(([key, { edition: of }]) => of === (tables.formats[key] ?? id)), unfit = entries.filter((one) => !fits.includes(one));
  fields.read(read, Object.fromEntries(fits.map(([key, { rows }]) => [key, rows])));
  changed();
  const name = own ? nameIn(own, year()) : "", organ = narrow(name);
  const wrong = [
    ...(read.year && read.year !== year() ? [`文件写的是 ${read.year} 年度，这里选的是 ${year()} 年度：请核对是不是选错了文件或年度`] : []),
    ...(read.organ && !read.organ.includes(organ) && !organ.includes(read.organ) ? [`文件的标题写的是“${read.organ}”，这里选的是“${name}”：请核对`] : []),
  ];
  return { wrong, left: unfit.map(([key, { edition: of }]) => `表“${edition.tables[key].title}”是 ${of} 年版的表式，与已发布的不同，没有填入`), go: (field) => fields.focus(field) };
}, async () => {
  if (!before) return;
  await tables.show(before.formats);
  fields.kept = before.kept;
  fields.put(before.values);
  changed();
});
listen($("#submit-find"), $(".offers"), $("#submit-found"), (chosen, name) => { $("#submit-find").value = name; begin(chosen); });
const asked = new URLSearchParams(location.search), wanted = asked.get("agency");
if ([...$("#submit-year").options].some(({ value }) => value === asked.get("year"))) $("#submit-year").value = asked.get("year");
if (asked.get("kind") === "aggregate") $("#submit-kind").value = "aggregate";
if (wanted && /^[a-z0-9-]+\/[a-z0-9-]+$/.test(wanted)) begin(wanted).then(() => { if (own) $("#submit-find").value = own.name; });
