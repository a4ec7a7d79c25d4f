import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { MasterKey } from "./keyring.js";

const keyBytes = 32;

/**
 * The keys for data at rest: those of SANDI_KEYS, else the ones in the data folder's `keys` file,
 * which is made (0600) when there is none. Beside a database that others run, keys have to be
 * given: losing them loses the data.
 *
 * Throws when none are given and `mayGenerate` is false, or when the file cannot be read.
 */
export function masterKeys(
  given: readonly { readonly id: string; readonly secret: Buffer }[],
  dataDir: string,
  mayGenerate: boolean,
): readonly MasterKey[] {
  if (given.length > 0) {
    return given.map(({ id, secret }) => ({ id, bytes: secret }));
  }
  if (!mayGenerate) {
    throw new Error(
      "SANDI_KEYS is not set. With DATABASE_URL the keys for data at rest have to be given " +
        "and kept safe: " +
        "SANDI_KEYS=k1:$(openssl rand -base64 32)",
    );
  }
  const file = path.join(dataDir, "keys");
  const text = readIfThere(file) ?? generate(dataDir, file);
  return text
    .trim()
    .split(",")
    .map((entry): MasterKey => {
      const [id = "", secret = ""] = entry.split(":");
      const bytes = Buffer.from(secret, "base64");
      if (id === "" || bytes.length !== keyBytes) {
        throw new Error(`${file} does not hold keys of the form id:base64 of 32 bytes`);
      }
      return { id, bytes };
    });
}

/** The file appears whole or not at all: another start may be reading. Who comes second reads. */
function generate(dataDir: string, file: string): string {
  mkdirSync(dataDir, { recursive: true });
  const text = `k1:${randomBytes(keyBytes).toString("base64")}\n`;
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  writeFileSync(draft, text, { mode: 0o600, flag: "wx", flush: true });
  try {
    linkSync(draft, file);
    return text;
  } catch (error) {
    const made = readIfThere(file);
    if (made === null) {
      throw error;
    }
    return made;
  } finally {
    rmSync(draft);
  }
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return null;
    }
    throw error;
  }
}
