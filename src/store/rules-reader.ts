import type pg from "pg";
import type { RulesReader } from "../flow/rules.js";
import { loadRevisions } from "./sql/load-revisions.js";
import { loadTenantRules } from "./sql/load-tenant-rules.js";
import { readRulesVersions } from "./sql/read-rules-versions.js";

/** What tenants' sends obey, read as sandi_engine. */
export function createRulesReader(engine: pg.Pool): RulesReader {
  return {
    loadTenantRules: (tenantIds) => loadTenantRules(engine, tenantIds),
    readRulesVersions: (tenantIds) => readRulesVersions(engine, tenantIds),
    loadRevisions: (keys) => loadRevisions(engine, keys),
  };
}
