import { createSourceEventStream, type ExecutionResult, graphql, parse } from "graphql";
import type { DataSource } from "typeorm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { uuidv7 } from "uuidv7";
import { budgetCause } from "../../src/core/alert.js";
import { encodeId } from "../../src/core/ids.js";
import { type KeyViewer, type Role, scopesOfRole } from "../../src/flow/viewer.js";
import { createContext } from "../../src/graphql/context.js";
import { codedErrorIn } from "../../src/graphql/errors.js";
import { createSchema } from "../../src/graphql/schema.js";
import type { ResolverPorts } from "../../src/graphql/resolver-ports.js";
import { createAlertTail } from "../../src/manage/alerts/alert-tail.js";
import { createAlertStore } from "../../src/store/alert-store.js";
import { createBudgetStore } from "../../src/store/budget-store.js";
import { insertAlerts } from "../../src/store/sql/insert-alerts.js";
import { readAlertsSince } from "../../src/store/sql/read-alerts-since.js";
import { createTestDatabase, type TestDatabase } from "../support/db.js";
import { connectManage, owner, planPorts, RecordingBus } from "../support/plan-ports.js";
import { insertTenant, insertVendor } from "../support/rows.js";

const now = new Date("2026-01-15T12:00:00Z");
const schema = createSchema();
let db: TestDatabase;
let dataSource: DataSource;
let ports: ResolverPorts;
let ann: KeyViewer;
let bob: KeyViewer;

beforeAll(async () => {
  db = await createTestDatabase();
  dataSource = await connectManage(db);
  await insertVendor(db.owner, "lestari");
});
afterAll(async () => {
  await dataSource.destroy();
  await db.close();
});
beforeEach(async () => {
  const bus = new RecordingBus();
  const plans = planPorts(dataSource, bus);
  const tail = createAlertTail({
    reader: { alertsSince: (ids, since) => readAlertsSince(db.engine, ids, since) },
    bus,
    now: () => now,
    onError: (error) => {
      throw error;
    },
    pauseMs: 20,
  });
  const { vendors, accounts } = plans;
  ports = {
    bus,
    plans,
    catalogue: { vendors, accounts, callbackUrl: () => "https://sandi.test/callback" },
    budgets: { budgets: createBudgetStore(dataSource, db.engine), bus },
    alerts: { alerts: createAlertStore(dataSource), tail },
  } as unknown as ResolverPorts;
  ann = owner(await insertTenant(db.owner));
  bob = owner(await insertTenant(db.owner));
  return () => tail.close();
});

function contextOf(viewer: KeyViewer | null, locale: "en" | "id" = "en") {
  const parts = { viewer, locale, ports, isLive: false, live: null, now: () => now };
  return createContext(parts as unknown as Parameters<typeof createContext>[0]);
}

function withRole(viewer: KeyViewer, role: Role): KeyViewer {
  return { ...viewer, role, scopes: new Set(scopesOfRole[role]) };
}

interface Answer {
  // A test reads whatever it asked for.
  readonly [field: string]: Answer & readonly Answer[] & string & number;
}

async function ask(viewer: KeyViewer | null, source: string, variables: object = {}) {
  const contextValue = contextOf(viewer);
  const variableValues = { ...variables };
  const result = await graphql({ schema, source, variableValues, contextValue });
  return JSON.parse(JSON.stringify({ data: result.data })) && (result as ExecutionResult<Answer>);
}

async function data(viewer: KeyViewer, source: string, variables: object = {}): Promise<Answer> {
  const { data: found, errors } = await ask(viewer, source, variables);
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(found)) as Answer;
}

async function codeOf(viewer: KeyViewer | null, source: string): Promise<string | undefined> {
  const { errors } = await ask(viewer, source);
  return codedErrorIn(errors?.[0])?.code;
}

const createPlan = `mutation ($input: PlanInput!) { createPlan(input: $input) {
  plan { id key revision } userErrors { code field message } } }`;
const input = {
  key: "login",
  name: "Login",
  maxCostPerSend: "0.05",
  messages: [{ channel: "SMS", locale: "en", body: "{brand}: {code}, {minutes} min" }],
  steps: [{ channel: "SMS", vendors: [{ vendor: "lestari" }] }],
};

async function planOf(viewer: KeyViewer): Promise<string> {
  const created = await data(viewer, createPlan, { input });
  expect(created["createPlan"]?.["userErrors"]).toEqual([]);
  return created["createPlan"]?.["plan"]?.["id"] ?? "";
}

