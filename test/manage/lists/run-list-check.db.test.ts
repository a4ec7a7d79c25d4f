import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { NumberCheckResult } from "../../../src/core/checks/number-facts.js";
import { checkList } from "../../../src/manage/lists/check-list.js";

import { cancelListCheck } from "../../../src/manage/lists/request-list-check.js";
import { runListCheck } from "../../../src/manage/lists/run-list-check.js";
import { sweepListChecks } from "../../../src/manage/lists/sweep-list-checks.js";
import { createTestDatabase, type TestDatabase } from "../../support/db.js";
import { answeredAt, failedWith, noon, openLookUpWorld } from "../../support/look-up-world.js";
import { openListWorld } from "../../support/list-world.js";
import { until } from "../../support/until.js";

let db: TestDatabase;
let world: Awaited<ReturnType<typeof openLookUpWorld>>;
let lists: ReturnType<typeof openListWorld>;
beforeAll(async () => {
  db = await createTestDatabase();
});
beforeEach(async () => {
  world = await openLookUpWorld(db);
  lists = openListWorld(world);
});
afterAll(() => db.close());

const phone = (at: number): string => `+6281234${String(100_000 + at).slice(1)}`;
const phones = (count: number): string[] => Array.from({ length: count }, (_, at) => phone(at));

