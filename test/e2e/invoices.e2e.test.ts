import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { audit } from "../../src/manage/audit/audit.js";
import { createAuditReader } from "../../src/store/sql/run-audit.js";
import { type AppWorld, createAppWorld, nextPhone } from "../support/app-world.js";
import { micros } from "../support/money-words.js";
import { until } from "../support/until.js";

let world: AppWorld;

beforeAll(async () => {
  world = await createAppWorld();
  for (const key of [world.owner, world.stranger]) {
    const steps = [{ channel: "SMS", vendors: [{ vendor: "primeline" }], maxAttempts: 1 }];
    await world.data(
      key,
      "mutation($p: PlanInput!) { createPlan(input: $p) { plan { id } userErrors { code } } }",
      { p: { key: "invoiced", name: "Invoiced", steps } },
    );
  }
});
afterAll(() => world.close());

const reconcile = `mutation($input: ReconcileInvoiceInput!) {
  reconcileInvoice(input: $input) {
    reconciliation {
      id vendor { slug } matchedCount missingOnInvoiceCount unknownOnInvoiceCount
      priceMismatchCount partsMismatchCount statusMismatchCount inDoubtCount correctedCount
      ourTotal { amount } invoiceTotal { amount currency } difference { amount }
      inDoubtBilled { amount } unreadableCount
      lines(first: 100) {
        totalCount
        nodes {
          kind vendorMessageId inDoubt ours { amount } theirs { amount } note attempt { id }
        }
      }
    }
    rejected { line reason }
    userErrors { code field message }
  }
}`;

interface Line {
  readonly kind: string;
  readonly vendorMessageId: string | null;
  readonly inDoubt: boolean;
  readonly ours: { readonly amount: string } | null;
  readonly theirs: { readonly amount: string } | null;
  readonly attempt: object | null;
}

interface Found {
  readonly reconciliation: {
    readonly id: string;
    readonly lines: { readonly totalCount: number; readonly nodes: readonly Line[] };
    readonly difference: { readonly amount: string };
    readonly inDoubtBilled: { readonly amount: string };
  };
  readonly userErrors: readonly { readonly code: string }[];
}

async function upload(csv: string, key = world.operator): Promise<string> {
  const put = await fetch(`${world.url}/uploads`, {
    method: "PUT",
    headers: { authorization: `Bearer ${key}` },
    body: csv,
  });
  return ((await put.json()) as { id: string }).id;
}

async function hold(csv: string, changes: object = {}, key = world.operator): Promise<Found> {
  const now = Date.now();
  const range = {
    from: new Date(now - 3_600_000).toISOString(),
    to: new Date(now + 3_600_000).toISOString(),
  };
  const uploadId = await upload(csv, key);
  const input = { vendor: "primeline", range, format: "CSV", uploadId, ...changes };
  return (await world.data<{ reconcileInvoice: Found }>(key, reconcile, { input }))
    .reconcileInvoice;
}

async function sendMany(count: number, key: string): Promise<void> {
  const sent = await Promise.all(
    Array.from({ length: count }, () =>
      world.send({ planKey: "invoiced", phone: nextPhone() }, key),
    ),
  );
  expect(sent.every(({ send, userErrors }) => send !== null && userErrors.length === 0)).toBe(true);
}

async function invoice(): Promise<string[][]> {
  const answer = await fetch(`${world.sandbox.url}/invoice?vendor=primeline`);
  return (await answer.text())
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));
}

const csvOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.join(",")}\n`).join("");

async function open(): Promise<number> {
  const { rows } = await world.database.owner.query<{ count: bigint }>(
    "select count(*) from attempt where status in ('PLANNED', 'SUBMITTING', 'SUBMITTED')",
  );
  return Number(rows[0]?.count);
}

/** What the last five messages, which are in doubt when they are new, are changed in. */
const kindsOfLast = [
  "PRICE_MISMATCH",
  "PRICE_MISMATCH",
  "PRICE_MISMATCH",
  "PARTS_MISMATCH",
  "PARTS_MISMATCH",
];

/** Which of its messages are changed, and in what: ten of each kind. */
function kindAt(index: number, count: number): string | undefined {
  if (index >= count - kindsOfLast.length) {
    return kindsOfLast[index - count + kindsOfLast.length];
  }
  if (index < 10) {
    return "MISSING_ON_INVOICE";
  }
  if (index < 17) {
    return "PRICE_MISMATCH";
  }
  if (index < 25) {
    return "PARTS_MISMATCH";
  }
  return index < 35 ? "STATUS_MISMATCH" : undefined;
}

/** Changes of five kinds to ten messages each; returns them by kind, with the invoice. */
function plant([header = [], ...rows]: readonly (readonly string[])[]) {
  const at = (name: string): number => header.indexOf(name);
  const planted: string[] = [];
  const note = (kind: string, row: readonly string[]): void => {
    planted.push(`${kind} ${row[at("messageId")]}`);
  };
  const lines: string[][] = [];
  rows.forEach((row, index) => {
    const changed = [...row];
    const kind = kindAt(index, rows.length);
    if (kind !== undefined) {
      note(kind, row);
    }
    if (kind === "MISSING_ON_INVOICE") {
      return;
    }
    if (kind === "PRICE_MISMATCH") {
      changed[at("amount")] = index % 2 === 0 ? "0.100001" : "0.000001";
    } else if (kind === "PARTS_MISMATCH") {
      changed[at("parts")] = "2";
      changed[at("amount")] = "0.098";
    } else if (kind === "STATUS_MISMATCH") {
      changed[at("status")] = "undelivered";
      changed[at("amount")] = "0";
    }
    lines.push(changed);
  });
  for (let extra = 0; extra < 10; extra += 1) {
    const row = rows[45 + (extra % 5)] ?? [];
    // Half of them are messages that nobody sent, half one more line of a message that is there.
    const more = [...row];
    if (extra % 2 === 0) {
      more[at("messageId")] = `nobody-${extra}`;
      more[at("reference")] = "";
    }
    note("UNKNOWN_ON_INVOICE", more);
    lines.push(more);
  }
  return { planted, rows: [header, ...lines] };
}

describe("an invoice made from the vendor's own books", { timeout: 60_000 }, () => {
  it("with 50 planted differences of five kinds is reconciled with exactly those 50", async () => {
    await sendMany(60, world.owner);
    await sendMany(20, world.stranger);
    await until("all answers and receipts", async () => (await open()) === 0);
    world.sandbox.faults.add({ vendor: "primeline", kind: "error_after_accept" });
    world.sandbox.faults.add({ vendor: "primeline", kind: "drop_receipts" });
    await sendMany(5, world.owner);
    await until("answers that say nothing", async () => (await open()) === 0);
    world.sandbox.faults.clear();
    const books = await invoice();
    expect(books).toHaveLength(86);

    const { planted, rows } = plant(books);
    const { reconciliation, userErrors } = await hold(csvOf(rows));

    expect(userErrors).toEqual([]);
    const found = reconciliation.lines.nodes;
    expect(found.map((line) => `${line.kind} ${line.vendorMessageId}`).toSorted()).toEqual(
      planted.toSorted(),
    );
    expect(reconciliation).toMatchObject({
      matchedCount: 75,
      missingOnInvoiceCount: 10,
      unknownOnInvoiceCount: 10,
      priceMismatchCount: 10,
      partsMismatchCount: 10,
      statusMismatchCount: 10,
      inDoubtCount: 5,
      correctedCount: null,
      lines: { totalCount: 50 },
    });
    expect(found.filter((line) => line.inDoubt)).toHaveLength(5);
    // The differences are the difference of the totals.
    const sum = found
      .filter((line) => !line.inDoubt)
      .reduce(
        (total, { ours, theirs }) =>
          total + micros(theirs?.amount ?? "0") - micros(ours?.amount ?? "0"),
        micros(reconciliation.inDoubtBilled.amount),
      );
    expect(micros(reconciliation.difference.amount)).toBe(sum);
    // An operator sees no tenant's attempts.
    expect(found.every((line) => line.attempt === null)).toBe(true);
  });

  it("as it is settles what was in doubt, and then nothing differs", async () => {
    const csv = csvOf(await invoice());

    const applied = await hold(csv, { apply: true });
    expect(applied.reconciliation).toMatchObject({
      inDoubtCount: 5,
      correctedCount: 5,
      lines: { totalCount: 0 },
    });
    const again = await hold(csv, { apply: true });
    expect(again.reconciliation).toMatchObject({
      matchedCount: 85,
      inDoubtCount: 0,
      correctedCount: 0,
      difference: { amount: "0.000000" },
      lines: { totalCount: 0 },
    });
    expect(await audit(createAuditReader(world.database.owner), new Date())).toEqual([]);
  });

  it("with the differences applied leaves what is nobody's and what is no money", async () => {
    const { rows } = plant(await invoice());

    const applied = await hold(csvOf(rows), { apply: true });
    // Missing, price, parts and status: these are billed otherwise than they were charged.
    expect(applied.reconciliation).toMatchObject({ correctedCount: 40 });
    const again = await hold(csvOf(rows), { apply: true });

    expect(again.reconciliation).toMatchObject({
      correctedCount: 0,
      missingOnInvoiceCount: 0,
      priceMismatchCount: 0,
      partsMismatchCount: 10,
      statusMismatchCount: 10,
      unknownOnInvoiceCount: 10,
    });
    const left = again.reconciliation.lines.nodes.filter(
      ({ ours, theirs }) => ours?.amount !== theirs?.amount,
    );
    expect(left.map(({ kind }) => kind)).toEqual(Array(10).fill("UNKNOWN_ON_INVOICE"));
    expect(await audit(createAuditReader(world.database.owner), new Date())).toEqual([]);
  });
});

describe("whose invoice it is", { timeout: 60_000 }, () => {
  it("is an operator's for the marketplace's account, which no tenant sees", async () => {
    const csv = csvOf(await invoice());
    const operators = await hold(csv);
    const tenants = await hold(csv, {}, world.owner);

    expect(tenants).toMatchObject({
      reconciliation: null,
      userErrors: [{ code: "ACCOUNT_NOT_FOUND", field: ["accountId"] }],
    });
    const query = "query($id: ID!) { reconciliation(id: $id) { id } node(id: $id) { id } }";
    const { id } = operators.reconciliation;
    expect(await world.data(world.owner, query, { id })).toEqual({
      reconciliation: null,
      node: null,
    });
    expect(await world.data(world.operator, query, { id })).toEqual({
      reconciliation: { id },
      node: { id },
    });
  });
});
