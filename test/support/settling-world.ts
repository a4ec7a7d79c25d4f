import { encodeAttemptReference } from "../../src/core/otp/attempt-reference.js";
import type { SendOutcome, SendRequest, VendorReceipt } from "../../src/core/otp/vendor-message.js";
import type { VendorGateway } from "../../src/flow/ports.js";
import type { AttemptRow } from "../../src/flow/rows.js";
import { nextPhone } from "./two-channel-plan.js";
import { until } from "./until.js";
import { createWalkWorld } from "./walk-world.js";

/** What a scripted vendor answers to each message. */
export type Answer = (request: SendRequest) => SendOutcome;

/** Takes the message under one id, or one per part; says nothing of money. */
export function accepting(ids = 1, changes: Partial<SendOutcome> = {}): Answer {
  return ({ reference }) => ({
    kind: "accepted",
    vendorMessageIds: Array.from({ length: ids }, (_, index) => `${reference}-${index + 1}`),
    charged: "maybe",
    price: null,
    ...(changes as object),
  });
}

/** Refuses it; says that it bills nothing unless told otherwise. */
export function rejecting(charged: SendOutcome["charged"] = "no"): Answer {
  return () => ({
    kind: "rejected",
    failureClass: "RECIPIENT_PERMANENT",
    charged,
    vendorCode: "x",
    vendorText: null,
    retryAfterMs: null,
  });
}

/** Nobody knows. */
export function silent(charged: SendOutcome["charged"] = "maybe"): Answer {
  return () => ({ kind: "unknown", charged, vendorCode: null, vendorText: "time-out" });
}

/** Where one attempt's money is, in every book that knows of it. */
export interface Money {
  readonly charge: string;
  readonly cost: bigint;
  readonly vendorCost: bigint;
  readonly sendCost: bigint;
  readonly sendHeld: bigint;
  /** "KIND DEBIT>CREDIT amount" of its ledger rows, in the order of time. */
  readonly entries: readonly string[];
}

/**
 * The walk over a real database with vendors that answer, and later say, what a test wants: one
 * plan per way to bill, each with one vendor and one attempt.
 */
export async function createSettlingWorld() {
  const script = { answer: accepting() };
  const said = new Map<string, readonly VendorReceipt[]>();
  const world = await createWalkWorld({ gateway: (real) => scripted(real, script, said) });
  for (const [key, vendor] of [
    ["on-submit", "primeline"],
    ["on-delivery", "nusatext"],
    ["in-euro", "eurolink"],
  ] as const) {
    await world.createPlan({
      key,
      name: key,
      steps: [{ channel: "SMS", vendors: [{ vendor }], maxAttempts: 1 }],
      messages: [{ channel: "SMS", locale: "en", body: `{code} ${"x".repeat(4)}` }],
    });
    await world.createPlan({
      key: `${key}-long`,
      name: key,
      steps: [{ channel: "SMS", vendors: [{ vendor }], maxAttempts: 1 }],
      messages: [{ channel: "SMS", locale: "en", body: `{code} ${"x".repeat(200)}` }],
    });
  }

  async function attemptOf(sendId: string): Promise<AttemptRow> {
    const [attempt] = await world.attempts(sendId);
    if (attempt === undefined) {
      throw new Error(`send ${sendId} has no attempt`);
    }
    return attempt;
  }

  return {
    ...world,
    attemptOf,
    referenceOf: ({ tenantId, id }: AttemptRow): string =>
      encodeAttemptReference({ tenantId, attemptId: id }, world.keyring.referenceKey),
    /** Sends through a plan to a vendor that answers so; returns once the answer is recorded. */
    async start(planKey: string, answer: Answer = accepting(), phone = nextPhone()) {
      script.answer = answer;
      const { send, errors } = await world.send({ planKey, phone, locale: "en" });
      if (send === null || errors.length > 0) {
        throw new Error(errors.map((error) => error.code).join(" "));
      }
      await until("an answer", async () => (await attemptOf(send.id)).submittedAt !== null);
      await world.walk.drained();
      return await attemptOf(send.id);
    },
    /** The vendor says so of an attempt; returns the attempt as it is then. */
    async hear(attempt: AttemptRow, ...receipts: readonly Partial<VendorReceipt>[]) {
      const key = `${said.size}`;
      said.set(
        key,
        receipts.map((receipt) => ({
          ...plainReceipt,
          vendorMessageId: attempt.vendorMessageIds[0] ?? null,
          at: world.clock.now(),
          ...receipt,
        })),
      );
      await world.walk.takeCallback(attempt.accountId, {
        method: "POST",
        url: "/",
        headers: {},
        body: Buffer.from(key),
        receivedAt: world.clock.now(),
      });
      return await attemptOf(attempt.sendId);
    },
    /** Lets the hold's time pass, and the sweeper see it. */
    async passHold(attempt: AttemptRow) {
      const leftMs = attempt.holdUntil.getTime() - world.clock.now().getTime();
      world.clock.jump(Math.max(0, leftMs) / 1000 + 1);
      await until("the sweeper", async () => (await attemptOf(attempt.sendId)).charge !== "HELD");
      return await attemptOf(attempt.sendId);
    },
    async money({ sendId, id }: AttemptRow): Promise<Money> {
      const attempt = await attemptOf(sendId);
      const send = await world.sendRow(sendId);
      const { rows } = await world.database.owner.query<{ entry: string }>(
        `select kind || ' ' || debit || '>' || credit || ' ' || amount_micros as entry
         from ledger_entry where attempt_id = $1 order by at, id`,
        [id],
      );
      return {
        charge: attempt.charge,
        cost: attempt.costMicros,
        vendorCost: attempt.vendorCostMicros,
        sendCost: send.costMicros,
        sendHeld: send.heldMicros,
        entries: rows.map((row) => row.entry),
      };
    },
  };
}

export type SettlingWorld = Awaited<ReturnType<typeof createSettlingWorld>>;

const plainReceipt: VendorReceipt = {
  reference: null,
  vendorMessageId: null,
  part: null,
  status: "DELIVERED",
  failureClass: null,
  vendorStatus: "said",
  vendorCode: null,
  isCodeKnown: true,
  at: new Date(0),
  price: null,
  isRefund: false,
};

function scripted(
  real: VendorGateway,
  script: { readonly answer: Answer },
  said: ReadonlyMap<string, readonly VendorReceipt[]>,
): VendorGateway {
  return {
    rulesOf: (adapter) => real.rulesOf(adapter),
    checkAccount: (account) => real.checkAccount(account),
    submit: async (_, request) => script.answer(request),
    readCallback: async (_, { body }) => ({
      kind: "verified",
      receipts: said.get(body.toString()) ?? [],
      answer: { status: 200, contentType: "text/plain", body: "" },
    }),
  };
}
