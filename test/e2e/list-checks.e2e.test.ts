import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatMicros, parseMicros } from "../../src/core/money.js";
import { createAuditReader } from "../../src/store/sql/run-audit.js";
import { type AppWorld, codesOf, createAppWorld } from "../support/app-world.js";
import { anyTime, makeExport } from "../support/export-api.js";
import { followAt } from "../support/live-client.js";
import {
  changeListCheck,
  checkWhole,
  listCheckOver,
  listFields,
  readListCheck,
  requestCheckOf,
  requestListCheck,
} from "../support/list-api.js";
import { connectLookUps, lookUpAnswer } from "../support/look-up-vendor.js";
import { until } from "../support/until.js";
import type { StubServer } from "../vendors/stub-server.js";

let world: AppWorld;
let vendor: StubServer;
let account: string;

beforeAll(async () => {
  ({ world, vendor, account } = await connectLookUps(createAppWorld));
});
afterAll(async () => {
  await world.close();
  await vendor.close();
});

const priced = { maxCost: "1", currency: "USD", priceEach: "0.008" };
const phone = (at: number): string => `+62812340${String(10_000 + at).slice(1)}`;
const lookUp = (more: object = {}) => ({ accountId: account, ...priced, ...more });

/** Every rule of money and state holds. */
async function expectSoundBooks(): Promise<void> {
  const audit = createAuditReader(world.database.owner);
  for (const name of audit.invariants) {
    expect({ name, broken: await audit.violationsOf(name, new Date()) }).toEqual({
      name,
      broken: [],
    });
  }
}

