import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { destroyEmbeddedPostgres } from "../../src/store/embedded-postgres.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the run's embedded server lives; it is started by the first test that needs it. */
    databaseFolder: string;
  }
}

/**
 * Names the folder only, the same for all projects of a run: a run of pure tests never pays for a
 * server.
 */
export default function setup(project: TestProject): (() => Promise<void>) | undefined {
  const run = project.vitest.getRootProject();
  if ("databaseFolder" in run.getProvidedContext()) {
    return undefined;
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), "sandi-test-"));
  // Postgres may run as another account, which has to pass here.
  chmodSync(folder, 0o711);
  run.provide("databaseFolder", folder);
  return async () => {
    if (existsSync(path.join(folder, "kept"))) {
      console.log(`Databases of failed tests are kept in ${folder}; the server still runs.`);
      return;
    }
    await destroyEmbeddedPostgres(folder);
    rmSync(folder, { recursive: true, force: true });
  };
}