describe("plans through GraphQL", () => {
  it("come back as they were written, with defaults, parts, account and problems", async () => {
    const id = await planOf(ann);

    const found = await data(
      ann,
      `query ($id: ID!) { plan(id: $id) { key revision archivedAt budgets { id }
        revisions { totalCount nodes { number createdBy } }
        current { maxAttempts deadlineSec objective order countries code { length ttlSec }
          resend { maxResends } maxCostPerSend { amount currency } messages { body partCount }
          steps { position strategy advanceOn waitFor waitSec maxAttempts
            vendors { weight account { ownership } } }
          problems { severity code step } } } node(id: $id) { id } }`,
      { id },
    );

    expect(found["node"]).toEqual({ id });
    expect(found["plan"]).toEqual({
      key: "login",
      revision: 1,
      archivedAt: null,
      budgets: [],
      revisions: { totalCount: 1, nodes: [{ number: 1, createdBy: "Ani" }] },
      current: {
        maxAttempts: 4,
        deadlineSec: 180,
        objective: "BALANCED",
        order: "AS_WRITTEN",
        countries: null,
        code: { length: 6, ttlSec: 300 },
        resend: { maxResends: 3 },
        maxCostPerSend: { amount: "0.050000", currency: "USD" },
        messages: [{ body: "{brand}: {code}, {minutes} min", partCount: 1 }],
        steps: [
          {
            position: 1,
            strategy: "PRIORITY",
            advanceOn: ["REJECTED", "UNDELIVERED"],
            waitFor: "DELIVERED",
            waitSec: null,
            maxAttempts: 1,
            vendors: [{ weight: null, account: { ownership: "MARKETPLACE" } }],
          },
        ],
        problems: [{ severity: "ERROR", code: "NO_OFFER", step: 1 }],
      },
    });
  });

  it("are revised, rolled back and archived by id; a stranger's id is not found", async () => {
    const id = await planOf(ann);
    const revise = `mutation ($id: ID!, $input: PlanInput!, $at: Int!) {
      revisePlan(id: $id, input: $input, expectedRevision: $at) {
        plan { revision } userErrors { code field } } }`;
    const back = `mutation ($id: ID!) { rollBackPlan(id: $id, toRevision: 1, expectedRevision: 2) {
        plan { revision current { deadlineSec } } userErrors { code } }
      archivePlan(id: $id) { plan { archivedAt } userErrors { code field } } }`;
    const changed = { ...input, deadlineSec: 60 };

    const revised = await data(ann, revise, { id, input: changed, at: 1 });
    const stale = await data(ann, revise, { id, input: changed, at: 1 });
    const foreign = await data(bob, revise, { id, input: changed, at: 2 });
    const strange = await data(bob, back, { id });
    const archived = await data(ann, back, { id });

    expect(revised["revisePlan"]).toEqual({ plan: { revision: 2 }, userErrors: [] });
    expect(stale["revisePlan"]).toEqual({
      plan: null,
      userErrors: [{ code: "REVISION_CONFLICT", field: ["expectedRevision"] }],
    });
    expect(foreign["revisePlan"]?.["userErrors"]).toEqual([{ code: "NOT_FOUND", field: ["id"] }]);
    expect(strange["archivePlan"]?.["userErrors"]).toEqual([{ code: "NOT_FOUND", field: ["id"] }]);
    expect(archived["rollBackPlan"]?.["plan"]).toEqual({
      revision: 3,
      current: { deadlineSec: 180 },
    });
    expect(archived["archivePlan"]?.["plan"]).toEqual({ archivedAt: now.toISOString() });
    const seen = await data(bob, `query ($id: ID!) { plan(id: $id) { id } node(id: $id) { id } }`, {
      id,
    });
    expect(seen).toEqual({ plan: null, node: null });
  });

  it("page by cursor; refuse a page of 0 or 101, a foreign cursor, two names at once", async () => {
    for (const key of ["a", "b", "c"]) {
      await data(ann, createPlan, { input: { ...input, key } });
    }
    const page = `query ($after: String) { plans(first: 2, after: $after) {
      totalCount nodes { key } pageInfo { hasNextPage endCursor } } }`;

    const first = await data(ann, page);
    const after = first["plans"]?.["pageInfo"]?.["endCursor"];
    const second = await data(ann, page, { after });

    expect(first["plans"]).toMatchObject({ totalCount: 3, nodes: [{ key: "c" }, { key: "b" }] });
    expect(second["plans"]).toMatchObject({
      nodes: [{ key: "a" }],
      pageInfo: { hasNextPage: false },
    });
    for (const query of [
      "{ plans(first: 0) { nodes { id } } }",
      "{ plans(first: 101) { nodes { id } } }",
      '{ plans(after: "nonsense") { nodes { id } } }',
      `{ plans(archived: true, after: "${after}") { nodes { id } } }`,
      `{ alerts(after: "${after}") { nodes { id } } }`,
      "{ plan { id } }",
      '{ plan(id: "x", key: "y") { id } }',
    ]) {
      expect([query, await codeOf(ann, query)]).toEqual([query, "BAD_REQUEST"]);
    }
  });

  it("need PLAN_WRITE to be changed and a key to be read", async () => {
    const archive = `mutation { archivePlan(id: "${encodeId("plan", uuidv7())}") { plan { id } } }`;

    expect(await codeOf(withRole(ann, "BILLING"), archive)).toBe("FORBIDDEN");
    expect(await codeOf(null, "{ plans { nodes { id } } }")).toBe("UNAUTHENTICATED");
    expect(await codeOf(withRole(ann, "VIEWER"), "{ plans { nodes { id } } }")).toBeUndefined();
  });
});

