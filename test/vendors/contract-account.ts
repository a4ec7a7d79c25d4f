import { expect, it } from "vitest";
import { misshapen, optionalNames, requiredNames } from "../../src/vendors/credential.js";
import { undiciHttpClient } from "../../src/vendors/undici-http-client.js";
import type { ContractFixture } from "./fixture.js";
import { accountAt, idsOf, secretValues } from "./sample.js";
import { silentVendor } from "./silent-vendor.js";
import { startStub, type StubServer } from "./stub-server.js";

export { accountAt, idsOf, secretValues };

/** Everything that is asked of `checkAccount` and of the capability record. */
export function accounts(fixture: ContractFixture): void {
  const { adapter } = fixture;
  const isOk = (result: { readonly ok: boolean; readonly message: string }) => {
    expect(result.message.length).toBeGreaterThan(10);
    expect(result.message.length).toBeLessThanOrEqual(500);
    expect(secretValues(fixture).filter((one) => result.message.includes(one))).toEqual([]);
    return result.ok;
  };
  const checkAt = async (url: string) => {
    const network = undiciHttpClient();
    const result = await adapter.checkAccount(accountAt(fixture, url), network);
    await network.close();
    return isOk(result);
  };
  const check = async (act: unknown) => {
    const server =
      fixture.peer === undefined
        ? await startStub(act as StubServer["act"])
        : await fixture.peer.start();
    server.act = act as StubServer["act"];
    const ok = await checkAt(fixture.peer === undefined ? `${server.url}/v/vendor` : server.url);
    await server.close();
    return ok;
  };

  it("says of an account that works that it does", async () => {
    expect(await check(fixture.accountWorks)).toBe(true);
  });

  it("says of an account that the vendor refuses that it does not work", async () => {
    const refusals =
      fixture.peer === undefined
        ? [401, 403].map((status) => ({ status, body: "{}" }))
        : [fixture.peer.refuseAccount];
    for (const act of refusals) {
      expect(await check(act)).toBe(false);
    }
  });

  it("says of an account it cannot reach that it does not work, naming no secret", async () => {
    expect(await checkAt(fixture.peer === undefined ? "http://127.0.0.1:1/v" : "")).toBe(false);
  });

  const isHttp = fixture.peer === undefined;
  const unanswered = isHttp
    ? silentVendor.asked((url, http) => adapter.checkAccount(accountAt(fixture, url), http))
    : null;
  it.runIf(unanswered !== null)("takes no silence for a working account", async () => {
    expect(unanswered !== null && isOk(await unanswered)).toBe(false);
  });

  it.runIf(fixture.peer === undefined)("takes no odd answer for a working account", async () => {
    const secrets = secretValues(fixture).join(" ");
    const acts = [
      { status: 500, body: "" },
      { status: 400, body: JSON.stringify({ message: `bad key ${secrets}` }) },
      { status: 302, body: "", headers: { location: "/elsewhere" } },
      "reset",
      "close_in_body",
    ] as const;
    for (const act of acts) {
      expect({ act, ok: await check(act) }).toEqual({ act, ok: false });
    }
  });

  it("declares limits that the engine can work with", () => {
    const { capabilities } = adapter;

    expect(capabilities.product).toMatch(/\S/);
    expect(capabilities.channels.length).toBeGreaterThan(0);
    expect(capabilities.timeoutMs).toBeGreaterThan(0);
    expect(capabilities.timeoutMs).toBeLessThanOrEqual(30_000);
    expect(capabilities.receiptHorizonSec).toBeGreaterThanOrEqual(0);
    expect(capabilities.receiptHorizonSec).toBeLessThanOrEqual(72 * 3600);
    const given = Object.keys(fixture.credentials);
    const required = requiredNames(capabilities.credentials);
    const optional = optionalNames(capabilities.credentials);
    expect(required.filter((name) => !given.includes(name))).toEqual([]);
    expect(given.filter((name) => !required.includes(name) && !optional.includes(name))).toEqual(
      [],
    );
    expect(
      adapter.checkCredentials?.(fixture.credentials, { allowsLoopback: false }) ?? [],
    ).toEqual([]);
    for (const listed of [capabilities.senderRequiredOn, capabilities.templateRequiredOn]) {
      expect(listed.filter((channel) => !capabilities.channels.includes(channel))).toEqual([]);
    }
  });

  it("says of each credential what it is called, where it stands and what it looks like", () => {
    const { credentials } = adapter.capabilities;

    expect(new Set(credentials.map(({ name }) => name)).size).toBe(credentials.length);
    for (const { label, help, example, pattern, page } of credentials) {
      expect(label).toMatch(/^\S.{2,40}$/);
      expect(help.en).toMatch(/^[A-Z].{10,160}\.$/);
      expect(help.id).toMatch(/^[A-Z].{10,160}\.$/);
      expect(example ?? "").toMatch(pattern ?? /^/);
      expect(page ?? "https://").toMatch(/^https:\/\//);
      expect(pattern?.source ?? "^").toMatch(/^\^/);
    }
    expect(misshapen(credentials, fixture.credentials)).toEqual([]);
    const shown = fixture.publicCredentials ?? [];
    expect(credentials.filter(({ name, isSecret }) => isSecret && shown.includes(name))).toEqual(
      [],
    );
  });

  it("declares what it is tested with", () => {
    const { capabilities } = adapter;
    const has = (feature: (typeof capabilities.features)[number]) =>
      capabilities.features.includes(feature);

    expect(fixture.peer === undefined).toBe(capabilities.transport === "http");
    expect(adapter.connect !== undefined && capabilities.transport === "http").toBe(false);
    expect(fixture.callbacks.length > 0).toBe(capabilities.callbackProof !== null);
    expect(capabilities.callbackProof !== null && !has("DELIVERY_RECEIPTS")).toBe(false);
    expect(has("READ_RECEIPTS") && !has("DELIVERY_RECEIPTS")).toBe(false);
    expect(has("CUSTOM_CODE")).toBe(true);
  });
}
