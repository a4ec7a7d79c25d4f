import http from "node:http";
import https from "node:https";
import { initClient, type MessageBird } from "messagebird";
import { afterEach, describe, expect, it, vi } from "vitest";
import { messagebird } from "../../../src/vendors/messagebird/messagebird.js";
import { checkAccount } from "../../../src/vendors/messagebird/check-account.js";
import type { SendRequest } from "../../../src/vendors/vendor.js";
import { recorded } from "../golden-request.js";
import { sampleMessage } from "../one-answer.js";
import { sentRequest } from "../sent-request.js";
import { contractFixture } from "./contract-fixture.js";

const { credentials } = contractFixture;
const callbackUrl = "https://sandi.example/callbacks/account-1";
const taken = { status: 201, body: JSON.stringify({ id: "m-1" }) };
const works = { status: 200, body: JSON.stringify({ payment: "prepaid", amount: 1 }) };

/** The SDK knows one address only, and has to be led to another. */
function sdkAt(url: string): MessageBird {
  const { hostname, port } = new URL(url);
  vi.spyOn(https, "request").mockImplementation(((options: http.RequestOptions) =>
    http.request({ ...options, hostname, port })) as typeof https.request);
  return initClient(credentials["accessKey"] ?? "");
}

function asked<T>(ask: (done: (error: Error | null, answer: T | null) => void) => void) {
  return new Promise<T | null>((resolve, reject) => {
    ask((error, answer) => (error === null ? resolve(answer) : reject(error)));
  });
}

const ours = (changes: Partial<SendRequest>) =>
  sentRequest(messagebird, taken, { ...sampleMessage, ...changes }, { credentials, callbackUrl });

describe("a request to MessageBird is the one that its own SDK makes", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("for an SMS", async () => {
    const theirs = await recorded(taken, (url) =>
      asked((done) =>
        sdkAt(url).messages.create(
          {
            originator: "Sandi",
            recipients: ["6281234567890"],
            body: sampleMessage.text,
            reference: "ref-one",
            reportUrl: callbackUrl,
            validity: 300,
            datacoding: "auto",
          },
          done,
        ),
      ),
    );

    expect(await ours({ from: "Sandi" })).toEqual(theirs);
    expect(theirs).toMatchObject({ method: "POST", path: "/messages" });
  });

  it("for a message to be spoken, but for the address of reports", async () => {
    const theirs = await recorded(taken, (url) =>
      asked((done) =>
        sdkAt(url).voice_messages.create(
          {
            recipients: ["6281234567890"],
            originator: "15550783881",
            body: sampleMessage.text,
            reference: "ref-one",
            language: "id-id",
            ifMachine: "hangup",
          },
          done,
        ),
      ),
    );
    const sent = await ours({ channel: "VOICE", from: "15550783881" });

    // The SDK's types leave reportUrl out; without it nobody would tell whether anyone answered.
    expect(sent).toEqual({
      ...theirs,
      body: { ...(theirs.body as object), reportUrl: callbackUrl },
    });
    expect(theirs).toMatchObject({ method: "POST", path: "/voicemessages" });
  });

  it("for the question whether the account works", async () => {
    const theirs = await recorded(works, (url) => asked((done) => sdkAt(url).balance.read(done)));
    const sent = await recorded(works, (baseUrl, network) =>
      checkAccount(
        { credentials, callbackUrl, baseUrl, accountId: "a", vendor: "messagebird" },
        network,
      ),
    );

    expect(sent).toEqual(theirs);
  });
});
