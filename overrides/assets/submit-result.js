// @ts-check
/** The file: shown, copied, downloaded, taken to the repository host. */

import { $ } from "./submit-fields.js";
import { place } from "./submit-host.js";

/**
 * @param {string | null} repository @param {string} path @param {string[]} contents the file, and shorter forms of the same
 * @param {boolean} exists it is published and is corrected
 */
export function offer(repository, path, contents, exists) {
  $("#submit-file").value = contents[0];
  $("#submit-path").textContent = path;
  $("#submit-way").hidden = $("#submit-open").hidden = !repository;
  if (!repository) return;
  const { url, held, named } = place(repository, path, contents, exists);
  $("#submit-open").href = url;
  $("#submit-open").textContent = held >= 0 ? "到代码仓库提交" : exists ? "复制全文，打开原文件修改" : "复制全文，到代码仓库新建文件";
  $("#submit-open").onclick = held >= 0 ? null : () => { copy(); };
  $("#submit-way").textContent = held === 0 ? "路径和内容已经填好，在打开的页面上确认即可。"
    : held > 0 ? "路径和内容已经填好。网址长度有限，内容省去了行名等注释和对齐，数字和文字完全相同。"
    : exists ? "在打开的页面上全选原来的内容，粘贴覆盖，再提交。"
    : named ? "全文太长，网址放不下：点按钮时已经复制，路径已经填好，在打开的页面上粘贴即可。" : "点按钮时全文已经复制：在打开的页面上填上面的路径作文件名，再粘贴。";
}

/** No way to the host until something is done. @param {string} why */
export function withhold(why) {
  $("#submit-open").hidden = true;
  $("#submit-way").hidden = false;
  $("#submit-way").textContent = why;
}

export async function copy() {
  try {
    await navigator.clipboard.writeText($("#submit-file").value);
    $("#submit-said").textContent = "已复制全文。";
  } catch {
    $("#submit-file").select();
    $("#submit-said").textContent = "浏览器不让网页复制，内容已选中，请按 Ctrl+C。";
  }
}

/** @param {string} name */
export function save(name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([$("#submit-file").value], { type: "application/yaml" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
