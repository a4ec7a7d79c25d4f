import type { Arguments } from "./operations.js";
import { planInput, type TenantObjects } from "./tenant-objects.js";

/**
 * Sound arguments of every query and subscription that takes some, with every field of its input in
 * them.
 */
export function soundReads(own: TenantObjects): Readonly<Record<string, Arguments>> {
  const offerFilter = {
    channels: ["SMS"],
    countries: ["ID"],
    vendors: ["nusatext"],
    network: "51010",
    maxPrice: "1",
    priceCurrency: "USD",
    connectedOnly: false,
  };
  const eventFilter = {
    sendId: own.send,
    planId: own.plan,
    types: ["SEND_QUEUED"],
    channels: ["SMS"],
    vendors: ["nusatext"],
    countries: ["ID"],
    statuses: ["QUEUED"],
  };
  const reportFilter = {
    planIds: [own.plan],
    channels: ["SMS"],
    vendors: ["nusatext"],
    countries: ["ID"],
    purposes: ["login"],
  };
  return {
    alerts: { openOnly: true, first: 20, after: null },
    checkNumbers: {
      inputs: ["+628123456789"],
      defaultCountry: "ID",
      lookUp: { accountId: own.account, maxCost: "1", currency: "USD", priceEach: "0.01" },
    },
    costReport: {
      range: { from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z" },
      groupBy: ["VENDOR"],
      filter: reportFilter,
    },
    deliveryReport: {
      range: { from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z" },
      groupBy: ["VENDOR"],
      filter: reportFilter,
    },
    estimatePlan: { input: planInput("estimated"), countries: ["ID"], monthlyVolume: 1_000 },
    events: { filter: eventFilter, first: 20, after: null },
    exchangeRates: { base: "USD" },
    exports: { first: 20, after: null },
    guardDecisions: { blockedOnly: true, first: 20, after: null },
    listChecks: { first: 20, after: null },
    node: { id: own.plan },
    nodes: { ids: [own.plan] },
    offers: {
      filter: offerFilter,
      orderBy: { by: "PRICE", direction: "ASC" },
      first: 20,
      after: null,
    },
    plan: { id: own.plan, key: null },
    plans: { archived: false, search: "log", first: 20, after: null },
    previewMessage: {
      input: {
        channel: "SMS",
        locale: "en",
        subject: null,
        accountId: null,
        body: "{code}",
        vendorTemplateName: null,
      },
      code: { length: 6, smsAppHash: null, smsDomain: "example.com" },
    },
    rateSheetImports: { first: 20, after: null },
    reconciliation: { id: own.reconciliation },
    replayPlan: {
      input: planInput("replayed"),
      range: { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" },
    },
    send: { id: own.send, externalId: null },
    sends: {
      filter: {
        planId: own.plan,
        statuses: ["DELIVERED"],
        verification: ["PENDING"],
        channels: ["SMS"],
        vendors: ["nusatext"],
        countries: ["ID"],
        recipient: "+628123456789",
        purpose: "login",
        range: { from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z" },
      },
      first: 20,
      after: null,
    },
    suggestPlans: {
      input: {
        countries: ["ID"],
        channels: ["SMS"],
        monthlyVolume: 1_000,
        monthlyBudget: "100",
        minSuccessRate: 0.8,
        maxTimeToDeliverMsP95: 30_000,
      },
    },
    tenants: { search: "demo", first: 20, after: null },
    vendor: { slug: "nusatext" },
    vendors: { channels: ["SMS"], countries: ["ID"], search: "nusa", first: 20, after: null },
    exportProgress: { id: own.export },
    listCheckProgress: { id: own.listCheck },
    sendStatus: { sendId: own.send, after: null },
    sendEvents: { filter: eventFilter, after: null },
    sendProgress: { after: null },
    vendorHealth: { vendors: ["nusatext"], channels: ["SMS"], countries: ["ID"] },
  };
}
