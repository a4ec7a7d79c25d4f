import { describe, expect, it } from "vitest";
import { checkAccount } from "../../../src/vendors/aws-sms/check-account.js";
import { sendFeedback } from "../../../src/vendors/aws-sms/feedback.js";
import { send } from "../../../src/vendors/aws-sms/send.js";
import type { OpenAccount } from "../../../src/vendors/vendor.js";
import { oneAnswer, sampleMessage } from "../one-answer.js";
import { awsJsonError, contractFixture } from "./contract-fixture.js";

const account = (changes: Readonly<Record<string, string>> = {}): OpenAccount => ({
  accountId: "account-1",
  baseUrl: "",
  credentials: { ...contractFixture.credentials, ...changes },
  callbackUrl: "https://sandi.example/callbacks/account-1",
  vendor: "aws-sms",
});
const answering = ({ status, body, headers }: ReturnType<typeof awsJsonError>) =>
  oneAnswer(status, body, headers);

describe("an account of AWS End User Messaging", () => {
  it.each([
    ["UnrecognizedClientException", "access key"],
    ["InvalidSignatureException", "secret access key"],
    ["AccessDeniedException", "sms-voice:DescribeConfigurationSets"],
    ["OptInRequired", "not set up"],
    ["ThrottlingException", "too often"],
    ["SunspotsException", "no answer that could be read"],
  ])("that fails with %s is told what is wrong", async (name, words) => {
    const result = await checkAccount(account(), answering(awsJsonError(name)));

    expect(result.ok).toBe(false);
    expect(result.message).toContain(words);
  });

  it("without its configuration set is told so, in either way that Amazon says it", async () => {
    const missing = awsJsonError("ResourceNotFoundException", {
      ResourceType: "configuration-set",
    });
    for (const http of [answering(missing), oneAnswer(200, { ConfigurationSets: [] })]) {
      expect(await checkAccount(account(), http)).toEqual({
        ok: false,
        message: "There is no configuration set of this name in the region.",
      });
    }
  });

  it("of a region that is none is told so, and nobody is asked", async () => {
    for (const region of ["", "eu", "evil.example/", "eu-central-1.evil.example#"]) {
      const http = oneAnswer(200, {});
      const result = await checkAccount(account({ region }), http);

      expect(result.message).toContain("region");
      expect(await send(sampleMessage, account({ region }), http)).toMatchObject({
        kind: "rejected",
        charged: "no",
      });
      expect(http.asked).toEqual([]);
    }
  });

  it.each([
    ["eu-central-1", "https://sms-voice.eu-central-1.amazonaws.com/"],
    ["us-gov-west-1", "https://sms-voice.us-gov-west-1.amazonaws.com/"],
    ["cn-north-1", "https://sms-voice.cn-north-1.amazonaws.com.cn/"],
  ])("of region %s is asked at %s", async (region, url) => {
    const http = oneAnswer(200, {});
    await checkAccount(account({ region }), http);

    expect(http.asked[0]?.url).toBe(url);
  });
});

describe("a message to AWS End User Messaging", () => {
  const sentWith = async (changes: object) => {
    const http = oneAnswer(200, { MessageId: "m-1" });
    await send({ ...sampleMessage, ...changes }, account(), http);
    return JSON.parse(http.asked[0]?.body ?? "") as Record<string, unknown>;
  };

  it("carries the most that it may cost, in dollars and rounded down", async () => {
    const maxPrice = async (micros: bigint, currency: string) =>
      (await sentWith({ priceMax: { micros, currency } }))["MaxPrice"];

    expect(await maxPrice(50_009n, "USD")).toBe("0.05000");
    expect(await maxPrice(99_999_999n, "USD")).toBe("99.99999");
    expect(await maxPrice(100_000_000n, "USD")).toBeUndefined();
    expect(await maxPrice(50_000n, "EUR")).toBeUndefined();
    expect((await sentWith({}))["MaxPrice"]).toBeUndefined();
  });

  it("is valid for as long as Amazon takes it to be", async () => {
    expect((await sentWith({ validitySec: 1 }))["TimeToLive"]).toBe(5);
    expect((await sentWith({ validitySec: 999_999 }))["TimeToLive"]).toBe(259_200);
  });

  it("needs no sender, where the account has a pool", async () => {
    expect("OriginationIdentity" in (await sentWith({ from: null }))).toBe(false);
  });
});

describe("feedback to AWS End User Messaging", () => {
  const said = (http: ReturnType<typeof oneAnswer>, isVerified = false) =>
    sendFeedback({ vendorMessageId: "m-1", isVerified }, account(), http);

  it("is taken, refused for good, or failed for now", async () => {
    const good = oneAnswer(200, { MessageId: "m-1", MessageFeedbackStatus: "FAILED" });

    expect(await said(good)).toBe("taken");
    expect(JSON.parse(good.asked[0]?.body ?? "")).toEqual({
      MessageId: "m-1",
      MessageFeedbackStatus: "FAILED",
    });
    expect(await said(answering(awsJsonError("ResourceNotFoundException")))).toBe("refused");
    expect(await said(answering(awsJsonError("ThrottlingException")))).toBe("failed");
    expect(await said(oneAnswer(500, ""))).toBe("failed");
  });
});
