import Telnyx from "telnyx";
import { describe, expect, it } from "vitest";
import { telnyx } from "../../../src/vendors/telnyx/telnyx.js";
import type { SendRequest } from "../../../src/vendors/vendor.js";
import { recorded } from "../golden-request.js";
import { sampleMessage } from "../one-answer.js";
import { sentRequest } from "../sent-request.js";
import { contractFixture } from "./contract-fixture.js";

const { credentials } = contractFixture;
const callbackUrl = "https://sandi.example/callbacks/account-1";
const webhook = `${callbackUrl}?ref=ref-one`;
const taken = { status: 200, body: JSON.stringify({ data: { id: "m-1" } }) };

const message: SendRequest = { ...sampleMessage, locale: "pt-BR" };

function sdk(url: string): Telnyx {
  const apiKey = credentials["apiKey"] ?? "";
  return new Telnyx({ apiKey, baseURL: `${url}/v2`, maxRetries: 0 });
}

const messaging_profile_id = credentials["messagingProfileId"] ?? "";
const ours = (changes: Partial<SendRequest>) =>
  sentRequest(telnyx, taken, { ...message, ...changes }, { credentials, callbackUrl });

describe("a request to Telnyx is the one that its own SDK makes", () => {
  it("for an SMS", async () => {
    const theirs = await recorded(taken, (url) =>
      sdk(url).messages.send({
        from: message.from ?? "",
        to: message.to,
        text: message.text,
        type: "SMS",
        messaging_profile_id,
        webhook_url: webhook,
      }),
    );

    expect(await ours({})).toEqual(theirs);
    expect(theirs.path).toBe("/v2/messages");
  });

  it("for an SMS without a sender, which the profile's number pool gives", async () => {
    const theirs = await recorded(taken, (url) =>
      sdk(url).messages.send({
        to: message.to,
        text: message.text,
        type: "SMS",
        messaging_profile_id,
        webhook_url: webhook,
      }),
    );

    expect(await ours({ from: null })).toEqual(theirs);
  });

  it("for a WhatsApp template", async () => {
    const parameters = [{ type: "text" as const, text: message.code }];
    const theirs = await recorded(taken, (url) =>
      sdk(url).messages.whatsapp({
        from: message.from ?? "",
        to: message.to,
        type: "WHATSAPP",
        whatsapp_message: {
          type: "template",
          template: {
            name: "login_code",
            language: { policy: "deterministic", code: "pt_BR" },
            components: [
              { type: "body", parameters },
              { type: "button", sub_type: "url", index: 0, parameters },
            ],
          },
          biz_opaque_callback_data: "ref-one",
        },
        messaging_profile_id,
        webhook_url: webhook,
      }),
    );

    expect(await ours({ channel: "WHATSAPP" })).toEqual(theirs);
    expect(theirs.path).toBe("/v2/messages/whatsapp");
  });

  it("for the question whether the account works", async () => {
    const theirs = await recorded(contractFixture.accountWorks as typeof taken, (url) =>
      sdk(url).messagingProfiles.retrieve(messaging_profile_id),
    );

    expect(theirs).toMatchObject({
      method: "GET",
      path: `/v2/messaging_profiles/${messaging_profile_id}`,
      authorization: `Bearer ${credentials["apiKey"]}`,
    });
  });
});
