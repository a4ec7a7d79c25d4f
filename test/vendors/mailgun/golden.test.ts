import Mailgun from "mailgun.js";
import { describe, expect, it } from "vitest";
import { undiciHttpClient } from "../../../src/vendors/undici-http-client.js";
import { send } from "../../../src/vendors/mailgun/send.js";
import type { OpenAccount, SendRequest } from "../../../src/vendors/vendor.js";
import { sampleMessage } from "../one-answer.js";
import { startStub, type StubRequest } from "../stub-server.js";
import { contractFixture } from "./contract-fixture.js";

const { credentials } = contractFixture;
const account = (baseUrl: string): OpenAccount => ({
  accountId: "account-1",
  baseUrl,
  credentials,
  callbackUrl: "https://sandi.example/callbacks/account-1",
  vendor: "mailgun",
});
const request: SendRequest = {
  ...sampleMessage,
  channel: "EMAIL",
  reference: "AZ-_09",
  to: "ani.putri@example.org",
  from: "no-reply@acme.id",
  subject: "Kode masuk – 验证码",
  text: 'Kode "493817" & é 😀\n\n-- acme',
};

/**
 * A request with its form read by another's reader. Line breaks are the one difference: the
 * platform's FormData, which Mailgun's package uses, makes CRLF of them; Mailgun takes both.
 */
async function read({ method, path, headers, body }: StubRequest) {
  const type = headers["content-type"] ?? "";
  const form = await new Response(body, { headers: { "content-type": type } }).formData();
  const fields = [...form].map(([name, value]) => [
    name,
    typeof value === "string" ? value.replaceAll("\r\n", "\n") : null,
  ]);
  const { authorization } = headers;
  return { method, path, authorization, type: type.split(";")[0], fields };
}

describe("Mailgun's own package and our adapter", () => {
  it("agree on an e-mail field by field", async () => {
    const stub = await startStub({
      status: 200,
      body: JSON.stringify({ id: "<id-1>", message: "Queued. Thank you." }),
      headers: { "content-type": "application/json" },
    });
    const http = undiciHttpClient();
    const sdk = new Mailgun(FormData).client({
      username: "api",
      key: credentials["apiKey"] ?? "",
      url: stub.url,
    });
    await sdk.messages.create(credentials["domain"] ?? "", {
      from: "no-reply@acme.id",
      to: "ani.putri@example.org",
      subject: request.subject ?? "",
      text: request.text,
      "o:tracking": "no",
      "o:deliver-within": "0h5m",
      "h:Auto-Submitted": "auto-generated",
      "v:sandi_reference": "AZ-_09",
    });
    await send(request, account(stub.url), http);
    await http.close();
    await stub.close();
    const [theirs, ours] = await Promise.all(stub.requests.map(read));

    expect(stub.requests).toHaveLength(2);
    expect(ours).toEqual(theirs);
  });
});
