import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Scope, scopes } from "../../../src/flow/viewer.js";
import { type AppWorld, codesOf, createAppWorld } from "../../support/app-world.js";
import { documentOf, type RootField, rootFields, type RootType } from "../../support/operations.js";
import { openSocket } from "../../support/raw-socket.js";
import { soundReads } from "../../support/sound-reads.js";
import {
  makeTenantObjects,
  soundArguments,
  type TenantObjects,
} from "../../support/tenant-objects.js";

/**
 * Who may ask for a field: `key` any key, `tenant` a tenant's key, a scope a tenant's key that
 * holds it, `OPERATE` an operator's key alone, `X or OPERATE` both, `client` a client token alone.
 */
type Right =
  | "key"
  | "tenant"
  | "client"
  | "OPERATE"
  | "owner or OPERATE"
  | "SEND or client"
  | "PLAN_WRITE or BILLING_WRITE or OPERATE"
  | `${"PLAN_WRITE" | "VENDOR_CONNECT" | "KEY_ADMIN"} or OPERATE`
  | `${"BILLING_READ" | "BILLING_WRITE"} or OPERATE`
  | Exclude<Scope, "OPERATE">;

const rights: Readonly<Record<RootType, Readonly<Record<string, Right>>>> = {
  Query: {
    alerts: "key",
    apiKeys: "KEY_ADMIN or OPERATE",
    budgets: "BILLING_READ",
    checkNumbers: "SEND",
    costOutlook: "BILLING_READ",
    costReport: "BILLING_READ",
    deliveryReport: "tenant",
    estimatePlan: "tenant",
    events: "tenant",
    exchangeRates: "OPERATE",
    exports: "tenant",
    guardDecisions: "tenant",
    guardRules: "tenant",
    listChecks: "tenant",
    node: "key",
    nodes: "key",
    offers: "key",
    plan: "key",
    plans: "tenant",
    platform: "OPERATE",
    previewMessage: "tenant",
    rateSheetImports: "VENDOR_CONNECT or OPERATE",
    reconciliation: "BILLING_READ or OPERATE",
    replayPlan: "BILLING_READ",
    send: "tenant",
    sendProgress: "client",
    sends: "tenant",
    suggestPlans: "tenant",
    tenants: "OPERATE",
    vendor: "key",
    vendorAccounts: "key",
    vendors: "key",
    viewer: "key",
  },
  Mutation: {
    acknowledgeAlert: "PLAN_WRITE or BILLING_WRITE or OPERATE",
    archivePlan: "PLAN_WRITE",
    cancelListCheck: "SEND",
    cancelSend: "SEND",
    changeVendorAccount: "VENDOR_CONNECT or OPERATE",
    connectVendor: "VENDOR_CONNECT or OPERATE",
    createApiKey: "KEY_ADMIN or OPERATE",
    createPlan: "PLAN_WRITE",
    createTenant: "OPERATE",
    disconnectVendor: "VENDOR_CONNECT or OPERATE",
    importExchangeRates: "OPERATE",
    importRateSheet: "VENDOR_CONNECT",
    listVendor: "OPERATE",
    pauseVendor: "PLAN_WRITE or OPERATE",
    reconcileInvoice: "BILLING_WRITE or OPERATE",
    removeBudget: "BILLING_WRITE",
    requestExport: "BILLING_READ",
    requestListCheck: "SEND",
    startListCheck: "SEND",
    reportVerified: "SEND",
    resendOtp: "SEND or client",
    resumeVendor: "PLAN_WRITE or OPERATE",
    revisePlan: "PLAN_WRITE",
    revokeApiKey: "KEY_ADMIN or OPERATE",
    rollBackPlan: "PLAN_WRITE",
    rotateVendorCredentials: "VENDOR_CONNECT or OPERATE",
    sendOtp: "SEND",
    setBudget: "BILLING_WRITE",
    setGuardRule: "PLAN_WRITE",
    setExchangeRate: "OPERATE",
    testVendorAccount: "VENDOR_CONNECT or OPERATE",
    updateTenant: "owner or OPERATE",
    verifyOtp: "SEND or client",
  },
  Subscription: {
    alerts: "key",
    exportProgress: "tenant",
    listCheckProgress: "tenant",
    sendEvents: "tenant",
    sendProgress: "client",
    sendStatus: "tenant",
    vendorHealth: "key",
  },
};

let world: AppWorld;
let own: TenantObjects;
/** Keys that hold one scope each, and one that holds none. */
const keyOf = new Map<Scope | "none", string>();
let expired: string;
let revoked: string;
beforeAll(async () => {
  world = await createAppWorld();
  own = await makeTenantObjects(world, world.owner);
  keyOf.set("none", (await world.makeKey(world.owner, { role: "VIEWER" })).secret);
  for (const scope of scopes.filter((one) => one !== "OPERATE")) {
    keyOf.set(scope, (await world.makeKey(world.owner, { role: "OWNER", scopes: [scope] })).secret);
  }
  keyOf.set("OPERATE", world.operator);
  const old = await world.makeKey(world.owner, { expiresAt: new Date(Date.now() + 60_000) });
  await world.database.owner.query(
    "update api_key set expires_at = now() - interval '1 second' where expires_at is not null",
  );
  expired = old.secret;
  const gone = await world.makeKey(world.owner);
  await world.data(
    world.owner,
    "mutation($id: ID!) { revokeApiKey(id: $id) { userErrors { code } } }",
    { id: gone.id },
  );
  revoked = gone.secret;
});
afterAll(() => world.close());

