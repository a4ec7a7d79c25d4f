import type { MessageLocale } from "../../core/errors.js";
import type { EventRow } from "../../flow/rows.js";
import { toSendEvent } from "./send-event.type.js";
import { toSendProgress } from "./send-progress.type.js";

/** How an event of the log looks through each subscription over it, by root field. */
export const eventViews: Readonly<
  Record<string, (row: EventRow, locale: MessageLocale) => object>
> = {
  sendStatus: toSendEvent,
  sendEvents: toSendEvent,
  sendProgress: toSendProgress,
};
