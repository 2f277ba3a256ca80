// @ts-check
/** The page of a repository host on which a new file is made. Pure. */

const LONGEST = 8000;       // an address longer than this is refused by the hosts' servers

/**
 * `whole`: the address holds the content too; else it must be pasted there.
 * @param {string} repository @param {string} path @param {string} content @returns {{ url: string, whole: boolean }}
 */
export function newFile(repository, path, content) {
  const base = repository.replace(/\/+$/, "").replace(/\.git$/, "");
  const host = new URL(base).hostname;
  if (host === "gitee.com") return { url: `${base}/new/main`, whole: false };
  if (host.split(".").includes("gitlab")) return { url: `${base}/-/new/main?${query({ file_name: path })}`, whole: false };
  const url = `${base}/new/main?${query({ filename: path, value: content })}`;
  return url.length <= LONGEST ? { url, whole: true } : { url: `${base}/new/main?${query({ filename: path })}`, whole: false };
}

/** @param {Record<string, string>} fields */
const query = (fields) => Object.entries(fields).map(([key, text]) => `${key}=${encodeURIComponent(text)}`).join("&");
