import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AppWorld, codesOf, createAppWorld } from "../../support/app-world.js";
import { makeTenantObjects, type TenantObjects } from "../../support/tenant-objects.js";
import { until } from "../../support/until.js";

let world: AppWorld;
let own: TenantObjects;
let viewer: string;
let reader: string;
let billing: string;
beforeAll(async () => {
  world = await createAppWorld();
  own = await makeTenantObjects(world, world.owner);
  viewer = (await world.makeKey(world.owner, { role: "VIEWER" })).secret;
  reader = (await world.makeKey(world.owner, { scopes: ["RECIPIENT_READ"] })).secret;
  billing = (await world.makeKey(world.owner, { scopes: ["BILLING_READ"] })).secret;
});
afterAll(() => world.close());

/** The rows of all tables, once nothing is on its way any more. */
async function settled(): Promise<object> {
  // CANCELED: replaced by the next send to the same number before it left.
  await until("every message is delivered or was never sent", async () => {
    const { rowCount } = await world.database.owner.query(
      "select from attempt where status not in ('DELIVERED', 'READ', 'CANCELED')",
    );
    return rowCount === 0;
  });
  return world.fingerprint();
}

describe("a client token", () => {
  const verify =
    "mutation($input: VerifyOtpInput!) { verifyOtp(input: $input) { result send { id } " +
    "progress { checksLeft } userErrors { code } } }";
  const resend =
    "mutation($input: ResendOtpInput!) { resendOtp(input: $input) { send { id } progress { " +
    "resendsLeft } userErrors { code } } }";

  test("checks the code of its own send, and hears progress and no send", async () => {
    const { send, clientToken } = await world.send();
    const answer = await world.data(clientToken ?? "", verify, {
      input: { sendId: send?.id, code: "000000" },
    });

    expect(answer).toEqual({
      verifyOtp: {
        result: "WRONG_CODE",
        send: null,
        progress: { checksLeft: 4 },
        userErrors: [],
      },
    });
  });

  test("reads how its send stands, how its code looks, and a part of the number", async () => {
    const phone = "+6281298765432";
    const { send, clientToken } = await world.send({ phone });
    const query = `{ sendProgress { sendId verification checksLeft codeLength codeAlphabet
      maskedRecipient } }`;

    expect(await world.data(clientToken ?? "", query)).toEqual({
      sendProgress: {
        sendId: send?.id,
        verification: "PENDING",
        checksLeft: 5,
        codeLength: 6,
        codeAlphabet: "DIGITS",
        maskedRecipient: "+62812•••••432",
      },
    });
    const ownCode = await world.send({ phone, code: "12345678" });
    expect(await world.data(ownCode.clientToken ?? "", query)).toMatchObject({
      sendProgress: { codeLength: 8 },
    });
  });

  test("of another send, or another tenant's, is NOT_FOUND for both, costs no try", async () => {
    const { send } = await world.send();
    const neighbour = await world.send();
    const foreign = await world.send(
      { planKey: (await makeTenantObjects(world, world.stranger)).planKey },
      world.stranger,
    );
    const before = await settled();

    for (const token of [neighbour.clientToken ?? "", foreign.clientToken ?? ""]) {
      const checked = await world.data(token, verify, {
        input: { sendId: send?.id, code: "000000" },
      });
      const resent = await world.data(token, resend, {
        input: { sendId: send?.id, idempotencyKey: "x" },
      });
      expect(checked).toEqual({
        verifyOtp: {
          result: null,
          send: null,
          progress: null,
          userErrors: [{ code: "NOT_FOUND" }],
        },
      });
      expect(resent).toEqual({
        resendOtp: { send: null, progress: null, userErrors: [{ code: "NOT_FOUND" }] },
      });
    }
    expect(await world.fingerprint()).toEqual(before);
  });

  test("that was changed in any place is nobody's", async () => {
    const { clientToken } = await world.send();
    const token = clientToken ?? "";
    for (let at = 3; at < token.length; at += 7) {
      const changed = token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1);
      expect(codesOf(await world.ask(changed, "{ viewer { role } }"))).toEqual(["UNAUTHENTICATED"]);
    }
    expect(codesOf(await world.ask(token, "{ viewer { role } }"))).toEqual(["FORBIDDEN"]);
  });
});

