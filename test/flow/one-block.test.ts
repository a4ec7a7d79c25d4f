import { describe, expect, it } from "vitest";
import { statusWords } from "../../src/core/messages/reason-words.js";
import type { GuardMode } from "../../src/core/guard/guard-rule.js";
import { MeasuredBoard } from "../../src/flow/measured-board.js";
import { coin } from "../../src/market/coin.js";
import { planSpec, planStep } from "../core/failover/engine-fixture.js";
import {
  accountOf,
  memoryPorts,
  memoryStart,
  memoryView,
  memoryWork,
  moveOn,
} from "../support/memory-sends.js";

/** Who asks for codes, from when to when, and how often they are typed in. */
interface Crowd {
  readonly tenantId: string;
  /** The first seven digits of their numbers; of several, any. */
  readonly blocks: readonly string[];
  readonly count: number;
  readonly hours: readonly [from: number, to: number];
  readonly typed: number;
}

const network = Array.from({ length: 20 }, (_, index) => `62812${index + 10}`);
const office = { hours: [9, 18], typed: 0.15 } as const;
const awake = { count: 300, hours: [6, 23] } as const;
const crowds: readonly Crowd[] = [
  { tenantId: "everybody", blocks: network, count: 1_000, hours: [0, 24], typed: 0.85 },
  { tenantId: "tester of 20", blocks: ["6281130"], count: 20, ...office },
  { tenantId: "tester of 100", blocks: ["6281131"], count: 100, ...office },
  { tenantId: "script", blocks: ["6281132"], count: 60, hours: [11, 11.2], typed: 0 },
  { tenantId: "block of 60 %", blocks: ["6281150"], ...awake, typed: 0.6 },
  { tenantId: "block of 80 %", blocks: ["6281151"], ...awake, typed: 0.8 },
  { tenantId: "attacked", blocks: ["6281199"], count: 500, hours: [14, 16], typed: 0 },
];

interface Request {
  readonly crowd: Crowd;
  readonly at: Date;
  readonly block: string;
  readonly isTyped: boolean;
}

/** A day of all of them in one network, by time. */
const requests: readonly Request[] = crowds
  .flatMap((crowd, place) =>
    Array.from({ length: crowd.count }, (_, index): Request => {
      const { blocks, count, hours, typed } = crowd;
      const hour = hours[0] + ((index + coin(place, index)) / count) * (hours[1] - hours[0]);
      return {
        crowd,
        at: new Date(memoryStart.getTime() + hour * 3_600_000),
        block: blocks[Math.floor(coin(place, 1e4 + index) * blocks.length)] ?? "",
        isTyped: coin(place, 2e4 + index) < typed,
      };
    }),
  )
  .toSorted((one, other) => one.at.getTime() - other.at.getTime());

/**
 * Shares of the requests that are refused, by crowd, and why, under rules without own limits.
 *
 * @param mode null = nobody set a rule
 */
function dayOf(mode: GuardMode | null, asked = requests) {
  const board = new MeasuredBoard();
  const spec = planSpec([planStep({ strategy: "SMART", waitSec: null })]);
  const kinds = ["UNVERIFIED_RATE", "PREFIX_RATE"] as const;
  const guardRules = mode === null ? [] : kinds.map((kind) => ({ kind, mode, country: null }));
  const views = new Map(
    crowds.map(({ tenantId }) => [
      tenantId,
      memoryView([{ slug: "a", micros: 20_000n }], { tenantId, guardRules }, board),
    ]),
  );
  const refused = new Map(crowds.map(({ tenantId }) => [tenantId, 0]));
  const reasons = new Set<string>();
  for (const [number, { crowd, at, block, isTyped }] of asked.entries()) {
    const { tenantId, count } = crowd;
    const view = views.get(tenantId);
    if (view === undefined) {
      throw new Error("every crowd has a view");
    }
    const work = memoryWork(spec, view, at);
    work.secrets = { phone: `+${block}${100_000 + number}`, email: null, code: "123456" };
    moveOn(
      work,
      memoryPorts(() => coin(7, number)),
      at,
    );
    const isSent = work.attempts.length > 0;
    learn(board, `s${number}`, { crowd, at, block, isTyped }, isSent);
    if (!isSent) {
      refused.set(tenantId, (refused.get(tenantId) ?? 0) + 1 / count);
      reasons.add(work.send.statusReason ?? "");
    }
  }
  return { refused: (tenantId: string) => refused.get(tenantId) ?? 0, reasons: [...reasons] };
}

function learn(board: MeasuredBoard, send: string, request: Request, isSent: boolean): void {
  const { crowd, at, block, isTyped } = request;
  const { router, space } = board;
  const atSec = at.getTime() / 1000;
  const cell = board.cellOf("ID", "51010");
  const tenant = space.tenant(crowd.tenantId);
  router.learn({ kind: "requested", send, cell, prefix: block, tenant, atSec });
  if (!isSent) {
    return;
  }
  const route = board.routeOf(accountOf("a"), "SMS");
  const of = { send, attempt: send, atSec } as const;
  router.learn({ ...of, kind: "submitted", route, cause: "FIRST", isProbe: false });
  router.learn({ kind: "accepted", attempt: send, atSec });
  router.learn({ kind: "receipt", attempt: send, isDelivered: true, atSec });
  if (isTyped) {
    router.learn({ ...of, kind: "verified" });
  }
}

describe("people and numbers of one block", () => {
  it("are never refused by rules that nobody set", () => {
    const worst = requests.filter(({ crowd }) => crowd.tenantId === "script");
    const { refused } = dayOf(null, worst);

    expect(worst.length).toBe(60);
    expect(refused("script")).toBe(0);
  });

  it("are told from an attack on one by rules that refuse", () => {
    const { refused, reasons } = dayOf("ENFORCE");

    for (const genuine of ["tester of 20", "tester of 100", "block of 60 %", "block of 80 %"]) {
      expect(refused(genuine)).toBeLessThan(0.01);
    }
    expect(refused("everybody")).toBeLessThan(0.01);
    expect(refused("attacked")).toBeGreaterThan(0.75);
    // Sixty codes in twelve minutes that nobody types in look like an attack: it says what to do.
    expect(refused("script")).toBeGreaterThan(0.3);
    for (const reason of reasons) {
      expect(statusWords(reason, null, "en")).toMatch(/test numbers of your own.*only watch/);
      expect(statusWords(reason, null, "id")).toMatch(/nomor uji Anda sendiri.*hanya mengamati/);
    }
  });
});
