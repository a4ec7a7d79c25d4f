import { askPage } from "../app/page-request.js";

/** What reached a handset of the pretend market. */
export interface Arrival {
  readonly vendor: string;
  readonly channel: string;
  readonly from: string;
  readonly text: string;
  readonly code: string | null;
  readonly arrivedAt: string;
}

/** What reached a number or an address, newest first; empty when the demo cannot tell. */
export async function readInbox(headers: Record<string, string>, to: string): Promise<Arrival[]> {
  const answer = await askPage(`/demo/inbox?to=${encodeURIComponent(to)}`, { headers });
  return answer.ok ? ((await answer.json()) as Arrival[]) : [];
}

/** Lets a pretend vendor fail for two minutes. */
export async function breakVendor(
  headers: Record<string, string>,
  fault: { readonly vendor: string; readonly channel?: string; readonly kind: string },
): Promise<void> {
  await askPage("/demo/faults", {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ ...fault, forSec: 120 }),
  });
}
