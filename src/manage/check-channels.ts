import { isCountry } from "../core/country.js";
import { type DomainError, domainError } from "../core/errors.js";
import type { Channel } from "../core/otp/status.js";

/** A list of channels: one at least, none twice, each of them offered. */
export function checkChannels(
  channels: readonly Channel[],
  field: readonly string[],
  vendor: string,
  offered: readonly Channel[],
): DomainError[] {
  if (channels.length === 0) {
    return [domainError("NO_CHANNELS", field)];
  }
  return channels.flatMap((channel, index) =>
    offered.includes(channel)
      ? []
      : [domainError("CHANNEL_NOT_OFFERED", [...field, String(index)], { vendor, channel })],
  );
}

/** A country's code; null and undefined pass. */
export function checkCountry(
  country: string | null | undefined,
  field: readonly string[],
): DomainError[] {
  return typeof country !== "string" || isCountry(country)
    ? []
    : [domainError("UNKNOWN_COUNTRY", field, { country: country.slice(0, 8) })];
}
