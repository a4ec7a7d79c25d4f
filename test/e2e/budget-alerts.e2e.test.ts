import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppWorld, createAppWorld } from "../support/app-world.js";
import { followAt, type Seen } from "../support/live-client.js";
import { until } from "../support/until.js";

/** WhatsApp to Indonesia costs 0.0225 at this vendor: two fit into 0.05, no third into 0.06. */
const plan = {
  key: "metro",
  name: "Metro",
  steps: [{ channel: "WHATSAPP", vendors: [{ vendor: "metrowa" }] }],
};
const following = "subscription { alerts { id kind resolvedAt budget { id } } }";

let world: AppWorld;
let planId: string;
let live: Seen;
let budgetId: string;

beforeAll(async () => {
  world = await createAppWorld();
  const made = await world.data<{ createPlan: { plan: { id: string } } }>(
    world.owner,
    "mutation($plan: PlanInput!) { createPlan(input: $plan) { plan { id } } }",
    { plan },
  );
  planId = made.createPlan.plan.id;
  live = followAt(world.wsUrl, world.owner, following);
});
afterAll(async () => {
  live.stop();
  await world.close();
});

interface AlertNode {
  readonly id: string;
  readonly kind: string;
  readonly resolvedAt: string | null;
  readonly budget: { readonly id: string } | null;
}

async function alerts(openOnly: boolean): Promise<readonly AlertNode[]> {
  const answer = await world.data<{ alerts: { nodes: readonly AlertNode[] } }>(
    world.owner,
    "query($openOnly: Boolean!) { alerts(first: 100, openOnly: $openOnly) { nodes { " +
      "id kind resolvedAt budget { id } } } }",
    { openOnly },
  );
  return answer.alerts.nodes.filter(({ budget }) => budget?.id === budgetId);
}

const kinds = (nodes: readonly AlertNode[]): string[] => nodes.map(({ kind }) => kind).sort();

async function setLimit(
  limit: string,
  covers: object = { scope: "PLAN", planId },
): Promise<string> {
  const input = { ...covers, period: "TOTAL", limit, alertAt: [0.8] };
  const { setBudget } = await world.data<{ setBudget: { budget: { id: string } } }>(
    world.owner,
    "mutation($input: SetBudgetInput!) { setBudget(input: $input) { budget { id } } }",
    { input },
  );
  return setBudget.budget.id;
}

/** A subscription has no word for having begun: alerts are raised until it tells of one. */
async function subscribed(): Promise<void> {
  const country = { scope: "COUNTRY", country: "ID", onExhausted: "ALERT_ONLY" };
  let id = "";
  await until("the subscription's first word", async () => {
    await setLimit("100", country);
    id = await setLimit("0.01", country);
    return live.results.length > 0;
  });
  await world.data(
    world.owner,
    "mutation($id: ID!) { removeBudget(id: $id) { userErrors { code } } }",
    { id },
  );
}

async function send(): Promise<string[]> {
  const { userErrors } = await world.send({ planKey: "metro" });
  return userErrors.map(({ code }) => code);
}

const told = (kind: string, isResolved: boolean): unknown[] =>
  live.results
    .map(({ data }) => data?.["alerts"] ?? {})
    .filter((one) => (one["budget"] as { id: string } | undefined)?.id === budgetId)
    .filter((one) => one["kind"] === kind && (one["resolvedAt"] !== null) === isResolved)
    .map((one) => one["id"]);

describe("a budget's alerts, for whoever pays", { timeout: 60_000 }, () => {
  it("are over when its limit is raised, and others when that is used up, too", async () => {
    expect(await send()).toEqual([]);
    await subscribed();
    budgetId = await setLimit("0.05");
    expect([await send(), await send()]).toEqual([[], ["BUDGET_EXHAUSTED"]]);
    const before = await alerts(true);
    expect(kinds(before)).toEqual(["BUDGET_EXHAUSTED", "BUDGET_THRESHOLD"]);

    expect(await setLimit("0.06")).toBe(budgetId);

    expect(await alerts(true)).toEqual([]);
    const over = await alerts(false);
    expect(over.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort());
    expect(over.every(({ resolvedAt }) => resolvedAt !== null)).toBe(true);

    expect(await send()).toEqual(["BUDGET_EXHAUSTED"]);

    const again = await alerts(true);
    expect(kinds(again)).toEqual(["BUDGET_EXHAUSTED"]);
    expect(before.map(({ id }) => id)).not.toContain(again[0]?.id);
    expect(again[0]?.budget).toEqual({ id: budgetId });
    const exhausted = before.find(({ kind }) => kind === "BUDGET_EXHAUSTED");
    await until("the subscription's word", () =>
      Promise.resolve(told("BUDGET_EXHAUSTED", false).includes(again[0]?.id)),
    );
    expect(told("BUDGET_EXHAUSTED", true)).toEqual([exhausted?.id]);
    expect(told("BUDGET_THRESHOLD", true)).toHaveLength(1);
  });

  it("are over by themselves when their period is", async () => {
    const [open] = await alerts(true);
    const end = new Date(Date.now() - 60_000);
    // As if the budget's period had ended a minute ago.
    await world.database.owner.query("update alert set ends_at = $1 where resolved_at is null", [
      end,
    ]);

    await until("the alert's end", async () => (await alerts(true)).length === 0);

    const over = (await alerts(false)).find(({ id }) => id === open?.id);
    expect(over?.resolvedAt).toBe(end.toISOString());
  });
});
