import type { HttpClient, HttpRequest } from "../../src/vendors/http-client.js";
import type { SendRequest } from "../../src/vendors/vendor.js";

/** A message with everything that a channel may ask for. */
export const sampleMessage: SendRequest = {
  reference: "ref-one",
  channel: "SMS",
  to: "+6281234567890",
  text: "Kode Anda 493817 – 验证码 😀",
  subject: null,
  code: "493817",
  locale: "id-ID",
  from: "+15550783881",
  vendorTemplateName: "login_code",
  validitySec: 300,
};

/** A network that gives one answer to everything, and keeps what it was asked. */
export function oneAnswer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpClient & { readonly asked: HttpRequest[] } {
  const asked: HttpRequest[] = [];
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return {
    asked,
    request(request) {
      asked.push(request);
      return Promise.resolve({ kind: "answered", status, headers, body: text });
    },
  };
}
