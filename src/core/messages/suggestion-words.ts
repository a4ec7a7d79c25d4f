import { formatMicros } from "../money.js";
import type { Channel } from "../otp/status.js";
import { fill, type ReasonLocale } from "./reason-words.js";

/** What a suggested plan is the best in. */
export type SuggestionWord =
  | "NEAREST"
  | "CHEAPEST"
  | "CONVERSION"
  | "BALANCED"
  | "FASTEST"
  | "BETWEEN"
  | "UNMEASURED";

/** A wish that a plan does not keep; a share, milliseconds, or micro-units a month. */
export interface GivenUp {
  readonly wish: "SUCCESS" | "TIME" | "BUDGET";
  readonly wanted: number;
  readonly actual: number;
}

/** What was wished and cannot be had at all. */
export interface SuggestionGaps {
  /** Channels that nobody offers in any of the countries: others are in the plan. */
  readonly channels: readonly Channel[];
  /** Countries where nothing is offered; they are not in the plan. */
  readonly unoffered: readonly string[];
  /** Countries where too little was measured beside the others; they are not in the plan. */
  readonly unmeasured: readonly string[];
}

/** What a suggestion's sentences need to know. */
export interface SuggestionFacts {
  readonly word: SuggestionWord;
  /** Plans that were compared. */
  readonly looked: number;
  readonly steps: readonly {
    readonly channel: Channel;
    readonly vendors: readonly string[];
    readonly isSmart: boolean;
    /** Null = adaptive. */
    readonly waitSec: number | null;
  }[];
  /** True when measured routing picks the step to begin with. */
  readonly isSmartOrder: boolean;
  /** Null = too little was measured. */
  readonly figures: {
    readonly successRate: number;
    readonly costMicros: number;
    readonly timeToDeliverMsP95: number;
    readonly monthlyMicros: number;
  } | null;
  /** ISO 4217. */
  readonly currency: string;
  readonly givenUp: readonly GivenUp[];
  readonly gaps: SuggestionGaps;
}

interface SuggestionTexts {
  readonly titles: Readonly<Record<SuggestionWord, string>>;
  readonly reasons: Readonly<Record<SuggestionWord, string>>;
  readonly then: string;
  readonly smart: string;
  readonly smartOrder: string;
  readonly fixedWait: string;
  readonly adaptiveWait: string;
  readonly figures: string;
  readonly givesUp: string;
  readonly givenUp: Readonly<Record<GivenUp["wish"], string>>;
  readonly gaps: Readonly<Record<keyof SuggestionGaps, string>>;
}

const texts: Readonly<Record<ReasonLocale, SuggestionTexts>> = {
  en: {
    titles: {
      NEAREST: "Nearest to the wish",
      CHEAPEST: "Cheapest",
      CONVERSION: "Most codes typed in",
      BALANCED: "Balanced",
      FASTEST: "Fastest",
      BETWEEN: "In between",
      UNMEASURED: "By price alone",
    },
    reasons: {
      NEAREST: "No plan of {looked} keeps every wish; this one comes nearest.",
      CHEAPEST: "Of {looked} plans the cheapest whose codes are typed in often enough.",
      CONVERSION: "Of {looked} plans the one whose codes are typed in most often.",
      BALANCED: "Near the best of {looked} plans in success, cost and time at once.",
      FASTEST: "Of {looked} plans the fastest whose codes are typed in often enough.",
      BETWEEN: "None of {looked} plans beats it in success, cost and time at once.",
      UNMEASURED: "Nothing was measured there yet, so the lowest prices come first.",
    },
    then: ", then ",
    smart: "{channel} by whichever of {vendors} promises most",
    smartOrder: "Measured routing picks the channel to begin with.",
    fixedWait: "{what}, {seconds} s each",
    adaptiveWait: "{what}, each as long as it pays to wait",
    figures:
      "{success} % of sends are verified; a send costs {cost}, all of them {monthly} a month; " +
      "95 % of the messages that arrive do so within {seconds} s.",
    givesUp: "What gives: {list}.",
    givenUp: {
      SUCCESS: "{actual} % instead of {wanted} % are verified",
      TIME: "{actual} s instead of {wanted} s",
      BUDGET: "{actual} instead of {wanted} a month",
    },
    gaps: {
      channels: "nobody offers {list} there, so other channels are used",
      unoffered: "nothing is sent to {list}, where nobody offers that",
      unmeasured: "nothing is sent to {list}, where too little is measured yet",
    },
  },
  id: {
    titles: {
      NEAREST: "Paling dekat dengan keinginan",
      CHEAPEST: "Termurah",
      CONVERSION: "Kode terbanyak diketik",
      BALANCED: "Seimbang",
      FASTEST: "Tercepat",
      BETWEEN: "Di antaranya",
      UNMEASURED: "Menurut harga saja",
    },
    reasons: {
      NEAREST: "Tidak satu pun dari {looked} rencana memenuhi semuanya; ini yang paling dekat.",
      CHEAPEST: "Dari {looked} rencana, yang termurah dengan kode yang cukup sering diketik.",
      CONVERSION: "Dari {looked} rencana, yang kodenya paling sering diketik.",
      BALANCED: "Dekat dengan yang terbaik dari {looked} rencana dalam hasil, biaya, dan waktu.",
      FASTEST: "Dari {looked} rencana, yang tercepat dengan kode yang cukup sering diketik.",
      BETWEEN: "Tak satu pun dari {looked} rencana mengunggulinya dalam hasil, biaya, dan waktu.",
      UNMEASURED: "Belum ada yang terukur di sana, jadi harga terendah didahulukan.",
    },
    then: ", lalu ",
    smart: "{channel} oleh yang paling menjanjikan dari {vendors}",
    smartOrder: "Perutean terukur memilih kanal pertama.",
    fixedWait: "{what}, masing-masing {seconds} detik",
    adaptiveWait: "{what}, masing-masing selama masih layak ditunggu",
    figures:
      "{success} % kiriman terverifikasi; satu kiriman {cost}, semuanya {monthly} per bulan; " +
      "95 % pesan yang sampai tiba dalam {seconds} detik.",
    givesUp: "Yang dikorbankan: {list}.",
    givenUp: {
      SUCCESS: "{actual} % alih-alih {wanted} % terverifikasi",
      TIME: "{actual} detik alih-alih {wanted} detik",
      BUDGET: "{actual} alih-alih {wanted} per bulan",
    },
    gaps: {
      channels: "tidak ada yang menawarkan {list} di sana, jadi dipakai kanal lain",
      unoffered: "tidak ada kiriman ke {list}, karena tidak ada yang menawarkannya di sana",
      unmeasured: "tidak ada kiriman ke {list}, karena belum cukup yang terukur di sana",
    },
  },
};

