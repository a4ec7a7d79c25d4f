import pg from "pg";
import { connectionConfig, type DatabaseTarget } from "./connection.js";

/** The database lacks something that only its administrator can give; the message has the SQL. */
export class RightsError extends Error {
  override readonly name = "RightsError";
}

const versionMin = 150_000;

/**
 * Checks before migrating that the login may do what Sandi needs: Postgres 15 or newer, create
 * tables in the database, and act as the roles sandi_app and sandi_engine – which it creates
 * when it may. Throws RightsError with everything that is missing.
 */
export async function checkRights(target: DatabaseTarget): Promise<void> {
  const client = new pg.Client(connectionConfig(target, "owner", "sandi-rights"));
  await client.connect();
  try {
    const login = await readLogin(client);
    if (login.version < versionMin) {
      throw new RightsError(
        `This Postgres is version ${login.versionText}; Sandi needs 15 or newer.`,
      );
    }
    const statements = [];
    if (!login.mayCreate) {
      statements.push(
        `grant create on database ${quote(login.database)} to ${quote(login.user)};`,
        `grant create, usage on schema public to ${quote(login.user)};`,
      );
    }
    for (const role of ["sandi_app", "sandi_engine"]) {
      statements.push(...(await checkRole(client, login, role)));
    }
    if (statements.length > 0) {
      throw new RightsError(
        `The login ${login.user} lacks rights in the database ${login.database}. ` +
          `An administrator has to run there:\n${statements.map((line) => `  ${line}`).join("\n")}`,
      );
    }
  } finally {
    await client.end();
  }
}

interface Login {
  readonly user: string;
  readonly database: string;
  readonly version: number;
  readonly versionText: string;
  readonly mayCreate: boolean;
  readonly mayCreateRoles: boolean;
}

async function readLogin(client: pg.Client): Promise<Login> {
  const { rows } = await client.query<Login>(
    `select current_user as "user", current_database() as database,
            current_setting('server_version_num')::int as version,
            current_setting('server_version') as "versionText",
            has_database_privilege(current_database(), 'create')
              and has_schema_privilege('public', 'create') as "mayCreate",
            rolcreaterole or rolsuper as "mayCreateRoles"
     from pg_roles where rolname = current_user`,
  );
  const [login] = rows;
  if (login === undefined) {
    throw new Error("The login is not in pg_roles.");
  }
  return login;
}

/** Makes and grants the role where that is allowed; returns what an administrator has to run. */
async function checkRole(client: pg.Client, login: Login, role: string): Promise<string[]> {
  const create = `create role ${role} login nosuperuser nobypassrls`;
  const grant = `grant ${role} to ${quote(login.user)}`;
  let found = await readRole(client, role, login.version);
  if (found === null && login.mayCreateRoles) {
    await attempt(client, create);
    found = await readRole(client, role, login.version);
  }
  if (found === null) {
    return [`${create};`, `${grant};`];
  }
  if (found.passesPolicies) {
    return [`alter role ${role} nosuperuser nobypassrls;`];
  }
  if (!found.maySet) {
    await attempt(client, grant);
    found = await readRole(client, role, login.version);
  }
  return found?.maySet === true ? [] : [`${grant};`];
}

async function readRole(
  client: pg.Client,
  role: string,
  version: number,
): Promise<{ passesPolicies: boolean; maySet: boolean } | null> {
  // Before version 16 every member may take the role.
  const right = version >= 160_000 ? "SET" : "MEMBER";
  const { rows } = await client.query<{ passesPolicies: boolean; maySet: boolean }>(
    `select rolsuper or rolbypassrls as "passesPolicies",
            pg_has_role(current_user, oid, '${right}') as "maySet"
     from pg_roles where rolname = $1`,
    [role],
  );
  return rows[0] ?? null;
}

/** Not allowed, or done by another process at the same moment: what is there now decides. */
async function attempt(client: pg.Client, sql: string): Promise<void> {
  try {
    await client.query(sql);
  } catch (error) {
    const expected = ["42501", "42710", "23505", "0LP01", "XX000"];
    if (!expected.includes((error as { code?: string }).code ?? "")) {
      throw error;
    }
  }
}

function quote(name: string): string {
  return pg.escapeIdentifier(name);
}
