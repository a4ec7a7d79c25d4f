import type { AddressInfo } from "node:net";
import type { RequestListener, Server } from "node:http";
import type { RawRate } from "../core/rates/rate-row.js";
import { cellFinder } from "../market/cell-finder.js";
import { idealScenario } from "../market/ideal-scenario.js";
import { openMarket } from "../market/market.js";
import { marketRateSheet } from "../market/rate-sheet.js";
import type { Scenario } from "../market/scenario.js";
import { sandboxCredentials } from "./credentials.js";
import { Books } from "./books.js";
import { Faults } from "./faults.js";
import { handleRequest, type HandlerParts } from "./http-handler.js";
import { Inbox, type InboxMessage } from "./inbox.js";
import { Luck } from "./luck.js";
import { MessageLife } from "./message-life.js";
import { ReceiptSender } from "./receipt-sender.js";
import { Schedule } from "./schedule.js";
import type { Users } from "./users.js";
import { VendorApi } from "./vendor-api.js";
import { closeServer, createSandboxServer, VendorDoors } from "./vendor-doors.js";
import { profileOf, type VendorProfile } from "./vendor-profiles.js";

/** What a sandbox is opened with. */
export interface SandboxOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly scenario: Scenario;
  readonly profiles: readonly VendorProfile[];
  readonly seed: number;
  /**
   * Real seconds for one second of the market: 1 as it is, 0.1 ten times faster, 0 everything at
   * once.
   */
  readonly timeScale: number;
  readonly now: () => Date;
  /** True: nothing is refused, lost or unreported but by faults. */
  readonly isIdeal?: boolean;
  /** How late `late_receipts` are, in real milliseconds. */
  readonly lateReceiptMs?: number;
  /** How long `slow` takes to answer, in real milliseconds. */
  readonly slowAnswerMs?: number;
  /** The first pause before a receipt that was not taken is sent again. */
  readonly receiptRetryMs?: number;
  /** The processes that share this sandbox; without it, it serves until it is closed. */
  readonly users?: Users;
  readonly log?: (message: string) => void;
}

/** What a vendor of the sandbox is, for a catalogue. */
export interface SandboxVendor {
  readonly profile: VendorProfile;
  /** Where its API is: the base URL of accounts there. */
  readonly url: string;
  readonly rates: readonly RawRate[];
}

/** An open sandbox. */
export interface Sandbox {
  /** The main address: inbox, faults, books, and every vendor's API too. */
  readonly url: string;
  readonly port: number;
  readonly vendors: readonly SandboxVendor[];
  readonly faults: Faults;
  inbox(to: string): readonly InboxMessage[];
  clearFaults(): Promise<void>;
  /** False while no message was taken and no fault is set: another one would be the same. */
  hasMemory(): boolean;
  close(): Promise<void>;
}

/** Opens the market for business. Throws when the port is taken. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const scenario = options.isIdeal ? idealScenario(options.scenario) : options.scenario;
  const names = [...new Set(scenario.routes.map((route) => route.vendor))];
  const profiles = new Map(names.map((name) => [name, profileOf(options.profiles, name)]));
  const world = openWorld(options, scenario, profiles);
  const listener: RequestListener = (request, response) => {
    // `handleRequest` keeps every failure to itself.
    void handleRequest(world.handler, request, response);
  };
  const main = createSandboxServer(listener);
  const port = await listen(main, options.port);
  const doors = await VendorDoors.open(names, port, listener);
  const url = `http://127.0.0.1:${port}`;
  const vendors = [...profiles.values()].map((profile) => ({
    profile,
    url: `http://${doors.hostOf(profile.vendor) ?? "127.0.0.1"}:${port}/v/${profile.vendor}`,
    rates: marketRateSheet(scenario, profile.vendor, profile.unit),
  }));
  world.connect(doors, vendors);
  return {
    url,
    port,
    vendors,
    faults: world.faults,
    inbox: (to) => world.inbox.at(to),
    async clearFaults() {
      world.faults.clear();
      await world.handler.settleFaults();
    },
    hasMemory: () => world.life.hasBegun || world.faults.list().length > 0,
    async close() {
      world.schedule.close();
      // The main port last: who finds it free finds the doors free, too.
      await Promise.all([doors.close(), world.receipts.close()]);
      await closeServer(main);
    },
  };
}

function openWorld(
  options: SandboxOptions,
  scenario: Scenario,
  profiles: ReadonlyMap<string, VendorProfile>,
) {
  const { now } = options;
  const log = options.log ?? (() => {});
  const market = openMarket(scenario, options.seed);
  const schedule = new Schedule();
  const inbox = new Inbox();
  const books = new Books();
  const openedMs = now().getTime();
  const msPerSec = 1000 * options.timeScale;
  const retryMs = options.receiptRetryMs ?? 1000;
  const receipts = new ReceiptSender({ schedule, now, retryMs, log });
  let doors: VendorDoors | null = null;
  let vendors: readonly SandboxVendor[] = [];
  const settleFaults = async () => {
    await doors?.settle(() => faults.refusing());
    const endMs = faults.nextEndMs();
    if (endMs !== null) {
      schedule.after(endMs + 1, () => faults.list());
    }
  };
  const faults = new Faults(new Set(profiles.keys()), now, () => void settleFaults());
  const lateReceiptMs = options.lateReceiptMs ?? 45_000;
  const life = new MessageLife({ schedule, inbox, books, receipts, now, msPerSec, lateReceiptMs });
  const api = new VendorApi({
    market,
    cells: cellFinder(market),
    faults,
    luck: new Luck(),
    life,
    atSec: () => (now().getTime() - openedMs) / (msPerSec || 1000),
    slowAnswerMs: options.slowAnswerMs ?? 3000,
  });
  const describeVendors = () =>
    vendors.map(({ profile, url }) => {
      return { ...profile, url, trialCredentials: sandboxCredentials(profile.vendor, "trial") };
    });
  const shown = {
    vendors: profiles,
    api,
    faults,
    inbox,
    books,
    schedule,
    users: options.users ?? null,
  };
  const handler: HandlerParts = { ...shown, describeVendors, settleFaults, log };
  const connect = (opened: VendorDoors, described: readonly SandboxVendor[]) => {
    doors = opened;
    vendors = described;
  };
  return { handler, faults, inbox, life, schedule, receipts, connect };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