const gapKinds = ["channels", "unoffered", "unmeasured"] as const;

/** What a suggestion is called. */
export function suggestionTitle(word: SuggestionWord, locale: ReasonLocale): string {
  return texts[locale].titles[word];
}

/** Why a plan is suggested: what it does, what it comes to, and which wishes it does not keep. */
export function suggestionRationale(facts: SuggestionFacts, locale: ReasonLocale): string {
  const words = texts[locale];
  const { word, looked, steps, figures, currency, givenUp, gaps, isSmartOrder } = facts;
  const ways = steps.map((step) => wayOf(step, words)).join(words.then);
  const given = [
    ...gapKinds
      .filter((kind) => gaps[kind].length > 0)
      .map((kind) => fill(words.gaps[kind], { list: gaps[kind].join(", ") })),
    ...givenUp.map((one) => givenUpWords(one, currency, words)),
  ];
  return [
    fill(words.reasons[word], { looked }),
    `${ways}.`,
    ...(isSmartOrder ? [words.smartOrder] : []),
    ...(figures === null
      ? []
      : [
          fill(words.figures, {
            success: percent(figures.successRate),
            cost: money(figures.costMicros, currency),
            monthly: money(figures.monthlyMicros, currency),
            seconds: seconds(figures.timeToDeliverMsP95),
          }),
        ]),
    ...(given.length === 0 ? [] : [fill(words.givesUp, { list: given.join(", ") })]),
  ].join(" ");
}

function wayOf(
  { channel, vendors, isSmart, waitSec }: SuggestionFacts["steps"][number],
  words: SuggestionTexts,
): string {
  const what =
    isSmart && vendors.length > 1
      ? fill(words.smart, { channel, vendors: vendors.join(", ") })
      : `${channel} (${vendors.join(words.then)})`;
  return waitSec === null
    ? fill(words.adaptiveWait, { what })
    : fill(words.fixedWait, { what, seconds: waitSec });
}

function givenUpWords(
  { wish, wanted, actual }: GivenUp,
  currency: string,
  { givenUp }: SuggestionTexts,
): string {
  const tell: Readonly<Record<GivenUp["wish"], (value: number) => string>> = {
    SUCCESS: percent,
    TIME: seconds,
    BUDGET: (value) => money(value, currency),
  };
  return fill(givenUp[wish], { wanted: tell[wish](wanted), actual: tell[wish](actual) });
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(ms < 100 ? 3 : 1);
}

/** To the hundredth, the smaller the finer: an estimate is told by what matters of it. */
function money(micros: number, currency: string): string {
  const step = micros < 10_000 ? 1 : micros < 1_000_000 ? 100 : 10_000;
  const rounded = BigInt(Math.round(micros / step) * step);
  return `${currency} ${formatMicros(rounded).replace(/\.?0+$/, "")}`;
}
