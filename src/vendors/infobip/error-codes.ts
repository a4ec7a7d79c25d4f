import type { FailureClass } from "../../core/otp/status.js";
import { joinedTable } from "../class-table.js";
import { mapErrors } from "../map-errors.js";
import { chatErrors } from "./codes/chat.js";
import { registryErrors } from "./codes/india.js";
import { networkErrors } from "./codes/network.js";
import { voiceErrors } from "./codes/voice.js";

/**
 * Errors of reports by id: of networks – MAP's first, by their numbers – of India's registry from
 * 4106, of calls from 5000 and 10000, of chat channels from 7000. Infobip lists those of e-mail
 * (6xxx), push (8xxx) and MMS (15xxx) besides, which this adapter does not send.
 */
export const errorCodes: ReadonlyMap<string, FailureClass> = joinedTable(
  mapErrors,
  networkErrors,
  registryErrors,
  voiceErrors,
  chatErrors,
);

/** Errors of WhatsApp and Viber that are told by name alone. Unconfirmed. */
export const errorNames: ReadonlyMap<string, FailureClass> = new Map<string, FailureClass>([
  ["EC_INVALID_TEMPLATE", "CONTENT"],
  ["EC_INVALID_TEMPLATE_ARGS", "CONTENT"],
  ["EC_UNKNOWN_USER", "RECIPIENT_PERMANENT"],
]);

/**
 * Of the moment by their nature, though reported as permanent for the message that they ended: all
 * of calls that nobody took, and messages that came too late.
 */
const passing: ReadonlySet<string> = new Set([
  ...["628", "630", "811", "4098", "4100", "4101"],
  ...[...voiceErrors].flatMap(([code, found]) => (found === "RECIPIENT_TEMPORARY" ? [code] : [])),
]);

/**
 * What an error of a report means. Infobip's own word on whether it is permanent decides between
 * the two ways in which it can be the recipient's fault.
 *
 * @param permanent as reported; null = not told
 * @returns undefined for an error that is in no list
 */
export function classOfError(
  id: string,
  name: string | null,
  permanent: boolean | null,
): FailureClass | undefined {
  const failureClass = errorCodes.get(id) ?? errorNames.get(name ?? "");
  const isRecipient =
    failureClass === "RECIPIENT_PERMANENT" || failureClass === "RECIPIENT_TEMPORARY";
  if (!isRecipient || permanent === null || passing.has(id)) {
    return failureClass;
  }
  return permanent ? "RECIPIENT_PERMANENT" : "RECIPIENT_TEMPORARY";
}
