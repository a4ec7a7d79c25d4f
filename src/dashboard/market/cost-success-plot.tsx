import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { count, money, percent } from "../app/format.js";
import { type Scale, scale, ticks } from "../charts/scale.js";
import { useWidth } from "../charts/use-width.js";
import { ChannelName } from "../design/names.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { marketWords } from "./market.words.js";
import { frontierOf, type Offer } from "./offer.js";
import { placeLabels } from "./place-labels.js";

interface Point {
  readonly offer: Offer;
  readonly cost: number;
  readonly success: number;
  /** Enough was measured to hold it against others. */
  readonly isKnown: boolean;
}

/** Below it, chance alone puts a vendor on top. */
const attemptsLeast = 20;

const height = 320;
const edge = { left: 46, right: 24, top: 14, bottom: 40 };

/** Each offer by what a verified code costs and how often it comes to one. */
export function CostSuccessPlot({ offers }: { readonly offers: readonly Offer[] }) {
  const t = useWords(marketWords);
  const [ref, width] = useWidth<HTMLDivElement>(900);
  const [shown, setShown] = useState<Point | null>(null);
  const points = pointsOf(offers);
  if (points.length < 2) {
    return <p className="notice">{t("scatterNone")}</p>;
  }
  const costMax = Math.max(...points.map(({ cost }) => cost)) * 1.12;
  const known = points.filter(({ isKnown }) => isKnown);
  const worst = Math.min(
    ...points.map(({ success }) => success),
    ...known.map(({ offer, success }) => offer.stats.successRateLow ?? success),
  );
  const lowest = Math.max(0, Math.floor((worst - 0.03) * 20) / 20);
  const x = scale(0, costMax, edge.left, width - edge.right);
  const y = scale(lowest, 1, height - edge.bottom, edge.top);
  const best = frontierOf(known);
  const drawn = { points, best, x, y, width };
  return (
    <div className="plot scatter" ref={ref}>
      <svg height={height} role="group" aria-label={t("scatter")}>
        <Axes {...{ lowest, costMax, x, y, width }} currency={currencyOf(points)} />
        <Frontier {...drawn} />
        <Points {...drawn} shown={shown} onShow={setShown} />
        <Labels {...drawn} />
      </svg>
      {shown !== null && (
        <Tip
          point={shown}
          isBest={best.includes(shown)}
          x={x(shown.cost)}
          y={y(shown.success)}
          width={width}
        />
      )}
    </div>
  );
}

function pointsOf(offers: readonly Offer[]): readonly Point[] {
  return offers.flatMap((offer) => {
    const { costPerVerified, successRate } = offer.stats;
    return costPerVerified === null || successRate === null
      ? []
      : [
          {
            offer,
            cost: Number(costPerVerified.amount),
            success: successRate,
            isKnown: (offer.stats.attemptCount ?? 0) >= attemptsLeast,
          },
        ];
  });
}

function currencyOf([point]: readonly Point[]): string {
  return point?.offer.stats.costPerVerified?.currency ?? "USD";
}

interface Drawn {
  readonly points: readonly Point[];
  /** Those on the frontier, the cheapest first. */
  readonly best: readonly Point[];
  readonly x: Scale;
  readonly y: Scale;
  readonly width: number;
}

interface AxesProps extends Pick<Drawn, "x" | "y" | "width"> {
  readonly lowest: number;
  readonly costMax: number;
  readonly currency: string;
}

function Axes({ lowest, costMax, x, y, width, currency }: AxesProps) {
  const t = useWords(marketWords);
  return (
    <g aria-hidden="true">
      {ticks(lowest, 1, 5).map((share) => (
        <g key={share}>
          <line
            className="grid"
            x1={edge.left}
            x2={width - edge.right}
            y1={y(share)}
            y2={y(share)}
          />
          <text className="axis" x={edge.left - 8} y={y(share) + 4} textAnchor="end">
            {percent(share, 0)}
          </text>
        </g>
      ))}
      {ticks(0, costMax, width / 130).map((cost) => (
        <text key={cost} className="axis" x={x(cost)} y={height - 22} textAnchor="middle">
          {money({ amount: String(cost), currency }, "axis")}
        </text>
      ))}
      <text className="axis" x={width - edge.right} y={height - 4} textAnchor="end">
        {t("costAxis")} →
      </text>
      {width > 480 && (
        <text className="axis" x={edge.left} y={height - 4}>
          ↑ {t("successAxis")}
        </text>
      )}
    </g>
  );
}

