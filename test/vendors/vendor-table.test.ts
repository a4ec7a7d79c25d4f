import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { vendorList } from "../../src/vendors/vendor-list.js";
import { vendorTable } from "../../src/vendors/vendor-table.js";
import { root } from "../support/source-files.js";

const file = path.join(root, "README.md");
const heading = "## Vendors\n\n";

// `npm run vendors:print` sets this: the test writes what it would compare.
it("README.md has the vendors as they are; after a change run npm run vendors:print", async () => {
  const wanted = vendorTable(vendorList);
  const readme = await readFile(file, "utf8");
  const start = readme.indexOf(heading) + heading.length;
  const found = /^(\|.*\n)*/.exec(readme.slice(start))?.[0] ?? "";
  if (process.env.SANDI_VENDOR_TABLE === "1") {
    await writeFile(file, readme.slice(0, start) + wanted + readme.slice(start + found.length));
  }
  const text = await readFile(file, "utf8");

  expect(start).toBeGreaterThan(heading.length);
  expect(/^(\|.*\n)*/.exec(text.slice(start))?.[0]).toBe(wanted);
});

it("a table tells channels, receipts, senders and pace of each adapter, by name", () => {
  const [any] = vendorList;
  if (any === undefined) {
    throw new Error("there are vendors");
  }
  const capabilities = {
    ...any.capabilities,
    product: "Acme Line",
    transport: "smpp",
    channels: ["SMS", "VOICE"],
    features: ["DELIVERY_RECEIPTS", "NUMBER_CHECK"],
    callbackProof: null,
    senderRequiredOn: ["SMS"],
    maxPerSecondDefault: 20,
    sandbox: null,
  } as const;
  const other = {
    ...capabilities,
    transport: "http",
    features: [],
    sandbox: "a test key",
  } as const;
  const calls = { ...capabilities, provedByCodeOn: ["VOICE"] } as const;
  const table = vendorTable([
    { ...any, name: "zeta", capabilities },
    { ...any, name: "acme", capabilities: other },
    { ...any, name: "mars", capabilities: calls },
  ]);

  expect(table.split("\n").slice(2)).toEqual([
    "| `acme` | Acme Line | SMS, VOICE | – | – | SMS | 20 | a test key |",
    "| `mars` | Acme Line (SMPP); checks numbers | SMS, VOICE | delivered; of a VOICE failures " +
      "alone | the connection | SMS | 20 | – |",
    "| `zeta` | Acme Line (SMPP); checks numbers | SMS, VOICE | delivered | the connection | " +
      "SMS | 20 | – |",
    "",
  ]);
});
