// @ts-check
/** A file chosen or dropped: read on the device by code that is loaded only then, and what came of it in words. */

import { BASE } from "./search-text.js";
import { $ } from "./submit-fields.js";

/**
 * @typedef {import("./submit-import.js").Draft} Draft
 * @typedef {(draft: Draft) => Promise<{ wrong: string[], left: string[], go: (field: string) => void }>} Put
 *   into the form; wrong: why it may be another report; left: what cannot be put there; go: to a field
 */

/** @type {Promise<[typeof import("./submit-import.js"), import("./submit-import.js").Known]> | null} */
let loaded = null;

async function known() {
  const answer = await fetch(new URL("submit/import.json", BASE));
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/** @param {File} file @param {string} edition @param {Put} put @param {() => Promise<void>} undo */
async function take(file, edition, put, undo) {
  const place = $("#submit-imported");
  place.replaceChildren(said("p", `正在读取“${file.name}”……`));
  try {
    const [{ imported, Refused }, data] = await (loaded ??= Promise.all([import("./submit-import.js"), known()]));
    try {
      const draft = await imported(file, data, edition), { wrong, left, go } = await put(draft);
      const back = said("button", "撤销填入");
      Object.assign(back, { type: "button", onclick: () => { undo(); place.replaceChildren(said("p", "已撤销，恢复到填入以前。")); } });
      place.replaceChildren(said("p", `“${file.name}”已读取，数字和文字已经填入下面，请逐项核对。`),
        ...wrong.map((line) => said("b", line)), ...list("已填入", draft.placed), ...list("未填入", [...left, ...draft.left], draft.at, go), ...list("存疑，请对照原件核对", draft.doubts, draft.at, go), back);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      place.replaceChildren(said("p", `没有填入：${error.message}。`));
    }
  } catch { loaded = null; place.replaceChildren(said("p", "读取文件的程序没有取到，请检查网络后再选一次。")); }
}

/** @param {string} tag @param {string} text */
function said(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

/** @param {string} title @param {string[]} lines @param {Draft["at"]} [at] @param {(field: string) => void} [go] */
function list(title, lines, at = {}, go = () => {}) {
  const all = document.createElement("ul");
  all.append(...lines.map((line) => {
    const item = said("li", at[line] ? "" : line);
    if (at[line]) item.append(Object.assign(said("button", line), { type: "button", className: "plain-button", onclick: () => go(at[line]) }));
    return item;
  }));
  return [said("h3", `${title}：${lines.length ? `${lines.length} 项` : "无"}`), ...(lines.length ? [all] : [])];
}

/** @param {string} edition @param {Put} put @param {() => Promise<void>} undo */
export function listenForFile(edition, put, undo) {
  const field = $("#submit-import"), zone = field.closest(".submit-drop");
  field.onchange = async () => {
    const [file] = field.files;
    if (file) await take(file, edition, put, undo);
    field.value = "";          // the same file may be chosen again
  };
  field.onkeydown = (/** @type {KeyboardEvent} */ event) => {          // not every browser opens it by Enter
    if (event.key !== "Enter") return;
    event.preventDefault();
    field.click();
  };
  for (const kind of /** @type {const} */ (["dragover", "dragleave", "drop"])) {
    document.addEventListener(kind, (event) => {          // wherever it falls, the page is not left for the file
      if (!zone.offsetParent || !event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      zone.classList.toggle("over", kind === "dragover");
      const [file] = kind === "drop" ? event.dataTransfer.files : [];
      if (file) take(file, edition, put, undo);
    });
  }
}
