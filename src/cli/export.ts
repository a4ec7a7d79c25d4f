import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { exportReader, recipientOpener } from "../app-exports.js";
import type { Ground } from "../ground.js";
import {
  type ExportFormat,
  exportFormats,
  type ExportKind,
  exportKinds,
} from "../core/exports/export-kind.js";
import { exportBytes, type RowCounter } from "../manage/exports/export-bytes.js";
import type { ExportDimension, ExportSpec } from "../manage/exports/ports.js";
import { checkExport } from "../manage/exports/request-export.js";
import { operatorViewer } from "../manage/system-viewer.js";
import { reportDimensions } from "../reports/report-request.js";
import { type Command, type CommandCall, jsonOption, UsageError } from "./command.js";
import { valueOf } from "./key-words.js";
import { withGround } from "./with-ground.js";

export const exportCommand: Command = {
  name: "export",
  summary: "Writes a tenant's rows of a range into a file: the bytes that requestExport makes.",
  options: {
    tenant: { type: "string", value: "slug", help: "Whose rows. Needed." },
    kind: { type: "string", value: "kind", help: `${exportKinds.join(", ")}. Needed.` },
    format: { type: "string", value: "format", help: `${exportFormats.join(", ")}; else CSV.` },
    from: { type: "string", value: "time", help: "A day or a time in UTC. Needed." },
    to: { type: "string", value: "time", help: "The first moment behind the range. Needed." },
    out: { type: "string", value: "file", help: "Where to; - is the standard output. Needed." },
    "group-by": {
      type: "string",
      value: "A,B",
      help: `Of reports: ${reportDimensions.join(", ")}.`,
    },
    recipients: { type: "boolean", help: "SENDS with whole recipients, not masked." },
    json: jsonOption,
  },
  async run(call) {
    // Before the database is opened: a slip in a word should not take a second.
    const { spec, tenant, out } = readWords(call);
    return withGround(call, async (ground) => {
      const written = await writeExport(ground, await tenantOf(ground, tenant), spec, out);
      const { rows, bytes, sha256 } = written;
      if (out === "-") {
        return 0;
      }
      call.output.out(
        call.values.json === true
          ? `${JSON.stringify({ file: out, rows, bytes, sha256 })}\n`
          : `${out}: ${rows} rows, ${bytes} bytes, SHA-256 ${sha256}\n`,
      );
      return 0;
    });
  },
};

interface Words {
  readonly spec: ExportSpec;
  readonly tenant: string;
  readonly out: string;
}

function readWords({ values }: CommandCall): Words {
  const spec: ExportSpec = {
    kind: oneOf("kind", values.kind, exportKinds) as ExportKind,
    format: oneOf("format", values.format ?? "CSV", exportFormats) as ExportFormat,
    from: readTime("from", values.from),
    to: readTime("to", values.to),
    groupBy: readDimensions(values["group-by"]),
    filter: {},
    revealsRecipients: values.recipients === true,
  };
  const errors = checkExport(spec);
  valueOf(errors.length === 0 ? { ok: true, value: spec } : { ok: false, errors });
  return { spec, tenant: given("tenant", values.tenant), out: given("out", values.out) };
}

function given(name: string, value: string | boolean | undefined): string {
  if (typeof value !== "string" || value === "") {
    throw new UsageError(`--${name} is needed. See: sandi export --help`);
  }
  return value;
}

function oneOf(
  name: string,
  value: string | boolean | undefined,
  known: readonly string[],
): string {
  const text = given(name, value).toUpperCase().replaceAll("-", "_");
  if (!known.includes(text)) {
    throw new UsageError(`--${name} has to be one of ${known.join(", ")}.`);
  }
  return text;
}

function readTime(name: string, value: string | boolean | undefined): Date {
  const text = given(name, value);
  const time = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/.test(text) || Number.isNaN(time.getTime())) {
    throw new UsageError(`--${name} has to be a day or a time in UTC, as 2027-01-31T12:00:00Z.`);
  }
  return time;
}

function readDimensions(value: string | boolean | undefined): ExportDimension[] {
  return typeof value === "string"
    ? value.split(",").map((text) => oneOf("group-by", text, reportDimensions) as ExportDimension)
    : [];
}

async function tenantOf({ slow }: Ground, slug: string): Promise<string> {
  const viewer = operatorViewer("sandi export");
  const tenant = await slow.stores.tenants.tenantBySlug(viewer, slug);
  if (tenant === null) {
    throw new Error(`There is no tenant "${slug}".`);
  }
  return tenant.id;
}

/** The file is there only once it is whole. */
async function writeExport(ground: Ground, tenantId: string, spec: ExportSpec, out: string) {
  const counter: RowCounter = { rows: 0 };
  const hash = createHash("sha256");
  const part = `${out}.part`;
  let bytes = 0;
  await exportReader(ground)(tenantId, spec, async (snapshot) => {
    async function* source(): AsyncGenerator<Uint8Array> {
      for await (const chunk of exportBytes(
        snapshot,
        spec,
        recipientOpener(ground, tenantId),
        counter,
      )) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    }
    if (out === "-") {
      await pipeline(source, process.stdout, { end: false });
      return;
    }
    try {
      await pipeline(source, createWriteStream(part, { mode: 0o600 }));
      await rename(part, out);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  });
  return { rows: counter.rows, bytes, sha256: hash.digest("hex") };
}
