import { AuthType, Infobip } from "@infobip-api/sdk";
import { describe, expect, it } from "vitest";
import { callbackAddress } from "../../../src/vendors/infobip/callback-proof.js";
import { infobip } from "../../../src/vendors/infobip/infobip.js";
import type { SendRequest } from "../../../src/vendors/vendor.js";
import { accountAt } from "../contract-account.js";
import { recorded } from "../golden-request.js";
import { sampleMessage } from "../one-answer.js";
import { sentRequest } from "../sent-request.js";
import { contractFixture } from "./contract-fixture.js";

const { credentials } = contractFixture;
const account = accountAt(contractFixture, "");
const notifyUrl = callbackAddress(account);
const taken = {
  status: 200,
  body: JSON.stringify({ messages: [{ messageId: "ref-one", status: { groupId: 1, id: 26 } }] }),
};

interface Channels {
  readonly sms: { send(message: object): Promise<unknown> };
  readonly whatsapp: { send(message: object): Promise<unknown> };
}

function sdkAt(baseUrl: string): Channels {
  const apiKey = credentials["apiKey"] ?? "";
  return new Infobip({ baseUrl, apiKey, authType: AuthType.ApiKey }).channels as Channels;
}

const ours = (changes: Partial<SendRequest>) =>
  sentRequest(
    infobip,
    taken,
    { ...sampleMessage, ...changes },
    { credentials, callbackUrl: account.callbackUrl },
  );

describe("a request to Infobip and the one that its own SDK makes", () => {
  it("are the same for a WhatsApp template, but for a name that the SDK leaves in", async () => {
    const theirs = await recorded(taken, (url) =>
      sdkAt(url).whatsapp.send({
        type: "template",
        messages: [
          {
            from: "15550783881",
            to: "6281234567890",
            messageId: "ref-one",
            content: {
              templateName: "login_code",
              templateData: {
                body: { placeholders: ["493817"] },
                buttons: [{ type: "URL", parameter: "493817" }],
              },
              language: "id",
            },
            callbackData: "ref-one",
            notifyUrl,
          },
        ],
      }),
    );
    // By "type" the SDK chooses its endpoint; it means nothing to the vendor.
    const { type, ...body } = theirs.body as Readonly<Record<string, unknown>>;

    expect(await ours({ channel: "WHATSAPP" })).toEqual({ ...theirs, body });
    expect(type).toBe("template");
    expect(theirs.path).toBe("/whatsapp/1/message/template");
  });

  it("tell the same of an SMS, which the SDK sends by version 2 of the API", async () => {
    const theirs = await recorded(taken, (url) =>
      sdkAt(url).sms.send({
        messages: [
          {
            from: "Sandi",
            destinations: [{ to: "6281234567890", messageId: "ref-one" }],
            text: sampleMessage.text,
            callbackData: "ref-one",
            notifyUrl,
            notifyContentType: "application/json",
            validityPeriod: 5,
          },
        ],
      }),
    );
    const sent = await ours({ from: "Sandi" });
    const [old] = (theirs.body as { messages: readonly Readonly<Record<string, unknown>>[] })
      .messages;

    // Version 3 is the current one, and has other names for the same.
    expect(theirs.path).toBe("/sms/2/text/advanced");
    expect(sent).toEqual({
      ...theirs,
      path: "/sms/3/messages",
      body: {
        messages: [
          {
            sender: old?.["from"],
            destinations: old?.["destinations"],
            content: { text: old?.["text"] },
            // It takes seconds, so that a short life is not rounded to minutes.
            options: {
              validityPeriod: { amount: Number(old?.["validityPeriod"]) * 60, timeUnit: "SECONDS" },
            },
            webhooks: {
              delivery: { url: old?.["notifyUrl"] },
              contentType: old?.["notifyContentType"],
              callbackData: old?.["callbackData"],
            },
          },
        ],
      },
    });
  });
});

describe("a request to Infobip for what its SDK does not know", () => {
  it("has a call spoken, and tells nothing to a machine", async () => {
    const sent = await ours({ channel: "VOICE", locale: "ar", validitySec: 61 });

    expect(sent).toMatchObject({
      method: "POST",
      path: "/tts/3/advanced",
      authorization: `App ${credentials["apiKey"]}`,
      body: {
        messages: [
          {
            from: "15550783881",
            destinations: [{ to: "6281234567890", messageId: "ref-one" }],
            text: sampleMessage.text,
            language: "arb",
            machineDetection: "hangup",
            validityPeriod: 2,
            callbackData: "ref-one",
            notifyUrl,
            notifyContentType: "application/json",
          },
        ],
      },
    });
  });

  it("labels a Viber message as what it is", async () => {
    expect(await ours({ channel: "VIBER", from: "Sandi" })).toMatchObject({
      path: "/viber/2/messages",
      body: {
        messages: [
          {
            sender: "Sandi",
            content: { type: "TEXT", text: sampleMessage.text },
            options: { label: "TRANSACTIONAL" },
            webhooks: { delivery: { url: notifyUrl }, callbackData: "ref-one" },
          },
        ],
      },
    });
  });
});
