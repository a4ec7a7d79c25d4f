import type { Channel } from "../../core/otp/status.js";
import type { BudgetAction, BudgetScope } from "../../core/ledger/budget.js";
import type { PlanInput } from "../../core/plan/plan-input.js";
import type { Period } from "../../core/time.js";
import type { CreateTenantRequest } from "../tenants/create-tenant.js";

/** A tenant of the demo, what it has set up, and who asks it for codes. */
export interface DemoTenant {
  readonly tenant: CreateTenantRequest;
  readonly plans: readonly PlanInput[];
  readonly budgets: readonly DemoBudget[];
  readonly traffic: DemoTraffic;
}

export interface DemoBudget {
  readonly scope: BudgetScope;
  readonly planKey: string | null;
  readonly country: string | null;
  readonly period: Period;
  readonly limit: string;
  readonly onExhausted: BudgetAction;
}

/** Requests of a tenant: how many, when, from where, by which plan. */
export interface DemoTraffic {
  readonly perDay: number;
  readonly startShare: number;
  readonly amplitude: number;
  readonly peakHour: number;
  readonly weekend: number;
  readonly utcOffsetHours: number;
  readonly rush: { readonly days: number; readonly factor: number };
  readonly countries: Readonly<Record<string, number>>;
  readonly people: number;
  readonly emailShare: number;
  readonly domain: string;
  /** Share of requests by plan, with the purpose that they name; summing to 1. */
  readonly plans: readonly {
    readonly key: string;
    readonly purpose: string;
    readonly share: number;
    readonly byEmail: boolean;
  }[];
}

type Weights = Readonly<Record<string, number>>;

function weighted(
  channel: Channel,
  weights: Weights,
  maxAttempts = 2,
  waitSec: number | null = null,
) {
  const vendors = Object.entries(weights).map(([vendor, weight]) => ({ vendor, weight }));
  return { channel, strategy: "WEIGHTED" as const, vendors, maxAttempts, waitSec };
}

function inOrder(channel: Channel, vendors: readonly string[], waitSec: number | null = null) {
  return { channel, vendors: vendors.map((vendor) => ({ vendor })), waitSec };
}

const mailPlan: PlanInput = {
  key: "mail",
  name: "By e-mail",
  code: { length: 8, ttlSec: 900 },
  steps: [weighted("EMAIL", { postwing: 60, letterbox: 40 })],
};

/** Chooses vendor and channel by what was learned; nothing of the past was sent by it. */
const smartPlan: PlanInput = {
  key: "smart",
  name: "Smart login",
  note: "Learns which vendor is best where; every attempt tells why its vendor was chosen.",
  order: "SMART",
  code: { perAttempt: true },
  steps: [
    { ...inOrder("WHATSAPP", ["metrowa", "globex", "latcom"]), strategy: "SMART" },
    {
      ...inOrder("SMS", ["nusatext", "globex", "bharatsend", "latcom", "afrigate", "primeline"]),
      strategy: "SMART",
      maxAttempts: 3,
    },
  ],
};

const smsEverywhere: Weights = {
  nusatext: 60,
  bharatsend: 60,
  latcom: 60,
  afrigate: 60,
  globex: 28,
  bargain: 12,
};

