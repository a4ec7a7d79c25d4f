import { randomInt } from "node:crypto";
import type { Channel } from "../core/otp/status.js";
import type { CallbackAnswer, CallbackRequest } from "../core/otp/vendor-message.js";
import type { VerifiedCallback } from "./accept-receipt.js";
import type { BatchSizes } from "./batch-options.js";
import { BudgetPeriods } from "./budget-periods.js";
import { cancelSend } from "./cancel-send.js";
import type { ChangePorts } from "./change-sends.js";
import { GuardCounts, type PrefixCountStore } from "./guard-counts.js";
import type { Keyring } from "./keyring.js";
import type { MarketReader } from "./market.js";
import { MeasuredDesk } from "./measured-desk.js";
import type { FlowMetrics } from "./metrics.js";
import type { OtpService } from "./otp.js";
import type { Clock, HealthStore, HotStore, VendorGateway, VendorRules } from "./ports.js";
import { publishWorks } from "./publish-works.js";
import type { EstimateReader } from "./measured-rows.js";
import type { QualityReader } from "./quality-board.js";
import { makeNewsDesk, matchInbox, type NewsPorts } from "./record-news.js";
import { recheckAccounts } from "./recheck-accounts.js";
import { HealthRecorder } from "./record-health.js";
import { reportVerified } from "./report-verified.js";
import { resendOtp } from "./resend-otp.js";
import type { SendRow } from "./rows.js";
import { RulesCache } from "./rules-cache.js";
import type { RulesReader } from "./rules.js";
import { makeSendOtp, type SendOtpPorts } from "./send-otp.js";
import type { SendWork } from "./send-work.js";
import { secretsOf, Submitter } from "./submit-attempt.js";
import type { Bus } from "./tail.js";
import { type PushedReceipts, takeCallback, takePushedReceipts } from "./take-callback.js";
import { type CodeTaker, handOverCodes } from "./verified-code.js";
import { makeVerifyCode } from "./verify-code.js";
import { wakeSends } from "./wake-sends.js";

/** All that the steps of one code need from outside. */
export interface WalkPorts {
  readonly store: HotStore;
  readonly health: HealthStore;
  readonly reader: RulesReader & MarketReader;
  /** Left out: nothing was measured. */
  readonly quality?: QualityReader;
  /** Left out: nothing was learned. */
  readonly estimates?: EstimateReader;
  /** Left out: limits of guard rules count what this process sends. */
  readonly prefixCounts?: PrefixCountStore;
  readonly gateway: VendorGateway;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly bus: Bus;
  readonly metrics: FlowMetrics;
  readonly batchSizes: BatchSizes;
  /** This process, as the owner of leases: a uuid. */
  readonly processId: string;
  readonly senderRequiredOn: (adapter: string) => readonly Channel[];
  readonly mintClientToken: (send: SendRow) => string;
  /** Who is told of codes that were typed in; left out: nobody. */
  readonly codeTaker?: CodeTaker;
  readonly failed: (error: unknown, what: string) => void;
  /** Uniform in [0, 1); left out: by chance. */
  readonly draw?: () => number;
}

/** The walk of one OTP, bound to its ports: what callers, callbacks and timers may start. */
export interface Walk {
  readonly otp: OtpService;
  readonly rules: RulesCache;
  /** Takes a vendor's callback in; null = there is no such account. */
  takeCallback(accountId: string, request: CallbackRequest): Promise<CallbackAnswer | null>;
  /** Takes in what came over an account's own connection; resolves when it is durable. */
  takePushed(accountId: string, pushed: PushedReceipts): Promise<void>;
  /** Looks at sends that are due; returns how many were, at most `limit`. */
  wake(limit: number): Promise<number>;
  /** Applies receipts that waited for their message; returns how many messages had some. */
  sweepInbox(): Promise<number>;
  /** Reads every breaker anew. */
  refreshBreakers(): Promise<void>;
  /** Reads anew what was measured of the routes of plans that choose by it. */
  refreshQuality(): Promise<void>;
  /** Reads what was learned of routes since the last look. */
  refreshEstimates(): Promise<void>;
  /** Asks the vendors of stopped accounts whether they work again; returns how many came back. */
  recheckAccounts(): Promise<number>;
  /** Attempts on their way to a vendor. */
  pendingSubmissions(): number;
  /** Resolves when all that this process has begun is recorded. */
  drained(): Promise<void>;
}

const sweepLimit = 500;
const drawSteps = 2 ** 32;

