import type { DatabaseTarget } from "./connection.js";
import { startEmbeddedPostgres } from "./embedded-postgres.js";
import { checkRights } from "./rights.js";

export interface Database {
  readonly target: DatabaseTarget;
  readonly isEmbedded: boolean;
  /** Leaves the embedded server; nothing to do for one behind a URL. */
  stop(): Promise<void>;
}

/**
 * Makes a database ready to migrate: the one behind `databaseUrl`, else the embedded one in
 * `dataDir`. Throws RightsError, or an error that says why the server cannot be reached.
 *
 * @param say hears one line about anything unusual
 */
export async function startDatabase(
  settings: { readonly databaseUrl: string | null; readonly dataDir: string },
  say: (line: string) => void,
): Promise<Database> {
  const { databaseUrl, dataDir } = settings;
  if (databaseUrl === null) {
    const server = await startEmbeddedPostgres({ dataDir, say });
    await checkRights(server.target);
    return { target: server.target, isEmbedded: true, stop: () => server.stop() };
  }
  const target = { kind: "url", url: databaseUrl } as const;
  try {
    await checkRights(target);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code === undefined) {
      throw error;
    }
    const { host, pathname } = new URL(databaseUrl);
    throw new Error(
      `Cannot use the database ${pathname.slice(1)} at ${host} (DATABASE_URL): ${message || code}`,
      { cause: error },
    );
  }
  return { target, isEmbedded: false, stop: () => Promise.resolve() };
}
