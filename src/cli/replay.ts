import { openVendors } from "../app-vendors.js";
import { replayPorts } from "../app-replays.js";
import { replayRefusalWords } from "../core/route/replay/refusal-words.js";
import { RulesCache } from "../flow/rules-cache.js";
import { type ReplayedPlan, replayPlan } from "../manage/replay/replay-plan.js";
import type { ReplayWatch } from "../manage/replay/replay-ports.js";
import { operatorViewer, ownerViewer } from "../manage/system-viewer.js";
import { createEstimateReader } from "../store/learner-store.js";
import { createMarketReader } from "../store/market-reader.js";
import { createRulesReader } from "../store/rules-reader.js";
import { type Command, type CommandCall, jsonOption, UsageError } from "./command.js";
import { valueOf } from "./key-words.js";
import { readPlanFile } from "./plan-file.js";
import { replayTable } from "./replay-table.js";
import { withGround } from "./with-ground.js";

const by = "sandi replay";
const dayMs = 86_400_000;
const daysDefault = 7;

export const replayCommand: Command = {
  name: "replay",
  summary:
    "Tells what a plan (a JSON file as createPlan takes it) would have done with what a tenant " +
    "really sent; stores and sends nothing. Exit code 1 when that cannot be said.",
  words: ["file"],
  options: {
    tenant: { type: "string", value: "slug", help: "Whose sends. Needed." },
    from: { type: "string", value: "time", help: "The first moment; else the last 7 days." },
    to: { type: "string", value: "time", help: "The first moment behind it; else now." },
    json: jsonOption,
  },
  async run(call) {
    const now = new Date();
    const slug = call.values["tenant"];
    if (typeof slug !== "string") {
      throw new UsageError("--tenant is needed: whose sends the plan is held against.");
    }
    const range = rangeOf(call, now);
    const input = await readPlanFile(call.words[0] ?? "");
    return withGround(call, async (ground) => {
      const tenant = await ground.slow.stores.tenants.tenantBySlug(operatorViewer(by), slug);
      if (tenant === null) {
        throw new Error(`There is no tenant "${slug}".`);
      }
      const vendors = openVendors(ground, call.config(), () => {
        throw new Error("no receipts are taken here");
      });
      try {
        const { engine } = ground.pools;
        const reader = {
          ...createRulesReader(engine),
          ...createMarketReader(engine, () => new Date()),
        };
        const rules = new RulesCache(
          reader,
          (name) => vendors.opener.adapter(name).capabilities.senderRequiredOn,
        );
        await rules.market();
        await rules.measured.refresh(createEstimateReader(engine), now);
        const viewer = { ...ownerViewer(by, tenant.id), tenantId: tenant.id };
        const found = await replayPlan(
          replayPorts(ground, { rules }),
          viewer,
          { input, range, watch: watchOf(call) },
          now,
        );
        return tell(call, valueOf(found));
      } finally {
        await vendors.http.close();
      }
    });
  },
};

const tellEveryMs = 3_000;

/** Says every few seconds how far it is. */
function watchOf({ output }: CommandCall): ReplayWatch {
  let toldAt = performance.now();
  return {
    told(sends, share) {
      const now = performance.now();
      if (now - toldAt >= tellEveryMs) {
        toldAt = now;
        const done = share === 0 ? "so far" : `${Math.floor(100 * share)} % done`;
        output.note(`${sends} sends read, ${done}\n`);
      }
    },
    isLeft: () => false,
  };
}

function rangeOf({ values }: CommandCall, now: Date): { readonly from: Date; readonly to: Date } {
  const at = (name: string, otherwise: Date): Date => {
    const text = values[name];
    const time = typeof text === "string" ? new Date(text) : otherwise;
    if (Number.isNaN(time.getTime())) {
      throw new UsageError(`--${name} has to be a time like 2026-11-01 or 2026-11-01T12:00:00Z.`);
    }
    return time;
  };
  const to = at("to", now);
  return { from: at("from", new Date(to.getTime() - daysDefault * dayMs)), to };
}

function tell({ values, output }: CommandCall, replay: ReplayedPlan): number {
  const { refusal, leftOut, actual, candidate, sendCount, effective, range, currency } = replay;
  if (values["json"] === true) {
    const { from, to } = range;
    const told = { from, to, currency, sendCount, sampledEvery: replay.sampledEvery };
    const gaps = leftOut.map((gap) => ({
      country: gap.country === "" ? null : gap.country,
      sendCount: gap.sendCount,
      reason: replayRefusalWords(gap.refusal, "en"),
    }));
    const refusedBecause = refusal === null ? null : replayRefusalWords(refusal, "en");
    const whole = { ...told, effectiveSampleSize: effective, refusedBecause, leftOut: gaps };
    output.out(`${JSON.stringify({ ...whole, actual, candidate })}\n`);
  } else {
    output.out(replayTable(replay));
  }
  return refusal === null ? 0 : 1;
}
