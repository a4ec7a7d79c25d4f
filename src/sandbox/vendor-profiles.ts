import type { PriceUnit } from "../market/rate-sheet.js";

/** How a pretend vendor behaves on the wire, and what a catalogue shows of it. */
export interface VendorProfile {
  /** The vendor of the scenario, and the last part of its address. */
  readonly vendor: string;
  readonly name: string;
  readonly website: string;
  readonly supportUrl: string;
  /** False: receipts carry only the vendor's own message id. */
  readonly echoesReference: boolean;
  /** True: an SMS of several parts gets an id, a receipt and a line on the bill for each part. */
  readonly hasIdPerPart: boolean;
  readonly statesPriceInAnswer: boolean;
  readonly statesPriceInReceipts: boolean;
  /** Says when a carrier took the message, before it says anything of the handset. */
  readonly reportsCarrier: boolean;
  readonly reportsRead: boolean;
  /** Takes its charge back when a message that it bills at hand-over is reported undelivered. */
  readonly refundsUndelivered: boolean;
  /** How many receipts it collects into one call, at most. */
  readonly receiptsPerCallMax: number;
  readonly unit: PriceUnit;
}

const plain = {
  echoesReference: true,
  hasIdPerPart: false,
  statesPriceInAnswer: false,
  statesPriceInReceipts: false,
  reportsCarrier: false,
  reportsRead: false,
  refundsUndelivered: false,
  receiptsPerCallMax: 1,
  unit: { currency: "USD", perUnit: 1 },
} as const;

function profile(
  vendor: string,
  name: string,
  differences: Partial<Omit<VendorProfile, "vendor" | "name">>,
): VendorProfile {
  const site = `https://${vendor}.example`;
  return { ...plain, vendor, name, website: site, supportUrl: `${site}/support`, ...differences };
}

/** The vendors of the demo market. */
export const demoProfiles: readonly VendorProfile[] = [
  profile("globex", "Globex One", {
    reportsCarrier: true,
    reportsRead: true,
    statesPriceInAnswer: true,
    hasIdPerPart: true,
  }),
  profile("primeline", "Primeline Direct", {
    statesPriceInAnswer: true,
    statesPriceInReceipts: true,
    refundsUndelivered: true,
  }),
  profile("nusatext", "NusaText", { echoesReference: false }),
  profile("bharatsend", "BharatSend", { hasIdPerPart: true, receiptsPerCallMax: 20 }),
  profile("latcom", "Latcom", { reportsCarrier: true }),
  profile("afrigate", "AfriGate", { echoesReference: false, receiptsPerCallMax: 50 }),
  profile("eurolink", "Eurolink", {
    statesPriceInReceipts: true,
    unit: { currency: "EUR", perUnit: 0.92 },
  }),
  profile("bargain", "Bargain Routes", {}),
  profile("metrowa", "Metro Messaging", { reportsRead: true, statesPriceInReceipts: true }),
  profile("ringback", "Ringback", {}),
  profile("flashring", "FlashRing", { statesPriceInAnswer: true }),
  profile("postwing", "Postwing", { receiptsPerCallMax: 20, reportsCarrier: true }),
  profile("letterbox", "Letterbox", {}),
];

/** A vendor of the scenario that has no profile of its own behaves plainly. */
export function profileOf(profiles: readonly VendorProfile[], vendor: string): VendorProfile {
  return profiles.find((one) => one.vendor === vendor) ?? profile(vendor, vendor, {});
}
