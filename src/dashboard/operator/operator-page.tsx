import { Lock } from "lucide-react";
import { useState } from "react";
import { Notice } from "../app/notices.js";
import { PageHead } from "../app/page-head.js";
import { useSession } from "../app/session.js";
import { usePageSearch } from "../app/use-search.js";
import { Segments } from "../design/controls.js";
import { useWords } from "../words/use-words.js";
import { ImportCard } from "./import-card.js";
import { ImportsCard } from "./imports-card.js";
import { operatorWords } from "./operator.words.js";
import { PlatformCard } from "./platform-card.js";
import { RatesCard } from "./rates-card.js";
import { TenantsCard } from "./tenants-card.js";
import { VendorsCard } from "./vendors-card.js";
import "./operator.css";

/** The marketplace itself, for those who run it. */
export function OperatorPage() {
  const t = useWords(operatorWords);
  const { can } = useSession();
  return can("OPERATE") ? (
    <Marketplace />
  ) : (
    <>
      <PageHead title={t("title")} />
      <div className="card">
        <Notice Icon={Lock} title={t("forbidden")}>
          <p>{t("forbiddenMore")}</p>
        </Notice>
      </div>
    </>
  );
}

const parts = ["platform", "tenants", "vendors", "prices", "rates"] as const;
type Part = (typeof parts)[number];

function Marketplace() {
  const t = useWords(operatorWords);
  const [search, change] = usePageSearch();
  const part: Part = parts.find((one) => one === search["part"]) ?? "platform";
  return (
    <>
      <PageHead title={t("title")}>{t("intro")}</PageHead>
      <div className="parts">
        <Segments
          label={t("part")}
          value={part}
          options={parts.map((one) => [one, t(`${one}Part`)] as const)}
          onChange={(one) => change({ part: one })}
        />
      </div>
      {part === "platform" && <PlatformCard />}
      {part === "tenants" && <TenantsCard />}
      {part === "vendors" && <VendorsCard />}
      {part === "prices" && <Prices />}
      {part === "rates" && <RatesCard />}
    </>
  );
}

function Prices() {
  const [round, setRound] = useState(0);
  return (
    <div className="prices-split">
      <ImportCard onImported={() => setRound((before) => before + 1)} />
      <ImportsCard key={round} />
    </div>
  );
}