describe("the check of a list", () => {
  it("whose process dies begins anew, and nothing is asked or billed twice", async () => {
    // Every third number is listed twice, far from the first time.
    const all = phones(90);
    const inputs = [...all, ...all.filter((_, at) => at % 3 === 0), ...phones(150)];
    const id = await lists.add(inputs.join("\n"), { maxCostMicros: 10_000_000n });
    const dying = new AbortController();
    const answers: NumberCheckResult[] = [answeredAt(null), failedWith("maybe"), failedWith("no")];
    lists.vendor.answer = (_, asked) => {
      if (asked === 70) {
        // The process stops; what the five have under way is never heard of.
        dying.abort();
      }
      return asked > 65 ? new Promise(() => undefined) : answers[asked % 3];
    };
    await expect(runListCheck(lists.ports, lists.job(id, dying.signal))).resolves.toBeUndefined();
    expect((await lists.row(id)).status).toBe("QUEUED");

    lists.vendor.answer = () => answeredAt(null);
    await runListCheck(lists.ports, lists.job(id));
    const row = await lists.row(id);

    expect(row).toMatchObject({ status: "READY", inputsRead: 270, invalid: 0 });
    expect(lists.vendor.asked.toSorted()).toEqual(phones(150));
    expect(await world.figure("select count(*) from look_up where charge = 'HELD'")).toBe("5");
    const late = new Date(noon.getTime() + 16 * 60_000);
    await sweepListChecks(lists.sweeps, () => undefined, late);
    expect(await world.broken(late)).toEqual([]);
    const text = await lists.textOf(row);
    expect(text.split("\n")).toHaveLength(272);
    expect(text).toContain("nothing was heard, so it is not asked again.");
  });

  it("is taken over from a run that is silent, which then holds no money any more", async () => {
    const id = await lists.add(phones(3).join("\n"), { maxCostMicros: 1_000_000n });
    const slow = Promise.withResolvers<NumberCheckResult>();
    lists.vendor.answer = () => slow.promise;
    const first = runListCheck(lists.ports, lists.job(id));
    await lists.until(() => lists.vendor.asked.length > 0);
    const late = new Date(noon.getTime() + 15_001);
    const revived: string[] = [];
    // A sweep leaves out what a heartbeat holds just then.
    await until("the sweep", async () => {
      await sweepListChecks(lists.sweeps, (one) => void revived.push(one), late);
      return revived.length > 0;
    });
    expect(revived).toEqual([id]);

    lists.vendor.answer = () => answeredAt(null);
    await runListCheck(lists.ports, lists.job(id));
    slow.resolve(answeredAt(null));
    await first;

    expect(await lists.row(id)).toMatchObject({ status: "READY" });
    expect(lists.vendor.asked).toHaveLength(3);
    expect(await world.figure("select count(*) from look_up")).toBe("3");
    expect(await world.broken()).toEqual([]);
  });

  it("goes on without look-ups when its account is gone, and says so", async () => {
    const id = await lists.add(phones(130).join("\n"), { maxCostMicros: 10_000_000n });
    lists.vendor.answer = (_, asked) => {
      lists.account.isGone = asked >= 100;
      return answeredAt(null);
    };
    await runListCheck(lists.ports, lists.job(id));

    const row = await lists.row(id);
    const text = await lists.textOf(row);
    expect(row).toMatchObject({ status: "READY", lookedUp: 100, inputsRead: 130 });
    expect(text.match(/,ANSWERED$/gm)).toHaveLength(100);
    expect(text.match(/the account can no longer be asked\..*,STOPPED$/gm)).toHaveLength(30);
    expect(await world.broken()).toEqual([]);
  });

  it("waits for a vendor that is asked too often", async () => {
    const id = await lists.add(phones(2).join("\n"), { maxCostMicros: 10_000_000n });
    let refusals = 3;
    lists.vendor.answer = () => {
      refusals -= 1;
      return refusals < 0
        ? answeredAt(null)
        : ({ ...failedWith("no"), failureClass: "THROTTLED", retryAfterMs: 700 } as never);
    };
    await runListCheck(lists.ports, lists.job(id));

    expect(await lists.row(id)).toMatchObject({ status: "READY", lookedUp: 2 });
    expect(lists.pauses).toEqual([700, 700, 700]);
    expect((await lists.textOf(await lists.row(id))).match(/,ANSWERED$/gm)).toHaveLength(2);
  });

  it("does not hold what its budget has no room for in the middle, and says so", async () => {
    await world.budget(40n * 128_000_988n);
    const id = await lists.add(phones(40).join("\n"), { maxCostMicros: 10_000_000n });
    lists.vendor.answer = async (_, asked) => {
      if (asked === 1) {
        // Somebody lowers the limit meanwhile.
        await world.budget(25n * 128_000_988n);
      }
      return answeredAt(null);
    };
    await runListCheck(lists.ports, lists.job(id));
    const text = await lists.textOf(await lists.row(id));

    expect(text.match(/,ANSWERED$/gm)).toHaveLength(25);
    const refused = /the daily budget of the whole account has no room.*,BUDGET_EXHAUSTED$/gm;
    expect(text.match(refused)).toHaveLength(15);
    expect(await world.broken()).toEqual([]);
  });

  it("is stopped by whoever asked for it, and leaves nothing of its result", async () => {
    const id = await lists.add(phones(40).join("\n"), { maxCostMicros: 10_000_000n });
    const { promise, resolve } = Promise.withResolvers<NumberCheckResult>();
    lists.vendor.answer = () => promise;
    const running = runListCheck(lists.ports, lists.job(id));
    await lists.until(() => lists.vendor.asked.length > 0);
    const canceled = await cancelListCheck(lists.requests, lists.viewer, id, noon);
    resolve(answeredAt(null));
    await running;

    expect(canceled).toMatchObject({ ok: true, value: { status: "CANCELED" } });
    expect(await lists.row(id)).toMatchObject({ status: "CANCELED", bytes: 0 });
    // Those whose money was held already.
    expect(lists.vendor.asked.length).toBeLessThanOrEqual(20);
    expect(await world.figure("select count(*) from list_check_piece")).toBe("0");
    expect(await world.figure("select count(*) from look_up where charge = 'HELD'")).toBe("0");
    expect(await world.broken()).toEqual([]);
  });

  it("gives the bytes that the command gives, byte for byte", async () => {
    const list = `name;telepon\nAnn;${phone(1)}\nBob;"0812;34"\n;\nEve;=1+1\n`;
    const id = await lists.add(list, null);
    await runListCheck(lists.ports, lists.job(id));

    let text = "";
    const tally = { inputsRead: 0, invalid: 0, lookedUp: 0, spentMicros: 0n };
    const given = { bytes: lists.bytesOf(list), defaultCountry: null, lookUp: null };
    const run = { tally, now: () => new Date("2027-01-01T00:00:00Z") };
    for await (const part of checkList(lists.ports.checks, lists.viewer, given, run)) {
      text += part;
    }
    expect(await lists.textOf(await lists.row(id))).toBe(text);
    expect(tally).toMatchObject({ inputsRead: 3, invalid: 2 });
  });

  it.each([
    ["en-GB", "It is neither a phone number nor an e-mail address."],
    ["id-ID", "Bukan nomor telepon dan bukan alamat e-mail."],
    ["fr-FR", "It is neither a phone number nor an e-mail address."],
  ])("says why in the tenant's language, %s, where it is one of ours", async (locale, words) => {
    lists.tenant.locale = locale;
    const id = await lists.add("phone\nEve\n", null);
    await runListCheck(lists.ports, lists.job(id));

    expect(await lists.textOf(await lists.row(id))).toContain(words);
  });

  it.each([
    ["nothing", "\n", "listEmpty"],
    ["a deleted file", null, "listGone"],
  ])("fails for %s, and is not tried again", async (_what, list, phrase) => {
    const id = await lists.add(list ?? phone(1), null);
    if (list === null) {
      lists.files.clear();
    }
    await runListCheck(lists.ports, lists.job(id));

    expect(await lists.row(id)).toMatchObject({ status: "FAILED", error: { phrase } });
  });

  it("goes back into the queue after a fault of ours, and fails after the last try", async () => {
    const id = await lists.add(phone(1), { maxCostMicros: 1_000_000n });
    lists.vendor.answer = () => Promise.reject(new Error("a bug"));
    await expect(runListCheck(lists.ports, lists.job(id))).rejects.toThrow("a bug");
    expect((await lists.row(id)).status).toBe("QUEUED");
    lists.vendor.asked.length = 0;
    lists.account.isFaulty = true;
    const last = { ...lists.job(id), isLastTry: true };
    await expect(runListCheck(lists.ports, last)).rejects.toThrow("no account can be read");
    expect(await lists.row(id)).toMatchObject({ status: "FAILED", error: { phrase: "listFault" } });
  });
});
