import { useSyncExternalStore } from "react";
import type { Client } from "urql";
import type { Auth } from "../app/auth.js";
import { messageOf } from "../app/notices.js";
import { languageNow } from "../app/preferences.js";
import {
  ImportSheetDocument,
  type RateSheetMode,
  type SheetOutcomeFragment,
} from "./operator.generated.js";
import { putFile } from "./put-file.js";

/** A sheet on its way into the prices. It goes on while other pages are looked at. */
export type ImportWork =
  | { readonly step: "none" }
  | { readonly step: "sending"; readonly of: Sheet; readonly share: number }
  | { readonly step: "checking"; readonly of: Sheet }
  | { readonly step: "checked"; readonly of: Sheet; readonly outcome: SheetOutcomeFragment }
  | { readonly step: "applying"; readonly of: Sheet; readonly outcome: SheetOutcomeFragment }
  | { readonly step: "applied"; readonly of: Sheet; readonly outcome: SheetOutcomeFragment }
  | { readonly step: "failed"; readonly of: Sheet; readonly message: string | null };

/** Which file, whose prices. */
export interface Sheet {
  readonly name: string;
  readonly bytes: number;
  readonly vendor: string;
  readonly mode: RateSheetMode;
  /** Null = it is not at the server yet. */
  readonly uploadId: string | null;
}

const nothing: ImportWork = { step: "none" };
let work: ImportWork = nothing;
let turn = 0;
const listeners = new Set<() => void>();

function tell(next: ImportWork): void {
  work = next;
  for (const listener of listeners) {
    listener();
  }
}

export function useImportWork(): ImportWork {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => work,
  );
}

/** Lets go of a sheet: the file stays at the server until it expires there. */
export function forgetSheet(): void {
  turn += 1;
  tell(nothing);
}

/** Brings a file to the server, and asks what it would change. Replaces what was under way. */
export async function bringSheet(
  client: Client,
  auth: Auth,
  file: File,
  of: { readonly vendor: string; readonly mode: RateSheetMode },
): Promise<void> {
  turn += 1;
  const mine = turn;
  const sheet: Sheet = { name: file.name, bytes: file.size, ...of, uploadId: null };
  tell({ step: "sending", of: sheet, share: 0 });
  const put = await putFile(file, auth, languageNow(), (share) => {
    if (turn === mine && work.step === "sending") {
      tell({ step: "sending", of: sheet, share });
    }
  });
  if (turn !== mine) {
    return;
  }
  if (!put.ok) {
    tell({ step: "failed", of: sheet, message: put.message });
    return;
  }
  await checkSheet(client, { ...sheet, uploadId: put.id });
}

/** Asks what a sheet that is at the server would change. */
export async function checkSheet(client: Client, sheet: Sheet): Promise<void> {
  turn += 1;
  const mine = turn;
  tell({ step: "checking", of: sheet });
  const answer = await ask(client, sheet, true);
  if (turn === mine) {
    tell(
      typeof answer === "object" && answer !== null
        ? { step: "checked", of: sheet, outcome: answer }
        : { step: "failed", of: sheet, message: answer },
    );
  }
}

/** Works a sheet that was looked at into the prices. True = it is done. */
export async function applySheet(
  client: Client,
  sheet: Sheet,
  outcome: SheetOutcomeFragment,
): Promise<boolean> {
  turn += 1;
  const mine = turn;
  tell({ step: "applying", of: sheet, outcome });
  const answer = await ask(client, sheet, false);
  const isDone = typeof answer === "object" && answer !== null;
  if (turn === mine) {
    tell(
      isDone
        ? { step: "applied", of: sheet, outcome: answer }
        : { step: "failed", of: sheet, message: answer },
    );
  }
  return isDone;
}

/** What became of it; else why not, in words; null = the server does not answer. */
async function ask(
  client: Client,
  { vendor, mode, uploadId }: Sheet,
  dryRun: boolean,
): Promise<SheetOutcomeFragment | string | null> {
  const input = { vendor, mode, dryRun, uploadId };
  const { data, error } = await client.mutation(ImportSheetDocument, { input }).toPromise();
  if (data === undefined || data === null) {
    return error === undefined ? null : messageOf(error, "") || null;
  }
  return data.importRateSheet.userErrors[0]?.message ?? data.importRateSheet;
}