describe("what a key without a scope sees", () => {
  const query = `query($id: ID!) { send(id: $id) {
    recipient { phone email } cost { amount } costHeld { amount }
    attempts { price { amount } priceInTenantCurrency { amount } exchangeRate
      vendorCost { amount } cost { amount } decision { candidates { price { amount } } } }
    events { nodes { cost { amount } costHeld { amount } } } } }`;

  test("of recipients is masked, and a masked one does not parse", async () => {
    const { send } = await world.send({ phone: "+6281298765432", email: "ann.smith@example.com" });
    const read = (secret: string) =>
      world.data<{ send: { recipient: { phone: string; email: string } } }>(secret, query, {
        id: send?.id,
      });
    const whole = await read(reader);
    const masked = await read(viewer);

    expect(whole.send.recipient).toEqual({
      phone: "+6281298765432",
      email: "ann.smith@example.com",
    });
    expect(masked.send.recipient.phone).toContain("•");
    expect(masked.send.recipient.email).toContain("•");
    expect(JSON.stringify(masked)).not.toMatch(/98765|smith/);

    const again = await world.send({ phone: masked.send.recipient.phone });
    expect(again.userErrors).toMatchObject([{ code: "INVALID_PHONE" }]);
    for (const recipient of [masked.send.recipient.phone, masked.send.recipient.email]) {
      const found = await world.ask(
        world.owner,
        "query($r: String) { sends(filter: {recipient: $r}) { nodes { id } } }",
        { r: recipient },
      );
      expect(codesOf(found)).toEqual(["BAD_REQUEST"]);
    }
  });

  test("of money is null", async () => {
    const without = await world.ask(viewer, query, { id: own.send });
    const having = await world.ask(billing, query, { id: own.send });

    expect(without.errors).toEqual([]);
    expect(without.text).not.toContain('"amount"');
    expect(without.text).toContain('"exchangeRate":null');
    expect(having.text).toContain('"cost":{"amount"');
  });

  test("of an operator is no tenant's send, plan, budget or alert", async () => {
    const ids = [own.plan, own.send, own.attempt, own.revision, own.budget, own.alert];
    const answer = await world.data<{ nodes: unknown[] }>(
      world.operator,
      "query($ids: [ID!]!) { nodes(ids: $ids) { id } }",
      { ids },
    );
    const lists = await world.ask(world.operator, "{ alerts(openOnly: false) { nodes { id } } }");

    expect(answer.nodes).toEqual(ids.map(() => null));
    expect(lists.text).not.toContain(own.alert);
    for (const field of ["sends", "events", "plans"]) {
      const page = await world.ask(world.operator, `{ ${field} { nodes { __typename } } }`);
      expect(codesOf(page)).toEqual(["FORBIDDEN"]);
    }
  });

  test("of an account's secrets is their last four characters at most", async () => {
    const { rows } = await world.database.owner.query<{ hints: unknown }>(
      "select to_jsonb(credential_hints) as hints from vendor_account where tenant_id is not null",
    );
    const shown = await world.data<{
      vendorAccounts: { credentialHints: { endsWith: string }[] }[];
    }>(world.owner, "{ vendorAccounts { credentialHints { name endsWith } } }");
    const ends = shown.vendorAccounts.flatMap((account) => account.credentialHints);

    expect(ends.length).toBeGreaterThan(0);
    for (const { endsWith } of ends) {
      expect(endsWith.length).toBeLessThanOrEqual(4);
    }
    const short = await world.data<{
      connectVendor: { vendorAccount: unknown; userErrors: unknown[] };
    }>(
      world.owner,
      "mutation($input: ConnectVendorInput!) { connectVendor(input: $input) { vendorAccount { " +
        "credentialHints { endsWith } } userErrors { code } } }",
      {
        input: {
          vendor: "nusatext",
          label: "short",
          channels: ["SMS"],
          credentials: [
            { key: "apiKey", value: "abcd" },
            { key: "callbackSecret", value: "efghij" },
          ],
        },
      },
    );
    expect(JSON.stringify(short)).not.toMatch(/abcd|ghij/);
    expect(JSON.stringify(rows)).not.toContain("sbx.");
  });
});

test("nobody makes a key with a scope that they lack, no tenant makes an operator's", async () => {
  const admin = await world.makeKey(world.owner, { role: "OWNER", scopes: ["KEY_ADMIN"] });
  const create =
    "mutation($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret userErrors { " +
    "code } } }";
  const refused = async (secret: string, input: object) => {
    const answer = await world.data<{
      createApiKey: { secret: string | null; userErrors: { code: string }[] };
    }>(secret, create, { input: { name: "x", ...input } });
    expect(answer.createApiKey.secret).toBeNull();
    return answer.createApiKey.userErrors.map(({ code }) => code);
  };

  expect(await refused(admin.secret, { role: "OWNER" })).toContain("SCOPE_NOT_HELD");
  expect(await refused(admin.secret, { role: "OWNER", scopes: ["SEND"] })).toContain(
    "SCOPE_NOT_HELD",
  );
  expect(await refused(world.owner, { role: "OPERATOR" })).toContain("ROLE_NOT_ALLOWED");
  expect(await refused(world.owner, { role: "OWNER", scopes: ["OPERATE"] })).not.toEqual([]);
  expect(await refused(world.owner, { role: "VIEWER", tenant: "other" })).toContain(
    "TENANT_NOT_ALLOWED",
  );
  expect(
    await refused(world.owner, { role: "VIEWER", expiresAt: "2020-01-01T00:00:00Z" }),
  ).toContain("INVALID_EXPIRY");
});
