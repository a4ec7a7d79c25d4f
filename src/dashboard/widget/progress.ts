/** What an end user may know of the one send that a client token is bound to. */
export interface Progress {
  readonly cursor: string;
  readonly sendId: string;
  readonly status: string;
  readonly verification: string;
  /** null = nothing was tried yet. */
  readonly channel: string | null;
  readonly nextChannel: string | null;
  readonly nextStepAt: string | null;
  /** null = at once or never; `resendsLeft` says which. */
  readonly resendAvailableAt: string | null;
  readonly resendsLeft: number;
  readonly checksLeft: number;
  readonly expiresAt: string;
}

/** What is asked once, as it does not change from event to event. */
export interface Look {
  readonly codeLength: number;
  readonly codeAlphabet: string;
  /** With its middle hidden. */
  readonly maskedRecipient: string;
  /** The end user's clock may be hours off, and times count down. */
  readonly serverTime: string;
}

export const progressFields = `cursor sendId status verification channel nextChannel nextStepAt
  resendAvailableAt resendsLeft checksLeft expiresAt`;

export const lookFields = "codeLength codeAlphabet maskedRecipient serverTime";

/** True when nothing more is heard of a send. */
export function isFinal({ status, verification }: Progress): boolean {
  return verification !== "PENDING" || status === "BLOCKED" || status === "CANCELED";
}
