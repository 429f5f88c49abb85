// Validates each file that is named, with FHIR.js; prints what it found, as JSON.
"use strict";

const fs = require("fs");
const path = require("path");
const { Fhir } = require(path.resolve(process.argv[2], "fhir"));

const fhir = new Fhir();
const found = {};
for (const file of process.argv.slice(3)) {
  const { messages } = fhir.validate(
    JSON.parse(fs.readFileSync(file, "utf8")), { errorOnUnexpected: true });
  found[file] = messages.map(each => [each.severity, `${each.location}: ${each.message}`]);
}
process.stdout.write(JSON.stringify(found));
