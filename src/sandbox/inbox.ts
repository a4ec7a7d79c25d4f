import type { Channel } from "../core/otp/status.js";

/** What reached a handset or a mailbox. */
export interface InboxMessage {
  readonly vendor: string;
  readonly channel: Channel;
  readonly from: string;
  readonly text: string;
  readonly code: string | null;
  readonly arrivedAt: string;
}

const handsetsMax = 20_000;
const messagesPerHandsetMax = 50;

/**
 * The handsets of the market: the last 50 messages each of the 20,000 that heard something last.
 */
export class Inbox {
  private readonly handsets = new Map<string, InboxMessage[]>();

  put(to: string, message: InboxMessage): void {
    const address = canonicalAddress(to);
    const messages = this.handsets.get(address) ?? [];
    messages.unshift(message);
    messages.length = Math.min(messages.length, messagesPerHandsetMax);
    this.handsets.delete(address);
    this.handsets.set(address, messages);
    const [oldest] = this.handsets.keys();
    if (this.handsets.size > handsetsMax && oldest !== undefined) {
      this.handsets.delete(oldest);
    }
  }

  /** What reached `to`, newest first. */
  at(to: string): readonly InboxMessage[] {
    return this.handsets.get(canonicalAddress(to)) ?? [];
  }
}

// In a query string a bare + means a space, and people type numbers with spaces and dashes.
function canonicalAddress(to: string): string {
  if (to.includes("@")) {
    return to.trim().toLowerCase();
  }
  return `+${to.replace(/\D/g, "")}`;
}
