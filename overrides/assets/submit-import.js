// @ts-check
/**
 * A report in a Word or Excel file → what of it the form can hold, with the lists of what was placed, left out and is doubtful, in the words
 * of `portal import` (generator/importers/_compose.py). Read on the device; what cannot be read is left blank and told, nothing is guessed.
 */

import { Refused } from "./submit-import-grid.js";
import { bare, unnumbered } from "./submit-import-labels.js";
import { find, isGrid, isPlaced, isText, values } from "./submit-import-tables.js";
import { day, heading, isDay, markdown, tight, titleAt, yearIn } from "./submit-import-words.js";

export { Refused };

/**
 * @typedef {import("./submit-import-tables.js").Found} Found
 * @typedef {import("./submit-import-tables.js").Placed} Placed
 * @typedef {{ editions: import("./submit-import-tables.js").Editions, ours: import("./submit-import-xlsx.js").Ours & { keys: Record<string, string> } }} Known
 * @typedef {{ title: string, organ: string, year: number, keys: Record<string, string>, tables: Record<string, { edition: string, rows: import("./submit-fields.js").Cells[string] }>,
 *   sections: Record<string, string>, notes: Record<string, string>, placed: string[], left: string[], doubts: string[], at: Record<string, string> }} Draft
 *   at: of a line of left or doubts that tells of one cell, its field; year: 0 = it is not known; keys: of the head; notes: what stands after the table of a section
 */

const READERS = /** @type {Record<string, (bytes: ArrayBuffer, ours: Known["ours"]) => Promise<import("./submit-import-grid.js").Original>>} */ ({
  docx: async (bytes) => (await import("./submit-import-docx.js")).read(bytes),
  xlsx: async (bytes, ours) => (await import("./submit-import-xlsx.js")).read(bytes, ours),
});
const REMEDIES = /** @type {Record<string, string>} */ ({
  pdf: "请找到它的 Word 原件；没有原件的，在 PDF 里选中表格复制，到下面的表中粘贴", ofd: "请找到它的 Word 原件", doc: "请用 Word 或 WPS 打开，另存为 .docx 再选",
  wps: "请用 WPS 打开，另存为 .docx 再选", rtf: "请用 Word 或 WPS 打开，另存为 .docx 再选", xls: "请用 Excel 或 WPS 打开，另存为 .xlsx 再选", et: "请用 WPS 打开，另存为 .xlsx 再选",
  docm: "请用 Word 打开，另存为 .docx 再选", xlsm: "请用 Excel 打开，另存为 .xlsx 再选", html: "请在浏览器里打开它，全选、复制，到下面的表中粘贴", htm: "请在浏览器里打开它，全选、复制，到下面的表中粘贴",
});
const PICTURES = ["jpg", "jpeg", "png", "tif", "tiff", "bmp", "gif", "webp"];
const END = /^(?:【?(?:打印|关闭|分享|收藏|返回|纠错|扫一扫|上一[篇条]|下一[篇条]|相关(?:链接|文章|附件)|版权所有|主办单位|承办单位|网站标识码|附件下载)|.*ICP备|.*公网安备)/;

/** @param {File} file @param {Known} known @param {string} edition of the form that is filled in @returns {Promise<Draft>} */
export async function imported(file, known, edition) {
  const suffix = file.name.split(".").pop()?.toLowerCase() ?? "", reader = READERS[suffix];
  if (PICTURES.includes(suffix)) throw new Refused("图片里的数字不能读取：请找到 Word 或 Excel 原件，或在下面直接填写");
  if (!reader) throw new Refused(`不能读取 .${suffix} 文件：${REMEDIES[suffix] ?? "可以读取 .docx 和 .xlsx，也可以在原文里复制表格，到下面粘贴"}`);
  const bytes = await file.arrayBuffer();
  try {
    return draft(await reader(bytes, known.ours), known, edition);
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(`文件已损坏或写法特殊，读不下去（${/** @type {Error} */ (error).message}）；请用原软件打开后另存一份再试`);
  }
}

