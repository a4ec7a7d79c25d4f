import { ChannelName } from "../design/names.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords, type Words } from "../words/use-words.js";
import { countryName } from "./format.js";

interface KeyNameProps {
  readonly dimension: string;
  readonly value: string;
  readonly plans: readonly { readonly id: string; readonly key: string; readonly name: string }[];
  readonly vendors: readonly { readonly slug: string; readonly name: string }[];
}

const words = {
  noPurpose: ["no purpose given", "tanpa tujuan"],
  unknown: ["not known", "tidak diketahui"],
} satisfies Words;

/** What a row of a report is about, by the name that people know it by. */
export function KeyName({ dimension, value, plans, vendors }: KeyNameProps) {
  const t = useWords(words);
  switch (dimension) {
    case "CHANNEL":
      return <ChannelName channel={value} />;
    case "COUNTRY":
      return /^[A-Z]{2}$/.test(value) ? countryName(value) : t("unknown");
    case "VENDOR":
      return vendors.find(({ slug }) => slug === value)?.name ?? value;
    case "PLAN":
      return plans.find(({ id, key }) => id === value || key === value)?.name ?? value;
    case "PURPOSE":
      return value === "" ? t("noPurpose") : value;
    default:
      return value === "" ? t("unknown") : value;
  }
}

type Plans = KeyNameProps["plans"];
type Vendors = KeyNameProps["vendors"];

/** The same as text alone: for legends and for files. */
export function useKeyWords(): (
  dimension: string,
  value: string,
  plans: Plans,
  vendors: Vendors,
) => string {
  const t = useWords(words);
  const say = useEnumWords();
  return (dimension, value, plans, vendors) => {
    switch (dimension) {
      case "CHANNEL":
        return say(value);
      case "COUNTRY":
        return /^[A-Z]{2}$/.test(value) ? countryName(value) : t("unknown");
      case "VENDOR":
        return vendors.find(({ slug }) => slug === value)?.name ?? value;
      case "PLAN":
        return plans.find(({ id, key }) => id === value || key === value)?.name ?? value;
      default:
        return value === "" ? t("unknown") : value;
    }
  };
}
