import { randomUUID } from "node:crypto";
import type { AppWorld } from "./app-world.js";
import { makeExport } from "./export-api.js";
import { listCheckOver, requestCheckOf } from "./list-api.js";
import type { Arguments } from "./operations.js";
import { sandboxCredentials } from "../../src/sandbox/credentials.js";
import { until } from "./until.js";

/** One object of each kind that has an id, all of one tenant. */
export interface TenantObjects {
  readonly tenant: string;
  readonly plan: string;
  readonly planKey: string;
  readonly revision: string;
  readonly send: string;
  readonly attempt: string;
  readonly externalId: string;
  readonly clientToken: string;
  readonly account: string;
  readonly budget: string;
  readonly alert: string;
  readonly apiKey: string;
  readonly export: string;
  readonly rateSheetImport: string;
  readonly upload: string;
  readonly reconciliation: string;
  readonly listCheck: string;
}

const oneRate = "channel,country,price,currency,billedOn\nSMS,ID,0.01,USD,DELIVERED";

const made = `
  mutation(
    $plan: PlanInput!, $budget: SetBudgetInput!,
    $account: ConnectVendorInput!, $key: CreateApiKeyInput!
  ) {
    createPlan(input: $plan) { plan { id key current { id } } userErrors { code field } }
    setBudget(input: $budget) { budget { id } userErrors { code field } }
    connectVendor(input: $account) { vendorAccount { id } userErrors { code field } }
    createApiKey(input: $key) { apiKey { id } userErrors { code field } }
  }`;

interface Made {
  readonly createPlan: { plan: { id: string; key: string; current: { id: string } } };
  readonly setBudget: { budget: { id: string } };
  readonly connectVendor: { vendorAccount: { id: string } };
  readonly createApiKey: { apiKey: { id: string } };
}

/** Makes one of each for the tenant of an owner's key; its send is delivered. */
export async function makeTenantObjects(world: AppWorld, owner: string): Promise<TenantObjects> {
  const name = randomUUID().slice(0, 8);
  const all = await world.data<Made>(owner, made, {
    plan: {
      key: `plan-${name}`,
      name: "Made",
      steps: [{ channel: "SMS", vendors: [{ vendor: "nusatext" }] }],
    },
    budget: { scope: "TENANT", period: "DAY", limit: "100", alertAt: [0.000001] },
    account: {
      vendor: "nusatext",
      label: `own ${name}`,
      channels: ["SMS"],
      credentials: credentialsOf("nusatext", name),
    },
    key: { name: "spare", role: "VIEWER" },
  });
  const planKey = all.createPlan.plan.key;
  const sent = await world.send({ planKey, externalId: `order ${name}` }, owner);
  const send = sent.send?.id ?? "";
  const found = await until("a delivered send and an alert", async () => {
    const answer = await world.data<{
      send: { status: string; attempts: { id: string }[] };
      alerts: { nodes: { id: string }[] };
      viewer: { tenant: { id: string } };
    }>(
      owner,
      "query($id: ID!) { send(id: $id) { status attempts { id } } alerts { nodes { id } } " +
        "viewer { tenant { id } } }",
      { id: send },
    );
    return answer.send.status === "DELIVERED" && answer.alerts.nodes.length > 0 ? answer : null;
  });
  const { row } = await makeExport(world, owner, { kind: "LEDGER" });
  const account = all.connectVendor.vendorAccount.id;
  const { importRateSheet } = await world.data<{ importRateSheet: { importId: string } }>(
    owner,
    "mutation($input: ImportRateSheetInput!) { importRateSheet(input: $input) { importId } }",
    { input: { vendor: "nusatext", accountId: account, csv: oneRate } },
  );
  const invoice = await reconcileOne(world, owner, account);
  const asked = await requestCheckOf(world, owner, { uploadId: invoice.upload });
  const listCheck = asked.listCheck?.id ?? "";
  await listCheckOver(world, owner, listCheck);
  return {
    ...invoice,
    listCheck,
    export: row.id,
    rateSheetImport: importRateSheet.importId,
    tenant: found.viewer.tenant.id,
    plan: all.createPlan.plan.id,
    planKey,
    revision: all.createPlan.plan.current.id,
    send,
    attempt: found.send.attempts[0]?.id ?? "",
    externalId: `order ${name}`,
    clientToken: sent.clientToken ?? "",
    account,
    budget: all.setBudget.budget.id,
    alert: found.alerts.nodes[0]?.id ?? "",
    apiKey: all.createApiKey.apiKey.id,
  };
}

