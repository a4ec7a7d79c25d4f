import { createRequire } from "node:module";
import { Client } from "plivo";
import { afterAll, describe, expect, it } from "vitest";
import { checkAccount } from "../../../src/vendors/plivo/check-account.js";
import { send } from "../../../src/vendors/plivo/send.js";
import type { OpenAccount, SendRequest } from "../../../src/vendors/vendor.js";
import { type GoldenRequest, recorded } from "../golden-request.js";
import { sampleMessage } from "../one-answer.js";
import { contractFixture } from "./contract-fixture.js";

const { credentials } = contractFixture;
const id = credentials["authId"] ?? "";
const token = credentials["authToken"] ?? "";
const url = "https://sandi.example/callbacks/account-1?ref=AZ-_09";
const text = "Kode Anda 493817 – jangan & bagikan 😀";

const account = (baseUrl: string): OpenAccount => ({
  accountId: "account-1",
  baseUrl,
  credentials,
  callbackUrl: "https://sandi.example/callbacks/account-1",
  vendor: "plivo",
});
const request: SendRequest = {
  ...sampleMessage,
  reference: "AZ-_09",
  from: "+14155550100",
  text,
  validitySec: 300,
};

const queued = { status: 202, body: JSON.stringify({ message_uuid: ["m-1"] }) };
const fired = { status: 201, body: JSON.stringify({ request_uuid: "c-1" }) };
const powerpack = "86bbb125-97bb-4d72-89fd-81d5c515b015";

/** Plivo's own package, sending messages to an address of ours. */
function sdk(address: string): Client {
  return new Client(id, token, { url: `${address}/v1/Account/${id}` });
}

/** The package takes one object as well, though its types do not say so. */
function createMessage({ messages }: Client, message: object): Promise<unknown> {
  return (messages.create as (message: object) => Promise<unknown>).call(messages, message);
}

interface Axios {
  create(config: object): { interceptors: { request: { use(edit: Edit): void } } };
}
type Edit = (config: { url: string }) => { url: string };

/** Calls go to api.plivo.com whatever the package is told; here they are turned aside. */
const axios = createRequire(createRequire(import.meta.url).resolve("plivo"))("axios") as Axios;
const create = axios.create.bind(axios);
afterAll(() => {
  axios.create = create;
});

function callsGoTo(address: string): void {
  axios.create = (config) => {
    const made = create(config);
    made.interceptors.request.use((edited) => {
      edited.url = edited.url.replace("https://api.plivo.com", address);
      return edited;
    });
    return made;
  };
}

describe("Plivo's own package and our adapter say the same", () => {
  it.each([
    ["an SMS", {}, { src: "+14155550100", messageExpiry: 300 }],
    [
      "an SMS of a Powerpack",
      { from: powerpack },
      { powerpackUUID: powerpack, messageExpiry: 300 },
    ],
    [
      "an SMS that is worth more than three hours",
      { validitySec: 86_400.5 },
      { src: "+14155550100", messageExpiry: 10_800 },
    ],
  ] as const)("for %s", async (_, changes, params) => {
    const theirs = await recorded(queued, (address) =>
      createMessage(sdk(address), {
        dst: request.to,
        text,
        type: "sms",
        url,
        method: "POST",
        ...params,
      }),
    );

    const ours = await recorded(queued, (address, http) =>
      send({ ...request, ...changes }, account(address), http),
    );

    expect(ours).toEqual(theirs);
  });

  it("for a call, but for what is to be spoken: ours stands sealed in the address", async () => {
    const theirs = await recorded(fired, (address) => {
      callsGoTo(address);
      return sdk(address).calls.create("+14155550100", request.to, url, {
        answerMethod: "POST",
        hangupUrl: url,
        hangupMethod: "POST",
        machineDetection: "hangup",
      });
    });

    const ours = await recorded(fired, (address, http) =>
      send({ ...request, channel: "VOICE" }, account(address), http),
    );
    const { answer_url, ...body } = ours.body as Record<string, string>;

    expect({ ...ours, body: { ...body, answer_url: answer_url?.split("&say=")[0] } }).toEqual(
      withoutMark(theirs),
    );
    expect(answer_url).toMatch(/&say=[\w-]{100,}$/);
    expect(JSON.stringify(ours.body)).not.toContain("493817");
  });

  it("for the question whether the account works", async () => {
    const answer = { status: 200, body: JSON.stringify({ cash_credits: "1.0" }) };
    const theirs = await recorded(answer, (address) => sdk(address).accounts.get());

    const ours = await recorded(answer, (address, http) => checkAccount(account(address), http));

    expect(ours).toMatchObject({
      method: theirs.method,
      // The package puts one slash too many.
      path: theirs.path.replace(/\/+$/, "/"),
      authorization: theirs.authorization,
    });
  });
});

/** The package marks calls for itself in their body. */
function withoutMark(request: GoldenRequest): GoldenRequest {
  const { is_voice_request: _, ...body } = request.body as Record<string, unknown>;
  return { ...request, body };
}
