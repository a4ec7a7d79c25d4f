import { type AccountWord, awsAccountProblem } from "../aws-account.js";
import type { HttpClient } from "../http-client.js";
import { isObject, listAt, readObject, textAt } from "../read-object.js";
import type { OpenAccount } from "../vendor.js";
import { smsVoiceCall } from "./send.js";

const describeConfigurationSets = smsVoiceCall("DescribeConfigurationSets", 5000);

/** Asks for the configuration set that messages are sent with: it costs nothing. */
export async function checkAccount(account: OpenAccount, http: HttpClient): Promise<AccountWord> {
  const name = account.credentials["configurationSet"] ?? "";
  const input = JSON.stringify({ ConfigurationSetNames: [name] });
  const result = await describeConfigurationSets(input, account, http);
  const body = result.kind === "answered" ? readObject(result.body) : null;
  if (result.kind === "answered" && result.status === 200 && body !== null) {
    return listAt(body, "ConfigurationSets").some(isObject)
      ? { ok: true, message: "The account works." }
      : { ok: false, message: "There is no configuration set of this name in the region." };
  }
  return textAt(body, "ResourceType") === "configuration-set"
    ? { ok: false, message: "There is no configuration set of this name in the region." }
    : awsAccountProblem(result, "sms-voice:DescribeConfigurationSets");
}
