import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeId } from "../../src/core/ids.js";
import type { Channel } from "../../src/core/otp/status.js";
import { type AppWorld, createAppWorld } from "../support/app-world.js";

let world: AppWorld;
beforeAll(async () => {
  world = await createAppWorld();
  await learn("nusatext", { tries: 400, delivered: 360, sec: 4 });
  await learn("globex", { tries: 400, delivered: 240, sec: 9 });
  await learn("metrowa", { tries: 400, delivered: 330, sec: 2 }, "WHATSAPP");
});
afterAll(() => world.close());

interface Learned {
  readonly tries: number;
  readonly delivered: number;
  readonly sec: number;
}

/** Feeds by hand what was measured of a marketplace account in Indonesia. */
async function learn(slug: string, learned: Learned, channel: Channel = "SMS"): Promise<void> {
  const { rules } = world.app.walk;
  const { accounts } = await rules.freshMarket();
  const account = [...accounts.values()].find(
    ({ vendor, tenantId }) => vendor.slug === slug && tenantId === null,
  );
  if (account === undefined) {
    throw new Error(`the market has no ${slug}`);
  }
  const { router } = rules.measured;
  const route = rules.measured.routeOf(account.id, channel);
  const cell = rules.measured.cellOf("ID", null);
  router.advance(Date.now() / 1000);
  for (let each = 0; each < learned.tries; each += 1) {
    const isDelivered = each < learned.delivered;
    router.routes.addAnswer(route, cell, 1, true);
    router.routes.addDelivery(route, cell, 1, isDelivered ? 1 : 0);
    if (isDelivered) {
      router.routes.addLatency(route, cell, learned.sec, 1);
    }
  }
}

const query = `query($input: PlanInput!, $countries: [CountryCode!]!, $volume: Int) {
  estimatePlan(input: $input, countries: $countries, monthlyVolume: $volume) {
    problems { code severity country }
    sampleCount deliveryRate deliveryRateLow deliveryRateHigh successRate
    costPerSend { amount currency } costPerSendP95 { amount } costPerVerified { amount }
    timeToDeliverMsP50 timeToDeliverMsP95 duplicateRate monthlyCost { amount }
    steps { position reachRate deliveryRate cost { amount } waitSec
      vendorShare { vendor { slug } share } } } }`;

interface Amount {
  readonly amount: string;
}

interface Estimate {
  readonly problems: readonly { readonly code: string; readonly severity: string }[];
  readonly sampleCount: number;
  readonly deliveryRate: number | null;
  readonly deliveryRateLow: number | null;
  readonly deliveryRateHigh: number | null;
  readonly successRate: number | null;
  readonly costPerSend: Amount | null;
  readonly monthlyCost: Amount | null;
  readonly timeToDeliverMsP50: number | null;
  readonly steps: readonly {
    readonly position: number;
    readonly reachRate: number;
    readonly deliveryRate: number | null;
    readonly waitSec: number;
    readonly vendorShare: readonly {
      readonly vendor: { readonly slug: string };
      readonly share: number;
    }[];
  }[];
}

function planWith(vendors: readonly object[], rest: object = {}) {
  return { key: "otp", name: "OTP", steps: [{ channel: "SMS", vendors, ...rest }] };
}

async function estimate(input: object, variables: object = {}): Promise<Estimate> {
  const asked = { input, countries: ["ID"], ...variables };
  const { estimatePlan } = await world.data<{ estimatePlan: Estimate }>(world.owner, query, asked);
  return estimatePlan;
}

