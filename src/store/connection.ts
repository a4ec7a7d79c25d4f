import pg from "pg";

/** Where the database is: a server by URL, or the embedded one behind its socket folder. */
export type DatabaseTarget =
  | { readonly kind: "url"; readonly url: string }
  | { readonly kind: "socket"; readonly folder: string; readonly database: string };

/** Who a connection acts as; owner migrates, app and engine are bound by row-level security. */
export type DatabaseRole = "owner" | "app" | "engine";

/** The login that the embedded server's bootstrap makes; it owns the database, no superuser. */
export const embeddedOwner = "sandi_owner";

const roleNames = { app: "sandi_app", engine: "sandi_engine" } as const;

/**
 * Makes the settings of one connection. At the embedded server app and engine log in as
 * themselves; behind a URL the URL's user logs in and takes the role with the startup packet.
 */
export function connectionConfig(
  target: DatabaseTarget,
  role: DatabaseRole,
  applicationName = "sandi",
): pg.ClientConfig {
  const options = startupOptions(role);
  const shared = { application_name: applicationName, types: typeParsers, keepAlive: true };
  if (target.kind === "socket") {
    return {
      ...shared,
      host: target.folder,
      port: 5432,
      user: role === "owner" ? embeddedOwner : roleNames[role],
      database: target.database,
      options,
    };
  }
  // What a URL says wins over the other settings in pg, so the options have to go into the URL.
  const url = new URL(target.url);
  const given = url.searchParams.get("options");
  url.searchParams.set("options", given === null ? options : `${given} ${options}`);
  return { ...shared, connectionString: url.href };
}

/** The same server and rights, other database. */
export function withDatabase(target: DatabaseTarget, database: string): DatabaseTarget {
  if (target.kind === "socket") {
    return { ...target, database };
  }
  const url = new URL(target.url);
  url.pathname = `/${encodeURIComponent(database)}`;
  return { kind: "url", url: url.href };
}

function startupOptions(role: DatabaseRole): string {
  const settings = ["timezone=UTC"];
  if (role !== "owner") {
    settings.push(`role=${roleNames[role]}`);
  }
  if (role === "engine") {
    // Hot statements are short: compiling one costs more than running it.
    settings.push("jit=off");
    // They look rows up by key; on a young table the planner would rather read it whole, and keep
    // that plan.
    settings.push("enable_seqscan=off", "enable_hashjoin=off", "enable_mergejoin=off");
    // Planning a statement of forty columns costs more than running it, and the planner believes
    // that a plan made for the arrays at hand is cheaper every time.
    settings.push("plan_cache_mode=force_generic_plan");
  }
  return settings.map((setting) => `-c ${setting}`).join(" ");
}

const int8 = 20;
const int8Array = 1016;
const date = 1082;
const timestamptz = 1184;

// The types of pg list only some of the ids that it knows.
const defaultParser = pg.types.getTypeParser as (
  oid: number,
  format: string,
) => (text: string) => unknown;
const parseInt8Array = defaultParser(int8Array, "text");

// Every session has the zone UTC, so that a moment reads "2026-01-31 23:59:59.123+00".
const plainMoment = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/;
const parseOtherMoment = defaultParser(timestamptz, "text");

const lastMoment: { text: string; moment: unknown } = { text: "", moment: null };

/**
 * The usual form goes to the engine's own parser, several times as fast as that of pg. Rows that
 * were written together tell the same moment one after another: they share one Date, which nobody
 * changes.
 */
function parseMoment(text: string): unknown {
  if (text !== lastMoment.text) {
    lastMoment.moment = plainMoment.test(text)
      ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`)
      : parseOtherMoment(text);
    lastMoment.text = text;
  }
  return lastMoment.moment;
}

/** bigint columns as bigint, dates as text (they have no zone); numeric is text by default. */
const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format = "text") => {
    if (format === "text") {
      switch (oid) {
        case int8:
          return BigInt;
        case int8Array:
          return (text: string) =>
            (parseInt8Array(text) as (string | null)[]).map((item) =>
              item === null ? null : BigInt(item),
            );
        case date:
          return String;
        case timestamptz:
          return parseMoment;
      }
    }
    return defaultParser(oid, format);
  }) as pg.CustomTypesConfig["getTypeParser"],
};
