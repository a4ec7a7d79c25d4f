// Plain JavaScript, because nothing is built yet when it runs: types of the operations in
// `*.graphql` of this folder, from the committed schema, each beside its operations.
// With --check nothing is written; exit code 1 when a file is not what it would be.
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { codegen } from "@graphql-codegen/core";
import * as typedDocuments from "@graphql-codegen/typed-document-node";
import * as operations from "@graphql-codegen/typescript-operations";
import { buildSchema, parse } from "graphql";

const here = path.dirname(fileURLToPath(import.meta.url));
const schema = buildSchema(readFileSync(path.join(here, "../../schema/schema.graphql"), "utf8"));
const text = "string";
const scalars = Object.fromEntries(
  ["DateTime", "Decimal", "CountryCode", "CurrencyCode", "PhoneNumber"].map((name) => [name, text]),
);
const config = {
  scalars,
  useTypeImports: true,
  skipTypename: true,
  enumType: "string-literal",
  enumsAsTypes: true,
  arrayInputCoercion: false,
  avoidOptionals: { field: true, inputValue: false },
  dedupeFragments: true,
  disableDescriptions: true,
};

let stale = 0;
for (const name of globSync("**/*.graphql", { cwd: here }).sort()) {
  const file = path.join(here, name.replace(/\.graphql$/, ".generated.ts"));
  const document = parse(readFileSync(path.join(here, name), "utf8"));
  const body = await codegen({
    filename: file,
    schema: parse(readFileSync(path.join(here, "../../schema/schema.graphql"), "utf8")),
    schemaAst: schema,
    documents: [{ location: name, document }],
    config,
    plugins: [{ operations: {} }, { typedDocuments: {} }],
    pluginMap: { operations, typedDocuments },
  });
  const content = `// Made by npm run documents:print from ${path.basename(name)}.\n${body}`;
  if (existsSync(file) && readFileSync(file, "utf8") === content) {
    continue;
  }
  stale += 1;
  if (!process.argv.includes("--check")) {
    writeFileSync(file, content);
  }
  process.stderr.write(`${path.relative(process.cwd(), file)}\n`);
}
if (stale > 0 && process.argv.includes("--check")) {
  process.stderr.write("Not what the schema and the operations say: npm run documents:print\n");
  process.exit(1);
}