describe("estimatePlan", () => {
  test("tells what a measured plan would do, step by step", async () => {
    const plan = planWith([{ vendor: "nusatext" }, { vendor: "globex" }]);

    const found = await estimate(plan, { volume: 1_000 });

    expect(found.problems).toEqual([]);
    // 0.9 by the first, most of the rest by the second or when they ask again.
    expect(found.deliveryRate).toBeGreaterThan(0.93);
    expect(found.deliveryRate).toBeLessThan(0.99);
    expect(found.deliveryRateLow).toBeLessThan(found.deliveryRate ?? 0);
    expect(found.deliveryRateHigh).toBeGreaterThan(found.deliveryRate ?? 1);
    expect(found.successRate).toBeLessThan(found.deliveryRate ?? 0);
    expect(found.sampleCount).toBeGreaterThan(500);
    expect(found.timeToDeliverMsP50).toBeGreaterThan(3_000);
    expect(found.timeToDeliverMsP50).toBeLessThan(6_000);
    const perSend = Number(found.costPerSend?.amount);
    expect(Number(found.monthlyCost?.amount)).toBeCloseTo(1_000 * perSend, 2);
    const [step] = found.steps;
    expect(step).toMatchObject({ position: 1, reachRate: 1 });
    expect(step?.vendorShare.map(({ vendor }) => vendor.slug)).toEqual(["nusatext", "globex"]);
    expect(step?.vendorShare[0]?.share).toBeGreaterThan(0.85);
  });

  test("a worse vendor first delivers less and takes longer", async () => {
    const only = { maxAttempts: 1 };
    const good = await estimate(planWith([{ vendor: "nusatext" }], only));
    const bad = await estimate(planWith([{ vendor: "globex" }], only));

    expect(bad.deliveryRate).toBeLessThan((good.deliveryRate ?? 0) - 0.1);
    expect(bad.timeToDeliverMsP50).toBeGreaterThan(good.timeToDeliverMsP50 ?? 0);
  });

  test("SMART gives the better and cheaper vendor most, and explores", async () => {
    const vendors = [{ vendor: "globex" }, { vendor: "nusatext" }];
    const found = await estimate(planWith(vendors, { strategy: "SMART" }));

    const share = found.steps[0]?.vendorShare.find(({ vendor }) => vendor.slug === "nusatext");
    expect(share?.share).toBeGreaterThan(0.6);
  });

  test("says nothing of a vendor that nobody has measured", async () => {
    const unknown = await estimate(planWith([{ vendor: "primeline" }]), { volume: 10 });
    const nowhere = await estimate(planWith([{ vendor: "latcom" }]));

    expect(unknown).toMatchObject({
      sampleCount: 0,
      deliveryRate: null,
      deliveryRateLow: null,
      successRate: null,
      costPerSend: null,
      monthlyCost: null,
      steps: [{ position: 1, reachRate: 1, deliveryRate: null, waitSec: 20 }],
    });
    expect(nowhere).toMatchObject({
      problems: [{ code: "NO_OFFER", severity: "ERROR", country: "ID" }],
      deliveryRate: null,
      sampleCount: 0,
    });
  });

  test("says which of the countries the plan does not serve", async () => {
    const inIndia = { ...planWith([{ vendor: "globex" }]), countries: ["IN"] };
    const { problems, deliveryRate } = await estimate(inIndia);

    expect(problems).toEqual([{ code: "COUNTRY_NOT_SERVED", severity: "ERROR", country: "ID" }]);
    expect(deliveryRate).toBeNull();
  });

  test("says nothing of a country where a vendor known elsewhere was not used", async () => {
    const plan = planWith([{ vendor: "globex" }]);
    const elsewhere = await estimate(plan, { countries: ["DE"] });
    const partly = await estimate(plan, { countries: ["ID", "DE"] });
    const known = await estimate(plan);

    expect(known.deliveryRate).not.toBeNull();
    expect(elsewhere).toMatchObject({ sampleCount: 0, deliveryRate: null, successRate: null });
    expect(partly).toMatchObject({ deliveryRate: null, deliveryRateLow: null, costPerSend: null });
  });

  test("refuses by name what createPlan would refuse, and another tenant's account", async () => {
    const account = encodeId("account", "0190a000-0000-7000-8000-00000000000a");
    const wrong: readonly (readonly [object, string])[] = [
      [planWith([{ vendor: "nusatext", accountId: account }]), "input.steps.0.vendors.0.accountId"],
      [planWith([{ vendor: "nobody" }]), "input.steps.0.vendors.0.vendor"],
      [{ ...planWith([{ vendor: "nusatext" }]), deadlineSec: 1 }, "input.deadlineSec"],
    ];
    for (const [input, field] of wrong) {
      const { errors } = await world.ask(world.owner, query, { input, countries: ["ID"] });
      expect(errors.map(({ extensions }) => extensions["code"])).toEqual(["BAD_REQUEST"]);
      expect(errors[0]?.message).toContain(field);
    }
    const input = planWith([{ vendor: "nusatext" }]);
    const odd: readonly (readonly [object, string])[] = [
      [{ countries: [] }, "countries"],
      [{ countries: ["XX"] }, "countries.0"],
      [{ countries: ["id"] }, "countries"],
      [{ countries: ["ID"], volume: 0 }, "monthlyVolume"],
      [{ countries: ["ID"], volume: -5 }, "monthlyVolume"],
      [{ countries: ["ID"], volume: 1_000_000_001 }, "monthlyVolume"],
    ];
    for (const [asked, field] of odd) {
      const { errors } = await world.ask(world.owner, query, { input, ...asked });
      expect(errors.map(({ extensions }) => extensions["code"])).toEqual(["BAD_REQUEST"]);
      expect(errors[0]?.message).toContain(field);
    }
  });
});

