import { constants, createReadStream, createWriteStream } from "node:fs";
import { access, rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { checkPorts, openVendors } from "../app-vendors.js";
import { isCountry } from "../core/country.js";
import { isCurrency } from "../core/currency.js";
import { csvHeader, csvRow } from "../core/exports/csv-row.js";
import type { ExportColumn } from "../core/exports/export-column.js";
import { decodeId } from "../core/ids.js";
import { phraseWords } from "../core/messages/phrases.js";
import { formatMicros, parsePositiveMicros } from "../core/money.js";
import type { KeyViewer } from "../flow/viewer.js";
import type { Ground } from "../ground.js";
import { checkList, estimateLookUps, readInputs } from "../manage/checks/check-list.js";
import type { NumberVerdict } from "../manage/checks/check-numbers.js";
import type { LookUpRequest, LookUpResult } from "../manage/checks/look-up-numbers.js";
import type { CheckPorts } from "../manage/checks/ports.js";
import { operatorViewer, ownerViewer } from "../manage/system-viewer.js";
import { type Command, type CommandCall, jsonOption, UsageError } from "./command.js";
import { withGround } from "./with-ground.js";

const by = "sandi check-numbers";

export const checkNumbersCommand: Command = {
  name: "check-numbers",
  summary:
    "Checks the numbers and e-mail addresses of a file (the first column; - = standard input) " +
    "and writes what is known of each as CSV; exit code 1 when one is not valid.",
  words: ["file"],
  options: {
    tenant: { type: "string", value: "slug", help: "For whom. Needed." },
    out: { type: "string", value: "file", help: "Where to; - is the standard output. Needed." },
    country: { type: "string", value: "ID", help: "Of numbers without a country code." },
    "look-up": { type: "string", value: "account", help: "Ask at this account of the tenant's." },
    "max-cost": { type: "string", value: "5 USD", help: "The most that look-ups may cost." },
    price: {
      type: "string",
      value: "0.01",
      help: "What one costs at most; else as billed so far.",
    },
    estimate: { type: "boolean", help: "Only tell what look-ups would cost at most." },
    json: jsonOption,
  },
  async run(call) {
    const words = readWords(call);
    // Before the database is opened: a slip in a name should not take a second.
    if (words.file !== "-") {
      await access(words.file, constants.R_OK);
    }
    return withGround(call, async (ground) => {
      const viewer = await viewerOf(ground, words.tenant);
      const vendors = openVendors(ground, call.config(), () => {
        throw new Error("no receipts are taken here");
      });
      try {
        const ports = checkPorts(ground, vendors, call.config().publicUrl);
        return await checkFile(call, words, ports, viewer);
      } finally {
        await vendors.http.close();
      }
    });
  },
};

interface Words {
  readonly file: string;
  readonly tenant: string;
  readonly out: string;
  readonly country: string | null;
  readonly lookUp: LookUpRequest | null;
  readonly isEstimate: boolean;
}

type TenantViewer = KeyViewer & { readonly tenantId: string };

function readWords({ values, words: [file = ""] }: CommandCall): Words {
  const isEstimate = values["estimate"] === true;
  const country = typeof values["country"] === "string" ? values["country"] : null;
  if (country !== null && !isCountry(country)) {
    throw new UsageError("--country has to be a country's two letters, like ID.");
  }
  const lookUp = readLookUp(values);
  if (isEstimate && lookUp === null) {
    throw new UsageError("--estimate goes with --look-up; all else is free.");
  }
  const out = isEstimate ? "-" : given("out", values["out"]);
  return { file, tenant: given("tenant", values["tenant"]), out, country, lookUp, isEstimate };
}

function given(name: string, value: string | boolean | undefined): string {
  if (typeof value !== "string" || value === "") {
    throw new UsageError(`--${name} is needed. See: ${by} --help`);
  }
  return value;
}

function readLookUp(values: CommandCall["values"]): LookUpRequest | null {
  const { "look-up": account, "max-cost": maxCost, price } = values;
  if (account === undefined) {
    if (maxCost !== undefined || price !== undefined) {
      throw new UsageError("--max-cost and --price go with --look-up.");
    }
    return null;
  }
  const [amount = "", currency = ""] = given("max-cost", maxCost).split(" ");
  const maxCostMicros = parsePositiveMicros(amount);
  if (maxCostMicros === null || !isCurrency(currency)) {
    throw new UsageError('--max-cost has to be an amount and a currency, like "5 USD".');
  }
  const priceEachMicros = typeof price === "string" ? parsePositiveMicros(price) : null;
  if (price !== undefined && priceEachMicros === null) {
    throw new UsageError("--price has to be an amount above 0, like 0.008.");
  }
  const accountId = decodeId("account", String(account));
  return { accountId, maxCostMicros, currency, priceEachMicros };
}

async function viewerOf({ slow }: Ground, slug: string): Promise<TenantViewer> {
  const tenant = await slow.stores.tenants.tenantBySlug(operatorViewer(by), slug);
  if (tenant === null) {
    throw new Error(`There is no tenant "${slug}".`);
  }
  return { ...ownerViewer(by, tenant.id), tenantId: tenant.id };
}

async function checkFile(
  call: CommandCall,
  words: Words,
  ports: CheckPorts,
  viewer: TenantViewer,
): Promise<number> {
  const { file, country: defaultCountry, lookUp, out } = words;
  const bytes = file === "-" ? process.stdin : createReadStream(file);
  const inputs = await readInputs(bytes as AsyncIterable<Buffer>);
  if (lookUp !== null) {
    const found = await estimateLookUps(ports, viewer, inputs, { defaultCountry, lookUp });
    const { numbers, eachMicros, costMicros } = valueOf(found);
    const cost = moneyOf(costMicros, lookUp.currency);
    call.output.note(
      `${numbers} numbers to look up at most, ${formatMicros(eachMicros)} each: ${cost} at most.\n`,
    );
    if (words.isEstimate) {
      const told = { inputs: inputs.length, lookUpsMax: numbers, costMax: cost };
      call.output.out(call.values["json"] === true ? `${JSON.stringify(told)}\n` : `${cost}\n`);
      return 0;
    }
  }
  const tally = { inputs: inputs.length, checked: 0, invalid: 0, lookedUp: 0, spentMicros: 0n };
  async function* lines(): AsyncGenerator<string> {
    yield csvHeader(columns);
    const request = { inputs, defaultCountry, lookUp };
    for await (const result of checkList(ports, viewer, request, () => new Date())) {
      const { verdicts, asked, spentMicros } = valueOf(result);
      yield verdicts.map(lineOf).join("");
      tally.checked += verdicts.length;
      tally.invalid += verdicts.filter(({ isValid }) => !isValid).length;
      tally.lookedUp += asked;
      tally.spentMicros += spentMicros;
      call.output.note(`${tally.checked} of ${tally.inputs} checked\n`);
    }
  }
  await write(call, out, lines());
  const { spentMicros, ...counts } = tally;
  const spent = lookUp === null ? null : moneyOf(spentMicros, lookUp.currency);
  if (out !== "-") {
    const billed = spent === null ? "" : `, ${counts.lookedUp} looked up for ${spent}`;
    call.output.out(
      call.values["json"] === true
        ? `${JSON.stringify({ file: out, ...counts, spent })}\n`
        : `${out}: ${counts.checked} checked, ${counts.invalid} not valid${billed}\n`,
    );
  }
  return counts.invalid === 0 ? 0 : 1;
}

/** The file is there only once it is whole. */
async function write(
  { output }: CommandCall,
  out: string,
  lines: AsyncIterable<string>,
): Promise<void> {
  if (out === "-") {
    for await (const text of lines) {
      output.out(text);
    }
    return;
  }
  const part = `${out}.part`;
  try {
    await pipeline(lines, createWriteStream(part, { mode: 0o600 }));
    await rename(part, out);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

const columns: readonly ExportColumn[] = [
  { name: "input", type: "TEXT" },
  { name: "valid", type: "WORD" },
  // Digits behind a plus: nothing that a spreadsheet could run.
  { name: "phone", type: "WORD" },
  { name: "email", type: "EMAIL" },
  { name: "country", type: "WORD" },
  { name: "line_type", type: "WORD" },
  { name: "mcc", type: "WORD" },
  { name: "mnc", type: "WORD" },
  { name: "network", type: "TEXT" },
  { name: "reasons", type: "TEXT" },
  { name: "suggestion", type: "TEXT" },
  { name: "checked_at", type: "TIME" },
  { name: "source", type: "WORD" },
];

function lineOf(verdict: NumberVerdict): string {
  const { input, isValid, phone, email, country, lineType, network, suggestion } = verdict;
  const reasons = verdict.reasons.map((reason) => phraseWords(reason, "en")).join(" ");
  return csvRow(columns, [
    ...[input, isValid ? "true" : "false", phone, email, country, lineType],
    ...[network?.mcc ?? null, network?.mnc ?? null, network?.name ?? null],
    ...[reasons, suggestion, verdict.checkedAt.toISOString(), verdict.source],
  ]);
}

function moneyOf(micros: bigint, currency: string): string {
  return `${formatMicros(micros)} ${currency}`;
}

const optionOf = { accountId: "--look-up", priceEach: "--price" } as const;

function valueOf<T>(result: LookUpResult<T>): T {
  if (!result.ok) {
    throw new Error(`${optionOf[result.field]} ${result.rule}`);
  }
  return result.value;
}
