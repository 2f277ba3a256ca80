// @ts-check
/** A file in the layout of `portal fmt`, cut into the lines of its keys, so that what is not touched stays as it is. Pure. */

/** @typedef {{ key: string, above: string[], lines: string[] }} Part  a key's lines, and the comments above them */

/** The file is not laid out so that it can be changed here; the message says what is in the way. */
export class NotKept extends Error {}

/** Lines as the parts of the keys at an indent; what stands before the first key is a part without one. @param {string[]} lines @param {number} indent @returns {Part[]} */
export function cut(lines, indent) {
  const pad = " ".repeat(indent), begins = new RegExp(`^${pad}([A-Za-z0-9_-]+):(?: |$)`);
  /** @type {Part[]} */
  const parts = [];
  /** @type {string[]} */
  let waiting = [];
  for (const line of lines) {
    const key = line.match(begins)?.[1];
    if (key !== undefined) {
      parts.push({ key, above: waiting, lines: [line] });
      waiting = [];
    } else if (line.startsWith(`${pad}#`) || (!line && waiting.length)) waiting.push(line);
    else if (line && !line.startsWith(`${pad} `)) throw new NotKept("有不是标准排列的行");
    else if (parts.length) parts[parts.length - 1].lines.push(...waiting.splice(0), line);
    else waiting.push(line);
  }
  if (waiting.length) parts.push({ key: "", above: waiting, lines: [] });
  return parts;
}

/** @param {Part[]} parts */
export const joined = (parts) => parts.flatMap(({ above, lines }) => [...above, ...lines]);

/** The part of a key; made, where its order wants it, when there is none. @param {Part[]} parts @param {string} key @param {(key: string) => number} rank @param {string} [pad] */
export function at(parts, key, rank, pad = "") {
  const known = parts.find((part) => part.key === key);
  if (known) return known;
  const part = { key, above: [], lines: [`${pad}${key}:`] };
  const after = parts.findIndex((one) => !one.key || rank(one.key) > rank(key));
  parts.splice(after < 0 ? parts.length : after, 0, part);
  return part;
}

/** What stands below the line of a key, which holds no more than the key. @param {Part} part */
export function opened({ key, lines: [first, ...rest] }) {
  if (!/^ *[\w-]+:(?:\s+#.*)?$/.test(first)) throw new NotKept(`${key} 写在括号里`);
  return rest;
}
