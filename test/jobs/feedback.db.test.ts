import { afterAll, beforeAll, expect, it } from "vitest";
import type { VerifiedCode } from "../../src/flow/verified-code.js";
import type { FeedbackRow } from "../../src/manage/feedback/ports.js";
import { type TellPorts, tellVendors } from "../../src/manage/feedback/tell-vendors.js";
import { createFeedbackStore } from "../../src/store/feedback-store.js";
import { deferred } from "../support/deferred.js";
import { nextPhone, twoChannelPlan } from "../support/two-channel-plan.js";
import { until } from "../support/until.js";
import { createWalkWorld, type WalkWorld } from "../support/walk-world.js";

let world: WalkWorld;
beforeAll(async () => {
  world = await createWalkWorld();
  await world.createPlan(twoChannelPlan("two"));
});
afterAll(async () => {
  await world.expectSound();
  await world.close();
});

const code = "135790";

/** A code that was sent and typed in; resolves with the answer's result. */
async function verified(walk = world.walk): Promise<{ id: string; result: string | null }> {
  const { send } = await world.send({ planKey: "two", phone: nextPhone(), code });
  const id = send?.id ?? "";
  await until("a vendor has taken it", async () =>
    (await world.attempts(id)).some((attempt) => attempt.vendorMessageIds.length > 0),
  );
  const { result } = await walk.otp.verifyOtp(world.tenantId, id, code);
  return { id, result };
}

it("leaves codes and their answers alone while a vendor that is told hangs", async () => {
  const told: FeedbackRow[] = [];
  const answer = deferred<"failed">();
  const ports: TellPorts = {
    store: createFeedbackStore(world.database.owner),
    routes: ["SMS", "WHATSAPP"].map((channel) => ({
      adapter: "sandbox",
      channel: channel as "SMS" | "WHATSAPP",
    })),
    stateOf: () => Promise.resolve("open"),
    tell: (row) => {
      told.push(row);
      return answer.promise;
    },
    now: () => world.clock.now(),
  };
  const first = await verified();
  expect(first.result).toBe("VERIFIED");
  // Nobody was told on the way of the answer.
  expect(told).toEqual([]);

  const turn = tellVendors(ports);
  await until("a vendor is told", () => told.length > 0);
  const credited = await world.attempts(first.id);
  expect(told).toEqual([
    expect.objectContaining({ attemptId: credited.at(-1)?.id, isVerified: true }),
  ]);
  // The vendor hangs; codes are sent and taken as ever.
  expect((await verified()).result).toBe("VERIFIED");

  answer.resolve("failed");
  await turn;
});

it("hands a right code over, sealed, to who wants it, when it is stored no more", async () => {
  const taken: { code: VerifiedCode; stored: Promise<unknown> }[] = [];
  const wanted: string[] = [];
  const stored = async (): Promise<unknown> => {
    const { rows } = await world.database.owner.query(
      `select s.code_cipher from send s where s.code_cipher is not null
       union all select a.code_cipher from attempt a where a.code_cipher is not null`,
    );
    return rows;
  };
  const { walk } = world.startProcess({
    codeTaker: {
      wants: (accountId) => {
        wanted.push(accountId);
        return wanted.length < 2;
      },
      take: (one) => taken.push({ code: one, stored: stored() }),
    },
  });
  const { id, result } = await verified(walk);
  const [attempt] = await world.attempts(id);

  expect(result).toBe("VERIFIED");
  expect(taken.map((one) => one.code)).toEqual([
    {
      tenantId: world.tenantId,
      accountId: attempt?.accountId,
      channel: attempt?.channel,
      country: "ID",
      vendorMessageId: attempt?.vendorMessageIds[0],
      from: null,
      sealed: expect.any(Buffer),
      at: attempt?.verifiedAt,
    },
  ]);
  expect(
    world.keyring.open("code", world.tenantId, taken[0]?.code.sealed ?? Buffer.alloc(0)).toString(),
  ).toBe(code);
  expect(await taken[0]?.stored).toEqual([]);

  // Nobody is handed a code that was wrong, nor one whose vendor wants none.
  await walk.otp.verifyOtp(world.tenantId, id, "000000");
  expect((await verified(walk)).result).toBe("VERIFIED");
  expect(taken).toHaveLength(1);
  expect(wanted).toEqual([attempt?.accountId, attempt?.accountId]);
});

it("hands over the code of a send that the tenant checked itself", async () => {
  const taken: VerifiedCode[] = [];
  const { walk } = world.startProcess({
    codeTaker: { wants: () => true, take: (one) => taken.push(one) },
  });
  const { send } = await world.send({ planKey: "two", phone: nextPhone(), code }, walk);
  const id = send?.id ?? "";
  await until("a vendor has taken it", async () =>
    (await world.attempts(id)).some((attempt) => attempt.vendorMessageIds.length > 0),
  );
  await walk.otp.reportVerified(world.tenantId, id, null);

  expect(
    taken.map((one) => world.keyring.open("code", world.tenantId, one.sealed).toString()),
  ).toEqual([code]);
});
