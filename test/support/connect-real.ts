import type { AppWorld } from "./app-world.js";

/** The vendors of four-vendors.e2e.test.ts, by the adapter that speaks with each. */
const listed = {
  texts: { adapter: "twilio", channel: "SMS", sender: "+15005550006" },
  chat: { adapter: "meta-whatsapp", channel: "WHATSAPP", sender: null },
  carrier: { adapter: "smpp", channel: "SMS", sender: "SANDI" },
  mail: { adapter: "sendgrid", channel: "EMAIL", sender: "login@sandi.example" },
  local: { adapter: "generic", channel: "SMS", sender: "SANDI" },
} as const;

export type Slug = keyof typeof listed;

export interface ConnectedAccount {
  readonly id: string;
  readonly callbackUrl: string;
  readonly lastCheckOk: boolean | null;
  readonly lastCheckMessage: string | null;
}

/** Throws when a mutation was refused. */
export function orThrow(payload: { readonly userErrors: readonly unknown[] } | undefined): void {
  if (payload === undefined || payload.userErrors.length > 0) {
    throw new Error(JSON.stringify(payload?.userErrors));
  }
}

/** An operator lists them all. */
export async function listReal(world: AppWorld): Promise<void> {
  for (const [slug, { adapter, channel }] of Object.entries(listed)) {
    const input = { slug, name: `Real ${slug}`, adapter, channels: [channel] };
    const { listVendor } = await world.data<{ listVendor: { userErrors: unknown[] } }>(
      world.operator,
      `mutation($input: ListVendorInput!) {
         listVendor(input: $input) { userErrors { code message } } }`,
      { input },
    );
    orThrow(listVendor);
  }
}

/** The demo's owner connects an account at one of them. */
export async function connectReal(
  world: AppWorld,
  slug: Slug,
  credentials: Readonly<Record<string, string>>,
  label: string = slug,
): Promise<ConnectedAccount> {
  const { channel, sender } = listed[slug];
  const input = {
    vendor: slug,
    label,
    channels: [channel],
    credentials: Object.entries(credentials).map(([key, value]) => ({ key, value })),
    senders: sender === null ? null : [{ channel, value: sender }],
  };
  const { connectVendor } = await world.data<{
    connectVendor: { vendorAccount: ConnectedAccount | null; userErrors: unknown[] };
  }>(
    world.owner,
    `mutation($input: ConnectVendorInput!) { connectVendor(input: $input) {
       vendorAccount { id callbackUrl lastCheckOk lastCheckMessage }
       userErrors { code message } } }`,
    { input },
  );
  orThrow(connectVendor);
  if (connectVendor.vendorAccount === null) {
    throw new Error("no account and no error");
  }
  return connectVendor.vendorAccount;
}
