import type { OpenAccount, SendRequest } from "../../src/vendors/vendor.js";
import type { ContractFixture, SendCase } from "./fixture.js";

/** The fixture's account, reached at an address. */
export function accountAt(fixture: ContractFixture, baseUrl: string): OpenAccount {
  return {
    accountId: "account-1",
    baseUrl,
    credentials: fixture.credentials,
    callbackUrl: "https://sandi.example/callbacks/account-1",
    vendor: fixture.adapter.name,
  };
}

/** Message ids in the vendor's form. */
export function idsOf({ idOf }: ContractFixture, count: number): string[] {
  return Array.from({ length: count }, (_, index) => idOf?.(index + 1) ?? `id-${index + 1}`);
}

/** The credentials that must never show. */
export function secretValues({ credentials, publicCredentials }: ContractFixture): string[] {
  return Object.entries(credentials)
    .filter(([name]) => publicCredentials?.includes(name) !== true)
    .map(([, value]) => value);
}

const toNumber: SendRequest = {
  reference: "ref-one",
  channel: "SMS",
  to: "+6281234567890",
  text: "Kode Anda 493817. Jangan bagikan.",
  subject: null,
  code: "493817",
  locale: "id",
  from: null,
  vendorTemplateName: null,
  validitySec: 300,
};

/** The suite's message, as this case sends it. */
export function messageOf({ channel, message }: SendCase<unknown>): SendRequest {
  const usual =
    channel === "EMAIL"
      ? {
          ...toNumber,
          to: "ani.putri@example.org",
          subject: "Kode masuk",
          from: "no-reply@acme.id",
        }
      : toNumber;
  return { ...usual, channel, ...message };
}
