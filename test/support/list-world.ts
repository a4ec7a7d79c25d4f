import { uuidv7 } from "uuidv7";
import type { NumberCheckResult } from "../../src/core/checks/number-facts.js";
import type { Keyring } from "../../src/flow/keyring.js";
import type { CheckPorts } from "../../src/manage/checks/ports.js";
import type { ListCheckRow } from "../../src/manage/lists/ports.js";
import type { ListPorts } from "../../src/manage/lists/request-list-check.js";
import type { RunListJob, RunListPorts } from "../../src/manage/lists/run-list-check.js";
import { ownerViewer } from "../../src/manage/system-viewer.js";
import { createListCheckStore } from "../../src/store/lists/list-check-store.js";
import { createListRunStore } from "../../src/store/lists/list-run-store.js";
import { createListSweepStore } from "../../src/store/lists/list-sweep-store.js";
import { findListLookUps } from "../../src/store/sql/find-list-look-ups.js";
import { noon, type openLookUpWorld } from "./look-up-world.js";
import { until } from "./until.js";

type Answer = NumberCheckResult | Promise<NumberCheckResult> | undefined;

/**
 * List checks over the real database; the vendor answers what a test says, files are in memory and
 * kept answers are those that were settled in this process.
 */
export function openListWorld(world: Awaited<ReturnType<typeof openLookUpWorld>>) {
  const { db, tenantId, vendorId, accountId } = world;
  const viewer = { ...ownerViewer("test", tenantId), tenantId };
  const vendor = {
    asked: [] as string[],
    answer: (_phone: string, _asked: number): Answer => undefined,
  };
  const account = { isGone: false, isFaulty: false };
  const tenant = { locale: "en-GB" };
  const files = new Map<string, string>();
  const pauses: number[] = [];
  const kept = new Map<string, Parameters<CheckPorts["money"]["settle"]>[1]["answer"]>();
  const keyring = {
    seal: (_: unknown, __: unknown, plain: Buffer) => plain,
    open: (_: unknown, __: unknown, sealed: Buffer) => sealed,
    recipientIndex: (_: string, value: string) => Buffer.from(value.padEnd(32, "-")),
  } as unknown as Keyring;
  const own = { id: accountId, tenantId, vendorId, disconnectedAt: null };
  const checks = {
    checks: {
      findChecks: (_: unknown, indexes: readonly Buffer[]) =>
        Promise.resolve(indexes.flatMap((index) => kept.get(index.toString("hex")) ?? [])),
      dearestCheck: () => Promise.resolve(null),
    },
    money: {
      ...world.money,
      async settle(...[look, came, now]: Parameters<CheckPorts["money"]["settle"]>) {
        // What a real store does in the same transaction.
        const micros = await world.money.settle(look, { ...came, answer: null }, now);
        if (came.answer !== null) {
          kept.set(came.answer.index.toString("hex"), came.answer);
        }
        return micros;
      },
    },
    pause: (ms: number) => {
      pauses.push(ms);
      return Promise.resolve();
    },
    lookUps: {
      reachesOf: () => [],
      async ask(phone: string) {
        const answer = await vendor.answer(phone, vendor.asked.push(phone));
        if (answer === undefined) {
          throw new Error(`nobody said what is answered to ${phone}`);
        }
        return answer;
      },
    },
    mail: { ask: () => Promise.reject(new Error("no mail here")), isDisposable: () => false },
    accounts: {
      ownAccount() {
        if (account.isFaulty) {
          return Promise.reject(new Error("no account can be read"));
        }
        const found = { account: own, sealedCredentials: Buffer.from("{}") };
        return Promise.resolve(account.isGone ? null : found);
      },
    },
    vendors: {
      vendorsById: () =>
        Promise.resolve([{ id: vendorId, slug: "lookups", adapter: "x", baseUrl: null }]),
    },
    tenants: { tenantsById: () => Promise.resolve([tenant]) },
    keyring,
  } as unknown as CheckPorts;
  const lists = createListCheckStore(db.app, keyring);
  const uploads = {
    find: (_: unknown, id: string) => {
      const file = files.get(id);
      const bytes = Buffer.byteLength(file ?? "");
      return Promise.resolve(file === undefined ? null : { id, bytes, sha256: Buffer.alloc(32) });
    },
    readPiece: (_: unknown, id: string) => Promise.resolve(Buffer.from(files.get(id) ?? "")),
  } as unknown as ListPorts["uploads"];
  const changed = (): void => undefined;
  const ports: RunListPorts = {
    ...{ runs: createListRunStore(db.app, keyring), checks, uploads, changed },
    ...{ now: () => noon, heartbeatMs: 20 },
  };
  const requests: ListPorts = { lists, checks, uploads, changed };
  return {
    ...{ viewer, vendor, account, tenant, files, pauses, ports, requests },
    sweeps: createListSweepStore(db.owner, db.engine),
    job: (id: string, signal = new AbortController().signal): RunListJob => ({
      ...{ tenantId, id, worker: "test", isLastTry: false, signal },
    }),
    /** Asks for a check of this text; look-ups at 0.008 USD each. */
    async add(text: string, lookUp: { readonly maxCostMicros: bigint } | null): Promise<string> {
      const uploadId = uuidv7();
      files.set(uploadId, text);
      const asked =
        lookUp === null ? null : { accountId, priceMicros: 8_000n, currency: "USD", ...lookUp };
      const row = await lists.addListCheck(
        tenantId,
        { uploadId, defaultCountry: null, lookUp: asked, starts: true },
        { requestedBy: "test", keyId: viewer.keyId, openMax: 100, now: noon },
      );
      return row?.id ?? "";
    },
    async row(id: string): Promise<ListCheckRow> {
      const [row] = await lists.listChecksById(tenantId, [id]);
      if (row === null || row === undefined) {
        throw new Error("there is no such list check");
      }
      return row;
    },
    async textOf({ id, bytes }: ListCheckRow): Promise<string> {
      const parts: Uint8Array[] = [];
      for await (const part of lists.readPieces(tenantId, id, 0, bytes)) {
        parts.push(part);
      }
      return Buffer.concat(parts).toString("utf8");
    },
    async *bytesOf(text: string): AsyncGenerator<Buffer> {
      yield Buffer.from(text);
    },
    until: (ask: () => boolean) => until("the vendor is asked", ask, 30_000),
    askedOf: (listId: string, indexes: readonly Buffer[]) =>
      findListLookUps(db.engine, tenantId, listId, indexes),
  };
}