/** Joins the steps to each other and to their ports. */
export function createWalk(ports: WalkPorts): Walk {
  const { store, keyring, gateway, metrics, batchSizes } = ports;
  const rules = new RulesCache(ports.reader, ports.senderRequiredOn);
  const observeBatch = (kind: string, size: number): void => metrics.batch(kind, size);
  const recorder = createRecorder(ports, rules);
  const desk = new MeasuredDesk();
  const counts = new GuardCounts(desk.prefixes, ports.prefixCounts ?? null, ports.failed);
  const rulesOfVendor = (vendorId: string): VendorRules | null => {
    const adapter = rules.knownMarket?.vendors.get(vendorId)?.adapter;
    return adapter === undefined ? null : gateway.rulesOf(adapter);
  };
  const change = changePorts({ ...ports, desk }, rules, recorder, rulesOfVendor, (works) => {
    counts.nudge();
    publishWorks(ports.bus, works);
    measure(metrics, works);
    submitter.take(works);
    if (ports.codeTaker !== undefined) {
      handOverCodes(works, ports.codeTaker);
    }
  });
  const batched = { ...change, batchSizes, observeBatch };
  const newsPorts: NewsPorts = {
    ...batched,
    answered: (work, attempt) => recorder.take(work, attempt),
    failed: ports.failed,
  };
  const news = makeNewsDesk(newsPorts);
  const submitter = new Submitter({ ...batched, news, gateway, metrics, failed: ports.failed });
  const callbackPorts = {
    gateway,
    keyring,
    metrics,
    market: () => rules.market(),
    freshMarket: () => rules.freshMarket(),
    accept: (callback: VerifiedCallback) => news.received(callback),
  };
  const isIdempotentByReference = (vendorId: string): boolean =>
    rulesOfVendor(vendorId)?.idempotentByReference ?? false;
  return {
    rules,
    otp: otpService({ ...batched, mintClientToken: ports.mintClientToken }),
    takeCallback: (accountId, request) => takeCallback(callbackPorts, accountId, request),
    takePushed: (accountId, pushed) => takePushedReceipts(callbackPorts, accountId, pushed),
    wake: (limit) =>
      wakeSends({ ...change, metrics, isIdempotentByReference, failed: ports.failed }, limit),
    async sweepInbox() {
      const ids = await store.findMatchableInbox(sweepLimit);
      await matchInbox(newsPorts, ids);
      return ids.length;
    },
    ...refreshers(ports, rules, counts),
    recheckAccounts: () =>
      recheckAccounts({ ...ports, rules, changed: (...news) => publishHealth(ports.bus, ...news) }),
    pendingSubmissions: () => submitter.pending,
    drained: async () => {
      await submitter.drained();
      await recorder.drained();
      await counts.drained();
    },
  };
}

/** What is known of routes is read anew, beside the walk. */
function refreshers(
  { reader, estimates, quality, clock }: WalkPorts,
  rules: RulesCache,
  counts: GuardCounts,
): Pick<Walk, "refreshBreakers" | "refreshEstimates" | "refreshQuality"> {
  return {
    async refreshBreakers() {
      rules.breakers.load(await reader.loadBreakers());
      if (estimates !== undefined) {
        await rules.measured.refreshBreakers(estimates, clock.now());
      }
    },
    async refreshEstimates() {
      if (estimates !== undefined) {
        await rules.market();
        await rules.measured.refresh(estimates, clock.now());
      }
      await counts.refresh(rules.countingTenants());
    },
    async refreshQuality() {
      if (quality !== undefined) {
        await rules.quality.refresh(quality, rules.measuringTenants(), clock.now());
      }
    },
  };
}

function createRecorder(ports: WalkPorts, rules: RulesCache): HealthRecorder {
  const { bus, clock, health, failed } = ports;
  return new HealthRecorder({
    health,
    board: rules.breakers,
    isOutageKnown: (...place) => rules.measured.isOutageKnown(...place),
    clock,
    failed,
    changed: (...news) => publishHealth(bus, ...news),
  });
}

function publishHealth(
  bus: Bus,
  accountIds: readonly string[],
  alertTenants: readonly string[],
): void {
  bus.publish("health", accountIds);
  bus.publish("alerts", alertTenants);
}

function changePorts(
  ports: WalkPorts & { readonly desk: MeasuredDesk },
  rules: RulesCache,
  recorder: HealthRecorder,
  rulesOfVendor: (vendorId: string) => VendorRules | null,
  committed: ChangePorts["committed"],
): ChangePorts {
  const { store, clock, keyring, processId, desk } = ports;
  return {
    store,
    rules,
    periods: new BudgetPeriods(store),
    clock,
    keyring,
    processId,
    desk,
    metrics: ports.metrics,
    decided: (ms) => ports.metrics.decisionTook(ms),
    draw: ports.draw ?? (() => randomInt(drawSteps) / drawSteps),
    codeOf: (work) => codeForLength(keyring, work),
    receiptHorizonSec: (vendorId) => rulesOfVendor(vendorId)?.receiptHorizonSec ?? 0,
    probeStarted: (attempt) => recorder.probeStarted(attempt),
    committed,
  };
}

function otpService(ports: SendOtpPorts): OtpService {
  return {
    sendOtp: makeSendOtp(ports),
    verifyOtp: makeVerifyCode(ports),
    resendOtp: (tenantId, request) => resendOtp(ports, tenantId, request),
    cancelSend: (tenantId, sendId) => cancelSend(ports, tenantId, sendId),
    reportVerified: (tenantId, sendId, at) => reportVerified(ports, tenantId, sendId, at),
  };
}

/** With a code per attempt the next one is not drawn yet; all codes of a plan have one length. */
function codeForLength(keyring: Keyring, work: SendWork): string {
  return secretsOf(keyring, work).code ?? "0".repeat(work.spec.code.length);
}

function measure(metrics: FlowMetrics, works: readonly SendWork[]): void {
  for (const { send, isNew, events } of works) {
    if (isNew) {
      metrics.sendStored(send.status);
    }
    const arrival = events.find((event) => event.type === "SEND_DELIVERED");
    if (send.deliveredAt !== null && arrival !== undefined) {
      metrics.delivered(
        arrival.channel ?? "",
        send.deliveredAt.getTime() - send.createdAt.getTime(),
      );
    }
  }
}
