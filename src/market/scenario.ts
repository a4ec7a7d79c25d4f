/**
 * The scenario format `otp-market/1`: what a market file may say, with the defaults of what it
 * leaves out.
 */
import { z } from "zod";

/** Channels of a scenario, as the format spells them. */
export const marketChannels = [
  "sms",
  "whatsapp",
  "voice",
  "email",
  "missed_call",
  "telegram",
] as const;
export type MarketChannel = (typeof marketChannels)[number];

const share = z.number().min(0).max(1);
const seconds = z.number().min(0);
const positive = z.number().positive();
const id = z.string().min(1).max(100);
const country = z.string().regex(/^([A-Z]{2}|\*)$/, "must be a two-letter country code, or *");

/** A value by cell id, country or "*"; the narrowest key wins. */
const table = <T extends z.ZodType>(value: T) => z.record(id, value);

const cell = z.strictObject({
  id,
  country,
  operator: id.optional(),
  weight: z.number().min(0).default(1),
  dead: share.default(0),
  no_whatsapp: share.default(0),
  prefixes: z
    .array(z.string().regex(/^[1-9][0-9]{0,14}$/, "must be digits without +, 1 to 15 of them"))
    .default([]),
  mccmnc: z
    .string()
    .regex(/^[0-9]{5,6}$/, "must be 5 or 6 digits")
    .nullable()
    .default(null),
});

const latency = z.strictObject({
  median_s: positive.default(5),
  sigma: z.number().min(0).max(5).default(0.5),
  tail_p: share.default(0),
  tail_mult: z.number().min(1).default(1),
});

const dlr = z.strictObject({
  coverage: share.default(0.95),
  false_delivered: share.default(0),
  fail_report: share.default(0.5),
});

const route = z.strictObject({
  id,
  vendor: id,
  channel: z.enum(marketChannels),
  upstream: id.optional(),
  declared_delivery: share.nullable().default(null),
  bill: z.enum(["accept", "delivery"]).default("accept"),
  price: table(z.number().min(0)),
  deliver: table(share),
  accept: share.default(1),
  cap_per_s: positive.nullable().default(null),
  latency: table(latency).default({}),
  dlr: table(dlr).default({}),
});

const names = z.union([id, z.array(id).min(1)]);
const multiplier = z.number().min(0).optional();

const event = z.strictObject({
  name: z.string().default(""),
  at: seconds.default(0),
  until: seconds.optional(),
  where: z
    .strictObject({
      vendor: names.optional(),
      route: names.optional(),
      upstream: names.optional(),
      country: names.optional(),
      cell: names.optional(),
    })
    .default({}),
  set: z.strictObject({
    deliver_mult: multiplier,
    accept_mult: multiplier,
    latency_mult: multiplier,
    tail_p: share.optional(),
    false_delivered: share.optional(),
    coverage: share.optional(),
    price_mult: multiplier,
  }),
  ramp_s: seconds.default(0),
  outage: z.boolean().default(false),
});

const pumping = z.strictObject({
  at: seconds.default(0),
  until: seconds.optional(),
  cell: id,
  per_hour: z.number().min(0),
  prefixes: z.int().min(1).default(1),
});

const user = z.strictObject({
  verify0: table(share).default({ "*": 0.9 }),
  patience_median_s: positive.default(70),
  patience_sigma: z.number().min(0).default(0.6),
  type_median_s: positive.default(9),
  type_sigma: z.number().min(0).default(0.5),
  resend_median_s: positive.default(35),
  resend_sigma: z.number().min(0).default(0.35),
  resend_p: share.default(0.55),
  max_resends: z.int().min(0).max(10).default(2),
  resend_bonus_s: seconds.default(20),
  same_upstream_retry: share.default(0.5),
  channel_convert: z.partialRecord(z.enum(marketChannels), share).default({}),
});

const plan = z.strictObject({
  allowed: z.union([z.literal("*"), z.array(id).min(1)]).default("*"),
  static: id.optional(),
  order: z.array(id).min(1).optional(),
  value_per_verified: positive.default(0.4),
  max_attempts: z.int().min(1).max(20).default(4),
  failover_deadline_s: positive.default(120),
  code_ttl_s: positive.default(300),
  budget: z
    .strictObject({ amount: z.number().min(0), period_s: positive })
    .nullable()
    .default(null),
});

const diurnal = z
  .strictObject({
    amplitude: share.default(0),
    peak_hour: z.number().min(0).max(24).default(19),
  })
  .prefault({});

const traffic = z.strictObject({
  sends_per_day: positive.default(15_000),
  prefixes_per_cell: z.int().min(1).default(20),
  diurnal,
});

const drift = z.strictObject({
  step_s: positive.default(900),
  sigma_logit: z.number().min(0).default(0),
  revert: share.default(0),
});

/** The shape of a scenario file; rules between its parts are in scenario-rules.ts. */
export const scenarioSchema = z.strictObject({
  format: z.literal("otp-market/1"),
  name: z.string().min(1).max(200),
  horizon_s: positive.default(172_800),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "must be a three-letter currency code")
    .default("USD"),
  cells: z.array(cell).min(1),
  routes: z.array(route).min(1),
  traffic: traffic.prefault({}),
  drift: drift.prefault({}),
  events: z.array(event).default([]),
  pumping: z.array(pumping).default([]),
  user: user.prefault({}),
  plan: plan.prefault({}),
});

/** A scenario whose left-out members have their defaults. */
export type Scenario = z.output<typeof scenarioSchema>;
export type ScenarioInput = z.input<typeof scenarioSchema>;
export type ScenarioRoute = Scenario["routes"][number];
export type ScenarioEvent = Scenario["events"][number];
