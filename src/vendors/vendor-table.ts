import type { VendorFeature } from "../core/otp/vendor-feature.js";
import type { VendorAdapter } from "./vendor.js";

const words: Readonly<Record<VendorFeature, string>> = {
  DELIVERY_RECEIPTS: "delivered",
  READ_RECEIPTS: "read",
  CUSTOM_CODE: "our code",
  UNICODE: "any alphabet",
  REFUND_UNDELIVERED: "refunds",
  PRICE_IN_RECEIPT: "price",
  NUMBER_CHECK: "number check",
};
const told: readonly VendorFeature[] = [
  "DELIVERY_RECEIPTS",
  "READ_RECEIPTS",
  "PRICE_IN_RECEIPT",
  "REFUND_UNDELIVERED",
];

const heads = [
  "adapter",
  "speaks with",
  "channels",
  "receipts say",
  "proved by",
  "sender needed",
  "a second",
  "to try",
] as const;

/** The adapters as a table in Markdown, from their capability records, by name. */
export function vendorTable(adapters: readonly VendorAdapter[]): string {
  const rows = adapters
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .map((adapter) => `| ${cellsOf(adapter).join(" | ")} |`);
  return [`| ${heads.join(" | ")} |`, `|${"---|".repeat(heads.length)}`, ...rows, ""].join("\n");
}

function cellsOf({ name, capabilities }: VendorAdapter): readonly string[] {
  const { product, transport, channels, features, senderRequiredOn, callbackProof } = capabilities;
  const { provedByCodeOn = [] } = capabilities;
  const checks = features.includes("NUMBER_CHECK") ? "; checks numbers" : "";
  return [
    `\`${name}\``,
    `${product}${transport === "http" ? "" : ` (${transport.toUpperCase()})`}${checks}`,
    listed(channels),
    listed(told.filter((one) => features.includes(one)).map((one) => words[one])) +
      provedByCodeOn.map((channel) => `; of a ${channel} failures alone`).join(""),
    callbackProof ?? (features.includes("DELIVERY_RECEIPTS") ? "the connection" : "–"),
    listed(senderRequiredOn),
    capabilities.maxPerSecondDefault === null ? "–" : String(capabilities.maxPerSecondDefault),
    capabilities.sandbox ?? "–",
  ];
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "–" : names.join(", ");
}