/** An Indonesian shop, a Brazilian bank, Nigerian rides and an Indian marketplace; all invented. */
export const demoTenants: readonly DemoTenant[] = [
  {
    tenant: {
      slug: "demo",
      name: "Demo Store",
      brand: "Demo Store",
      currency: "USD",
      timeZone: "Asia/Jakarta",
      locale: "en",
    },
    plans: [
      {
        key: "checkout",
        name: "Checkout",
        maxCostPerSend: "0.25",
        steps: [
          weighted("SMS", smsEverywhere, 2, 25),
          inOrder("WHATSAPP", ["metrowa", "globex"]),
          inOrder("VOICE", ["ringback"]),
        ],
      },
      smartPlan,
      mailPlan,
    ],
    budgets: [
      budget("TENANT", "MONTH", "750", "BLOCK"),
      { ...budget("COUNTRY", "DAY", "2.60", "CHEAPER_STEPS_ONLY"), country: "DE" },
    ],
    traffic: {
      perDay: 37,
      startShare: 0.65,
      amplitude: 0.75,
      peakHour: 20,
      weekend: 1.2,
      utcOffsetHours: 7,
      rush: { days: 3, factor: 9 },
      countries: { ID: 0.48, IN: 0.18, BR: 0.13, NG: 0.12, US: 0.04, DE: 0.05 },
      people: 900,
      emailShare: 0.55,
      domain: "kotakpos.example",
      plans: plansOf([
        ["login", "login", 0.5],
        ["checkout", "payment", 0.44],
        ["mail", "newsletter", 0.06],
      ]),
    },
  },
  {
    tenant: {
      slug: "pagaja",
      name: "PagaJá",
      brand: "PagaJá",
      currency: "BRL",
      timeZone: "America/Sao_Paulo",
      locale: "pt",
    },
    plans: [
      {
        key: "login",
        name: "Login",
        steps: [
          weighted("WHATSAPP", { latcom: 40, metrowa: 45, globex: 30 }, 1),
          weighted("SMS", { ...smsEverywhere, bargain: 0 }),
          inOrder("VOICE", ["ringback"]),
        ],
      },
      {
        key: "pix",
        name: "Pix transfer",
        objective: "CONVERSION",
        code: { perAttempt: true },
        steps: [
          {
            ...weighted("SMS", { primeline: 55, latcom: 45, globex: 20 }, 2, 15),
            waitFor: "VERIFIED",
          },
          inOrder("WHATSAPP", ["globex", "metrowa"]),
        ],
      },
      mailPlan,
    ],
    budgets: [
      budget("TENANT", "MONTH", "3600", "BLOCK"),
      { ...budget("PLAN", "DAY", "90", "ALERT_ONLY"), planKey: "pix" },
    ],
    traffic: {
      perDay: 36,
      startShare: 0.7,
      amplitude: 0.7,
      peakHour: 14,
      weekend: 0.6,
      utcOffsetHours: -3,
      rush: { days: 3, factor: 9 },
      countries: { BR: 0.52, ID: 0.14, IN: 0.16, NG: 0.11, US: 0.04, DE: 0.03 },
      people: 800,
      emailShare: 0.7,
      domain: "caixa.example",
      plans: plansOf([
        ["login", "login", 0.62],
        ["pix", "payment", 0.33],
        ["mail", "statement", 0.05],
      ]),
    },
  },
  {
    tenant: {
      slug: "oga-ride",
      name: "Oga Ride",
      brand: "Oga Ride",
      currency: "NGN",
      timeZone: "Africa/Lagos",
      locale: "en",
    },
    plans: [
      {
        key: "ride",
        name: "Ride login",
        steps: [
          weighted("SMS", { ...smsEverywhere, afrigate: 60, bargain: 18 }, 2, 20),
          inOrder("MISSED_CALL", ["flashring", "ringback"]),
          inOrder("WHATSAPP", ["metrowa"]),
        ],
      },
      {
        key: "driver",
        name: "Driver login",
        steps: [
          weighted("WHATSAPP", { metrowa: 60, globex: 40 }, 2),
          weighted("SMS", smsEverywhere),
        ],
      },
      mailPlan,
    ],
    budgets: [budget("TENANT", "DAY", "46000", "BLOCK")],
    traffic: {
      perDay: 33,
      startShare: 0.5,
      amplitude: 0.6,
      peakHour: 18,
      weekend: 1.1,
      utcOffsetHours: 1,
      rush: { days: 3, factor: 9 },
      countries: { NG: 0.52, ID: 0.14, IN: 0.16, BR: 0.13, US: 0.03, DE: 0.02 },
      people: 850,
      emailShare: 0.2,
      domain: "naija.example",
      plans: plansOf([
        ["ride", "login", 0.6],
        ["driver", "login", 0.37],
        ["mail", "receipt", 0.03],
      ]),
    },
  },
  {
    tenant: {
      slug: "bazaar",
      name: "Bazaar India",
      brand: "Bazaar",
      currency: "INR",
      timeZone: "Asia/Kolkata",
      locale: "en",
    },
    plans: [
      {
        key: "signup",
        name: "Sign-up",
        steps: [
          weighted("WHATSAPP", { globex: 50, metrowa: 50 }, 1),
          weighted("SMS", smsEverywhere),
          inOrder("MISSED_CALL", ["flashring"]),
        ],
      },
      {
        key: "order",
        name: "Order",
        objective: "COST",
        steps: [
          {
            ...inOrder("SMS", ["bharatsend", "nusatext", "latcom", "afrigate", "globex"]),
            strategy: "CHEAPEST",
            maxAttempts: 2,
          },
          inOrder("VOICE", ["globex", "ringback"]),
        ],
      },
      mailPlan,
    ],
    budgets: [{ ...budget("PLAN", "MONTH", "14000", "CHEAPER_STEPS_ONLY"), planKey: "order" }],
    traffic: {
      perDay: 41,
      startShare: 0.8,
      amplitude: 0.8,
      peakHour: 21,
      weekend: 1.15,
      utcOffsetHours: 5.5,
      rush: { days: 3, factor: 9 },
      countries: { IN: 0.5, ID: 0.16, BR: 0.15, NG: 0.14, US: 0.03, DE: 0.02 },
      people: 1_100,
      emailShare: 0.4,
      domain: "dak.example",
      plans: plansOf([
        ["signup", "signup", 0.45],
        ["order", "payment", 0.5],
        ["mail", "newsletter", 0.05],
      ]),
    },
  },
];

function budget(
  scope: BudgetScope,
  period: Period,
  limit: string,
  onExhausted: BudgetAction,
): DemoBudget {
  return { scope, planKey: null, country: null, period, limit, onExhausted };
}

function plansOf(
  shares: readonly (readonly [key: string, purpose: string, share: number])[],
): DemoTraffic["plans"] {
  return shares.map(([key, purpose, share]) => ({ key, purpose, share, byEmail: key === "mail" }));
}
