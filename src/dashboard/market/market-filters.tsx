import { countryName } from "../app/format.js";
import { Segments, Select } from "../design/controls.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import type { Channel, StatsAudience, StatsWindow } from "./market.generated.js";
import { marketWords } from "./market.words.js";

/** What the page is asked to show; all of it is in its address. */
export interface MarketView {
  readonly country: string;
  /** Empty = any. */
  readonly network: string;
  readonly channel: Channel | "";
  readonly window: StatsWindow;
  readonly audience: StatsAudience;
  readonly search: string;
  readonly connectedOnly: boolean;
}

export const windows = ["LAST_HOUR", "LAST_24_HOURS", "LAST_7_DAYS", "LAST_30_DAYS"] as const;

interface MarketFiltersProps {
  readonly view: MarketView;
  readonly countries: readonly string[];
  readonly networks: readonly string[];
  readonly channels: readonly Channel[];
  readonly hasOwn: boolean;
  readonly onChange: (change: Readonly<Record<string, string | undefined>>) => void;
}

/** The row above the market: where, by what, over which time, whose numbers. */
export function MarketFilters(props: MarketFiltersProps) {
  const { view, countries, networks, channels, hasOwn, onChange } = props;
  const t = useWords(marketWords);
  const say = useEnumWords();
  const byName = countries
    .map((code) => [code, countryName(code)] as const)
    .toSorted(([, a], [, b]) => a.localeCompare(b));
  return (
    <div className="market-filters">
      <Select
        label={t("country")}
        isBare
        value={view.country}
        options={byName}
        onChange={(country) => onChange({ country, network: undefined })}
      />
      {networks.length > 0 && (
        <Select
          label={t("network")}
          isBare
          value={view.network}
          options={[["", t("anyNetwork")], ...networks.map((name) => [name, name] as const)]}
          onChange={(network) => onChange({ network })}
        />
      )}
      <Select
        label={t("channel")}
        isBare
        value={view.channel}
        options={[
          ["", `${t("channel")}: ${t("all")}`],
          ...channels.map((one) => [one, say(one)] as const),
        ]}
        onChange={(channel) => onChange({ channel })}
      />
      <input
        className="input"
        type="search"
        aria-label={t("search")}
        placeholder={t("search")}
        value={view.search}
        onChange={(event) => onChange({ search: event.target.value })}
      />
      {hasOwn && (
        <label className="row small nowrap">
          <input
            type="checkbox"
            checked={view.connectedOnly}
            onChange={(event) => onChange({ usable: event.target.checked ? "1" : "" })}
          />
          {t("connectedOnly")}
        </label>
      )}
    </div>
  );
}

/** Everybody's numbers, or those of one's own attempts. */
export function AudienceSwitch({
  value,
  onChange,
}: {
  readonly value: StatsAudience;
  readonly onChange: (audience: StatsAudience) => void;
}) {
  const t = useWords(marketWords);
  return (
    <Segments
      label={t("audience")}
      value={value}
      options={[
        ["MARKET", t("MARKET")],
        ["OWN", t("OWN")],
      ]}
      onChange={onChange}
    />
  );
}

export function WindowSwitch({
  value,
  onChange,
}: {
  readonly value: StatsWindow;
  readonly onChange: (window: StatsWindow) => void;
}) {
  const t = useWords(marketWords);
  return (
    <Segments
      label={t("window")}
      value={value}
      options={windows.map((window) => [window, t(window)] as const)}
      onChange={onChange}
    />
  );
}
