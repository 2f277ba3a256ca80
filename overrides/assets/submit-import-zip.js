// @ts-check
/** The parts of a Word or Excel file, which is a zip of XML: unpacked by the browser itself. */

import { Refused } from "./submit-import-grid.js";

const MOST = 64 * 1024 * 1024;          // of a part, unpacked: a report has a hundredth of it
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/**
 * @typedef {{ xml: (name: string) => Promise<Document | null>, target: (of: string, kind: string) => Promise<string>, related: (of: string) => Promise<Map<string, { kind: string, path: string }>> }} Package
 *   xml: a part, null when there is none; related: what a part refers to, by id; target: the first of a kind, "" for none
 */

/** @param {ArrayBuffer} bytes @param {string} suffix @returns {Package} */
export function opened(bytes, suffix) {
  const parts = directory(new DataView(bytes));
  if (!parts) throw new Refused(`不是完好的 .${suffix} 文件；加了密码的请先去掉密码，.${suffix.slice(0, 3)} 改名而来的请用原软件打开后另存为 .${suffix}`);
  const xml = async (/** @type {string} */ name) => {
    const at = parts.get(name);
    return at ? parsed(await unpacked(bytes, at), name) : null;
  };
  const related = async (/** @type {string} */ of) => {
    const [, folder, file] = of.match(/^(.*?)([^/]*)$/) ?? [];
    const found = await xml(`${folder}_rels/${file}.rels`);
    return new Map([...found?.getElementsByTagName("Relationship") ?? []].map((one) => {
      const target = one.getAttribute("Target") ?? "", path = new URL(target, `file:///${folder}`).pathname.slice(1);
      return [one.getAttribute("Id") ?? "", { kind: (one.getAttribute("Type") ?? "").split("/").pop() ?? "", path: decodeURIComponent(path) }];
    }));
  };
  return { xml, related, target: async (of, kind) => [...(await related(of)).values()].find((one) => one.kind === kind)?.path ?? "" };
}

/** An attribute that names a relation. @param {Element} element */
export const relation = (element) => element.getAttributeNS(OFFICE, "id") ?? "";

/** @typedef {{ method: number, packed: number, size: number, at: number }} Part */

/** Where the parts stand, by name; null when it is no zip. @param {DataView} view @returns {Map<string, Part> | null} */
function directory(view) {
  let end = view.byteLength - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) return null;
  const found = new Map();
  try {
    for (let left = view.getUint16(end + 10, true), at = view.getUint32(end + 16, true); left; left--) {
      if (view.getUint32(at, true) !== 0x02014b50) return null;
      const name = view.getUint16(at + 28, true), number = (/** @type {number} */ n) => view.getUint32(at + n, true);
      found.set(new TextDecoder().decode(new Uint8Array(view.buffer, at + 46, name)), { method: view.getUint16(at + 10, true), packed: number(20), size: number(24), at: number(42) });
      at += 46 + name + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
  } catch { return null; }
  return found;
}

/** @param {ArrayBuffer} bytes @param {Part} part @returns {Promise<string>} */
async function unpacked(bytes, { method, packed, size, at }) {
  if (size > MOST) throw new Refused("文件太大，读不下");
  const view = new DataView(bytes), from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const data = new Blob([new Uint8Array(bytes, from, packed)]);
  const text = method ? data.stream().pipeThrough(new DecompressionStream("deflate-raw")) : data.stream();
  return new Response(text).text();
}

/** @param {string} text @param {string} name */
function parsed(text, name) {
  const made = new DOMParser().parseFromString(text.replace(/^\ufeff/, ""), "application/xml");
  if (made.querySelector("parsererror")) throw new Refused(`文件已损坏（${name} 读不下去）；请用原软件打开后另存一份再试`);
  return made;
}
