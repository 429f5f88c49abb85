/* Bundles the editor into the folder that is named, with the licences of all that is in
   it, and refuses what is too heavy for a page. */

import { build } from "esbuild";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const MOST = 150 * 1024;
const [into] = process.argv.slice(2);

const { outputFiles: [bundle], metafile } = await build({
  entryPoints: ["editor.js"],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",  // each licence stands whole in the list
  metafile: true,
  write: false,
});

const size = gzipSync(bundle.contents, { level: 9 }).length;
if (size > MOST) throw new Error(`The editor is ${size} bytes, packed; it may be ${MOST}.`);

const packages = new Set(Object.keys(metafile.inputs).flatMap((path) => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? []));
const licences = [...packages].sort().map((name) => {
  const folder = join("node_modules", name), { version, license } = JSON.parse(readFileSync(join(folder, "package.json")));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  if (!file) throw new Error(`${name} has no licence`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
});

writeFileSync(join(into, "editor.js"), `/*! Its parts and their licences: editor.licences.txt, beside this file. */\n${bundle.text}`);
writeFileSync(join(into, "editor.licences.txt"), licences.join(`\n${"-".repeat(72)}\n\n`));
console.log(`${into}/editor.js: ${bundle.contents.length} bytes, ${size} packed, of ${licences.length} packages`);
