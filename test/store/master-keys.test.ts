import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach, expect, it } from "vitest";
import { masterKeys } from "../../src/store/master-keys.js";

const folders = 60;
const starts = 2;

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(os.tmpdir(), "sandi-keys-"));
});
afterEach(() => rmSync(home, { recursive: true }));

/** Makes the keys of each folder at the moment in which the other starts do. */
const start = `
const { parentPort, workerData } = require("node:worker_threads");
const { module, folders, gates, starts } = workerData;
import(module).then(({ masterKeys }) => {
  const gate = new Int32Array(gates);
  const keys = folders.map((folder, index) => {
    Atomics.add(gate, index, 1);
    while (Atomics.load(gate, index) < starts) {}
    return masterKeys([], folder, true)[0].bytes.toString("hex");
  });
  parentPort.postMessage(keys);
});`;

function startWorker(workerData: object): Promise<string[]> {
  const { promise, resolve, reject } = Promise.withResolvers<string[]>();
  const worker = new Worker(start, { eval: true, workerData });
  worker.once("message", resolve);
  worker.once("error", reject);
  return promise;
}

it("is the same for all that start on a new folder at one moment", async () => {
  const gates = new SharedArrayBuffer(4 * folders);
  const told = {
    module: new URL("../../src/store/master-keys.ts", import.meta.url).href,
    folders: Array.from({ length: folders }, (_, index) => path.join(home, String(index))),
    gates,
    starts,
  };

  const [first, ...others] = await Promise.all(
    Array.from({ length: starts }, () => startWorker(told)),
  );

  expect(new Set(first).size).toBe(folders);
  others.forEach((other) => {
    expect(other).toEqual(first);
  });
});

it("is kept in one file that only its owner reads, and read from there", () => {
  const [made] = masterKeys([], home, true);

  expect(readdirSync(home)).toEqual(["keys"]);
  expect(statSync(path.join(home, "keys")).mode & 0o777).toBe(0o600);
  expect(readFileSync(path.join(home, "keys"), "utf8")).toContain(made?.bytes.toString("base64"));
  expect(masterKeys([], home, true)).toEqual([made]);
});

it("is not made where others run the database, nor read from a file that holds none", () => {
  expect(() => masterKeys([], home, false)).toThrow("SANDI_KEYS is not set");
  writeFileSync(path.join(home, "keys"), "");
  expect(() => masterKeys([], home, true)).toThrow("does not hold keys of the form id:base64");
});
