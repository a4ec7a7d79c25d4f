import type { ReportDimension } from "../../reports/report-request.js";
import { enumType } from "../enum-type.js";

export const ReportDimensionEnum = enumType<ReportDimension>(
  "ReportDimension",
  "What the rows of a report are told apart by.",
  {
    DAY: "The calendar day of the tenant's time zone, like 2026-11-22.",
    HOUR: "The hour as RFC 3339 with the offset of the tenant's time zone.",
    PLAN: "The plan, by its key.",
    CHANNEL: "The channel.",
    VENDOR: "The vendor, by its slug.",
    COUNTRY: "The country of the number; empty for e-mail.",
    NETWORK: "The mobile network, as MCC and MNC in one; empty where it is not known.",
    PURPOSE: "The purpose that was given with sendOtp; empty where there was none.",
  },
);
