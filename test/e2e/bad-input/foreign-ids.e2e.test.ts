import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeId, idPrefixes } from "../../../src/core/ids.js";
import { type AppAnswer, type AppWorld, codesOf, createAppWorld } from "../../support/app-world.js";
import {
  type Arguments,
  documentOf,
  type Leaf,
  leavesOf,
  type RootField,
  rootFields,
  type RootType,
  withValue,
} from "../../support/operations.js";
import { openSocket } from "../../support/raw-socket.js";
import { soundReads } from "../../support/sound-reads.js";
import { StatementLog } from "../../support/statement-log.js";
import {
  makeTenantObjects,
  operatorFields,
  soundArguments,
  type TenantObjects,
} from "../../support/tenant-objects.js";

let world: AppWorld;
let own: TenantObjects;
let other: TenantObjects;
let statements: StatementLog;
let background: ReadonlySet<string>;
beforeAll(async () => {
  world = await createAppWorld();
  own = await makeTenantObjects(world, world.owner);
  other = await makeTenantObjects(world, world.stranger);
  statements = new StatementLog();
  // Longer than any timer, sweep or refresh rests.
  // How a key is known is asked once a second, whoever asks for what.
  const [, idle] = await statements.during(() => sleep(5_500));
  background = new Set(idle.filter((text) => !/^(begin|commit)/i.test(text)));
});
afterAll(async () => {
  statements.stop();
  await world.close();
});

type Place = [string, RootType, RootField, Leaf];

const places = (["Query", "Mutation", "Subscription"] as const).flatMap((root) =>
  rootFields(root).flatMap((field) =>
    leavesOf(field)
      .filter((leaf) => leaf.type === "ID")
      .map((leaf): Place => [`${field.name} ${leaf.path.join(".")}`, root, field, leaf]),
  ),
);

const nobodys = "0190a000-0000-7000-8000-0000000000ff";

/** Every id of a tenant, and what each is written as when nothing has it. */
function idsOf(objects: TenantObjects): readonly string[] {
  const { tenant, plan, revision, send, attempt, account, budget, alert, apiKey } = objects;
  return [
    tenant,
    plan,
    revision,
    send,
    attempt,
    account,
    budget,
    alert,
    apiKey,
    objects.export,
    objects.rateSheetImport,
  ].concat(objects.reconciliation, objects.listCheck);
}

/** The same kind of id as `id`, of nothing. */
function unknownLike(id: string): string {
  const [kind] = Object.entries(idPrefixes).find(([, prefix]) => id.startsWith(prefix)) ?? [];
  return encodeId(kind as keyof typeof idPrefixes, nobodys);
}

function given(field: RootField, leaf: Leaf, id: string): Arguments {
  const sound = { ...soundReads(own), ...soundArguments(own) }[field.name] ?? {};
  const alone = leaf.path.join(".") === "id" && "key" in sound ? { key: null } : {};
  return withValue({ ...sound, ...alone }, leaf.path, id);
}

/** The id of the other tenant that would be the right kind here. */
function theirs(leaf: Leaf, field: RootField): string {
  const sound = { ...soundReads(own), ...soundArguments(own) }[field.name] ?? {};
  let value: unknown = sound;
  for (const name of leaf.path) {
    value = (value as Record<string | number, unknown> | null)?.[name];
  }
  const at = idsOf(own).indexOf(String(value));
  return at === -1 ? other[kindOf(leaf)] : (idsOf(other)[at] ?? "");
}

function kindOf(leaf: Leaf): "account" | "plan" | "send" | "upload" {
  const kinds = { accountId: "account", planId: "plan", uploadId: "upload" } as const;
  return kinds[String(leaf.path.at(-1)) as keyof typeof kinds] ?? "send";
}

/** An answer without what differs by itself: ids that were asked for, times, report ids. */
function shape(answer: AppAnswer, ...ids: string[]): string {
  return ids.reduce((text, id) => text.replaceAll(id, "the id"), answer.text);
}

const selections: Readonly<Record<string, string>> = {
  sends: "nodes { id }",
  events: "nodes { cursor }",
  offers: "nodes { id }",
  node: "id",
  nodes: "id",
  plan: "id",
  send: "id",
};

