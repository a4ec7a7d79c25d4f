import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPools } from "../../src/store/pool.js";
import { startEmbeddedPostgres } from "../../src/store/embedded-postgres.js";
import { ApiClient } from "../support/api-client.js";
import { LiveWorld } from "../support/live-world.js";
import type { ServerProcess } from "../support/server-process.js";
import { root } from "../support/source-files.js";
import { until } from "../support/until.js";

let world: LiveWorld;
let server: ServerProcess;

beforeAll(async () => {
  world = await LiveWorld.open();
  server = await world.start();
});
afterAll(async () => {
  await world.close();
});

describe("the commands beside a running server", { timeout: 60_000 }, () => {
  it("make a key that works, list it without its secret, end it within two seconds", async () => {
    const made = world.sandi("keys", "create", "Shop", "--role", "VIEWER", "--tenant", "demo");
    expect(made).toMatchObject({ status: 0 });
    const secret = made.stdout.trim();
    const client = new ApiClient(server.url, secret);
    expect(await client.ask("{ viewer { role tenant { slug } } }")).toEqual({
      viewer: { role: "VIEWER", tenant: { slug: "demo" } },
    });

    const listed = world.sandi("keys", "list", "--tenant", "demo", "--json");
    const { keys } = JSON.parse(listed.stdout) as { keys: { id: string; name: string }[] };
    const id = keys.find(({ name }) => name === "Shop")?.id ?? "";
    expect(listed.stdout).not.toContain(secret);

    expect(world.sandi("keys", "revoke", id)).toMatchObject({ status: 0 });
    await until(
      "the key is refused",
      () =>
        client.ask("{ viewer { role } }").then(
          () => false,
          (error: unknown) => String(error).includes("UNAUTHENTICATED"),
        ),
      2_000,
    );
    expect(world.sandi("keys", "list", "--tenant", "demo").stdout).toMatch(/revoked +Shop/);
  });

  it("count measured quality anew, to what the server counted", async () => {
    const rebuilt = world.sandi("rollup", "--rebuild", "--json");
    const again = world.sandi("rollup", "--json");

    expect(rebuilt).toMatchObject({ status: 0 });
    expect(JSON.parse(rebuilt.stdout)).toMatchObject({
      minutes: expect.any(Number) as number,
      windows: ["LAST_HOUR", "LAST_24_HOURS", "LAST_7_DAYS", "LAST_30_DAYS"],
    });
    expect(again).toMatchObject({ status: 0 });
  });

  it("import rates from a file, tell what is left out, and reach the running server", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "sandi-rates-"));
    const file = path.join(folder, "rates.csv");
    const lines = ["SMS,BQ,0.077,USD,DELIVERED", "SMS,ZZ,1,USD,DELIVERED"];
    writeFileSync(file, ["channel,country,price,currency,billedOn", ...lines].join("\n"));
    const ask = `{ offers(filter: { countries: ["BQ"], vendors: ["nusatext"] }) {
      nodes { price { amount } } } }`;

    const strict = world.sandi("import-rates", file, "--vendor", "nusatext", "--strict");
    const dry = world.sandi("import-rates", file, "--vendor", "nusatext", "--dry-run", "--json");
    const real = world.sandi("import-rates", file, "--vendor", "nusatext");
    writeFileSync(file, "base,quote,rate\nUSD,KES,129\n");
    const rates = world.sandi("import-rates", file, "--exchange-rates", "--json");
    const other = world.sandi("import-rates", file, "--vendor", "nusatext");

    expect(strict).toMatchObject({ status: 1 });
    expect(strict.stderr).toContain("line 3: “ZZ” is not a country's ISO code");
    expect(strict.stdout).toContain("Nothing was stored");
    expect(JSON.parse(dry.stdout)).toMatchObject({
      added: 1,
      rejected: [{ line: 3 }],
      preview: [{ kind: "ADDED", country: "BQ", after: { amount: "0.077000", currency: "USD" } }],
    });
    expect(real).toMatchObject({ status: 0 });
    expect(real.stdout).toMatch(/^Stored: 1 added, .* Lines left out: 1\.$/m);
    expect(JSON.parse(rates.stdout)).toMatchObject({ isStored: true, added: 1, errors: [] });
    expect(other).toMatchObject({ status: 1 });
    expect(other.stderr).toContain("there is no column “base”");
    const client = world.client(server);
    expect(await client.ask(ask)).toEqual({
      offers: { nodes: [{ price: { amount: "0.077000" } }] },
    });
    rmSync(folder, { recursive: true });
  });

  it.each([
    [["import-rates", "/nowhere.csv", "--vendor", "x"], 1, "no such file"],
    [["import-rates", "x.csv"], 2, "--vendor has to say whose rate sheet it is"],
    [["import-rates", "x.csv", "--vendor", "x", "--mode", "ALL"], 2, "--mode has to be MERGE"],
    [["import-rates", "x.csv", "--exchange-rates", "--vendor", "x"], 2, "goes without --vendor"],
    [["keys", "create", "x", "--role", "KING"], 2, "--role has to be one of OWNER, DEVELOPER"],
    [["keys", "create", "x", "--role", "OWNER"], 2, "--tenant has to say whose OWNER key it is"],
    [["keys", "create", "x", "--role", "OPERATOR", "--expires", "soon"], 2, "--expires has to be"],
    [["keys", "revoke", "sk_1"], 2, '"sk_1" is no key\'s id'],
    [["keys", "list", "--tenant", "nobody"], 1, 'There is no tenant "nobody". There are: demo.'],
    [["keys", "revoke", "key_01m80pzvxvfrkaa2czgh6dzd6v"], 1, "There is no API key"],
  ])("answer %j with exit code %i and what to do", (args, code, words) => {
    const { status, stderr, stdout } = world.sandi(...args);

    expect({ status, stdout }).toEqual({ status: code, stdout: "" });
    expect(stderr).toContain(words);
    expect(stderr).not.toContain("    at ");
  });

  it("seed what is there already without changing it; keep the keys for their owner", () => {
    const first = world.sandi("seed", "--json");
    const second = world.sandi("seed", "--json");

    expect(first).toMatchObject({ status: 0 });
    expect(second.stdout).toBe(first.stdout);
    for (const file of ["demo.key", "operator.key", "keys"]) {
      expect(statSync(path.join(world.dataDir, file)).mode & 0o777).toBe(0o600);
    }
  });

  it("audit finds a row that breaks a rule, and says which", async () => {
    const database = await startEmbeddedPostgres({ dataDir: world.dataDir });
    const pools = createPools(database.target, () => undefined);
    const cheat = "update tenant_counter set last_seq = last_seq + $1";
    try {
      await pools.owner.query(cheat, [7]);
      const { status, stdout } = world.sandi("audit", "--json");
      expect(status).toBe(1);
      const { violations } = JSON.parse(stdout) as { violations: { invariant: string }[] };
      expect(violations[0]?.invariant).toMatch(/event/);
      expect(world.sandi("audit").stdout).toContain("rules are broken");
      await pools.owner.query(cheat, [-7]);
    } finally {
      await pools.close();
      await database.stop();
    }
    expect(spawnSync("npx", ["sandi", "audit"], sandiAsPeopleDo())).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^All \d+ rules hold\.\n$/),
    });
  });
});

function sandiAsPeopleDo() {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, SANDI_DATA_DIR: world.dataDir };
  return { cwd: root, env, encoding: "utf8" } as const;
}
