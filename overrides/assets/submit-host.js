// @ts-check
/** The page of a repository host on which the file is made or changed. Pure. */

const LONGEST = 8000;       // GitHub's servers refuse an address of more than 8,191 bytes
const BRANCH = "main";

/**
 * The address, and which of the contents it holds (-1: none, it must be pasted there).
 * GitHub and Gitea take path and content of a new file, GitLab the path, Gitee neither; none takes the content of a file that is there.
 * @param {string} repository @param {string} path @param {string[]} contents the file, the one to be preferred first
 * @param {boolean} [exists] the file is there and is changed
 * @returns {{ url: string, held: number, named: boolean }}  named: the address holds the path
 */
export function place(repository, path, contents, exists = false) {
  const base = repository.replace(/\/+$/, "").replace(/\.git$/, "");
  const host = new URL(base).hostname, parts = host.split(".");
  const [gitlab, gitea] = [parts.includes("gitlab"), ["gitea", "forgejo", "codeberg"].some((name) => parts.includes(name))];
  if (exists) return { url: `${base}/${gitlab ? "-/edit" : gitea ? "_edit" : "edit"}/${BRANCH}/${path}`, held: -1, named: true };
  if (host === "gitee.com") return { url: `${base}/new/${BRANCH}`, held: -1, named: false };
  if (gitlab) return { url: `${base}/-/new/${BRANCH}?file_name=${encoded(path)}`, held: -1, named: true };
  const url = `${base}/${gitea ? "_new" : "new"}/${BRANCH}${gitea ? "/" : ""}?filename=${encoded(path)}`;
  const whole = contents.map((content) => `${url}&value=${encoded(content)}`);
  const held = whole.findIndex((one) => one.length <= LONGEST);
  return { url: held < 0 ? url : whole[held], held, named: true };
}

/** As short as a query may be: what means nothing in it stays as it is. @param {string} text */
const encoded = (text) => encodeURIComponent(text).replaceAll("%20", "+").replace(/%(?:2C|3A|2F|5B|5D)/g, decodeURIComponent);