const reconciled = {
  vendor: "nusatext",
  range: { from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z" },
  format: "CSV",
};

/** Puts an invoice of one line that is nobody's, and holds it against the books. */
async function reconcileOne(
  world: AppWorld,
  owner: string,
  accountId: string,
): Promise<Pick<TenantObjects, "upload" | "reconciliation">> {
  const put = await fetch(`${world.url}/uploads`, {
    method: "PUT",
    headers: { authorization: `Bearer ${owner}` },
    body: "messageId,amount,currency,parts,status,date,reference\nx,1,USD,1,sent,2026-06-01,\n",
  });
  const { id: upload } = (await put.json()) as { id: string };
  const { reconcileInvoice } = await world.data<{
    reconcileInvoice: { reconciliation: { id: string } };
  }>(
    owner,
    "mutation($input: ReconcileInvoiceInput!) { reconcileInvoice(input: $input) { " +
      "reconciliation { id } } }",
    { input: { ...reconciled, uploadId: upload, accountId } },
  );
  return { upload, reconciliation: reconcileInvoice.reconciliation.id };
}

/** What an account of that label at a pretend vendor signs in with. */
export function credentialsOf(vendor: string, label: string) {
  return Object.entries(sandboxCredentials(vendor, label)).map(([key, value]) => ({ key, value }));
}

const messages = [
  {
    channel: "SMS",
    locale: "en",
    subject: null,
    accountId: null,
    body: "{code} is your code.",
    vendorTemplateName: null,
  },
];

/** A plan with every field of its input. */
export const planInput = (key: string) => ({
  key,
  name: "Plan",
  note: "A note.",
  steps: [
    {
      channel: "SMS",
      vendors: [{ vendor: "nusatext", accountId: null, weight: 1 }],
      strategy: "PRIORITY",
      advanceOn: ["REJECTED"],
      waitSec: 30,
      waitFor: "DELIVERED",
      maxAttempts: 1,
      countries: ["ID"],
    },
  ],
  code: {
    length: 6,
    alphabet: "DIGITS",
    ttlSec: 300,
    maxChecks: 5,
    perAttempt: false,
    smsAppHash: "FA+9qCX9VSu",
    smsDomain: null,
  },
  resend: { maxResends: 1, cooldownSec: 30, switchVendor: true },
  maxCostPerSend: "1.5",
  maxAttempts: 2,
  deadlineSec: 60,
  countries: ["ID"],
  objective: "BALANCED",
  order: "AS_WRITTEN",
  messages,
  messageLocale: "id-ID",
});

/**
 * Sound arguments of every mutation with every field of its input in them; a mutation that is
 * missing here fails the tests that walk over all of them.
 */
export function soundArguments(own: TenantObjects): Readonly<Record<string, Arguments>> {
  const unique = randomUUID().slice(0, 8);
  return {
    acknowledgeAlert: { id: own.alert },
    archivePlan: { id: own.plan },
    cancelListCheck: { id: own.listCheck },
    cancelSend: { id: own.send },
    connectVendor: {
      input: {
        vendor: "nusatext",
        label: `more ${unique}`,
        channels: ["SMS"],
        credentials: credentialsOf("nusatext", unique),
        maxPerSecond: 10,
        senders: [{ channel: "SMS", country: "ID", value: "SANDI" }],
      },
    },
    createApiKey: {
      input: {
        name: "Key",
        role: "VIEWER",
        scopes: null,
        expiresAt: "2030-01-01T00:00:00Z",
        tenant: null,
      },
    },
    createPlan: { input: planInput(`more-${unique}`) },
    createTenant: {
      input: {
        slug: `more-${unique}`,
        name: "More",
        brand: "More",
        currency: "USD",
        timeZone: "UTC",
        locale: "en",
      },
    },
    changeVendorAccount: {
      id: own.account,
      input: {
        label: `changed ${unique}`,
        maxPerSecond: 5,
        senders: [{ channel: "SMS", country: "ID", value: "Acme" }],
      },
    },
    disconnectVendor: { id: own.account },
    importExchangeRates: {
      input: {
        csv: "base,quote,rate,effectiveFrom\nUSD,IDR,16000,",
        uploadId: null,
        dryRun: false,
        strict: false,
      },
    },
    importRateSheet: {
      input: {
        vendor: "nusatext",
        accountId: own.account,
        csv: oneRate,
        uploadId: null,
        mode: "MERGE",
        dryRun: false,
        strict: false,
      },
    },
    listVendor: {
      input: {
        slug: `more-${unique}`,
        name: "More",
        adapter: "sandbox",
        channels: ["SMS"],
        website: "https://more.example",
        supportUrl: "https://more.example/help",
      },
    },
    pauseVendor: { slug: "nusatext", channel: "VOICE", country: "ID", reason: "A reason." },
    reconcileInvoice: {
      input: {
        ...reconciled,
        uploadId: own.upload,
        accountId: own.account,
        mapping: {
          messageId: "messageId",
          amount: "amount",
          price: null,
          currencyColumn: "currency",
          currency: null,
          parts: "parts",
          status: "status",
          date: "date",
          reference: "reference",
          statusWords: [{ word: "gone", status: "DELIVERED" }],
          delimiter: "COMMA",
          decimalComma: false,
        },
        apply: false,
      },
    },
    removeBudget: { id: own.budget },
    reportVerified: { input: { sendId: own.send, verifiedAt: "2026-11-22T00:00:00Z" } },
    requestExport: {
      input: {
        kind: "COST_REPORT",
        format: "CSV",
        range: { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" },
        groupBy: ["DAY"],
        filter: {
          planIds: [own.plan],
          channels: ["SMS"],
          vendors: ["nusatext"],
          countries: ["ID"],
          purposes: ["login"],
        },
      },
    },
    requestListCheck: {
      input: {
        uploadId: own.upload,
        defaultCountry: "ID",
        lookUp: { accountId: own.account, maxCost: "1", currency: "USD", priceEach: "0.01" },
        estimateOnly: true,
      },
    },
    resendOtp: { input: { sendId: own.send, idempotencyKey: unique, channel: null } },
    resumeVendor: { slug: "nusatext", channel: "SMS", country: "ID" },
    revisePlan: { id: own.plan, input: planInput(own.planKey), expectedRevision: 1 },
    revokeApiKey: { id: own.apiKey },
    rollBackPlan: { id: own.plan, toRevision: 1, expectedRevision: 1 },
    rotateVendorCredentials: { id: own.account, credentials: credentialsOf("nusatext", unique) },
    sendOtp: {
      input: {
        planKey: own.planKey,
        idempotencyKey: unique,
        phone: "+628123456789",
        email: "ann@example.com",
        defaultCountry: "ID",
        locale: "en",
        purpose: "login",
        externalId: `order ${unique}`,
        metadata: [{ key: "k", value: "v" }],
        code: "123456",
        endUserIp: "203.0.113.7",
        maxCost: "1",
      },
    },
    startListCheck: { id: own.listCheck, maxCost: "1" },
    setBudget: {
      input: {
        scope: "COUNTRY",
        planId: null,
        country: "ID",
        period: "DAY",
        limit: "5",
        onExhausted: "BLOCK",
        alertAt: [0.5],
      },
    },
    setGuardRule: {
      input: {
        kind: "PREFIX_RATE",
        mode: "MONITOR",
        country: "ID",
        limit: 100,
        windowSec: 3600,
      },
    },
    setExchangeRate: {
      input: { base: "USD", quote: "IDR", rate: "16000", effectiveFrom: "2026-11-22T00:00:00Z" },
    },
    testVendorAccount: { id: own.account },
    updateTenant: {
      id: own.tenant,
      input: { name: "Name", brand: "Brand", locale: "en", timeZone: "UTC" },
    },
    verifyOtp: { input: { sendId: own.send, code: "000000" } },
  };
}

/** The root fields that only an operator's key may ask for. */
export const operatorFields: ReadonlySet<string> = new Set([
  "createTenant",
  "exchangeRates",
  "importExchangeRates",
  "listVendor",
  "setExchangeRate",
  "tenants",
]);
