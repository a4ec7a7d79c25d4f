import { useState } from "react";
import { money, percent } from "../app/format.js";
import { scale, ticks } from "../charts/scale.js";
import { useWidth } from "../charts/use-width.js";
import { ChannelName } from "../design/names.js";
import { useWords } from "../words/use-words.js";
import { marketWords } from "./market.words.js";
import { frontierOf, type Offer } from "./offer.js";

interface Point {
  readonly offer: Offer;
  readonly cost: number;
  readonly success: number;
}

const height = 300;
const edge = { left: 46, right: 24, top: 14, bottom: 40 };

/** Each offer by what a verified code costs and how often it comes to one. */
export function CostSuccessPlot({ offers }: { readonly offers: readonly Offer[] }) {
  const t = useWords(marketWords);
  const [ref, width] = useWidth<HTMLDivElement>(900);
  const [shown, setShown] = useState<Point | null>(null);
  const points = offers.flatMap((offer): Point[] => {
    const { costPerVerified, successRate } = offer.stats;
    return costPerVerified === null || successRate === null
      ? []
      : [{ offer, cost: Number(costPerVerified.amount), success: successRate }];
  });
  if (points.length < 2) {
    return <p className="notice">{t("scatterNone")}</p>;
  }
  const costMax = Math.max(...points.map(({ cost }) => cost)) * 1.12;
  const worst = Math.min(
    ...points.map(({ offer, success }) => offer.stats.successRateLow ?? success),
  );
  const lowest = Math.max(0, Math.floor((worst - 0.03) * 20) / 20);
  const x = scale(0, costMax, edge.left, width - edge.right);
  const y = scale(lowest, 1, height - edge.bottom, edge.top);
  const currency = points[0]?.offer.stats.costPerVerified?.currency ?? "USD";
  const price = (value: number) => money({ amount: String(value), currency }, "price");
  return (
    <div className="plot" ref={ref}>
      <svg height={height} role="img" aria-label={t("scatter")}>
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
            {price(cost)}
          </text>
        ))}
        <text className="axis" x={width - edge.right} y={height - 4} textAnchor="end">
          {t("costAxis")} →
        </text>
        <Frontier points={points} x={x} y={y} right={width - edge.right} />
        <Points points={points} x={x} y={y} width={width} onShow={setShown} />
      </svg>
      {shown !== null && <Tip point={shown} x={x(shown.cost)} y={y(shown.success)} width={width} />}
    </div>
  );
}

interface Drawn {
  readonly points: readonly Point[];
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

function Frontier({ points, x, y, right }: Drawn & { readonly right: number }) {
  const best = frontierOf(points);
  const path = best
    .map((point, index) => {
      const [px, py] = [x(point.cost), y(point.success)];
      return index === 0 ? `M${px} ${py}` : `H${px}V${py}`;
    })
    .join("");
  return <path className="frontier" d={`${path}H${right}`} />;
}

function Points({
  points,
  x,
  y,
  width,
  onShow,
}: Drawn & { readonly width: number; readonly onShow: (point: Point | null) => void }) {
  const best = new Set(frontierOf(points));
  return points.map((point) => {
    const { offer, cost, success } = point;
    const { successRateLow: low, successRateHigh: high } = offer.stats;
    const isLeft = x(cost) > width - 130;
    return (
      <g
        key={offer.id}
        className={`ch-${offer.channel}`}
        onPointerEnter={() => onShow(point)}
        onPointerLeave={() => onShow(null)}
      >
        {low !== null && high !== null && (
          <line className="whisker" x1={x(cost)} x2={x(cost)} y1={y(low)} y2={y(high)} />
        )}
        <circle cx={x(cost)} cy={y(success)} r="14" fill="transparent" />
        <circle className="point" cx={x(cost)} cy={y(success)} r={best.has(point) ? 7 : 5} />
        {best.has(point) && (
          <text
            className="label"
            x={x(cost) + (isLeft ? -12 : 12)}
            y={y(success) - 7}
            textAnchor={isLeft ? "end" : "start"}
          >
            {offer.vendor.name}
          </text>
        )}
      </g>
    );
  });
}

function Tip({
  point,
  x,
  y,
  width,
}: {
  readonly point: Point;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}) {
  const { offer, success } = point;
  const left = Math.min(Math.max(x, 90), width - 90);
  return (
    <div className="tip" style={{ left, top: Math.max(y, 92) }}>
      <div className="strong">{offer.vendor.name}</div>
      <ChannelName channel={offer.channel} />
      <div className="spread num">
        <span className="strong">{percent(success)}</span>
        <span>{money(offer.stats.costPerVerified, "price")}</span>
      </div>
    </div>
  );
}
