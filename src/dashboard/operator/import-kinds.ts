import {
  ImportRatesDocument,
  type ImportRatesMutation,
  ImportSheetDocument,
  type RateSheetMode,
  type SheetOutcomeFragment,
} from "./operator.generated.js";
import { importAnswer, ImportWork, type SheetFile } from "./import-work.js";

/** A vendor's rate sheet. */
export interface Sheet extends SheetFile {
  /** A slug. */
  readonly vendor: string;
  readonly mode: RateSheetMode;
}

export type RatesOutcome = ImportRatesMutation["importExchangeRates"];

/** The rate sheet that is on its way into the prices. */
export const sheetWork = new ImportWork<Sheet, SheetOutcomeFragment>(
  async (client, { vendor, mode, uploadId }, dryRun) => {
    const input = { vendor, mode, dryRun, uploadId };
    const { data, error } = await client.mutation(ImportSheetDocument, { input });
    return importAnswer(data?.importRateSheet, error);
  },
);

/** The table of exchange rates that is on its way. */
export const ratesWork = new ImportWork<SheetFile, RatesOutcome>(
  async (client, { uploadId }, dryRun) => {
    const input = { dryRun, uploadId };
    const { data, error } = await client.mutation(ImportRatesDocument, { input });
    return importAnswer(data?.importExchangeRates, error);
  },
);
