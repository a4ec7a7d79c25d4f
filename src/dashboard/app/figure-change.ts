import { languageNow } from "./preferences.js";

export interface FigureChange {
  readonly words: string;
  readonly isBetter: boolean;
}

interface HowToSay {
  /** Shares of 1 change by points, amounts and times by a share of what they were. */
  readonly how: "points" | "share";
  readonly isMoreBetter: boolean;
}

/** What became of a figure, in words; null when it is not known or next to nothing. */
export function changeOf(
  before: number | null,
  after: number | null,
  { how, isMoreBetter }: HowToSay,
): FigureChange | null {
  if (before === null || after === null) {
    return null;
  }
  const change = how === "points" ? after - before : before === 0 ? 0 : after / before - 1;
  const rounded = Math.round(change * 1_000) / 10;
  if (rounded === 0) {
    return null;
  }
  const language = languageNow();
  const size = new Intl.NumberFormat(language === "id" ? "id-ID" : "en-GB", {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: "always",
  }).format(rounded);
  const unit = how === "share" ? "%" : language === "id" ? "poin" : "pt";
  return { words: `${size} ${unit}`, isBetter: rounded > 0 === isMoreBetter };
}
