import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createSchema, printedSchema } from "./schema.js";

// Run by `npm run schema:print` and `npm run schema:check`.
const file = fileURLToPath(new URL("../../schema/schema.graphql", import.meta.url));
const printed = printedSchema(createSchema());

if (process.argv.includes("--check")) {
  if (readFileSync(file, "utf8") !== printed) {
    console.error("schema/schema.graphql is not what the code serves. Run: npm run schema:print");
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, printed);
}
