import type { OpenAccount, SendRequest, VendorAdapter } from "../../src/vendors/vendor.js";
import { type GoldenRequest, recorded } from "./golden-request.js";
import type { StubAct } from "./stub-server.js";

/** The one request that an adapter makes of a message; its outcome has to be an acceptance. */
export function sentRequest(
  adapter: VendorAdapter,
  act: StubAct,
  message: SendRequest,
  account: Pick<OpenAccount, "credentials" | "callbackUrl">,
): Promise<GoldenRequest> {
  return recorded(act, async (baseUrl, http) => {
    const open = { ...account, baseUrl, accountId: "account-1", vendor: adapter.name };
    const outcome = await adapter.send(message, open, http);
    if (outcome.kind !== "accepted") {
      throw new Error(`the message was not accepted: ${JSON.stringify(outcome)}`);
    }
  });
}