/** @param {import("./submit-import-grid.js").Original} original @param {Known} known @param {string} id @returns {Draft} */
function draft({ blocks, notes, cover }, { editions, ours }, id) {
  const found = find(editions, blocks), tables = found.filter(isPlaced), pictures = found.flatMap((block) => ("picture" in block ? [block.picture] : []));
  if (!tables.length && pictures.length) throw new Refused(`法定表格是图片（${pictures[0]}），不能读取数字：请用有文字的 Word、Excel，或在下面直接填写`);
  const lines = found.map((block) => (isText(block) ? block.text : "")), { first, last, title } = titleAt(lines);
  const stated = Number(cover?.get(ours.place)?.match(/\/([0-9]{4})(?:-[a-z]+)?$/)?.[1] ?? 0);
  /** @type {Draft} */
  const out = {
    title, organ: bare(title.split(/20[0-9]{2}年|二[〇○零0Oo]/)[0]), year: stated || yearIn(title, lines), keys: {}, tables: {}, sections: {}, notes: {},
    placed: [], left: [...notes, ...(title ? [] : ["没有找到标题（含年份和“报告”的一行）"])], doubts: [], at: {},
  };
  let body = found.slice(last + 1);
  if (cover) fromCover(out, cover, ours.keys); else body = ending(out, body);
  fill(out, body, editions, id);
  const skipped = found.slice(0, first).filter(isText).map(({ text }) => tight(text)).filter((text) => text.length > 30);
  if (skipped.length) out.left.push(`标题之前的文字：“${skipped[0].slice(0, 20)}…”等 ${skipped.length} 段`);
  for (const [key, form] of Object.entries(editions[id].tables)) {
    if (!out.tables[key] && !form.any_rows) out.left.push(`没有找到表“${form.title}”${pictures.length ? `；${pictures[0]}有图片，图片里的表不能读取` : ""}`);
  }
  out.left.push(...pictures.map((place) => `${place}：图片未读`));
  if (!tables.length && !Object.keys(out.sections).length) throw new Refused("没有认出法定表格，也没有认出各部分的标题：请核对选的是不是年度报告，或在原文里复制表格，到下面粘贴");
  return out;
}

/** What the cover of a workbook states. @param {Draft} out @param {Map<string, string>} cover @param {Record<string, string>} keys */
function fromCover(out, cover, keys) {
  for (const [key, label] of Object.entries(keys)) {
    const said = cover.get(label) ?? "", date = key === "published" || key === "signed", value = date ? day(said) : said;
    if (value) out.keys[key] = value;
    else if (said) out.left.push(`封面“${label}”：“${said}”没有认出，未放入`);
  }
  if (Object.keys(out.keys).length) out.placed.push(`封面：${Object.keys(out.keys).map((key) => keys[key]).join("、")}`);
}

/** The body without what a web page adds after it, which is told, and without the date under the text, which is taken. @param {Draft} out @param {Found[]} body @returns {Found[]} */
function ending(out, body) {
  const end = body.findIndex((block, n) => n > 3 && isText(block) && END.test(tight(block.text)) && !body.slice(n).some(isPlaced));
  const cut = (end < 0 ? [] : body.slice(end)).filter(isText).map(({ text }) => tight(text).slice(0, 20)), kept = end < 0 ? body : body.slice(0, end);
  if (cut.length) out.left.push(`末尾“${cut[0]}”起 ${cut.length} 段，是网页附加的内容`);
  for (let n = kept.length - 1; n >= Math.max(kept.length - 4, 0); n--) {
    const block = kept[n], text = isText(block) ? tight(block.text) : "";
    if (!isDay(text)) continue;
    const signed = day(text);
    if (signed) out.keys.signed = signed;
    return kept.filter((one) => one !== block);
  }
  return kept;
}

