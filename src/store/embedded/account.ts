import { readFile, stat } from "node:fs/promises";
import path from "node:path";

/** The system account that the server runs as; null means the caller's own. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Postgres refuses to run as root, so root lends it an account that every Unix has. */
export async function serverAccount(): Promise<Account | null> {
  if (process.getuid?.() !== 0) {
    return null;
  }
  const lines = (await readFile("/etc/passwd", "utf8")).split("\n");
  for (const name of ["postgres", "nobody"]) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(":") ?? [];
    if (uid !== undefined && gid !== undefined && Number(uid) > 0) {
      return { name, uid: Number(uid), gid: Number(gid) };
    }
  }
  throw new Error(
    "Postgres refuses to run as root, and this system has neither an account named postgres nor " +
      "nobody. Start as a normal user, or set DATABASE_URL.",
  );
}

/** The first folder on the way to `target` that the account may not pass, or null. */
export async function closedFolder(target: string, account: Account): Promise<string | null> {
  const folders = [];
  for (let folder = path.dirname(target); ; folder = path.dirname(folder)) {
    folders.unshift(folder);
    if (folder === path.dirname(folder)) {
      break;
    }
  }
  for (const folder of folders) {
    const found = await stat(folder).catch(() => null);
    if (found !== null && !allows(found, account, 0o1)) {
      return folder;
    }
  }
  return null;
}

/** Whether the account may read the file, by its mode. */
export async function mayRead(file: string, account: Account): Promise<boolean> {
  return allows(await stat(file), account, 0o4);
}

function allows(
  found: { mode: number; uid: number; gid: number },
  account: Account,
  bit: number,
): boolean {
  const shift = found.uid === account.uid ? 6 : found.gid === account.gid ? 3 : 0;
  return ((found.mode >> shift) & bit) === bit;
}
