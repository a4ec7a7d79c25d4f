import { languageNow } from "./preferences.js";

export interface MoneyValue {
  readonly amount: string;
  readonly currency: string;
}

const formats = new Map<string, Intl.NumberFormat>();

function format(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${languageNow()} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.NumberFormat(tag(), options);
  formats.set(key, known);
  return known;
}

function tag(): string {
  return languageNow() === "id" ? "id-ID" : "en-GB";
}

/**
 * An amount for people: prices keep the digits that tell them apart, and as many of them one below
 * the other; those of an axis no more than they need. Null = a dash.
 */
export function money(
  value: MoneyValue | null | undefined,
  style: "price" | "sum" | "axis" = "sum",
): string {
  if (value === null || value === undefined) {
    return "–";
  }
  const amount = Number(value.amount);
  const size = Math.abs(amount);
  const digits = digitsOf(size, style);
  return format({
    style: "currency",
    currency: value.currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: style === "price" && size > 0 ? digits : Math.min(digits, 2),
    maximumFractionDigits: style === "sum" && size > 0 && size < 0.01 ? 4 : digits,
  }).format(amount);
}

/** After the point; what is less than four of them can tell has six. */
function digitsOf(size: number, style: "price" | "sum" | "axis"): number {
  if (size >= 10 || style === "sum") {
    return size >= 1_000 ? 0 : 2;
  }
  return size >= 1 ? 3 : size > 0 && size < 0.000_05 ? 6 : 4;
}

/** A factor between currencies, to six digits that count. */
export function factor(value: string): string {
  return format({ maximumSignificantDigits: 6 }).format(Number(value));
}

/** Every digit that an amount has, for titles and tables that must agree to the last one. */
export function moneyExact(value: MoneyValue): string {
  return `${value.amount.replace(/(\.\d{2}\d*?)0+$/, "$1")} ${value.currency}`;
}

export function count(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : format({}).format(value);
}

export function short(value: number): string {
  return format({ notation: "compact", maximumFractionDigits: 1 }).format(value);
}

/** A share of 1 as per cent. Null = a dash. */
export function percent(value: number | null | undefined, digits = 1): string {
  return value === null || value === undefined
    ? "–"
    : format({
        style: "percent",
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }).format(value);
}

const units = {
  en: { sec: "s", min: "min", hour: "h" },
  id: { sec: "dtk", min: "mnt", hour: "jam" },
} as const;

/** Milliseconds as people say them. Null = a dash. */
export function duration(ms: number | null | undefined): string {
  if (ms === null || ms === undefined) {
    return "–";
  }
  if (ms < 1_000) {
    return `${Math.round(ms)} ms`;
  }
  const unit = units[languageNow()];
  if (ms < 60_000) {
    const seconds = format({ maximumFractionDigits: ms < 10_000 ? 1 : 0 }).format(ms / 1_000);
    return `${seconds} ${unit.sec}`;
  }
  const sec = Math.round(ms / 1_000);
  const min = Math.floor(sec / 60);
  return min < 60
    ? `${min} ${unit.min} ${sec % 60} ${unit.sec}`
    : `${Math.floor(min / 60)} ${unit.hour} ${min % 60} ${unit.min}`;
}

const times = new Map<string, Intl.DateTimeFormat>();

function date(value: string | Date, options: Intl.DateTimeFormatOptions): string {
  const key = `${languageNow()} ${JSON.stringify(options)}`;
  const known = times.get(key) ?? new Intl.DateTimeFormat(tag(), options);
  times.set(key, known);
  return known.format(typeof value === "string" ? new Date(value) : value);
}

export function clockTime(value: string | Date): string {
  return date(value, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
}

/** The time of day, and the day instead of the seconds where it was not today. */
export function recently(value: string | Date): string {
  return day(value) === day(new Date()) ? clockTime(value) : dayAndTime(value);
}

export function day(value: string | Date): string {
  return date(value, { day: "numeric", month: "short" });
}

export function dayAndTime(value: string | Date): string {
  return date(value, {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
}

const regions = new Map<string, Intl.DisplayNames>();

/** A country's name in the page's language; null = everywhere. */
export function countryName(code: string): string {
  const names = regions.get(tag()) ?? new Intl.DisplayNames([tag()], { type: "region" });
  regions.set(tag(), names);
  return names.of(code) ?? code;
}