/** @typedef {{ key: string, heading: string, text: string[], note: string[] }} Section */

/** Sections and tables, in printed order. @param {Draft} out @param {Found[]} body @param {Known["editions"]} editions @param {string} id */
function fill(out, body, editions, id) {
  const form = editions[id];
  /** @type {Section[]} */
  const sections = [];
  /** @type {string[]} */
  const opening = [];
  let after = false;
  for (const block of body) {
    const here = sections.at(-1);
    if (isPlaced(block)) {
      table(out, block, block.editions.includes(id) ? id : block.editions[0]);
      after = true;
    } else if (isGrid(block)) {
      const name = caption(here ? (after ? here.note : here.text) : opening);
      out.left.push(`${block.places[0]}：${name ? `“${name}”` : "这张表"}不是法定表格，本页没有填它的地方`);
    } else if (isText(block) && bare(block.text)) {
      const said = block.inside ? null : heading(block.text, form.sections, sections.map(({ key }) => key));
      if (said && (said.key || sections.length)) {
        sections.push({ key: said.key || `section_${sections.length + 1}`, heading: said.heading, text: said.rest ? [said.rest] : [], note: [] });
        after = false;
      } else (here ? (after ? here.note : here.text) : opening).push(block.text);
    }
  }
  if (opening.length && sections.length) {
    sections[0].text.unshift(...opening);
    out.doubts.push(`“${sections[0].heading}”之前有 ${opening.length} 段文字，放在这一部分的开头`);
  } else if (opening.length) out.left.push(`没有认出各部分的标题，${opening.length} 段文字未放入`);
  for (const section of sections) words(out, section, form);
  const said = sections.filter(({ key }) => form.sections.some((one) => one.key === key));
  const count = [...Object.values(out.sections), ...Object.values(out.notes)].join("").replace(/\s/g, "").length;
  if (said.length) out.placed.push(`正文：${said.length} 个部分，${count} 字（${said.map((one) => one.heading).join("；")}）`);
}

/** @param {Draft} out @param {Placed} block @param {string} edition */
function table(out, block, edition) {
  const found = values(block, edition), { form, grid, rest } = block.matches[edition];
  out.tables[block.table] = { edition, rows: found.rows };
  out.left.push(...found.left);
  out.doubts.push(...found.doubts);
  Object.assign(out.at, found.at);
  out.placed.push(`表“${form.title}”（${edition} 版，${block.place}）：${found.read} 格，其中空白 ${found.blank} 格`);
  const labels = rest.map((n) => grid.cells.find(({ row, text }) => row === n && bare(text))?.text ?? "").map(tight);
  if (rest.length) out.left.push(`${block.place}：表“${form.title}”有格式以外的行 ${rest.length} 行（${labels.join("、")}），本页没有填它的地方`);
}

/** A section's prose goes to its fields; one that the form does not have is told. @param {Draft} out @param {Section} section @param {import("./submit-import-tables.js").Edition} form */
function words(out, { key, heading: head, text, note }, form) {
  const known = form.sections.find((one) => one.key === key);
  if (!known) { out.left.push(`“${head}”不在表式里，本页没有填它的地方`); return; }
  const [said, after] = [markdown(text), markdown(note)];
  if (said || !known.table) out.sections[key] = said;
  if (after) out.notes[key] = after;
  const own = (/** @type {string} */ name) => unnumbered(bare(name));
  if (![known.heading, known.aliases[0]].map(own).includes(own(head))) out.doubts.push(`标题印作“${head}”，表式是“${known.heading}”，按表式的写`);
}

/** The last paragraph, taken away, when it is the name of the table that follows. @param {string[]} lines */
function caption(lines) {
  const last = tight(lines.at(-1) ?? "");
  if (last.length > 40 || !/表[0-9一二三四五六七八九十]?$|^附?表/.test(last)) return "";
  lines.pop();
  return last;
}
