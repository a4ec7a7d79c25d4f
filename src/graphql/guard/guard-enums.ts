import type { GuardKind, GuardMode } from "../../core/guard/guard-rule.js";
import { enumType } from "../enum-type.js";

export const GuardKindEnum = enumType<GuardKind>("GuardKind", "What a guard rule looks at.", {
  RECIPIENT_RATE: "How often one recipient is sent codes; not served yet.",
  IP_RATE: "How often one IP address asks for codes; not served yet.",
  PREFIX_RATE: "How often codes are sent to numbers with the same first seven digits.",
  COUNTRY_ALLOW: "The countries that codes are sent to; not served yet.",
  UNVERIFIED_RATE: "Numbers with the same first seven digits whose codes are hardly ever typed in.",
  SEQUENTIAL_NUMBERS: "Numbers that follow one another; not served yet.",
  DEAD_NUMBER: "Numbers that do not exist; not served yet.",
  LINE_TYPE: "The kind of line of a number; not served yet.",
  BLOCK_LIST: "Recipients that are named; not served yet.",
});

export const GuardModeEnum = enumType<GuardMode>(
  "GuardMode",
  "What a guard rule does with what it finds.",
  {
    ENFORCE: "It refuses the send before any money is held.",
    MONITOR: "It lets the send pass and keeps what it found.",
    OFF: "It does not look.",
  },
);
