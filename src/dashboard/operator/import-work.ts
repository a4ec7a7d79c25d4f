import { useSyncExternalStore } from "react";
import type { CombinedError, Client } from "urql";
import type { Auth } from "../app/auth.js";
import { messageOf } from "../app/notices.js";
import { languageNow } from "../app/preferences.js";
import { putFile } from "./put-file.js";

/** Which file; whatever else is to be known of it comes with its kind. */
export interface SheetFile {
  readonly name: string;
  readonly bytes: number;
  /** Null = it is not at the server yet. */
  readonly uploadId: string | null;
}

/** Where a file on its way into the prices or the rates stands. */
export type ImportState<Of, Outcome> =
  | { readonly step: "none" }
  | { readonly step: "sending"; readonly of: Of; readonly share: number }
  | { readonly step: "checking"; readonly of: Of }
  | { readonly step: "checked"; readonly of: Of; readonly outcome: Outcome }
  | { readonly step: "applying"; readonly of: Of; readonly outcome: Outcome }
  | { readonly step: "applied"; readonly of: Of; readonly outcome: Outcome }
  | { readonly step: "failed"; readonly of: Of; readonly message: string | null };

/** What came of asking; else why not, in words; null = the server does not answer. */
export type ImportAnswer<Outcome> =
  | { readonly ok: true; readonly outcome: Outcome }
  | { readonly ok: false; readonly message: string | null };

/** Reads the answer of an import's mutation. */
export function importAnswer<Outcome extends { userErrors: readonly { message: string }[] }>(
  outcome: Outcome | undefined,
  error: CombinedError | undefined,
): ImportAnswer<Outcome> {
  const [refused] = outcome?.userErrors ?? [];
  if (outcome !== undefined && refused === undefined) {
    return { ok: true, outcome };
  }
  const unasked = error === undefined ? null : messageOf(error, "") || null;
  return { ok: false, message: refused?.message ?? unasked };
}

const nothing = { step: "none" } as const;

/**
 * One file from a person's disk to where it counts: sent, looked at, worked in. It is kept outside
 * the page and goes on while others are looked at; what comes late of a file that was let go of, or
 * replaced, is not heard.
 */
export class ImportWork<Of extends SheetFile, Outcome> {
  #state: ImportState<Of, Outcome> = nothing;
  #turn = 0;
  readonly #ask: (client: Client, of: Of, dryRun: boolean) => Promise<ImportAnswer<Outcome>>;
  readonly #listeners = new Set<() => void>();

  /** @param ask what the file would do (dryRun), or do it */
  constructor(ask: (client: Client, of: Of, dryRun: boolean) => Promise<ImportAnswer<Outcome>>) {
    this.#ask = ask;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): ImportState<Of, Outcome> => this.#state;

  /** Lets go of a file: it stays at the server until it expires there. */
  readonly forget = (): void => {
    this.#turn += 1;
    this.#tell(nothing);
  };

  /** Brings a file to the server, and asks what it would change. Replaces what was under way. */
  async bring(client: Client, auth: Auth, file: File, of: Of): Promise<void> {
    const mine = this.#begin({ step: "sending", of, share: 0 });
    const put = await putFile(file, auth, languageNow(), (share) => {
      if (this.#turn === mine && this.#state.step === "sending") {
        this.#tell({ step: "sending", of, share });
      }
    });
    if (this.#turn !== mine) {
      return;
    }
    if (put.ok) {
      await this.check(client, { ...of, uploadId: put.id });
    } else {
      this.#tell({ step: "failed", of, message: put.message });
    }
  }

  /** Asks what a file that is at the server would change. */
  async check(client: Client, of: Of): Promise<void> {
    const mine = this.#begin({ step: "checking", of });
    const answer = await this.#ask(client, of, true);
    if (this.#turn === mine) {
      this.#tell(
        answer.ok
          ? { step: "checked", of, outcome: answer.outcome }
          : { step: "failed", of, message: answer.message },
      );
    }
  }

  /** Works in a file that was looked at. True = it is done. */
  async apply(client: Client, of: Of, outcome: Outcome): Promise<boolean> {
    const mine = this.#begin({ step: "applying", of, outcome });
    const answer = await this.#ask(client, of, false);
    if (this.#turn === mine) {
      this.#tell(
        answer.ok
          ? { step: "applied", of, outcome: answer.outcome }
          : { step: "failed", of, message: answer.message },
      );
    }
    return answer.ok;
  }

  #begin(state: ImportState<Of, Outcome>): number {
    this.#turn += 1;
    this.#tell(state);
    return this.#turn;
  }

  #tell(state: ImportState<Of, Outcome>): void {
    this.#state = state;
    for (const listener of this.#listeners) {
      listener();
    }
  }
}

export function useImportState<Of extends SheetFile, Outcome>(
  work: ImportWork<Of, Outcome>,
): ImportState<Of, Outcome> {
  return useSyncExternalStore(work.subscribe, work.state);
}