describe("budgets and alerts through GraphQL", () => {
  it("are set, read with their plan, and removed", async () => {
    const planId = await planOf(ann);
    const set = `mutation ($input: SetBudgetInput!) { setBudget(input: $input) {
      budget { id alertAt onExhausted limit { amount } available { amount } resetsAt plan { key } }
      userErrors { code field } } }`;
    const wanted = { scope: "PLAN", planId, period: "DAY", limit: "10" };

    const made = await data(ann, set, { input: wanted });
    const refused = await data(bob, set, { input: wanted });
    const id = made["setBudget"]?.["budget"]?.["id"];
    const read = await data(ann, `{ budgets { id } plan(key: "login") { budgets { id } } }`);
    const remove = `mutation ($id: ID!) {
      removeBudget(id: $id) { budget { id } userErrors { code } } }`;

    expect(made["setBudget"]?.["budget"]).toEqual({
      id,
      alertAt: [0.5, 0.8, 1],
      onExhausted: "BLOCK",
      limit: { amount: "10.000000" },
      available: { amount: "10.000000" },
      resetsAt: "2026-01-15T17:00:00.000Z",
      plan: { key: "login" },
    });
    expect(refused["setBudget"]).toEqual({
      budget: null,
      userErrors: [{ code: "PLAN_NOT_FOUND", field: ["planId"] }],
    });
    expect(read).toEqual({ budgets: [{ id }], plan: { budgets: [{ id }] } });
    expect(await codeOf(withRole(ann, "VIEWER"), "{ budgets { id } }")).toBe("FORBIDDEN");
    const hidden = await data(withRole(ann, "VIEWER"), `{ plan(key: "login") { budgets { id } } }`);
    expect(hidden["plan"]).toEqual({ budgets: [] });
    expect((await data(bob, remove, { id }))["removeBudget"]?.["budget"]).toBeNull();
    expect((await data(ann, remove, { id }))["removeBudget"]?.["budget"]).toEqual({ id });
  });

  it("are raised, followed, read and acknowledged", async () => {
    const stream = await createSourceEventStream({
      schema,
      document: parse("subscription { alerts { id kind message } }"),
      contextValue: contextOf(ann),
    });
    if (!(Symbol.asyncIterator in stream)) {
      throw new Error(JSON.stringify(stream.errors));
    }
    const alertId = uuidv7();
    const facts = {
      kind: "BUDGET_EXHAUSTED",
      scope: "TENANT",
      of: null,
      period: "DAY",
      currency: "USD",
      limitMicros: "10",
      spentMicros: "10",
    } as const;
    const cause = budgetCause("BUDGET_EXHAUSTED", uuidv7());
    const about = { vendorId: null, planId: null, budgetId: null, raisedAt: now, endsAt: null };
    const tenantId = ann.tenantId ?? "";
    const raised = { tenantId, id: alertId, severity: "CRITICAL", cause, facts, ...about } as const;
    await insertAlerts(db.engine, [raised]);

    const { value } = await stream[Symbol.asyncIterator]().next();
    await stream[Symbol.asyncIterator]().return?.();
    const id = encodeId("alert", alertId);
    const list = "{ alerts { totalCount nodes { id kind severity vendor { id } plan { id } } } }";
    const acknowledge = `mutation ($id: ID!) { acknowledgeAlert(id: $id) {
      alert { acknowledgedAt } userErrors { code field } } }`;

    expect(value).toMatchObject({ id: alertId });
    expect((await data(ann, list))["alerts"]).toEqual({
      totalCount: 1,
      nodes: [{ id, kind: "BUDGET_EXHAUSTED", severity: "CRITICAL", vendor: null, plan: null }],
    });
    expect((await data(bob, acknowledge, { id }))["acknowledgeAlert"]?.["userErrors"]).toEqual([
      { code: "NOT_FOUND", field: ["id"] },
    ]);
    expect((await data(ann, acknowledge, { id }))["acknowledgeAlert"]?.["alert"]).toEqual({
      acknowledgedAt: now.toISOString(),
    });
    expect((await data(ann, list))["alerts"]?.["totalCount"]).toBe(0);
    const mutation = `mutation { acknowledgeAlert(id: "${id}") { alert { id } } }`;
    expect(await codeOf(withRole(ann, "VIEWER"), mutation)).toBe("FORBIDDEN");
  });
});

