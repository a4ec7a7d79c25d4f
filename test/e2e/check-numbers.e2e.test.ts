import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppWorld, codesOf, createAppWorld } from "../support/app-world.js";
import { startStub, type StubServer } from "../vendors/stub-server.js";

let world: AppWorld;
let vendor: StubServer;
let account: string;

const twilioSays = {
  valid: true,
  country_code: "ID",
  phone_number: "+628123456789",
  validation_errors: [],
  line_type_intelligence: {
    type: "nonFixedVoip",
    carrier_name: "Elsewhere",
    mobile_country_code: "510",
    mobile_network_code: "21",
    error_code: null,
  },
};

function orThrow(errors: readonly unknown[] = []): void {
  if (errors.length > 0) {
    throw new Error(JSON.stringify(errors));
  }
}

beforeAll(async () => {
  vendor = await startStub({ status: 200, body: JSON.stringify(twilioSays) });
  world = await createAppWorld({
    NODE_ENV: "test",
    SANDI_VENDOR_URLS: `lookups=${vendor.url}`,
  });
  const listed = await world.data<Record<string, { userErrors: unknown[] }>>(
    world.operator,
    `mutation { listVendor(input: {slug: "lookups", name: "Lookups", adapter: "twilio",
       channels: [SMS]}) { userErrors { code message } } }`,
  );
  orThrow(listed["listVendor"]?.userErrors);
  const connected = await world.data<{
    connectVendor: { vendorAccount: { id: string } | null; userErrors: unknown[] };
  }>(
    world.owner,
    `mutation { connectVendor(input: {vendor: "lookups", label: "l", channels: [SMS],
       senders: [{channel: SMS, value: "+15550783881"}], credentials: [
       {key: "accountSid", value: "AC0123456789abcdef0123456789abcdef"},
       {key: "authToken", value: "0123456789abcdef0123456789abcdef"}]}) {
       vendorAccount { id } userErrors { code message field } } }`,
  );
  orThrow(connected.connectVendor.userErrors);
  account = connected.connectVendor.vendorAccount?.id ?? "";
});
afterAll(async () => {
  await world.close();
  await vendor.close();
});

const fields = `input valid phone email country lineType network { mcc mnc name } reasons
  suggestion checkedAt source sms: reachable(channel: SMS) mail: reachable(channel: EMAIL)`;
const query = `query($inputs: [String!]!, $country: CountryCode, $lookUp: NumberLookUpInput) {
  checkNumbers(inputs: $inputs, defaultCountry: $country, lookUp: $lookUp) { ${fields} } }`;

interface Check {
  readonly input: string;
  readonly valid: boolean;
  readonly reasons: readonly string[];
  readonly source: string;
  readonly checkedAt: string;
}

async function check(inputs: readonly string[], more: object = {}): Promise<readonly Check[]> {
  const answer = await world.data<{ checkNumbers: readonly Check[] }>(world.owner, query, {
    inputs,
    ...more,
  });
  return answer.checkNumbers;
}

describe("checkNumbers", () => {
  it("tells of each input, in order, what numbering plans and form tell", async () => {
    const found = await check(
      ["0812-3456-7890", "tomorrow", "ann@example", "Ann@Mailinator.invalid,", "+4930123456"],
      { country: "ID" },
    );

    expect(found).toMatchObject([
      {
        input: "0812-3456-7890",
        valid: true,
        phone: "+6281234567890",
        email: null,
        country: "ID",
        lineType: "MOBILE",
        network: { mcc: "510", mnc: "10", name: "Telkomsel" },
        reasons: [],
        source: "libphonenumber",
        sms: "UNKNOWN",
        mail: "UNREACHABLE",
      },
      { valid: false, phone: null, lineType: null, source: "libphonenumber" },
      { valid: false, email: null, source: "syntax", suggestion: null },
      { valid: false, email: null, suggestion: "ann@mailinator.invalid" },
      { valid: true, country: "DE", lineType: "FIXED" },
    ]);
    expect(found[4]?.reasons).toEqual([
      "It belongs to DE, while defaultCountry says ID.",
      "It is a fixed line: most text messages do not arrive there.",
    ]);
  });

  it("tells reasons in Bahasa Indonesia to those who read it", async () => {
    const answer = await world.ask(
      world.owner,
      query,
      { inputs: ["0812"] },
      { "accept-language": "id" },
    );

    expect(answer.text).toContain("Tanpa kode negara");
  });

  it("echoes control characters as data and calls them what they are", async () => {
    const [bell, half] = await check(["+6281234567890\u0007", "a\u0000@example.com"]);

    expect(bell).toMatchObject({ valid: false, reasons: ["It holds control characters."] });
    expect(half).toMatchObject({ valid: false, reasons: ["It holds control characters."] });
  });

  it.each([
    ["no input", [], "inputs must hold 1 to 100 entries."],
    ["101 inputs", Array(101).fill("+6281234567890"), "inputs must hold 1 to 100 entries."],
    ["an input of 321", ["x".repeat(321)], "inputs.0 must have at most 320 characters."],
  ])("refuses %s", async (_what, inputs, rule) => {
    const answer = await world.ask(world.owner, query, { inputs });

    expect(codesOf(answer)).toEqual(["BAD_REQUEST"]);
    expect(answer.errors[0]?.message).toContain(rule);
  });

  it("takes 100 inputs, each answered", async () => {
    const inputs = Array.from({ length: 100 }, (_, at) => `+62812345678${String(at)}`);
    expect((await check(inputs)).map(({ input }) => input)).toEqual(inputs);
  });
});

