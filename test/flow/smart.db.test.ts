import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readDecision } from "../../src/core/route/read-decision.js";
import { validatePlan } from "../../src/core/plan/validate-plan.js";
import type { PlanInput } from "../../src/core/plan/plan-input.js";
import { nextPhone } from "../support/two-channel-plan.js";
import { until } from "../support/until.js";
import { createWalkWorld, type WalkWorld } from "../support/walk-world.js";
import type { StoredDecision } from "../../src/core/route/decision.js";

let world: WalkWorld;

beforeAll(async () => {
  world = await createWalkWorld({ lateReceiptMs: 700 });
});
afterAll(async () => {
  await world.expectSound();
  await world.close();
});

function smartPlan(key: string, over: Partial<PlanInput> = {}): PlanInput {
  return {
    key,
    name: key,
    steps: [
      {
        channel: "SMS",
        vendors: [{ vendor: "nusatext" }, { vendor: "primeline" }, { vendor: "globex" }],
        strategy: "SMART",
      },
      { channel: "WHATSAPP", vendors: [{ vendor: "metrowa" }], strategy: "SMART" },
    ],
    ...over,
  };
}

/** The decisions of a send's attempts, as its sender reads them. */
async function readDecisions(plan: PlanInput, sendId: string, locale: "en" | "id" = "en") {
  const checked = validatePlan(plan);
  const steps = checked.ok ? checked.value.spec.steps : [];
  const [stored, attempts] = [await decisionsOf(sendId), await world.attempts(sendId)];
  return stored.map((decision, index) => {
    const step = attempts[index]?.step ?? 0;
    return readDecision(decision, { steps, step, country: "ID", network: "Telkomsel" }, locale);
  });
}

async function decisionsOf(sendId: string): Promise<StoredDecision[]> {
  const { rows } = await world.database.engine.query<{ decision: StoredDecision }>(
    "select decision from attempt where send_id = $1 order by number",
    [sendId],
  );
  return rows.map(({ decision }) => decision);
}

async function start(planKey: string) {
  const { send, errors } = await world.send({ planKey, phone: nextPhone() });
  expect(errors).toEqual([]);
  const id = send?.id ?? "";
  const delivered = () =>
    until("delivery", async () => (await world.sendRow(id)).deliveredAt !== null);
  return { id, delivered };
}

describe("a SMART step", () => {
  it("delivers, and says why", async () => {
    const plan = smartPlan("smart");
    await world.createPlan(plan);
    const { id, delivered } = await start("smart");
    await delivered();
    const [read] = await readDecisions(plan, id);
    console.log(
      JSON.stringify(await decisionsOf(id)),
      JSON.stringify(read, (_, v) => (typeof v === "bigint" ? String(v) : v), 1),
    );
    expect(read?.strategy).toBe("SMART");
  });
});
