import { brazilRanges, indiaRanges } from "./network-ranges.js";

/**
 * A mobile network. Where an operator has several codes in a country, one stands for all of them.
 */
export interface Network {
  readonly mcc: string;
  readonly mnc: string;
  readonly name: string;
}

interface NetworkRanges extends Network {
  readonly callingCode: string;
  /** National prefixes and runs of them, apart by white space: "811 813-815". */
  readonly ranges: string;
}

const networks: readonly NetworkRanges[] = [
  ...inCountry("62", "510", [
    ["10", "Telkomsel", "811-813 821-823 851-853"],
    ["01", "Indosat", "814-816 855-858"],
    ["11", "XL", "817-819 859 877-879"],
    ["08", "Axis", "831-833 838"],
    ["89", "Tri", "895-899"],
    ["09", "Smartfren", "881-889"],
  ]),
  ...inCountry("91", "404", [
    ["10", "Airtel", indiaRanges.airtel],
    ["11", "Vi", indiaRanges.vi],
    ["34", "BSNL", indiaRanges.bsnl],
  ]),
  ...inCountry("91", "405", [["857", "Jio", indiaRanges.jio]]),
  ...inCountry("55", "724", [
    ["11", "Vivo", brazilRanges.vivo],
    ["05", "Claro", brazilRanges.claro],
    ["02", "TIM", brazilRanges.tim],
  ]),
  ...inCountry("234", "621", [
    ["30", "MTN", "703 706 803 806 810 813-814 816 903 906 913 916"],
    ["50", "Glo", "705 805 807 811 815 905 915"],
    ["20", "Airtel", "701 708 802 808 812 901-902 904 907 911-912"],
    ["60", "9mobile", "809 817-818 908-909"],
  ]),
  ...inCountry("49", "262", [
    ["01", "Telekom", "151 160 170-171 175"],
    ["02", "Vodafone", "152 162 172-174"],
    ["03", "O2", "157 159 163 176-179"],
    ["23", "1&1", "1555-1556"],
  ]),
];

const nameByCode: ReadonlyMap<string, string> = new Map(
  networks.map(({ mcc, mnc, name }) => [`${mcc} ${mnc}`, name]),
);

/** The networks of the table in a country, by its calling code, "62"; empty = none is known. */
export function networksIn(callingCode: string): readonly Network[] {
  return networks.filter((network) => network.callingCode === callingCode);
}

/** What a network is called; null where the table has none of that code. */
export function networkName(mcc: string, mnc: string): string | null {
  return nameByCode.get(`${mcc} ${mnc}`) ?? null;
}

const networkByPrefix = indexPrefixes(networks);
const prefixLengths = [...new Set([...networkByPrefix.keys()].map((prefix) => prefix.length))].sort(
  (left, right) => right - left,
);

/**
 * The network that a number's range was given to; null where the table has none (the United States
 * and every country that is not listed: their prefixes tell nothing or are not known here). A
 * number that was ported is on another network: good for a price estimate, not for a charge.
 *
 * @param e164 a valid number, "+" first
 * Pure, under 1 µs: at most one look-up per prefix length.
 */
export function networkOf(e164: string): Network | null {
  for (const length of prefixLengths) {
    const network = networkByPrefix.get(e164.slice(1, 1 + length));
    if (network !== undefined) {
      return network;
    }
  }
  return null;
}

function inCountry(
  callingCode: string,
  mcc: string,
  rows: readonly (readonly [mnc: string, name: string, ranges: string])[],
): NetworkRanges[] {
  return rows.map(([mnc, name, ranges]) => ({ mcc, mnc, name, callingCode, ranges }));
}

function indexPrefixes(all: readonly NetworkRanges[]): ReadonlyMap<string, Network> {
  const index = new Map<string, Network>();
  for (const { callingCode, ranges, mcc, mnc, name } of all) {
    const network: Network = { mcc, mnc, name };
    for (const run of ranges.trim().split(/\s+/)) {
      const [first = "", last = first] = run.split("-");
      for (let prefix = Number(first); prefix <= Number(last); prefix += 1) {
        index.set(`${callingCode}${prefix}`, network);
      }
    }
  }
  return index;
}
