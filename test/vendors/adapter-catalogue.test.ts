import { describe, expect, it } from "vitest";
import { adapterCatalogue } from "../../src/vendors/adapter-catalogue.js";
import { vendorList } from "../../src/vendors/vendor-list.js";

const catalogue = adapterCatalogue(vendorList);
const problems = (adapter: string, credentials: Record<string, string>) =>
  catalogue.find(adapter)?.checkCredentials(credentials);

describe("the catalogue of adapters", () => {
  it("takes the names of credentials from the record that forms are made of", () => {
    expect(catalogue.find("twilio")).toMatchObject({
      credentialNames: ["accountSid", "authToken"],
      optionalCredentialNames: ["apiKeySid", "apiKeySecret"],
      callbackSetup: null,
    });
    expect(catalogue.find("mailgun")?.callbackSetup?.id).toContain("alamat ini");
    expect(catalogue.find("nobody")).toBeNull();
  });

  it("refuses a value that has not the vendor's form, with one that has", () => {
    const sid = `AC${"a1".repeat(16)}`;

    expect(problems("twilio", { accountSid: sid, authToken: "any" })).toEqual([]);
    expect(problems("twilio", { accountSid: "+14155550100", authToken: "any" })).toEqual([
      {
        name: "accountSid",
        place: "",
        reason: {
          phrase: "credentialShape",
          params: { example: expect.stringMatching(/^AC/) as unknown },
        },
      },
    ]);
  });

  it("asks the adapter, too", () => {
    expect(problems("generic", { mapping: "no JSON" })).toMatchObject([{ name: "mapping" }]);
  });
});
