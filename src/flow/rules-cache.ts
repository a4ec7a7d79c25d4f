import type { Channel } from "../core/otp/status.js";
import type { PlanSpec } from "../core/plan/plan.js";
import type { RouteSnapshot } from "../core/route/route-snapshot.js";
import { measuringStrategies } from "../core/route/strategy-list.js";
import { BreakerBoard, indexMarket, type Market, type MarketReader } from "./market.js";
import { upstreamsOf } from "./upstreams-of.js";
import { MeasuredBoard } from "./measured-board.js";
import { QualityBoard } from "./quality-board.js";
import type { PlanRules, RulesReader, TenantRules } from "./rules.js";

/** A tenant's rules with its view of the market, as one look at the database saw them. */
export interface TenantView {
  readonly rules: TenantRules;
  readonly plansByKey: ReadonlyMap<string, PlanRules>;
  readonly plansById: ReadonlyMap<string, PlanRules>;
  readonly snapshot: RouteSnapshot;
  readonly market: Market;
  readonly measured: MeasuredBoard;
}

/**
 * Keeps rules and market in memory and asks the database, once per batch, whether they are still
 * the current ones: a plan, budget, price or pause that was changed a moment ago is obeyed at once,
 * by every process.
 */
export class RulesCache {
  readonly breakers = new BreakerBoard();
  readonly quality = new QualityBoard();
  readonly measured = new MeasuredBoard();
  readonly #tenants = new Map<string, { view: TenantView; version: bigint }>();
  readonly #specs = new Map<string, PlanSpec>();
  #market: Market | null = null;
  #refresh: Promise<unknown> | null = null;

  constructor(
    private readonly reader: RulesReader & MarketReader,
    private readonly senderRequiredOn: (adapter: string) => readonly Channel[],
  ) {}

  /**
   * Current views by tenant id; unknown tenants are left out. One round trip when nothing changed.
   */
  async current(tenantIds: readonly string[]): Promise<ReadonlyMap<string, TenantView>> {
    const ids = [...new Set(tenantIds)];
    const versions = await this.reader.readRulesVersions(ids);
    const market = await this.#currentMarket(versions.market);
    const stale = ids.filter((id) => {
      const version = versions.tenants.get(id);
      const known = this.#tenants.get(id);
      return version !== undefined && (known === undefined || known.version < version);
    });
    if (stale.length > 0) {
      for (const rules of await this.reader.loadTenantRules(stale)) {
        const known = this.#tenants.get(rules.tenantId);
        if (known === undefined || known.version < rules.rulesVersion) {
          this.#remember(rules, market);
        }
      }
    }
    const views = new Map<string, TenantView>();
    for (const id of ids) {
      const known = this.#tenants.get(id);
      if (known === undefined || !versions.tenants.has(id)) {
        continue;
      }
      if (known.view.market !== market) {
        this.#remember(known.view.rules, market);
      }
      views.set(id, (this.#tenants.get(id) ?? known).view);
    }
    return views;
  }

  /**
   * The views as last seen, without asking whether they are still current; null when one of these
   * tenants was never seen, or not with the market as it is known now.
   */
  known(tenantIds: readonly string[]): ReadonlyMap<string, TenantView> | null {
    const views = new Map<string, TenantView>();
    for (const id of tenantIds) {
      const seen = this.#tenants.get(id);
      if (seen === undefined || seen.view.market !== this.#market) {
        return null;
      }
      views.set(id, seen.view);
    }
    return views;
  }

  /** The market as last seen; null before the first look. */
  get knownMarket(): Market | null {
    return this.#market;
  }

  /** The known tenants with a plan whose vendors are chosen by what was measured. */
  measuringTenants(): readonly string[] {
    return [...this.#tenants].flatMap(([tenantId, { view }]) =>
      view.rules.plans.some(({ revision }) =>
        revision.spec.steps.some((step) => measuringStrategies.includes(step.strategy)),
      )
        ? [tenantId]
        : [],
    );
  }

  /** The known tenants with a limit of their own on numbers that begin alike. */
  countingTenants(): readonly string[] {
    return [...this.#tenants].flatMap(([tenantId, { view }]) =>
      (view.rules.guardRules ?? []).some(
        ({ kind, limit = null }) => kind === "PREFIX_RATE" && limit !== null,
      )
        ? [tenantId]
        : [],
    );
  }

  /** The market as last seen; loads it when nothing was seen yet. */
  async market(): Promise<Market> {
    return this.#market ?? (await this.#currentMarket(0n));
  }

  /** The market as the database has it now; concurrent callers share one look. */
  async freshMarket(): Promise<Market> {
    this.#refresh ??= this.current([]).finally(() => {
      this.#refresh = null;
    });
    await this.#refresh;
    return await this.market();
  }

  /** What revisions say, by id; old ones are read once through `load`, they never change. */
  async specs(
    keys: readonly { readonly tenantId: string; readonly id: string }[],
    load: RulesReader["loadRevisions"],
  ): Promise<ReadonlyMap<string, PlanSpec>> {
    const missing = keys.filter((key) => !this.#specs.has(key.id));
    if (missing.length > 0) {
      for (const [id, revision] of await load(missing)) {
        this.#specs.set(id, revision.spec);
      }
    }
    return this.#specs;
  }

  async #currentMarket(version: bigint): Promise<Market> {
    if (this.#market === null || this.#market.version < version) {
      const rows = await this.reader.loadMarket();
      const known: Market | null = this.#market;
      // Another look may have ended first, with a newer answer.
      if (known === null || known.version < rows.version) {
        this.#market = indexMarket(rows, this.senderRequiredOn, this.breakers.states, (tenantId) =>
          this.quality.of(tenantId),
        );
        this.measured.knowUpstreams(upstreamsOf(rows));
      }
    }
    return this.#market as Market;
  }

  #remember(rules: TenantRules, market: Market): void {
    for (const plan of rules.plans) {
      this.#specs.set(plan.revision.id, plan.revision.spec);
    }
    this.#tenants.set(rules.tenantId, {
      version: rules.rulesVersion,
      view: {
        rules,
        plansByKey: new Map(rules.plans.map((plan) => [plan.key, plan])),
        plansById: new Map(rules.plans.map((plan) => [plan.id, plan])),
        snapshot: market.snapshotOf(rules.tenantId),
        market,
        measured: this.measured,
      },
    });
  }
}
