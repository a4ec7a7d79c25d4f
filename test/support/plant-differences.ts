import { micros, money } from "./money-words.js";

/** An invoice with mistakes, and which. */
export interface PlantedInvoice {
  /** `KIND messageId` of each difference. */
  readonly planted: readonly string[];
  readonly csv: string;
}

const perKind = 10;

/**
 * Makes ten mistakes of each of five kinds in an invoice of delivered messages that were billed, at
 * least fifty, without quotes.
 */
export function plantDifferences(invoice: string): PlantedInvoice {
  const [header = [], ...rows] = invoice
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));
  const at = (name: string): number => header.indexOf(name);
  const planted: string[] = [];
  const lines: string[][] = [header];
  const sound = rows.filter((row) => isDelivered(row, at("status"), at("amount")));
  for (const [index, row] of sound.entries()) {
    const changed = [...row];
    const amount = micros(row[at("amount")] ?? "0");
    const kind = kinds[Math.floor(index / perKind)];
    if (kind !== undefined) {
      planted.push(`${kind} ${row[at("messageId")]}`);
    }
    if (kind === "PRICE_MISMATCH") {
      changed[at("amount")] = money(index % 2 === 0 ? amount + 1n : amount - 1n);
    } else if (kind === "PARTS_MISMATCH") {
      changed[at("parts")] = String(Number(row[at("parts")]) + 1);
      changed[at("amount")] = money(amount * 2n);
    } else if (kind === "STATUS_MISMATCH") {
      changed[at("status")] = "undelivered";
      changed[at("amount")] = "0";
    }
    if (kind !== "MISSING_ON_INVOICE") {
      lines.push(changed);
    }
  }
  const model = sound[kinds.length * perKind] ?? [];
  for (let extra = 0; extra < perKind; extra += 1) {
    const nobodys = [...model];
    nobodys[at("messageId")] = `nobody-${extra}`;
    nobodys[at("reference")] = "";
    planted.push(`UNKNOWN_ON_INVOICE nobody-${extra}`);
    lines.push(nobodys);
  }
  lines.push(...rows.filter((row) => !sound.includes(row)));
  return { planted, csv: lines.map((line) => `${line.join(",")}\n`).join("") };
}

const kinds = ["MISSING_ON_INVOICE", "PRICE_MISMATCH", "PARTS_MISMATCH", "STATUS_MISMATCH"];

function isDelivered(row: readonly string[], status: number, amount: number): boolean {
  return row[status] === "delivered" && micros(row[amount] ?? "0") > 1n;
}