interface Suggestion {
  readonly title: string;
  readonly rationale: string;
  readonly plan: {
    readonly countries: readonly string[] | null;
    readonly order: string;
    readonly objective: string;
    readonly maxAttempts: number;
    readonly deadlineSec: number;
    readonly steps: readonly {
      readonly channel: string;
      readonly strategy: string;
      readonly waitSec: number | null;
      readonly maxAttempts: number;
      readonly vendors: readonly { readonly account: { readonly vendor: { slug: string } } }[];
    }[];
  };
  readonly estimate: Estimate;
}

async function suggest(wish: object, locale = "en"): Promise<readonly Suggestion[]> {
  const { errors, data } = await world.ask(
    world.owner,
    `query($input: SuggestPlansInput!) { suggestPlans(input: $input) { title rationale
       plan { countries order objective maxAttempts deadlineSec maxCostPerSend { amount }
         messages { body } code { length } resend { maxResends }
         steps { channel strategy waitSec maxAttempts vendors { account { vendor { slug } } } } }
       estimate { problems { code severity } sampleCount deliveryRate successRate
         costPerSend { amount currency } monthlyCost { amount } timeToDeliverMsP95
         steps { reachRate vendorShare { vendor { slug } share } } } } }`,
    { input: { countries: ["ID"], monthlyVolume: 10_000, ...wish } },
    { "accept-language": locale },
  );
  expect(errors).toEqual([]);
  return (data as unknown as { suggestPlans: readonly Suggestion[] }).suggestPlans;
}