function Frontier({ best, x, y, width }: Drawn) {
  if (best.length === 0) {
    return null;
  }
  const path = best
    .map((point, index) => {
      const [px, py] = [x(point.cost), y(point.success)];
      return index === 0 ? `M${px} ${height - edge.bottom}V${py}` : `H${px}V${py}`;
    })
    .join("");
  return <path className="frontier" d={`${path}H${width - edge.right}`} aria-hidden="true" />;
}

interface PointsProps extends Drawn {
  readonly shown: Point | null;
  readonly onShow: (point: Point | null) => void;
}

/** Each is a way to its vendor, for the pointer and for the keyboard. */
function Points({ points, best, x, y, shown, onShow }: PointsProps) {
  const t = useWords(marketWords);
  const say = useEnumWords();
  const navigate = useNavigate();
  const inReadingOrder = points.toSorted((a, b) => a.cost - b.cost);
  return inReadingOrder.map((point) => {
    const { offer, cost, success } = point;
    const { successRateLow: low, successRateHigh: high } = offer.stats;
    const { slug, name } = offer.vendor;
    const isBest = best.includes(point);
    return (
      <a
        key={offer.id}
        href={`/market/${slug}?offer=${encodeURIComponent(offer.id)}`}
        className={`dot-link ch-${offer.channel}`}
        data-known={point.isKnown}
        data-dim={shown !== null && shown !== point}
        aria-label={t("pointSays", {
          vendor: name,
          channel: say(offer.channel),
          success: percent(success),
          cost: money(offer.stats.costPerVerified, "price"),
        })}
        onPointerEnter={() => onShow(point)}
        onPointerLeave={() => onShow(null)}
        onFocus={() => onShow(point)}
        onBlur={() => onShow(null)}
        onClick={(event) => {
          event.preventDefault();
          void navigate({ to: "/market/$slug", params: { slug }, search: { offer: offer.id } });
        }}
      >
        {point.isKnown && low !== null && high !== null && (
          <line className="whisker" x1={x(cost)} x2={x(cost)} y1={y(low)} y2={y(high)} />
        )}
        <circle cx={x(cost)} cy={y(success)} r="14" fill="transparent" />
        <circle className="point" cx={x(cost)} cy={y(success)} r={isBest ? 7 : 5} />
      </a>
    );
  });
}

/** Names beside points: those on the frontier first, the others where there is room. */
function Labels({ points, best, x, y, width }: Drawn) {
  const others = points
    .filter((point) => !best.includes(point))
    .toSorted((a, b) => b.success - a.success);
  const wanted = [...best, ...others];
  const place = (point: Point) => ({ x: x(point.cost), y: y(point.success) });
  const labels = placeLabels(
    wanted.map((point) => ({ ...place(point), text: point.offer.vendor.name })),
    points.map(place),
    { left: edge.left, right: width, top: 0 },
  );
  return wanted.map((point, index) => {
    const label = labels[index];
    return label ? (
      <text
        key={point.offer.id}
        className={index < best.length ? "label strong" : "label"}
        x={label.x}
        y={label.y}
        textAnchor={label.anchor}
        aria-hidden="true"
      >
        {point.offer.vendor.name}
      </text>
    ) : null;
  });
}

interface TipProps {
  readonly point: Point;
  readonly isBest: boolean;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

function Tip({ point, isBest, x, y, width }: TipProps) {
  const t = useWords(marketWords);
  const { offer, success } = point;
  const { successRateLow, successRateHigh, attemptCount, costPerVerified } = offer.stats;
  const left = Math.min(Math.max(x, 100), width - 100);
  return (
    <div className="tip" style={{ left, top: Math.max(y, 116) }} aria-hidden="true">
      <div className="spread">
        <span className="strong">{offer.vendor.name}</span>
        <span className="tiny faint">
          {isBest ? t("onFrontier") : point.isKnown ? "" : t("tooFew")}
        </span>
      </div>
      <div className="row">
        <ChannelName channel={offer.channel} />
        <span className="faint">{offer.network?.name}</span>
      </div>
      <div className="spread num">
        <span className="strong">{percent(success)}</span>
        <span>{money(costPerVerified, "price")}</span>
      </div>
      <div className="faint num">
        {percent(successRateLow)} – {percent(successRateHigh)},{" "}
        {t("ofAttempts", { count: count(attemptCount) })}
      </div>
    </div>
  );
}
