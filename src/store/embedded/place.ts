import { createHash } from "node:crypto";
import { chmod, chown, lstat, mkdir, realpath } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { type Account, closedFolder } from "./account.js";

/** The folders of one embedded server; all absolute. */
export interface Place {
  /** Belongs to the server's account, mode 0700; holds the two below where they fit. */
  readonly home: string;
  /** The database cluster. */
  readonly cluster: string;
  /** Holds the socket; short enough for the limit of a socket address. */
  readonly socket: string;
  readonly logFile: string;
  /** Where copies of the programs go when the account cannot reach node_modules. */
  readonly programs: string;
}

/** Folders that exist on every Unix and that every account may pass. */
const systemFolder = "/var/lib/sandi";

// A socket address holds 104 bytes on macOS and 108 on Linux, with the file name and a zero byte.
const socketFolderBytesMax = 104 - "/.s.PGSQL.5432.lock".length - 1;

/**
 * Chooses and makes the folders for the server of one data folder. The same data folder always
 * gives the same place.
 *
 * @param say hears when the place is not below the data folder
 */
export async function preparePlace(
  dataDir: string,
  account: Account | null,
  say: (line: string) => void,
): Promise<Place> {
  // Root's data folder holds the server's home and therefore has to be passable for its account.
  await mkdir(dataDir, { recursive: true, mode: account === null ? 0o700 : 0o711 });
  // The server is recognised by its path, which has to be the same through any link.
  const folder = await realpath(dataDir);
  let home = path.join(folder, "postgres");
  let programs = path.join(folder, "programs");
  if (account !== null) {
    programs = systemFolder;
    const closed = await closedFolder(home, account);
    if (closed !== null) {
      home = path.join(systemFolder, shortHash(folder));
      say(
        `The database is in ${home}: the account ${account.name}, which it runs as, ` +
          `may not enter ${closed}.`,
      );
      await mkdir(systemFolder, { recursive: true, mode: 0o755 });
    }
  }
  await makePrivate(home, account);
  const near = path.join(home, "socket");
  const fits = Buffer.byteLength(near) <= socketFolderBytesMax;
  const socket = fits ? near : path.join("/tmp", `sandi-${shortHash(home)}`);
  await makePrivate(socket, account);
  return {
    home,
    cluster: path.join(home, "cluster"),
    socket,
    logFile: path.join(home, "server.log"),
    programs,
  };
}

/** Makes a folder that only its owner may enter; refuses one that somebody else made. */
async function makePrivate(folder: string, account: Account | null): Promise<void> {
  const owner = account ?? os.userInfo();
  try {
    await mkdir(folder, { mode: 0o700 });
    if (account !== null) {
      await chown(folder, account.uid, account.gid);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
      throw error;
    }
    await checkPrivate(folder, owner.uid, account);
  }
}

async function checkPrivate(folder: string, uid: number, account: Account | null): Promise<void> {
  const found = await lstat(folder);
  if (account !== null && found.isDirectory() && found.uid === 0) {
    // Left by a start that ended between making the folder and giving it away.
    await chown(folder, account.uid, account.gid);
  } else if (!found.isDirectory() || found.uid !== uid) {
    throw new Error(
      `${folder} belongs to another account (uid ${found.uid}; this server runs as ${uid}). ` +
        "Start as the same user as before, or set SANDI_DATA_DIR to another folder.",
    );
  }
  await chmod(folder, 0o700);
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
