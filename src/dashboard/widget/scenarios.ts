import { askPage } from "../app/page-request.js";
import { breakVendor } from "../live/demo-market.js";

/** What the demo lets happen to a code. */
export type Scenario = "arrives" | "hangs";

const whatsAppVendors = ["globex", "metrowa"];

/** Makes the pretend market behave as the scenario wants. */
export async function stage(headers: Record<string, string>, scenario: Scenario): Promise<void> {
  await Promise.all(
    whatsAppVendors.map(async (vendor) => {
      if (scenario === "hangs") {
        await breakVendor(headers, { vendor, channel: "WHATSAPP", kind: "drop_message" });
      } else {
        await askPage(`/demo/faults?vendor=${vendor}`, { method: "DELETE", headers });
      }
    }),
  );
}
