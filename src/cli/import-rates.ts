import { constants, createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { encodeId, decodeId } from "../core/ids.js";
import { messageOf } from "../core/errors.js";
import { type RejectedRate, rejectionWords } from "../core/rates/rate-row.js";
import type { PreviewedChange } from "../core/rates/sheet-preview.js";
import type { KeyViewer } from "../flow/viewer.js";
import { importExchangeRates } from "../manage/rates/import-exchange-rates.js";
import { importRateSheet } from "../manage/rates/import-rate-sheet.js";
import { operatorViewer, ownerViewer } from "../manage/system-viewer.js";
import { findAccountOwner } from "../store/sql/find-account-owner.js";
import type { Connection } from "../store/sql/statement.js";
import { type Command, type CommandCall, jsonOption, UsageError } from "./command.js";
import { movesAsJson, movesAsText } from "./price-moves.js";
import { withGround } from "./with-ground.js";

const by = "sandi import-rates";
/** Rejected lines, and changes to come, that a person is shown; --json tells all. */
const shownMax = 20;

export const importRatesCommand: Command = {
  name: "import-rates",
  summary:
    "Imports a rate sheet or exchange rates from CSV (- = standard input); exit code 1 when " +
    "nothing could be stored.",
  words: ["file"],
  options: {
    vendor: { type: "string", value: "slug", help: "Whose rate sheet it is." },
    account: { type: "string", value: "id", help: "A tenant's account whose own prices it has." },
    mode: {
      type: "string",
      value: "mode",
      help: "MERGE, or REPLACE: withdraw what is not listed.",
    },
    "exchange-rates": { type: "boolean", help: "The file has base, quote, rate, effectiveFrom." },
    "dry-run": { type: "boolean", help: "Store nothing, only tell what would be." },
    strict: { type: "boolean", help: "Store nothing when one line is wrong." },
    json: jsonOption,
  },
  async run(call) {
    const request = readRequest(call);
    const [file = ""] = call.words;
    // Before the database is opened: a slip in a name should not take a second.
    if (file !== "-") {
      await access(file, constants.R_OK);
    }
    return withGround(call, async (ground) => {
      const bytes = file === "-" ? process.stdin : createReadStream(file);
      const source = { csv: null, uploadId: null, bytes: bytes as AsyncIterable<Buffer> };
      const { outcome, errors } =
        request.kind === "exchange rates"
          ? await importExchangeRates(
              ground.slow.stores,
              operatorViewer(by),
              { ...request, ...source },
              new Date(),
            )
          : await importRateSheet(
              ground.slow.stores,
              await viewerFor(ground.pools.engine, request.accountId),
              { ...request, ...source },
              new Date(),
            );
      tell(
        call,
        outcome,
        errors.map((error) => messageOf(error, "en")),
      );
      return errors.length === 0 ? 0 : 1;
    });
  },
};

type Outcome = Awaited<ReturnType<typeof importRateSheet | typeof importExchangeRates>>["outcome"];

function readRequest({ values }: CommandCall) {
  const { vendor, account, mode = "MERGE" } = values;
  const common = { dryRun: values["dry-run"] === true, strict: values.strict === true };
  if (values["exchange-rates"] === true) {
    if (vendor !== undefined || account !== undefined || values.mode !== undefined) {
      throw new UsageError("--exchange-rates goes without --vendor, --account and --mode.");
    }
    return { kind: "exchange rates", ...common } as const;
  }
  if (typeof vendor !== "string") {
    throw new UsageError("--vendor has to say whose rate sheet it is, or give --exchange-rates.");
  }
  if (mode !== "MERGE" && mode !== "REPLACE") {
    throw new UsageError("--mode has to be MERGE or REPLACE.");
  }
  const accountId = typeof account === "string" ? account : null;
  return { kind: "rate sheet", vendor, accountId, mode, ...common } as const;
}

/** An account's prices are its tenant's to set; what nobody owns is refused later, by name. */
async function viewerFor(engine: Connection, accountId: string | null): Promise<KeyViewer> {
  const uuid = accountId === null ? null : decodeId("account", accountId);
  const owner = uuid === null ? null : await findAccountOwner(engine, uuid);
  return owner === null ? operatorViewer(by) : ownerViewer(by, owner);
}

function tell({ values, output }: CommandCall, outcome: Outcome, errors: readonly string[]): void {
  if (values.json === true) {
    const told = outcome === null ? {} : toJson(outcome);
    output.out(`${JSON.stringify({ ...told, errors })}\n`);
    return;
  }
  if (outcome !== null) {
    const rejected = outcome.rejected.slice(0, shownMax);
    const left = outcome.rejected.length - rejected.length;
    output.note(lines(outcome.warnings).concat(lines(rejected)).join(""));
    output.note(left > 0 ? `and ${left} more lines; --json tells all.\n` : "");
    output.out(movesAsText(previewOf(outcome).slice(0, shownMax)).join(""));
    output.out(`${summary(outcome)}\n`);
  }
  output.note(errors.map((error) => `${error}\n`).join(""));
}

function lines(rejected: readonly RejectedRate[]): string[] {
  return rejected.map((one) => `line ${one.line}: ${rejectionWords(one, "en")}\n`);
}

function summary(outcome: NonNullable<Outcome>): string {
  const { added, changed, unchanged, rejected } = outcome;
  const withdrawn = "withdrawn" in outcome ? `, ${outcome.withdrawn} withdrawn` : "";
  const counts = `${added} added, ${changed} changed, ${unchanged} unchanged${withdrawn}`;
  const start = isStored(outcome) ? "Stored" : "Nothing was stored; it would be";
  return `${start}: ${counts}. Lines left out: ${rejected.length}.`;
}

function isStored(outcome: NonNullable<Outcome>): boolean {
  return "isStored" in outcome ? outcome.isStored : outcome.importId !== null;
}

function toJson(outcome: NonNullable<Outcome>) {
  const worded = (rejected: readonly RejectedRate[]) =>
    rejected.map((one) => ({ line: one.line, reason: rejectionWords(one, "en") }));
  const { rejected, warnings, ...counts } = outcome;
  const importId =
    "importId" in outcome && outcome.importId !== null
      ? { importId: encodeId("rateSheetImport", outcome.importId) }
      : {};
  const preview = movesAsJson(previewOf(outcome));
  const told = { rejected: worded(rejected), warnings: worded(warnings) };
  return { ...counts, ...importId, ...told, preview };
}

function previewOf(outcome: NonNullable<Outcome>): readonly PreviewedChange[] {
  return "preview" in outcome ? outcome.preview : [];
}
