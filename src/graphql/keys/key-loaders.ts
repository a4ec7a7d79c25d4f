import type { ApiKeyRow } from "../../manage/keys/ports.js";
import { requireKey } from "../auth.js";
import { loaderByText } from "../context.js";

export const apiKeyById = loaderByText<ApiKeyRow | null>((context, ids) =>
  context.ports.catalogue.keys.keysById(requireKey(context), ids),
);
