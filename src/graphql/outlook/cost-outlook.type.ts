import { Field, Int, ObjectType } from "type-graphql";
import type { OutlookChange } from "../../core/ledger/outlook.js";
import { networkName } from "../../core/network.js";
import type { Channel } from "../../core/otp/status.js";
import type { CostOutlook, OutlookFigures, OutlookRow } from "../../reports/cost-outlook.js";
import { ChannelEnum } from "../channel.enum.js";
import { instance } from "../instance.js";
import { MoneyType, toMoney } from "../money.type.js";
import { NetworkType } from "../network.type.js";
import { ReportRangeType } from "../reports/report-range.type.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import { DateTimeScalar } from "../scalars/date-time.js";
import { OutlookChangeEnum } from "./outlook-change.enum.js";

@ObjectType("OutlookFigures", {
  description: "A traffic and what it costs; amounts add up over the rows to the total.",
})
export class OutlookFiguresType {
  @Field(() => Int, { description: "Attempts of the days that it is judged by." })
  attemptCount!: number;

  @Field(() => Int, { description: "Their message parts." })
  partCount!: number;

  @Field(() => MoneyType, {
    description: "What they cost, as it was booked; open holds count in full.",
  })
  basisCost!: MoneyType;

  @Field(() => MoneyType, {
    description: "What the same traffic would cost next month at the prices and rates of now.",
  })
  costAtTodaysPrices!: MoneyType;

  @Field(() => MoneyType, {
    description: "What it would cost at the prices and rates that are known to take effect.",
  })
  cost!: MoneyType;
}

@ObjectType("CostOutlookRow", {
  description: "What the traffic to one destination by one vendor would cost next month.",
})
export class CostOutlookRowType {
  @Field(() => ChannelEnum, { description: "The channel." })
  channel!: Channel;

  @Field(() => CountryCodeScalar, {
    nullable: true,
    description: "The country; null where none is known, as for e-mail.",
  })
  country!: string | null;

  @Field(() => NetworkType, {
    nullable: true,
    description: "The network; null where the numbers do not tell it.",
  })
  network!: NetworkType | null;

  @Field(() => OutlookFiguresType, { description: "Its figures." })
  figures!: OutlookFiguresType;

  @Field(() => [OutlookChangeEnum], {
    description: "Why it costs another amount than today; empty when nothing changes.",
  })
  changes!: readonly OutlookChange[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "When the first of the changes takes effect, which may be before that month, or now; null " +
      "when nothing changes.",
  })
  changesAt!: Date | null;

  vendorUuid!: string;
}

@ObjectType("CostOutlook", {
  description:
    "What next month would cost: the traffic of the last 30 days, as much of it as the month is " +
    "long, priced part by part as it would be held and billed then – the tenant's own prices " +
    "before list prices, prices and exchange rates from the moment at which they take effect. " +
    "Not a forecast of traffic: see Budget.forecast.",
})
export class CostOutlookType {
  @Field(() => ReportRangeType, { description: "Next month, on the tenant's calendar." })
  range!: ReportRangeType;

  @Field(() => ReportRangeType, {
    description: "The days that it is judged by: 30, or as many as there are.",
  })
  basis!: ReportRangeType;

  @Field(() => OutlookFiguresType, { description: "All traffic." })
  total!: OutlookFiguresType;

  @Field(() => [CostOutlookRowType], {
    description:
      "By vendor, channel, country and network, dearest first; the 1,000 dearest when there are " +
      "more, while the total counts all.",
  })
  rows!: readonly CostOutlookRowType[];
}

const rowsMax = 1_000;

/** An outlook as the API shows it. */
export function toCostOutlook(outlook: CostOutlook): CostOutlookType {
  const { currency } = outlook.tenant;
  return instance(CostOutlookType, {
    range: instance(ReportRangeType, outlook.month),
    basis: instance(ReportRangeType, outlook.basis),
    total: toFigures(outlook.total, currency),
    rows: outlook.rows.slice(0, rowsMax).map((row) => toRow(row, currency)),
  });
}

function toRow(row: OutlookRow, currency: string): CostOutlookRowType {
  const { vendorId, channel, country, network, changes, changesAt } = row;
  const mcc = network?.slice(0, 3) ?? "";
  const mnc = network?.slice(3) ?? "";
  return instance(CostOutlookRowType, {
    vendorUuid: vendorId,
    channel,
    country,
    network:
      network === null ? null : instance(NetworkType, { mcc, mnc, name: networkName(mcc, mnc) }),
    figures: toFigures(row, currency),
    changes,
    changesAt,
  });
}

function toFigures(figures: OutlookFigures, currency: string): OutlookFiguresType {
  const money = (micros: bigint) => toMoney(micros, currency);
  return instance(OutlookFiguresType, {
    attemptCount: figures.attemptCount,
    partCount: figures.partCount,
    basisCost: money(figures.basisMicros),
    costAtTodaysPrices: money(figures.todayMicros),
    cost: money(figures.thenMicros),
  });
}
