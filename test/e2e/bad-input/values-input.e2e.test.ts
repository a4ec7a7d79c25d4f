import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AppWorld, codesOf, createAppWorld } from "../../support/app-world.js";
import {
  documentOf,
  type Leaf,
  leavesOf,
  type RootField,
  rootFields,
  withValue,
} from "../../support/operations.js";
import { soundReads } from "../../support/sound-reads.js";
import {
  makeTenantObjects,
  operatorFields,
  soundArguments,
  type TenantObjects,
} from "../../support/tenant-objects.js";

let world: AppWorld;
let own: TenantObjects;
beforeAll(async () => {
  world = await createAppWorld();
  own = await makeTenantObjects(world, world.owner);
});
afterAll(() => world.close());

interface UserError {
  readonly code: string;
  readonly field: readonly string[] | null;
}

type Place = [string, "Query" | "Mutation", RootField, Leaf];

function placesOf(types: readonly string[]): Place[] {
  return (["Mutation", "Query"] as const).flatMap((root) =>
    rootFields(root).flatMap((field) =>
      leavesOf(field)
        .filter((leaf) => types.includes(leaf.type))
        .map((leaf): Place => [`${field.name} ${leaf.path.join(".")}`, root, field, leaf]),
    ),
  );
}

async function ask([, root, field, leaf]: Place, value: unknown) {
  const isOperators = operatorFields.has(field.name);
  const sound = { ...soundReads(own), ...soundArguments(own) }[field.name] ?? {};
  const selection =
    root === "Mutation" ? "userErrors { code: __typename message field }" : undefined;
  return world.ask(
    isOperators ? world.operator : world.owner,
    documentOf(root, field, selection),
    withValue(sound, leaf.path, value),
  );
}

/** Why the answer does not refuse this very field; null when it does. */
async function faultOf(place: Place, value: unknown): Promise<string | null> {
  const answer = await ask(place, value);
  if (answer.errors.length > 0) {
    const isClean = codesOf(answer).every((code) => code === "BAD_REQUEST");
    return isClean ? null : `${String(value)}: ${answer.text}`;
  }
  const [payload] = Object.values(answer.data ?? {}) as ({ userErrors?: UserError[] } | null)[];
  const wanted = place[3].path.filter((name) => name !== "input").join(".");
  const isNamed = payload?.userErrors?.some((error) => error.field?.join(".") === wanted) ?? false;
  return isNamed ? null : `${String(value)} is not refused: ${answer.text.slice(0, 300)}`;
}

async function faultsOf(place: Place, values: readonly unknown[]): Promise<string[]> {
  const faults: string[] = [];
  for (const value of values) {
    const fault = await faultOf(place, value);
    faults.push(...(fault === null ? [] : [fault]));
  }
  return faults;
}

const unsoundMoney = [
  "-1",
  "-0.000001",
  "99999999999999999999999",
  "9223372036854775808",
  "1e5",
  "NaN",
  "Infinity",
  "",
  " 1",
  "+1",
  "0x10",
  "1,5",
  "1.",
  5,
];

describe("every amount of money", () => {
  test.each(placesOf(["Decimal"]))("%s is a sound amount or refused by name", async (...place) => {
    const before = await world.fingerprint();
    // A rate of exchange is no money: it may have twelve digits after its point.
    const tooFine = place[2].name === "setExchangeRate" ? "1.0000000000001" : "0.0000001";

    expect(await faultsOf(place, [...unsoundMoney, tooFine])).toEqual([]);
    expect(await world.fingerprint()).toEqual(before);
  });

  test("a rate, a cap and a budget of zero, which could never send, are told apart", async () => {
    const places = new Map(placesOf(["Decimal"]).map((place) => [place[0], place]));
    const zero = async (name: string) => {
      const answer = await ask(places.get(name) as Place, "0");
      expect(answer.errors).toEqual([]);
      return answer.text;
    };

    expect(await zero("setExchangeRate input.rate")).toContain('"field":["rate"]');
    expect(await zero("setBudget input.limit")).not.toContain("INTERNAL");
    expect(await zero("sendOtp input.maxCost")).not.toContain("INTERNAL");
    expect(await zero("createPlan input.maxCostPerSend")).not.toContain("INTERNAL");
  });
});