describe("the check of a list", () => {
  it("tells of each entry, in order, and is downloaded without a key", async () => {
    const list = "name,phone\nAnn,0812-3456-7890\nBob,12\n\nEve,+4930123456\n";
    const { row, text } = await checkWhole(world, world.owner, list, { defaultCountry: "ID" });

    expect(row).toMatchObject({
      status: "READY",
      ...{ inputCount: 3, numberCount: 2, readCount: 3, invalidCount: 1, progress: 1 },
      ...{ error: null, lookUps: null, bytes: Buffer.byteLength(text) },
      sha256: createHash("sha256").update(text).digest("hex"),
    });
    const [head, ...rows] = text.trimEnd().split("\n");
    expect(head).toBe(
      "input,valid,phone,email,country,line_type,mcc,mnc,network,reasons,suggestion," +
        "checked_at,source,look_up",
    );
    expect(rows.map((line) => line.split(",").slice(0, 3).join(","))).toEqual([
      "0812-3456-7890,true,+6281234567890",
      "12,false,",
      "+4930123456,true,+4930123456",
    ]);
  });

  it("is followed from the first look at it to the last", async () => {
    const asked = await requestListCheck(world, world.owner, `${phone(1)}\n`);
    const id = asked.listCheck?.id ?? "";
    const query = `subscription($id: ID!) { listCheckProgress(id: $id) { ${listFields} } }`;
    const seen = followAt(world.wsUrl, world.owner, query, { id });

    await until("it is complete", () => seen.isComplete, 60_000);
    const last = seen.results.at(-1)?.data?.["listCheckProgress"];
    expect(last).toMatchObject({ status: "READY", progress: 1 });
    seen.stop();
  });

  it("is estimated first, and asks nobody before it is started", async () => {
    const before = vendor.requests.length;
    const list = [phone(10), phone(11), phone(10), "12", "ann@"].join("\n");
    const { row } = await checkWhole(world, world.owner, list, {
      lookUp: lookUp(),
      estimateOnly: true,
    });

    expect(row).toMatchObject({
      status: "ESTIMATED",
      ...{ inputCount: 5, numberCount: 2, downloadUrl: null },
      lookUps: { countMax: 2, costMax: { amount: "0.016000", currency: "USD" }, askedCount: 0 },
    });
    expect(vendor.requests).toHaveLength(before);

    await changeListCheck(world, world.owner, "startListCheck", { id: row.id });
    const done = await listCheckOver(world, world.owner, row.id);
    expect(done).toMatchObject({
      status: "READY",
      lookUps: { askedCount: 2, cost: { amount: "0.016000" }, account: { id: account } },
    });
    expect(vendor.requests).toHaveLength(before + 2);
    await expectSoundBooks();
  });

  it("looks a number up once, however often it is listed, and knows it from then on", async () => {
    const before = vendor.requests.length;
    const many = Array.from({ length: 130 }, (_, at) => phone(20 + (at % 3)));
    const first = await checkWhole(world, world.owner, many.join("\n"), { lookUp: lookUp() });
    const again = await checkWhole(world, world.owner, many.join("\n"), { lookUp: lookUp() });

    expect(vendor.requests).toHaveLength(before + 3);
    expect(first.row.lookUps).toMatchObject({ countMax: 3, askedCount: 3 });
    expect(again.row.lookUps).toMatchObject({ countMax: 0, askedCount: 0 });
    expect(again.text).toBe(first.text);
    expect(first.text.match(/,ANSWERED\n/g)).toHaveLength(130);
  });

  it("keeps to its limit", async () => {
    const list = [phone(30), phone(31), phone(32)].join("\n");
    const limited = { lookUp: lookUp({ maxCost: "0.02" }) };
    const { row, text } = await checkWhole(world, world.owner, list, limited);

    expect(row.lookUps).toMatchObject({ costMax: { amount: "0.020000" }, askedCount: 2 });
    expect(text.match(/,(ANSWERED|MAX_COST)$/gm)).toEqual([",ANSWERED", ",ANSWERED", ",MAX_COST"]);
  });

  it("does not start what the budget has no room for, and starts when it has", async () => {
    const set = await world.data<{ setBudget: { budget: { id: string } } }>(
      world.owner,
      `mutation { setBudget(input: {scope: TENANT, period: TOTAL, limit: "0.2"}) {
         budget { id } userErrors { code } } }`,
    );
    const list = Array.from({ length: 60 }, (_, at) => phone(100 + at)).join("\n");
    const { row } = await checkWhole(world, world.owner, list, { lookUp: lookUp() });
    expect(row).toMatchObject({ status: "ESTIMATED", lookUps: { askedCount: 0 } });
    expect(row.error).toContain("total budget of the whole account has ");
    expect(row.error).toContain("the look-ups cost 0.480000 USD at most");

    const { id } = row;
    const refused = await changeListCheck(world, world.owner, "startListCheck", { id });
    expect(refused.userErrors).toMatchObject([{ code: "BUDGET_TOO_SMALL", field: null }]);
    const start = { id, maxCost: "0.016" };
    const started = await changeListCheck(world, world.owner, "startListCheck", start);
    expect(started.userErrors).toEqual([]);
    const done = await listCheckOver(world, world.owner, id);
    expect(done).toMatchObject({ status: "READY", lookUps: { askedCount: 2 } });

    await world.data(
      world.owner,
      "mutation($id: ID!) { removeBudget(id: $id) { userErrors { code } } }",
      { id: set.setBudget.budget.id },
    );
    await expectSoundBooks();
  });

  it("ends when it is canceled: nothing is asked after that", async () => {
    vendor.act = "hang";
    const before = vendor.requests.length;
    const list = Array.from({ length: 200 }, (_, at) => phone(300 + at)).join("\n");
    const asked = await requestListCheck(world, world.owner, list, {
      lookUp: lookUp({ maxCost: "100" }),
    });
    const id = asked.listCheck?.id ?? "";
    // As many as are asked at a time.
    await until("it asks", () => vendor.requests.length === before + 5, 60_000);
    const canceled = await changeListCheck(world, world.owner, "cancelListCheck", { id });
    vendor.act = lookUpAnswer;

    expect(canceled.listCheck).toMatchObject({ status: "CANCELED", downloadUrl: null });
    const over = await changeListCheck(world, world.owner, "cancelListCheck", { id });
    expect(over.userErrors).toMatchObject([{ code: "LIST_CHECK_OVER" }]);
    await expectSoundBooks();
    expect(vendor.requests).toHaveLength(before + 5);
  });

  it.each([
    ["an empty line", "\n\n", "The list holds nothing to check."],
    ["a sheet without a column", "name,city\nAnn,Bandung\n", "No column is named phone"],
    ["UTF-16", Buffer.from("\ufeffphone\n+62812", "utf16le"), "it is UTF-16."],
    ["a workbook", Buffer.from("PK\u0003\u0004"), "it is a workbook or an archive."],
    ["latin-1", Buffer.from("phone\nJos\xe9\n", "latin1"), "line 2 is not UTF-8."],
  ])("fails in words for %s", async (_what, list, words) => {
    const asked = await requestListCheck(world, world.owner, list as string);
    const row = await listCheckOver(world, world.owner, asked.listCheck?.id ?? "");

    expect(row).toMatchObject({ status: "FAILED", downloadUrl: null });
    expect(row.error).toContain(words);
  });

  it.each([
    [{ uploadId: "upl_nothing" }, "UPLOAD_NOT_FOUND", ["uploadId"]],
    [{ defaultCountry: "ZZ" }, "UNKNOWN_COUNTRY", ["defaultCountry"]],
    [{ lookUp: { accountId: "x", ...priced } }, "LOOK_UP_ACCOUNT", ["lookUp", "accountId"]],
    [{ lookUp: { ...priced, priceEach: null } }, "LOOK_UP_PRICE", ["lookUp", "priceEach"]],
    [{ lookUp: { ...priced, currency: "SEK" } }, "NO_EXCHANGE_RATE", ["lookUp", "currency"]],
    [{ lookUp: { ...priced, maxCost: "-1" } }, "INVALID_MONEY", ["lookUp", "maxCost"]],
  ])("refuses %j", async (wrong, code, field) => {
    const { upload } = await uploadOf(world.owner);
    const given = "lookUp" in wrong ? { lookUp: { accountId: account, ...wrong.lookUp } } : wrong;
    const answer = await requestCheckOf(world, world.owner, { uploadId: upload, ...given });

    expect(answer).toMatchObject({ listCheck: null, userErrors: [{ code, field }] });
  });

  it("is not made of another tenant's file, nor seen by keys that may not", async () => {
    const { upload } = await uploadOf(world.owner);
    const theirs = await requestCheckOf(world, world.stranger, { uploadId: upload });
    expect(theirs.userErrors).toMatchObject([{ code: "UPLOAD_NOT_FOUND" }]);

    const { row } = await checkWhole(world, world.owner, `${phone(1)}\n`);
    const developer = await world.makeKey(world.owner, { role: "DEVELOPER" });
    expect(await readListCheck(world, developer.secret, row.id)).toBeNull();
    expect(await readListCheck(world, world.stranger, row.id)).toBeNull();
    const ours = await requestListCheck(world, developer.secret, `${phone(1)}\n`);
    expect(await readListCheck(world, developer.secret, ours.listCheck?.id ?? "")).not.toBeNull();
    const viewer = await world.makeKey(world.owner, { role: "VIEWER" });
    const refused = await world.ask(
      viewer.secret,
      "mutation($id: ID!) { cancelListCheck(id: $id) { userErrors { code } } }",
      { id: row.id },
    );
    expect(codesOf(refused)).toEqual(["FORBIDDEN"]);
  });
});

