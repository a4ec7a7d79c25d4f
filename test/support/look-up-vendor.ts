import { startStub, type StubServer } from "../vendors/stub-server.js";
import type { AppWorld } from "./app-world.js";

/** What the stand-in answers to every look-up: as Twilio does. */
export const lookUpAnswer = {
  status: 200,
  body: JSON.stringify({
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
  }),
};

/** A server with a vendor that looks numbers up, and the demo's own account there. */
export async function connectLookUps(
  open: (env: Readonly<Record<string, string>>) => Promise<AppWorld>,
): Promise<{ readonly world: AppWorld; readonly vendor: StubServer; readonly account: string }> {
  const vendor = await startStub(lookUpAnswer);
  const world = await open(lookUpsAt(vendor));
  return { world, vendor, account: await connectLookUpsTo(world) };
}

/** What a server has to be told so that it looks numbers up there. */
export function lookUpsAt({ url }: StubServer): Readonly<Record<string, string>> {
  return { NODE_ENV: "test", SANDI_VENDOR_URLS: `lookups=${url}` };
}

/** Lists the vendor and connects the demo's own account at it; its id. */
export async function connectLookUpsTo(
  world: Pick<AppWorld, "data" | "operator" | "owner">,
): Promise<string> {
  await world.data(
    world.operator,
    `mutation { listVendor(input: {slug: "lookups", name: "Lookups", adapter: "twilio",
       channels: [SMS]}) { userErrors { code message } } }`,
  );
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
  const { vendorAccount, userErrors } = connected.connectVendor;
  if (vendorAccount === null) {
    throw new Error(JSON.stringify(userErrors));
  }
  return vendorAccount.id;
}
