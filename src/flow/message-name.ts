import type { MessageId } from "./ports.js";

/** One text for a message as its vendor names it, to look it up by; "" stands for no id. */
export function messageName(message: {
  readonly accountId: string;
  readonly vendorMessageId: MessageId["vendorMessageId"] | null;
}): string {
  return `${message.accountId} ${message.vendorMessageId ?? ""}`;
}
