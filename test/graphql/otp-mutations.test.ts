import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { domainError } from "../../src/core/errors.js";
import { encodeId } from "../../src/core/ids.js";
import { QueueFull } from "../../src/flow/group-commit.js";
import type { OtpService } from "../../src/flow/otp.js";
import { post, startGraphqlServer, tenantA, type TestServer } from "../support/graphql-server.js";
import { makeEvent, makeSend } from "../support/otp-rows.js";

const send = makeSend(tenantA, { expiresAt: new Date(Date.now() + 60_000) });
const calls: unknown[][] = [];
const notFound = domainError("NOT_FOUND", ["sendId"], { thing: "send" });

const otp: OtpService = {
  sendOtp: (...args) => {
    calls.push(args);
    if (args[1].planKey === "broken") {
      return Promise.reject(new Error("postgres://user:secret@host is away"));
    }
    if (args[1].planKey === "busy") {
      return Promise.reject(new QueueFull("too many requests are waiting"));
    }
    const errors = [domainError("RATE_LIMITED", ["phone"], {}, 2_000)];
    return Promise.resolve({ send, clientToken: "ct_x", errors });
  },
  resendOtp: (...args) => {
    calls.push(args);
    const isKnown = args[1].sendId === send.id;
    return Promise.resolve({ send: isKnown ? send : null, errors: isKnown ? [] : [notFound] });
  },
  verifyOtp: (...args) => {
    calls.push(args);
    return Promise.resolve({ result: "WRONG_CODE", send, checksLeft: 4, errors: [] });
  },
  cancelSend: (...args) => {
    calls.push(args);
    return Promise.resolve({ send: null, errors: [notFound] });
  },
  reportVerified: (...args) => {
    calls.push(args);
    return Promise.resolve({ send, errors: [] });
  },
};

let server: TestServer;
let developer: string;
let token: string;

beforeAll(async () => {
  server = await startGraphqlServer({ otp });
  developer = server.addKey("DEVELOPER").secret;
  token = server.clientToken(send);
  server.reads.sendRows.push(send);
  server.reads.log.push(makeEvent(send, 1n));
});
afterAll(() => server.close());

const sendOtp = `mutation($input: SendOtpInput!) { sendOtp(input: $input) {
  send { id } clientToken userErrors { code field message retryAfterMs } } }`;
const resendOtp = `mutation($id: ID!) { resendOtp(input: {sendId: $id, idempotencyKey: "k"}) {
  send { id } progress { checksLeft channel } userErrors { code } } }`;
const id = encodeId("send", send.id);

describe("mutations of a code", () => {
  test("sendOtp hands the request over as it came and tells send and errors together", async () => {
    calls.length = 0;
    const input = { planKey: "login", idempotencyKey: "k1", phone: "0812", maxCost: "0.5" };

    const answer = await post(server, developer, sendOtp, { input });

    expect(calls).toEqual([
      [
        tenantA,
        {
          ...input,
          email: null,
          defaultCountry: null,
          locale: null,
          purpose: null,
          externalId: null,
          metadata: null,
          code: null,
          endUserIp: null,
        },
      ],
    ]);
    expect(answer.body.data).toEqual({
      sendOtp: {
        send: { id },
        clientToken: "ct_x",
        userErrors: [
          {
            code: "RATE_LIMITED",
            field: ["phone"],
            message: "Too many requests. Try again in 2 s.",
            retryAfterMs: 2_000,
          },
        ],
      },
    });
  });

  test.each([
    ["a key without SEND", "VIEWER", "FORBIDDEN"],
    ["an operator's key", "OPERATOR", "FORBIDDEN"],
  ] as const)("refuses %s before anything is asked", async (_case, role, code) => {
    calls.length = 0;
    const { secret } = server.addKey(role, role === "OPERATOR" ? null : tenantA);

    const answer = await post(server, secret, sendOtp, {
      input: { planKey: "login", idempotencyKey: "k" },
    });

    expect(answer.body.errors?.[0]?.extensions["code"]).toBe(code);
    expect(calls).toEqual([]);
  });

  test("a server that has too much to do says when to ask again, which is no fault", async () => {
    const before = server.faults.length;

    const answer = await post(server, developer, sendOtp, {
      input: { planKey: "busy", idempotencyKey: "k" },
    });

    expect(answer.body.errors?.[0]?.extensions).toEqual({
      code: "UNAVAILABLE",
      retryAfterMs: 1_000,
    });
    expect(server.faults).toHaveLength(before);
  });

  test("a fault of ours is masked, and reported with the id that the caller is given", async () => {
    const answer = await post(server, developer, sendOtp, {
      input: { planKey: "broken", idempotencyKey: "k" },
    });

    const [error] = answer.body.errors ?? [];
    expect(error?.extensions["code"]).toBe("INTERNAL");
    expect(JSON.stringify(answer.body)).not.toContain("secret");
    expect(server.faults.at(-1)).toMatchObject({
      reportId: error?.extensions["reportId"],
      fault: { message: "postgres://user:secret@host is away" },
    });
  });

  test("a client token resends and verifies its own send, and sees its progress only", async () => {
    const own = await post(server, token, resendOtp, { id });
    const other = await post(server, token, resendOtp, {
      id: encodeId("send", makeSend(tenantA).id),
    });
    const verified = await post(
      server,
      token,
      'mutation($id: ID!) { verifyOtp(input: {sendId: $id, code: "1"}) ' +
        "{ result checksLeft send { id } progress { checksLeft } } }",
      { id },
    );

    expect(own.body.data).toEqual({
      resendOtp: { send: null, progress: { checksLeft: 5, channel: "SMS" }, userErrors: [] },
    });
    expect(other.body.data).toEqual({
      resendOtp: { send: null, progress: null, userErrors: [{ code: "NOT_FOUND" }] },
    });
    expect(verified.body.data).toEqual({
      verifyOtp: { result: "WRONG_CODE", checksLeft: 4, send: null, progress: { checksLeft: 5 } },
    });
  });

  test("a client token may neither send, cancel nor report", async () => {
    for (const query of [
      'mutation { sendOtp(input: {planKey: "a", idempotencyKey: "b"}) { send { id } } }',
      `mutation { cancelSend(id: "${id}") { send { id } } }`,
      `mutation { reportVerified(input: {sendId: "${id}"}) { send { id } } }`,
    ]) {
      const answer = await post(server, token, query);
      expect(answer.body.errors?.[0]?.extensions["code"]).toBe("FORBIDDEN");
    }
  });

  test("an id that is none is asked for like any other, and not found", async () => {
    calls.length = 0;

    const answer = await post(
      server,
      developer,
      'mutation { cancelSend(id: "pln_x") { send { id } userErrors { code message } } }',
    );

    expect(calls).toHaveLength(1);
    expect(answer.body.data).toMatchObject({ cancelSend: { userErrors: [{ code: "NOT_FOUND" }] } });
  });

  test("values of the wrong form are refused by name before anything runs", async () => {
    calls.length = 0;
    const bad = { planKey: "a", idempotencyKey: "b", maxCost: "1e5", defaultCountry: "id" };

    const answer = await post(server, developer, sendOtp, { input: bad });

    expect(answer.status).toBe(400);
    expect(answer.body.errors?.map((error) => error.message)).toEqual([
      expect.stringContaining("input.defaultCountry"),
      expect.stringContaining("input.maxCost"),
    ]);
    expect(calls).toEqual([]);
  });
});