describe("another tenant's id", () => {
  test("is taken at places that these tests know", () => {
    expect(places.length).toBeGreaterThan(20);
  });

  test.each(places.filter(([, root]) => root !== "Subscription"))(
    "at %s answers as an id of nothing does, by the same statements",
    async (_name, root, field, leaf) => {
      const secret = operatorFields.has(field.name) ? world.operator : world.owner;
      const document = documentOf(root, field, selections[field.name]);
      const foreign = theirs(leaf, field);
      const unknown = unknownLike(foreign);
      const before = await world.fingerprint();

      const asked = (id: string) =>
        watched(() => world.ask(secret, document, given(field, leaf, id)));
      // The first one fills caches.
      await asked(unknown);
      let [ofNobody, statementsOfNobody] = await asked(unknown);
      let [ofAnother, statementsOfAnother] = await asked(foreign);
      // A sweep may run in the midst of one of them; what tells ids apart does so every time.
      for (let again = 0; again < 3 && statementsOfAnother !== statementsOfNobody; again += 1) {
        [ofNobody, statementsOfNobody] = await asked(unknown);
        [ofAnother, statementsOfAnother] = await asked(foreign);
      }

      expect(shape(ofAnother, foreign)).toBe(shape(ofNobody, unknown));
      expect(codesOf(ofAnother).every((code) => code === "BAD_REQUEST")).toBe(true);
      expect(ofAnother.text.replaceAll(foreign, "")).not.toMatch(/"id":"/);
      expect(statementsOfAnother).toBe(statementsOfNobody);
      expect(await world.fingerprint()).toEqual(before);
    },
  );

  test("of any kind, at node and nodes, is null", async () => {
    const ids = idsOf(other);
    const answer = await world.data<{ nodes: unknown[] }>(
      world.owner,
      "query($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }",
      { ids },
    );

    expect(answer.nodes).toEqual(ids.map(() => null));
    const mine = await world.data<{ nodes: unknown[] }>(
      world.owner,
      "query($ids: [ID!]!) { nodes(ids: $ids) { id } }",
      { ids: idsOf(own) },
    );
    expect(mine.nodes).toEqual(idsOf(own).map((id) => ({ id })));
  });

  test("names nothing in any list of mine", async () => {
    const everything = await world.ask(
      world.owner,
      `{ plans { nodes { id } } sends { nodes { id } } events { nodes { sendId } } budgets { id }
         alerts(openOnly: false) { nodes { id } } apiKeys { id }
         vendorAccounts { id } exports { nodes { id } } rateSheetImports { nodes { id } }
         listChecks { nodes { id } }
         viewer { tenant { id } } }`,
    );

    expect(everything.errors).toEqual([]);
    const unlisted = [own.revision, own.attempt, own.reconciliation];
    for (const id of idsOf(own).filter((one) => !unlisted.includes(one))) {
      expect(everything.text).toContain(id);
    }
    for (const id of idsOf(other)) {
      expect(everything.text).not.toContain(id);
    }
  });

  test.each([["sendStatus", `subscription($id: ID!) { sendStatus(sendId: $id) { sendId } }`]])(
    "at the subscription %s is refused as an id of nothing is",
    async (_name, query) => {
      const socket = await openSocket(world.wsUrl);
      await socket.signIn(world.owner);
      const foreign = await socket.ask(query, { id: other.send });
      const unknown = await socket.ask(query, { id: unknownLike(other.send) });
      socket.close();

      expect(foreign).toEqual(unknown);
      expect(JSON.stringify(foreign)).toContain("BAD_REQUEST");
    },
  );

  test("in the filter of sendEvents matches nothing", async () => {
    const socket = await openSocket(world.wsUrl);
    await socket.signIn(world.stranger);
    const query = `subscription($f: EventFilter) { sendEvents(filter: $f) { sendId } }`;
    socket.subscribe("foreign", query, { f: { sendId: own.send } });
    socket.subscribe("plan", query, { f: { planId: own.plan } });
    socket.subscribe("all", query, {});
    await world.send({ planKey: own.planKey });
    const mine = await world.send({ planKey: other.planKey }, world.stranger);
    await socket.seen(
      (message) => message.id === "all" && JSON.stringify(message).includes(mine.send?.id ?? "-"),
    );

    const told = socket.messages.filter((message) => message.type === "next");
    expect(told.every((message) => message.id === "all")).toBe(true);
    expect(told.every((message) => JSON.stringify(message).includes(mine.send?.id ?? "-"))).toBe(
      true,
    );
    socket.close();
  });
});

/** What a new connection asks first. */
const byConnecting = "pg_type_is_visible";

/** What `work` answers, and its statements: without those that timers and sweeps run meanwhile. */
async function watched<T>(work: () => Promise<T>): Promise<[T, string]> {
  const [answer, texts] = await statements.during(work);
  const its = texts.filter(
    (text) =>
      !background.has(text) &&
      !text.includes(byConnecting) &&
      !text.includes("from api_key where hash"),
  );
  return [answer, its.join("\n")];
}