describe("what look-ups cost", () => {
  it("stands apart in the cost report, and is what the ledger's entries come to", async () => {
    await world.send();
    const { costReport } = await world.data<{
      costReport: {
        lookUps: { count: number; cost: { amount: string }; held: { amount: string } };
        total: { attemptCount: number };
      };
    }>(
      world.owner,
      `query($range: TimeRange!) { costReport(range: $range, groupBy: []) {
         lookUps { count cost { amount } held { amount } maybe { amount } }
         total { attemptCount } } }`,
      { range: anyTime },
    );
    const { bytes } = await makeExport(world, world.owner, { kind: "LEDGER", format: "NDJSON" });
    const entries = bytes
      .toString("utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, string | null>)
      .filter(({ lookUpId }) => lookUpId !== null);
    const balance = (...places: string[]): string => {
      const micros = entries.reduce((sum, { debit, credit, amount }) => {
        const value = parseMicros(amount ?? "") ?? 0n;
        const into = places.includes(credit ?? "") ? value : 0n;
        return sum + into - (places.includes(debit ?? "") ? value : 0n);
      }, 0n);
      return formatMicros(micros);
    };

    expect(costReport.lookUps.count).toBeGreaterThan(0);
    expect(Number(costReport.lookUps.cost.amount)).toBeGreaterThan(0);
    expect(costReport.lookUps.cost.amount).toBe(balance("CHARGED", "MAYBE"));
    expect(costReport.lookUps.held.amount).toBe(balance("HELD"));
    expect(entries.every((one) => one["attemptId"] === null && one["sendId"] === null)).toBe(true);
    expect(costReport.total.attemptCount).toBeLessThan(costReport.lookUps.count);
  });
});

async function uploadOf(secret: string): Promise<{ readonly upload: string }> {
  const put = await fetch(`${world.url}/uploads`, {
    method: "PUT",
    headers: { authorization: `Bearer ${secret}` },
    body: `${phone(1)}\n`,
  });
  const { id } = (await put.json()) as { id: string };
  return { upload: id };
}
