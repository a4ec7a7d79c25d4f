import type { ImportRow } from "../../manage/rates/ports.js";
import { requireKey } from "../auth.js";
import { loaderByText } from "../context.js";

export const rateSheetImportById = loaderByText<ImportRow | null>((context, ids) =>
  context.ports.catalogue.rates.importsById(requireKey(context), ids),
);
