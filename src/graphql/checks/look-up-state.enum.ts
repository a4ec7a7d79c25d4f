import type { LookUpState } from "../../manage/checks/look-up-request.js";
import { enumType } from "../enum-type.js";

export const LookUpStateEnum = enumType<LookUpState>(
  "LookUpState",
  "What came of a look-up that was asked for.",
  {
    ANSWERED: "The vendor answered, now or within the last 7 days.",
    FAILED: "The vendor was asked and did not answer; reasons say why.",
    STOPPED: "It was not asked, because the vendor refused before; reasons say why.",
    MAX_COST: "It was not asked: maxCost has no room for it.",
    BUDGET_EXHAUSTED: "It was not asked: a budget that it falls under has no room for it.",
  },
);
