import type { Channel } from "../otp/status.js";

/** Where quality is measured: a vendor's channel, to a country and network or to all of them. */
export interface StatCell {
  readonly vendorId: string;
  readonly channel: Channel;
  /** Null = everywhere. */
  readonly country: string | null;
  /** mcc and mnc joined; null = the whole country. */
  readonly network: string | null;
}

/** Equal text = equal cell. */
export function cellKey({ vendorId, channel, country, network }: StatCell): string {
  return `${vendorId} ${channel} ${country ?? ""} ${network ?? ""}`;
}

/**
 * The cells that an attempt counts for: its network, its country, everywhere.
 *
 * @param country "" = none is known, as for e-mail
 * @param network mcc and mnc joined; "" = none is known
 */
export function cellsOf(
  vendorId: string,
  channel: Channel,
  country: string,
  network: string,
): readonly StatCell[] {
  const everywhere = { vendorId, channel, country: null, network: null };
  if (country === "") {
    return [everywhere];
  }
  const whole = { ...everywhere, country };
  return network === "" ? [whole, everywhere] : [{ ...whole, network }, whole, everywhere];
}