describe("suggestPlans", () => {
  test("gives different measured plans, each of which createPlan takes", async () => {
    const found = await suggest({ minSuccessRate: 0.6 });

    expect(found.length).toBeGreaterThanOrEqual(3);
    expect(found.length).toBeLessThanOrEqual(5);
    expect(new Set(found.map(({ plan }) => JSON.stringify(plan))).size).toBe(found.length);
    for (const [index, { plan, estimate: told }] of found.entries()) {
      expect(told.problems.filter(({ severity }) => severity === "ERROR")).toEqual([]);
      expect(told.successRate).toBeGreaterThanOrEqual(0.6);
      const slugs = plan.steps.flatMap(({ vendors }) =>
        vendors.map(({ account }) => account.vendor.slug),
      );
      expect(["nusatext", "globex", "metrowa"]).toEqual(expect.arrayContaining(slugs));
      const { steps, countries, order, objective } = plan;
      const input = {
        ...{ key: `suggested-${index}`, name: "Suggested", countries, order, objective },
        steps: steps.map(({ vendors, ...step }) => ({
          ...step,
          vendors: vendors.map(({ account }) => ({ vendor: account.vendor.slug })),
        })),
      };
      const { createPlan } = await world.data<{ createPlan: { userErrors: readonly unknown[] } }>(
        world.owner,
        "mutation($input: PlanInput!) { createPlan(input: $input) { userErrors { code } } }",
        { input },
      );
      expect(createPlan.userErrors).toEqual([]);
    }
  });

  test("answers an impossible wish with the nearest plan, and says what gives", async () => {
    const wish = { minSuccessRate: 0.99, monthlyBudget: "1", maxTimeToDeliverMsP95: 60_000 };
    const [english] = await suggest(wish);
    const [indonesian] = await suggest(wish, "id");

    expect(english?.title).toBe("Nearest to the wish");
    expect(english?.rationale).toMatch(/What gives: .*instead of 99.0 %.*instead of USD 1 a month/);
    expect(indonesian?.title).toBe("Paling dekat dengan keinginan");
    expect(indonesian?.rationale).toContain("Yang dikorbankan");
  });

  test("keeps to countries where something is measured, and says which it leaves out", async () => {
    const found = await suggest({ countries: ["ID", "DE", "AQ"], minSuccessRate: 0.6 });

    expect(found.length).toBeGreaterThanOrEqual(3);
    for (const { plan, rationale, estimate: told } of found) {
      expect(plan.countries).toEqual(["ID"]);
      expect(rationale).toContain("What gives: nothing is sent to DE, AQ");
      expect(told.successRate).toBeGreaterThan(0.6);
    }
  });

  test("gives all that has to give up when nothing of a wish can be", async () => {
    const wish = { minSuccessRate: 0.999, maxTimeToDeliverMsP95: 1, monthlyBudget: "0.01" };
    const [nearest, ...others] = await suggest({ ...wish, monthlyVolume: 1_000_000_000 });

    expect(nearest?.title).toBe("Nearest to the wish");
    expect(others.length).toBeGreaterThanOrEqual(2);
    for (const { rationale } of [nearest, ...others].flatMap((one) => one ?? [])) {
      expect(rationale).toContain("instead of 99.9 %");
      expect(rationale).toContain("instead of 0.001 s");
      expect(rationale).toContain("instead of USD 0.01 a month");
    }
  });

  test("goes by price where nothing is measured", async () => {
    const found = await suggest({ channels: ["VOICE"] });

    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      title: "By price alone",
      estimate: { deliveryRate: null, successRate: null, costPerSend: null, monthlyCost: null },
    });
  });

  test("takes other channels where nobody offers the wished one, and says so", async () => {
    const found = await suggest({ channels: ["RCS"], countries: ["ID", "FR"] });
    const [indonesian] = await suggest({ channels: ["RCS"] }, "id");

    expect(found.length).toBeGreaterThanOrEqual(3);
    for (const { plan, rationale } of found) {
      expect(plan.countries).toEqual(["ID"]);
      expect(rationale).toContain("What gives: nobody offers RCS there");
    }
    expect(indonesian?.rationale).toContain("tidak ada yang menawarkan RCS");
  });

  test("says where nobody offers a channel, measured or not", async () => {
    const [measured] = await suggest({ channels: ["SMS"], countries: ["ID", "FR"] });
    const [byPrice] = await suggest({ channels: ["VOICE"], countries: ["FR", "ID"] });

    expect(measured?.rationale).toContain("nothing is sent to FR, where nobody offers that");
    expect(byPrice).toMatchObject({ title: "By price alone", plan: { countries: ["ID"] } });
    expect(byPrice?.rationale).toContain("nothing is sent to FR, where nobody offers that");
  });

  test("refuses by name what no wish can be", async () => {
    const wrong: readonly (readonly [object, string])[] = [
      [{ monthlyVolume: 0 }, "input.monthlyVolume"],
      [{ minSuccessRate: 1.5 }, "input.minSuccessRate"],
      [{ monthlyBudget: "0" }, "input.monthlyBudget"],
      [{ maxTimeToDeliverMsP95: -1 }, "input.maxTimeToDeliverMsP95"],
      [{ channels: [] }, "input.channels"],
      [{ countries: ["XX"] }, "input.countries"],
    ];
    for (const [wish, field] of wrong) {
      const { errors } = await world.ask(
        world.owner,
        "query($input: SuggestPlansInput!) { suggestPlans(input: $input) { title } }",
        { input: { countries: ["ID"], monthlyVolume: 10, ...wish } },
      );
      expect(errors.map(({ extensions }) => extensions["code"])).toEqual(["BAD_REQUEST"]);
      expect(errors[0]?.message).toContain(field);
    }
  });
});
