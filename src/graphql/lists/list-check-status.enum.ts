import type { ListCheckRow } from "../../manage/lists/ports.js";
import { enumType } from "../enum-type.js";

/** As the API tells it: what a run does has a word of its own. */
export type ShownListStatus =
  | "QUEUED"
  | "ESTIMATING"
  | "ESTIMATED"
  | "CHECKING"
  | "READY"
  | "FAILED"
  | "CANCELED"
  | "EXPIRED";

export const ListCheckStatusEnum = enumType<ShownListStatus>(
  "ListCheckStatus",
  "How far the check of a list is.",
  {
    QUEUED: "It waits for its turn.",
    ESTIMATING: "The list is read, and what its check costs is reckoned.",
    ESTIMATED: "The estimate is known, and it waits for startListCheck; error says if it must.",
    CHECKING: "The list is checked.",
    READY: "The result can be downloaded until it expires.",
    FAILED: "It could not be made; error says why.",
    CANCELED: "It was stopped by cancelListCheck.",
    EXPIRED: "It was ready or estimated, and nothing is kept of it.",
  },
);

/** The status at `now`. */
export function shownStatus(row: ListCheckRow, now: Date): ShownListStatus {
  const { status, estimate, expiresAt } = row;
  if (status === "RUNNING") {
    return estimate === null ? "ESTIMATING" : "CHECKING";
  }
  const isKept = status === "READY" || status === "ESTIMATED";
  return isKept && expiresAt !== null && expiresAt <= now ? "EXPIRED" : status;
}
