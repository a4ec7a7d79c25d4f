import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AppWorld, codesOf, createAppWorld, nextPhone } from "../support/app-world.js";
import { until } from "../support/until.js";

const dayMs = 86_400_000;
let world: AppWorld;
let range: { from: string; to: string };
let viewer: string;

interface Row {
  readonly key: readonly { readonly key: string; readonly value: string }[];
  readonly sendCount: number;
  readonly attemptCount: number;
  readonly deliveredCount: number;
  readonly verifiedCount: number;
  readonly cost: { readonly amount: string; readonly currency: string };
  readonly held: { readonly amount: string };
  readonly costPerVerified: { readonly amount: string } | null;
}
interface Cost {
  readonly costReport: {
    readonly currency: string;
    readonly isFinal: boolean;
    readonly total: Row;
    readonly rows: {
      readonly nodes: readonly Row[];
      readonly totalCount: number;
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  };
}

const rowFields =
  "key { key value } sendCount attemptCount deliveredCount verifiedCount " +
  "cost { amount currency } held { amount } costPerVerified { amount }";
const costQuery = `query($range: TimeRange!, $groupBy: [ReportDimension!]!, $filter: ReportFilter,
    $first: Int = 100, $after: String) {
  costReport(range: $range, groupBy: $groupBy, filter: $filter) {
    currency isFinal total { ${rowFields} }
    rows(first: $first, after: $after) {
      nodes { ${rowFields} } totalCount pageInfo { hasNextPage endCursor }
    }
  }
}`;
const deliveryFields =
  "requestCount uniqueRecipientCount sendCount deliveredCount verifiedCount blockedCount " +
  "resendCount sendDeliveryRate successRate engagementRate timeToDeliverMsP50 timeToVerifyMsP50";
const deliveryQuery = `query($range: TimeRange!, $groupBy: [ReportDimension!]!,
    $filter: ReportFilter) {
  deliveryReport(range: $range, groupBy: $groupBy, filter: $filter) {
    range { from to } total { ${deliveryFields} }
    rows { nodes { key { key value } ${deliveryFields} } }
  }
}`;

const micros = (amount: string) => BigInt(amount.replace(".", ""));
const total = (rows: readonly Row[], of: (row: Row) => string) =>
  rows.reduce((sum, row) => sum + micros(of(row)), 0n);

async function cost(variables: object, secret = world.owner): Promise<Cost["costReport"]> {
  const { costReport } = await world.data<Cost>(secret, costQuery, { range, ...variables });
  return costReport;
}

beforeAll(async () => {
  world = await createAppWorld();
  viewer = (await world.makeKey(world.owner, { role: "VIEWER" })).secret;
  const now = Date.now();
  range = {
    from: new Date(now - dayMs).toISOString(),
    to: new Date(now + dayMs).toISOString(),
  };
  const phone = nextPhone();
  const sent = await Promise.all(
    [phone, nextPhone(), nextPhone()].map((to) => world.send({ phone: to, purpose: "login" })),
  );
  await world.send({ phone: nextPhone() });
  await until("all are delivered", async () => {
    const { rowCount } = await world.database.owner.query(
      "select from send where status not in ('DELIVERED', 'READ')",
    );
    return rowCount === 0;
  });
  await world.data(
    world.owner,
    "mutation($input: ReportVerifiedInput!) { reportVerified(input: $input) " +
      "{ userErrors { code } } }",
    { input: { sendId: sent[0]?.send?.id } },
  );
});
afterAll(() => world.close());

describe("costReport", () => {
  test("adds up to what the sends themselves say, row by row", async () => {
    const { sends } = await world.data<{
      sends: { nodes: { cost: { amount: string }; attempts: unknown[] }[] };
    }>(world.owner, "{ sends { nodes { cost { amount } attempts { id } } } }");
    const spent = sends.nodes.reduce((sum, send) => sum + micros(send.cost.amount), 0n);
    expect(spent).toBeGreaterThan(0n);

    for (const groupBy of [
      [],
      ["VENDOR"],
      ["DAY", "HOUR", "PLAN", "CHANNEL", "VENDOR", "COUNTRY"],
    ]) {
      const report = await cost({ groupBy });
      expect(micros(report.total.cost.amount)).toBe(spent);
      expect(total(report.rows.nodes, (row) => row.cost.amount)).toBe(spent);
      expect(report.total).toMatchObject({ sendCount: 4, verifiedCount: 1, deliveredCount: 4 });
      expect(report.total.attemptCount).toBe(sends.nodes.flatMap((send) => send.attempts).length);
      expect(report.total.costPerVerified?.amount).toBe(report.total.cost.amount);
      expect(report.rows.totalCount).toBe(report.rows.nodes.length);
      expect([report.currency, report.isFinal]).toEqual([report.total.cost.currency, false]);
    }
  });

  test("names each row by the tenant's words", async () => {
    const { rows } = await cost({
      groupBy: ["PURPOSE", "PLAN", "COUNTRY", "DAY", "HOUR", "NETWORK"],
    });
    const values = rows.nodes.map((row) => row.key.map(({ key, value }) => `${key} ${value}`));

    expect(new Set(values.map(([purpose]) => purpose))).toEqual(
      new Set(["PURPOSE ", "PURPOSE login"]),
    );
    for (const [, plan, country, day, hour, network] of values) {
      expect([plan, country]).toEqual(["PLAN login", "COUNTRY ID"]);
      expect(day).toMatch(/^DAY \d{4}-\d\d-\d\d$/);
      expect(hour).toMatch(/^HOUR \d{4}-\d\d-\d\dT\d\d:00:00[+-]\d\d:\d\d$/);
      expect(network).toMatch(/^NETWORK (\d{5,6})?$/);
    }
  });

  test("gives its rows by pages, in one order", async () => {
    const groupBy = ["PURPOSE", "VENDOR"];
    const whole = await cost({ groupBy });
    const names: unknown[] = [];
    let after: string | null = null;
    for (let more = true; more; ) {
      const { rows }: Cost["costReport"] = await cost({ groupBy, first: 1, after });
      names.push(...rows.nodes);
      more = rows.pageInfo.hasNextPage;
      after = rows.pageInfo.endCursor;
    }

    expect(names.length).toBeGreaterThan(1);
    expect(names).toEqual(whole.rows.nodes);
  });

  test("tells rows and total of the same moment while codes are being sent", async () => {
    const sending = Promise.all(
      Array.from({ length: 30 }, () => world.send({ phone: nextPhone() })),
    );
    for (let round = 0; round < 10; round += 1) {
      const report = await cost({ groupBy: ["VENDOR", "PURPOSE"] });
      for (const of of [(row: Row) => row.cost.amount, (row: Row) => row.held.amount]) {
        expect(total(report.rows.nodes, of)).toBe(micros(of(report.total)));
      }
    }
    await sending;
  });

  test("is final three days after its end, when nothing in it is open", async () => {
    const past = { from: "2026-01-01T00:00:00Z", to: "2026-01-31T00:00:00Z" };
    const soon = { from: past.from, to: new Date(Date.now() - 71 * 3_600_000).toISOString() };

    expect(await cost({ groupBy: [], range: past })).toMatchObject({ isFinal: true });
    expect(await cost({ groupBy: [], range: soon })).toMatchObject({ isFinal: false });
  });

  test("is empty, and not an error, where nothing was sent or nothing matches", async () => {
    const nothing = [
      { range: { from: "2026-03-29T00:00:00+01:00", to: "2026-03-29T03:00:00+02:00" } },
      { filter: { vendors: ["nobody"] } },
      { filter: { planIds: ["pln_00000000000000000000000000"] } },
      { filter: { planIds: ["nonsense"] } },
      { filter: { countries: [] } },
      { filter: { purposes: ["x' or true --"] } },
    ];
    for (const variables of nothing) {
      const report = await cost({ groupBy: ["PLAN"], ...variables });
      expect(report.rows.nodes).toEqual([]);
      expect(report.total).toMatchObject({ sendCount: 0, cost: { amount: "0.000000" } });
      expect(report.total.costPerVerified).toBeNull();
    }
  });

  test("shows a tenant nothing of another, and a viewer nothing at all", async () => {
    const theirs = await cost({ groupBy: ["VENDOR"] }, world.stranger);
    const refused = await world.ask(viewer, costQuery, { range, groupBy: [] });

    expect([theirs.total.sendCount, theirs.rows.nodes]).toEqual([0, []]);
    expect(codesOf(refused)).toEqual(["FORBIDDEN"]);
  });
});

describe("deliveryReport", () => {
  test("tells a viewer what became of sends, by any mix of dimensions", async () => {
    const { deliveryReport } = await world.data<{
      deliveryReport: { total: Record<string, number>; rows: { nodes: Record<string, number>[] } };
    }>(viewer, deliveryQuery, {
      range,
      groupBy: ["PURPOSE", "COUNTRY"],
      filter: { purposes: ["login"] },
    });

    expect(deliveryReport.total).toMatchObject({
      requestCount: 3,
      uniqueRecipientCount: 3,
      sendCount: 3,
      deliveredCount: 3,
      verifiedCount: 1,
      blockedCount: 0,
      sendDeliveryRate: 1,
      successRate: 1 / 3,
      engagementRate: 1,
    });
    expect(deliveryReport.total["timeToDeliverMsP50"]).toBeGreaterThan(0);
    expect(deliveryReport.rows.nodes).toEqual([
      {
        key: [
          { key: "PURPOSE", value: "login" },
          { key: "COUNTRY", value: "ID" },
        ],
        ...deliveryReport.total,
      },
    ]);
  });

  test("is what Plan.report gives for one plan, and all plans are read together", async () => {
    const { plans, deliveryReport } = await world.data<{
      plans: { nodes: { key: string; report: object }[] };
      deliveryReport: { total: object };
    }>(
      viewer,
      `query($range: TimeRange!) {
        plans { nodes { key report(range: $range) { ${deliveryFields} } } }
        deliveryReport(range: $range, groupBy: []) { total { ${deliveryFields} } }
      }`,
      { range },
    );

    expect(plans.nodes.find(({ key }) => key === "login")?.report).toEqual(deliveryReport.total);
  });
});

describe("a report that cannot be", () => {
  const from = "2026-01-01T00:00:00Z";
  const many = Array.from({ length: 251 }, (_, at) => `v${at}`);
  const cases: readonly (readonly [string, object, RegExp])[] = [
    ["an empty range", { range: { from, to: from } }, /range\.to must be later than range\.from/],
    [
      "a reversed range",
      { range: { from, to: "2025-01-01T00:00:00Z" } },
      /range\.to must be later than range\.from/,
    ],
    [
      "a range of 401 days",
      { range: { from, to: "2027-02-06T00:00:00Z" } },
      /range must span at most 400 days/,
    ],
    [
      "hours of more than a month",
      { range: { from, to: "2026-02-03T00:00:00Z" }, groupBy: ["HOUR"] },
      /range must span at most 32 days when grouped by HOUR/,
    ],
    [
      "a range of long ago",
      { range: { from: "0001-01-01T00:00:00Z", to: "0001-01-02T00:00:00Z" } },
      /range\.from must be a time of the years 2000 to 2199/,
    ],
    [
      "a range of the far future",
      { range: { from: "9999-12-30T00:00:00Z", to: "9999-12-31T00:00:00Z" } },
      /range\.to must be a time of the years 2000 to 2199/,
    ],
    ["a day that is none", { range: { from, to: "2026-02-30T00:00:00Z" } }, /RFC 3339/],
    [
      "a dimension twice",
      { groupBy: ["PLAN", "DAY", "PLAN"] },
      /groupBy\.2 must not name a dimension twice/,
    ],
    ["a dimension of nobody", { groupBy: ["MOON"] }, /MOON/],
    [
      "300 of the same dimension",
      { groupBy: Array.from({ length: 300 }, () => "DAY") },
      /limit “listItems”/,
    ],
    ["too many vendors", { filter: { vendors: many } }, /limit “listItems”/],
    [
      "a country that is none",
      { filter: { countries: ["ID", "XX"] } },
      /filter\.countries\.1 must be a country/,
    ],
    [
      "a purpose that nothing can have",
      { filter: { purposes: ["a\u0000b"] } },
      /filter\.purposes\.0 must be at most 64 characters/,
    ],
  ];

  test.each(cases)("is refused by name: %s", async (_what, variables, words) => {
    for (const query of [costQuery, deliveryQuery]) {
      const given = { range: { from, to: "2026-01-02T00:00:00Z" }, groupBy: [], ...variables };
      const answer = await world.ask(world.owner, query, given);
      expect(codesOf(answer)).toEqual(["BAD_REQUEST"]);
      expect(answer.errors[0]?.message).toMatch(words);
    }
  });
});