describe("a look-up", () => {
  const lookUp = { maxCost: "0.02", currency: "USD", priceEach: "0.008" };
  const ask = (inputs: readonly string[], more: object = {}) =>
    check(inputs, { lookUp: { accountId: account, ...lookUp, ...more } });

  it("is bought once, told with its date and its source, and is known from then on", async () => {
    const before = vendor.requests.length;
    const [first] = await ask(["+628123456789"]);
    const [again] = await ask(["+628123456789"]);
    const [unasked] = await check(["+628123456789"]);

    expect(first).toMatchObject({
      valid: true,
      lineType: "VOIP",
      network: { mcc: "510", mnc: "21", name: "Elsewhere" },
      source: "lookups",
      sms: "UNKNOWN",
    });
    expect(again).toEqual(first);
    expect(unasked).toEqual(first);
    expect(vendor.requests).toHaveLength(before + 1);
  });

  it("does not start what maxCost has no room for", async () => {
    const before = vendor.requests.length;
    const found = await ask(["+628123450001", "+628123450002", "+628123450003"]);

    expect(vendor.requests).toHaveLength(before + 2);
    expect(found.map(({ source }) => source)).toEqual(["lookups", "lookups", "libphonenumber"]);
    expect(found[2]?.reasons).toEqual(["It was not looked up: maxCost has no room for it."]);
  });

  it("keeps nothing of the number but its keyed hash, and of no other tenant's", async () => {
    await ask(["+628123456789"]);
    const { rows } = await world.database.owner.query<{ all: string }>(
      "select string_agg(to_jsonb(c)::text, ' ') as all from number_check c",
    );
    expect(rows[0]?.all).not.toContain("8123456789");

    const theirs = await world.data<{ checkNumbers: readonly Check[] }>(world.stranger, query, {
      inputs: ["+628123456789"],
    });
    expect(theirs.checkNumbers[0]?.source).toBe("libphonenumber");
  });

  it("is refused without SEND, while checking alone is every key's", async () => {
    const viewer = await world.makeKey(world.owner, { role: "VIEWER" });
    const given = { inputs: ["+628123456789"], lookUp: { accountId: account, ...lookUp } };

    expect(codesOf(await world.ask(viewer.secret, query, given))).toEqual(["FORBIDDEN"]);
    const free = await world.ask(viewer.secret, query, { inputs: given.inputs });
    expect(free.errors).toEqual([]);
  });

  it.each([
    [{ accountId: "nothing" }, "lookUp.accountId must name a connected account of your own."],
    [{ priceEach: null }, "lookUp.priceEach must be given: what lookups bills in USD is not known"],
    [{ priceEach: "0" }, "lookUp.priceEach must be an amount above 0."],
    [{ maxCost: "-1" }, "lookUp.maxCost"],
  ])("refuses %j by name, before the vendor hears of it", async (wrong, rule) => {
    const before = vendor.requests.length;
    const request = { accountId: account, ...lookUp, ...wrong };
    const answer = await world.ask(world.owner, query, {
      inputs: ["+628123459999"],
      lookUp: request,
    });

    expect(codesOf(answer)).toEqual(["BAD_REQUEST"]);
    expect(answer.text).toContain(rule);
    expect(vendor.requests).toHaveLength(before);
  });
});
