import { constants, createReadStream, createWriteStream } from "node:fs";
import { access, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { uuidv7 } from "uuidv7";
import { checkPorts, openVendors } from "../app-vendors.js";
import { isCountry } from "../core/country.js";
import { isCurrency } from "../core/currency.js";
import { decodeId } from "../core/ids.js";
import { phraseWords } from "../core/messages/phrases.js";
import { formatMicros, parsePositiveMicros } from "../core/money.js";
import type { Ground } from "../ground.js";
import { type LookUpResult, lookUpSource } from "../manage/checks/look-up-numbers.js";
import type { LookUpRequest, LookUpSource } from "../manage/checks/look-up-request.js";
import type { CheckPorts } from "../manage/checks/ports.js";
import { checkList as listBytes, type TenantViewer } from "../manage/lists/check-list.js";
import { estimateList, lookUpCostMax } from "../manage/lists/estimate-list.js";
import type { ListEstimate } from "../manage/lists/ports.js";
import { SheetProblem } from "../manage/rates/sheet-text.js";
import { operatorViewer, ownerViewer } from "../manage/system-viewer.js";
import { type Command, type CommandCall, jsonOption, UsageError } from "./command.js";
import { withGround } from "./with-ground.js";

const by = "sandi check-numbers";

export const checkNumbersCommand: Command = {
  name: "check-numbers",
  summary:
    "Checks the numbers and e-mail addresses of a file (the column named so, else the first with " +
    "some; - = standard input), tells what that costs first, and writes what is known of each as " +
    "CSV; exit code 1 when one is not valid.",
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
      } catch (error) {
        throw error instanceof SheetProblem ? new Error(phraseWords(error.reason, "en")) : error;
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
  // A list of its own: what it asks in vain about a number it does not ask again.
  const list = { id: uuidv7(), runId: null };
  return { accountId, maxCostMicros, currency, priceEachMicros, list };
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
  const spool = words.file === "-" ? await spoolInput() : null;
  try {
    return await checkList(call, { ...words, file: spool?.file ?? words.file }, ports, viewer);
  } finally {
    await spool?.remove();
  }
}

/** The standard input as a file, because a list is read twice: for the estimate and to check it. */
async function spoolInput(): Promise<{ readonly file: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), "sandi-list-"));
  const file = path.join(folder, "list");
  await pipeline(process.stdin, createWriteStream(file, { mode: 0o600 }));
  return { file, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function checkList(
  call: CommandCall,
  words: Words,
  ports: CheckPorts,
  viewer: TenantViewer,
): Promise<number> {
  const { file, country: defaultCountry, lookUp, out } = words;
  const estimate = await tellEstimate(call, words, ports, viewer);
  if (words.isEstimate) {
    return 0;
  }
  const { inputs } = estimate;
  const tally = { inputsRead: 0, invalid: 0, lookedUp: 0, spentMicros: 0n };
  async function* lines(): AsyncGenerator<string> {
    const list = { bytes: bytesOf(file), defaultCountry, lookUp };
    let told = 0;
    for await (const text of listBytes(ports, viewer, list, { tally, now })) {
      yield text;
      if (tally.inputsRead - told >= toldEvery || tally.inputsRead === inputs) {
        told = tally.inputsRead;
        call.output.note(`${told} of ${inputs} checked\n`);
      }
    }
  }
  await write(call, out, lines());
  const { spentMicros, inputsRead: checked, ...counts } = tally;
  const spent = lookUp === null ? null : moneyOf(spentMicros, lookUp.currency);
  if (out !== "-") {
    const billed = spent === null ? "" : `, ${counts.lookedUp} looked up for ${spent}`;
    call.output.out(
      call.values["json"] === true
        ? `${JSON.stringify({ file: out, inputs, checked, ...counts, spent })}\n`
        : `${out}: ${checked} checked, ${counts.invalid} not valid${billed}\n`,
    );
  }
  return counts.invalid === 0 ? 0 : 1;
}

const toldEvery = 10_000;

function now(): Date {
  return new Date();
}

function bytesOf(file: string): AsyncIterable<Buffer> {
  return createReadStream(file) as AsyncIterable<Buffer>;
}

/** Reads the list once and tells what its check comes to, before anything is asked or spent. */
async function tellEstimate(
  call: CommandCall,
  { file, country: defaultCountry, lookUp, isEstimate }: Words,
  ports: CheckPorts,
  viewer: TenantViewer,
): Promise<ListEstimate> {
  const source =
    lookUp === null ? null : sourceOf(await lookUpSource(ports, viewer, lookUp, now()));
  const list = { bytes: bytesOf(file), defaultCountry };
  const watch = { now, told: () => undefined };
  const estimate = await estimateList(ports, viewer, list, source, watch);
  const { inputs, numbers, lookUpsMax } = estimate;
  call.output.note(`${inputs} entries, ${numbers} distinct numbers that are valid.\n`);
  if (source !== null && lookUp !== null) {
    const { currency, maxCostMicros } = lookUp;
    const price = { priceMicros: source.eachMicros, maxCostMicros };
    const micros = lookUpCostMax(estimate, price);
    const cost = moneyOf(micros, currency);
    call.output.note(
      `${lookUpsMax} numbers to look up at most, ${formatMicros(source.eachMicros)} each: ` +
        `${cost} at most.\n`,
    );
    if (isEstimate) {
      const told = { inputs, lookUpsMax, costMax: cost };
      call.output.out(call.values["json"] === true ? `${JSON.stringify(told)}\n` : `${cost}\n`);
      return estimate;
    }
    const params = await ports.money.withoutRoom(viewer.tenantId, { micros, currency }, now());
    if (params !== null) {
      throw new Error(phraseWords({ phrase: "listBudget", params }, "en"));
    }
  }
  return estimate;
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

function moneyOf(micros: bigint, currency: string): string {
  return `${formatMicros(micros)} ${currency}`;
}

const optionOf = {
  accountId: "--look-up",
  priceEach: "--price",
  currency: "--max-cost's currency",
} as const;

function sourceOf(result: LookUpResult<LookUpSource>): LookUpSource {
  if (!result.ok) {
    throw new Error(`${optionOf[result.field]} ${result.rule}`);
  }
  return result.value;
}
