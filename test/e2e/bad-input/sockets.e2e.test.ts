import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AppWorld, createAppWorld } from "../../support/app-world.js";
import { openSocket } from "../../support/raw-socket.js";
import { until } from "../../support/until.js";

let world: AppWorld;
beforeAll(async () => {
  world = await createAppWorld();
});
afterAll(() => world.close());

describe("a WebSocket", () => {
  test.each([
    ["no JSON", "not json"],
    ["a list", "[]"],
    ["no type", "{}"],
    ["an unknown type", '{"type":"hello"}'],
    ["a subscribe without a payload", '{"id":"1","type":"subscribe"}'],
    ["a subscribe without an id", '{"type":"subscribe","payload":{"query":"{ viewer { role } }"}}'],
    ["a number as the query", '{"id":"1","type":"subscribe","payload":{"query":5}}'],
    ["a binary message", Buffer.from([0, 255, 254])],
  ])("that says %s is closed with 4400", async (_what, message) => {
    const socket = await openSocket(world.wsUrl);
    await socket.signIn(world.owner);
    socket.send(message);

    expect(await socket.ended()).toBe(4400);
  });

  test("that breaks the framing or says too much is closed", async () => {
    const broken = await openSocket(world.wsUrl);
    const { _socket: stream } = broken.socket as unknown as {
      _socket: { write(data: Buffer): void };
    };
    stream.write(Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff]));
    expect(await broken.ended()).toBeGreaterThanOrEqual(1002);

    const big = await openSocket(world.wsUrl);
    big.send("x".repeat(262_145));
    expect(await big.ended()).toBe(1009);

    expect((await fetch(`${world.url}/readyz`)).status).toBe(200);
  });

  test("that subscribes before it signs in is closed with 4401", async () => {
    const socket = await openSocket(world.wsUrl);
    socket.subscribe("1", "subscription { alerts { id } }");

    expect(await socket.ended()).toBe(4401);
  });

  test.each([[null], ["sk_wrong"], ["ct_wrong"], ["x y"]])(
    "that signs in with %j is closed with 4401",
    async (secret) => {
      const socket = await openSocket(world.wsUrl);
      await socket.signIn(secret);

      expect(await socket.ended()).toBe(4401);
      expect(socket.messages).toEqual([]);
    },
  );

  test("that signs in twice is closed with 4429, one subscription id twice with 4409", async () => {
    const twice = await openSocket(world.wsUrl);
    await twice.signIn(world.owner);
    twice.send({ type: "connection_init" });
    expect(await twice.ended()).toBe(4429);

    const same = await openSocket(world.wsUrl);
    await same.signIn(world.owner);
    same.subscribe("1", "subscription { alerts { id } }");
    same.subscribe("1", "subscription { alerts { id } }");
    expect(await same.ended()).toBe(4409);
  });

  test("of an unknown subprotocol is closed with 4406; other paths are not found", async () => {
    const unknown = await openSocket(world.wsUrl, "graphql-ws");
    // The client itself gives up when no subprotocol is agreed on.
    expect([4406, 1006]).toContain(await unknown.ended());
    const none = await openSocket(world.wsUrl, null);
    expect(await none.ended()).toBe(4406);

    const elsewhere = await openSocket(world.wsUrl.replace("/graphql", "/callbacks"));
    expect(await elsewhere.ended()).toBe(1006);
  });

  test("of a key that is revoked is closed with 4401 within two seconds", async () => {
    const key = await world.makeKey(world.owner, { role: "VIEWER" });
    const socket = await openSocket(world.wsUrl);
    await socket.signIn(key.secret);
    socket.subscribe("1", "subscription { alerts { id } }");
    await world.data(
      world.owner,
      "mutation($id: ID!) { revokeApiKey(id: $id) { userErrors { code } } }",
      { id: key.id },
    );
    const start = performance.now();

    expect(await socket.ended()).toBe(4401);
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  test("leaves no subscription behind", async () => {
    await until("no subscriber is counted", async () => {
      const text = await fetch(`${world.url}/metrics`).then((answer) => answer.text());
      const [, count] = /^sandi_subscribers (\d+)$/m.exec(text) ?? [];
      return count === undefined || count === "0";
    });
    expect((await fetch(`${world.url}/readyz`)).status).toBe(200);
  });
});