describe("every country, currency and time", () => {
  test.each(placesOf(["CountryCode"]))("%s takes no country that is none", async (...place) => {
    const before = await world.fingerprint();

    expect(await faultsOf(place, ["ZZ", "id", "IDN", "", "I\u0000", "1D", 62])).toEqual([]);
    expect(await world.fingerprint()).toEqual(before);
  });

  test.each(placesOf(["CurrencyCode"]))("%s takes no currency that is none", async (...place) => {
    const before = await world.fingerprint();

    expect(await faultsOf(place, ["ZZZ", "usd", "US", "", "US\u0000", 840])).toEqual([]);
    expect(await world.fingerprint()).toEqual(before);
  });

  test.each(placesOf(["DateTime"]))("%s takes no time that is none", async (...place) => {
    const before = await world.fingerprint();
    const bad = ["", "now", "2026-02-30T00:00:00Z", "2026-01-01", "2026-13-01T00:00:00Z", 5];

    expect(await faultsOf(place, bad)).toEqual([]);
    expect(await world.fingerprint()).toEqual(before);
    for (const end of ["0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"]) {
      expect(codesOf(await ask(place, end))).not.toContain("INTERNAL");
    }
  });
});

describe("every number", () => {
  test.each(placesOf(["Int", "Float"]))("%s bears the ends of its type", async (...place) => {
    for (const value of [-2_147_483_648, -1, 0, 101, 2_147_483_647, 2 ** 40, 1.5, "7"]) {
      const answer = await ask(place, value);
      expect(answer.text).not.toContain("INTERNAL");
    }
  });
});

describe("a recipient of sendOtp", () => {
  test.each([
    [{ phone: "12" }, "INVALID_PHONE", ["phone"]],
    [{ phone: "+999123456789" }, "INVALID_PHONE", ["phone"]],
    [{ phone: "+62812345678901234567" }, "INVALID_PHONE", ["phone"]],
    [{ phone: "+62812•••••789" }, "INVALID_PHONE", ["phone"]],
    [{ phone: "081234567890" }, "INVALID_PHONE", ["phone"]],
    [{ phone: "+6281234567890;ext=5" }, "INVALID_PHONE", ["phone"]],
    [{ phone: "call me" }, "INVALID_PHONE", ["phone"]],
    [{ phone: "+6281234567890", defaultCountry: "DE" }, "COUNTRY_MISMATCH", ["phone"]],
    [{ phone: "+6281234567890", defaultCountry: "ZZ" }, "UNKNOWN_COUNTRY", ["defaultCountry"]],
    [{ phone: null }, "RECIPIENT_MISSING", null],
    [{ phone: null, email: "ann@" }, "INVALID_EMAIL", ["email"]],
    [{ phone: null, email: "a•••@example.com" }, "INVALID_EMAIL", ["email"]],
    [{ planKey: "nowhere" }, "PLAN_NOT_FOUND", ["planKey"]],
    [{ endUserIp: "1.2.3.4.5" }, "INVALID_IP", ["endUserIp"]],
    [{ locale: "not a locale" }, "INVALID_LOCALE", ["locale"]],
    [{ code: "12" }, "INVALID_CODE", ["code"]],
    [{ code: "12345678901" }, "INVALID_CODE", ["code"]],
  ])("%j is refused with %s, and nothing is stored", async (input, code, field) => {
    const before = await world.fingerprint();

    const sent = await world.send(input);

    expect(sent.send).toBeNull();
    expect(sent.clientToken).toBeNull();
    expect(sent.userErrors).toContainEqual(expect.objectContaining({ code, field }));
    expect(await world.fingerprint()).toEqual(before);
  });

  test("a number written as at home is taken with its country", async () => {
    const sent = await world.send({ phone: "0812-3456-7890", defaultCountry: "ID" });

    expect(sent.userErrors).toEqual([]);
    expect(sent.send?.status).toBe("QUEUED");
  });

  test("an unknown vendor is no vendor in a plan, a query, a pause or a connection", async () => {
    const answer = await world.data<Record<string, never>>(
      world.owner,
      `mutation {
        createPlan(input: {key: "x", name: "x", steps: [
          {channel: SMS, vendors: [{vendor: "nobody"}]}]}) {
          userErrors { code field } }
        pauseVendor(slug: "nobody", reason: "x") { userErrors { code field } }
        connectVendor(input: {vendor: "nobody", label: "x", channels: [SMS], credentials: []}) {
          userErrors { code field } }
      }`,
    );
    const found = await world.data(world.owner, `{ vendor(slug: "nobody") { id } }`);

    expect(answer).toEqual({
      createPlan: {
        userErrors: [{ code: "VENDOR_NOT_FOUND", field: ["steps", "0", "vendors", "0", "vendor"] }],
      },
      pauseVendor: { userErrors: [{ code: "VENDOR_NOT_FOUND", field: ["slug"] }] },
      connectVendor: { userErrors: [{ code: "VENDOR_NOT_FOUND", field: ["vendor"] }] },
    });
    expect(found).toEqual({ vendor: null });
  });
});