function mayAsk(right: Right, holds: Scope | "none"): boolean {
  if (holds === "OPERATE") {
    return right === "key" || right === "OPERATE" || right.endsWith(" or OPERATE");
  }
  return right === "key" || right === "tenant" || right.split(" or ").includes(holds);
}

/** Arguments with which nothing is changed, whoever asks. */
function harmless(field: RootField): object {
  const sound = { ...soundReads(own), ...soundArguments(own) }[field.name] ?? {};
  const text = JSON.stringify(sound);
  return JSON.parse(
    rootFields("Mutation").includes(field)
      ? text.replace(/"(snd|pln|acc|bud|alt|key|ten|upl)_[^"]+"/g, '"nothing"')
      : text,
  ) as object;
}

const reading = (["Query", "Mutation"] as const).flatMap((root) =>
  rootFields(root).map((field): [string, RootType, RootField] => [field.name, root, field]),
);
const live = rootFields("Subscription").map((field): [string, RootField] => [field.name, field]);

/** Mutations that would make something for whoever may: asked with an input that is refused. */
const spoilt: Readonly<Record<string, object>> = {
  connectVendor: { vendor: "nobody" },
  createApiKey: { name: "" },
  createPlan: { key: "BAD" },
  createTenant: { slug: "BAD" },
  importExchangeRates: { csv: "BAD" },
  importRateSheet: { csv: "BAD" },
  listVendor: { slug: "BAD" },
  sendOtp: { planKey: "nowhere" },
  setBudget: { limit: "-1" },
  setExchangeRate: { rate: "-1" },
  setGuardRule: { limit: 0 },
};

function argumentsFor(field: RootField): object {
  const given = harmless(field) as { input?: object; slug?: string };
  const bad = spoilt[field.name];
  if (bad !== undefined) {
    return { ...given, input: { ...given.input, ...bad } };
  }
  return rootFields("Mutation").includes(field) && given.slug !== undefined
    ? { ...given, slug: "nobody" }
    : given;
}

describe("the rights of root fields", () => {
  test("are written down here for every one of them", () => {
    for (const root of ["Query", "Mutation", "Subscription"] as const) {
      expect(
        rootFields(root)
          .map(({ name }) => name)
          .toSorted(),
      ).toEqual(Object.keys(rights[root]).toSorted());
    }
  });

  test.each(reading)(
    "%s answers the keys that may, and FORBIDDEN to all others",
    async (name, root, field) => {
      const right = rights[root][name] as Right;
      const before = await world.fingerprint();
      const found: Record<string, boolean> = {};
      const wanted: Record<string, boolean> = {};
      for (const [holds, secret] of keyOf) {
        const answer = await world.ask(secret, documentOf(root, field), argumentsFor(field));
        const codes = codesOf(answer);
        expect(codes).not.toContain("INTERNAL");
        found[holds] = !codes.includes("FORBIDDEN") && !codes.includes("UNAUTHENTICATED");
        // Every key of one scope here is an owner's, the one of none a viewer's.
        wanted[holds] = right === "owner or OPERATE" ? holds !== "none" : mayAsk(right, holds);
      }

      expect(found).toEqual(wanted);
      expect(await world.fingerprint()).toEqual(before);
    },
  );

  test.each(reading)(
    "%s is UNAUTHENTICATED without a key that is good now",
    async (_name, root, field) => {
      for (const secret of [
        null,
        expired,
        revoked,
        "sk_unknown",
        "ct_unknown",
        `sk_${"0".repeat(43)}`,
        "x".repeat(5_000),
      ]) {
        const answer = await world.ask(secret, documentOf(root, field), argumentsFor(field));
        expect([secret, codesOf(answer)]).toEqual([secret, ["UNAUTHENTICATED"]]);
        expect(answer.data?.[field.name] ?? null).toBeNull();
      }
    },
  );

  test.each(reading)(
    "%s is for a client token only where it says so",
    async (name, root, field) => {
      const right = rights[root][name] as Right;
      const answer = await world.ask(own.clientToken, documentOf(root, field), argumentsFor(field));

      expect(codesOf(answer)).toEqual(right.endsWith("client") ? [] : ["FORBIDDEN"]);
    },
  );

  test.each(live)(
    "the subscription %s starts for those who may, and closes with 4403 for others",
    async (name, field) => {
      const right = rights.Subscription[name] as Right;
      const found: Record<string, boolean> = {};
      const wanted: Record<string, boolean> = {};
      for (const [holds, secret] of [...keyOf, ["client", own.clientToken] as const]) {
        const socket = await openSocket(world.wsUrl);
        await socket.signIn(secret);
        socket.subscribe("1", documentOf("Subscription", field), soundReads(own)[name] ?? {});
        // A ping is answered after the subscription was taken or refused.
        socket.send({ type: "ping" });
        await socket.seen(({ type }) => type === "pong");
        await Promise.race([
          socket.ended(),
          new Promise((resolve) => setTimeout(resolve, 150)),
        ]).catch(() => undefined);
        found[holds] =
          socket.closed.code === null && !JSON.stringify(socket.messages).includes("FORBIDDEN");
        wanted[holds] = holds === "client" ? right === "client" : mayAsk(right, holds);
        expect([null, 4403]).toContain(socket.closed.code);
        socket.close();
      }

      expect(found).toEqual(wanted);
    },
  );
});
