import { createRequire } from "node:module";
import type sendgridClient from "@sendgrid/client";
import type sendgridMail from "@sendgrid/mail";
import { describe, expect, it } from "vitest";
import { send } from "../../../src/vendors/sendgrid/send.js";
import type { OpenAccount, SendRequest } from "../../../src/vendors/vendor.js";
import { recorded } from "../golden-request.js";
import { sampleMessage } from "../one-answer.js";
import { contractFixture } from "./contract-fixture.js";

// Both packages export one object with its class in it, which their types do not say for modules.
const require = createRequire(import.meta.url);
const { Client } = require("@sendgrid/client") as { Client: new () => typeof sendgridClient };
const { MailService } = require("@sendgrid/mail") as { MailService: new () => typeof sendgridMail };

const { credentials } = contractFixture;
const account = (baseUrl: string): OpenAccount => ({
  accountId: "account-1",
  baseUrl,
  credentials,
  callbackUrl: "https://sandi.example/callbacks/account-1",
  vendor: "sendgrid",
});
const request: SendRequest = {
  ...sampleMessage,
  channel: "EMAIL",
  reference: "AZ-_09",
  to: "ani.putri@example.org",
  from: "no-reply@acme.id",
  subject: "Kode masuk – 验证码",
  text: 'Kode "493817" & é 😀\n',
};
const accepted = { status: 202, body: "", headers: { "x-message-id": "id-1" } };

function sdkAt(url: string): typeof sendgridMail {
  const client = new Client();
  client.setApiKey(credentials["apiKey"] ?? "");
  client.setDefaultRequest("baseUrl", url);
  const mail = new MailService();
  mail.setClient(client);
  return mail;
}

describe("SendGrid's own package and our adapter", () => {
  it("agree on an e-mail field by field", async () => {
    const theirs = await recorded(accepted, (url) =>
      sdkAt(url).send({
        from: "no-reply@acme.id",
        personalizations: [
          { to: "ani.putri@example.org", customArgs: { sandi_reference: "AZ-_09" } },
        ],
        subject: request.subject ?? "",
        text: request.text,
        headers: { "Auto-Submitted": "auto-generated" },
        trackingSettings: {
          clickTracking: { enable: false, enableText: false },
          openTracking: { enable: false },
          subscriptionTracking: { enable: false },
        },
      }),
    );
    const ours = await recorded(accepted, (url, http) => send(request, account(url), http));

    expect(ours).toEqual(theirs);
  });
});