describe("a preview through GraphQL", () => {
  it("shows the text with brand and code, counts parts and names what is wrong", async () => {
    const preview = `query ($input: MessageTemplateInput!) { previewMessage(input: $input) {
      text encoding partCount problems { code message } } }`;
    const sms = { channel: "SMS", locale: "en" };

    const plain = await data(ann, preview, { input: { ...sms, body: "{brand} {code}" } });
    const long = await data(ann, preview, { input: { ...sms, body: `{code} ${"é✓".repeat(40)}` } });
    const codeless = await data(ann, preview, { input: { ...sms, body: "Hello" } });

    expect(plain["previewMessage"]).toEqual({
      text: "Toko 123456",
      encoding: "GSM7",
      partCount: 1,
      problems: [],
    });
    expect(long["previewMessage"]).toMatchObject({ encoding: "UCS2", partCount: 2 });
    expect(codeless["previewMessage"]?.["problems"]?.[0]?.["code"]).toBe("TEMPLATE_WITHOUT_CODE");
    const wrong = `{ previewMessage(input: { channel: SMS, locale: "no tag" }) { text } }`;
    expect(await codeOf(ann, wrong)).toBe("BAD_REQUEST");
  });

  it("says what makes it dear and how much still fits", async () => {
    const preview = `query ($input: MessageTemplateInput!) { previewMessage(input: $input) {
      length unitsLeft ucs2Characters subject vendorTemplateName } }`;
    const shown = async (input: object) =>
      (await data(ann, preview, { input: { locale: "en", ...input } }))["previewMessage"];

    expect(await shown({ channel: "SMS", body: "{code} ✓ “{brand}”" })).toEqual({
      length: 15,
      unitsLeft: 55,
      ucs2Characters: ["✓", "“", "”"],
      subject: null,
      vendorTemplateName: null,
    });
    expect(await shown({ channel: "EMAIL", body: "{code}", subject: "{brand}!" })).toMatchObject({
      unitsLeft: null,
      ucs2Characters: [],
      subject: "Toko!",
    });
    expect(await shown({ channel: "WHATSAPP", vendorTemplateName: "login_code" })).toMatchObject({
      length: 0,
      vendorTemplateName: "login_code",
    });
  });

  it("counts the last line that devices look for, as the plan will send it", async () => {
    const preview = `query ($code: CodePolicyInput, $body: String) {
      previewMessage(input: { channel: SMS, locale: "en", body: $body }, code: $code) {
        text encoding partCount } }`;
    const body = `{code} ${"a".repeat(150)}`;
    const site = { length: 4, smsDomain: "example.com" };

    const plain = await data(ann, preview, { body });
    const bound = await data(ann, preview, { body, code: site });
    const ours = await data(ann, preview, { code: { smsAppHash: "FA+9qCX9VSu" } });

    expect(plain["previewMessage"]).toMatchObject({ partCount: 1 });
    expect(bound["previewMessage"]).toMatchObject({
      text: expect.stringMatching(/^1234 a+\n@example\.com #1234$/) as unknown,
      encoding: "GSM7",
      partCount: 2,
    });
    expect(ours["previewMessage"]).toMatchObject({
      text: expect.stringMatching(/^123456 is your Toko code.*\nFA\+9qCX9VSu$/) as unknown,
    });
    const both = `{ previewMessage(input: { channel: SMS, locale: "en" },
      code: { smsAppHash: "FA+9qCX9VSu", smsDomain: "a.example" }) { text } }`;
    expect(await codeOf(ann, both)).toBe("BAD_REQUEST");
  });
});
