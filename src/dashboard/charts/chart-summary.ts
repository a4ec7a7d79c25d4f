import { useWords, type Words } from "../words/use-words.js";

const words = {
  line: [
    "{name}: {first} at first, {last} at last, from {low} to {high}.",
    "{name}: awalnya {first}, akhirnya {last}, antara {low} dan {high}.",
  ],
  none: ["{name}: nothing was measured.", "{name}: tidak ada yang terukur."],
} satisfies Words;

interface SummedSeries {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

/** What lines show, for those who hear it: where each begins and ends, its lowest and highest. */
export function useChartSummary(
  series: readonly SummedSeries[],
  say: (value: number) => string,
): string {
  const t = useWords(words);
  return series
    .map(({ name, values }) => {
      const known = values.filter((value) => value !== null);
      const [first, last] = [known[0], known.at(-1)];
      return first === undefined || last === undefined
        ? t("none", { name })
        : t("line", {
            name,
            first: say(first),
            last: say(last),
            low: say(Math.min(...known)),
            high: say(Math.max(...known)),
          });
    })
    .join(" ");
}
