import type pg from "pg";
import { columnName } from "../../src/store/sql/columns.js";
import { makeAttempt, makeEvent, makeSend } from "./otp-rows.js";

/** A route that traffic goes over. */
export interface ToldRoute {
  readonly accountId: string;
  readonly channel: "SMS" | "WHATSAPP";
  /** Share of messages with a receipt "delivered". */
  readonly delivers: number;
}

/** One event to come, with the rows that come with it. */
interface Told {
  readonly atMs: number;
  readonly tenantId: string;
  readonly rows: readonly (readonly [table: string, row: object])[];
  readonly event: object;
}

/** Numbers between 0 and 1, always the same. */
export function draws(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const networks = [
  ["ID", "510", "10", "+6281"],
  ["ID", "510", "01", "+6285"],
  ["BR", "724", "11", "+5511"],
] as const;

/** People who ask for codes, as the log tells of them. */
export class ToldTraffic {
  readonly #told: Told[];
  #next = 0;

  constructor(
    private readonly pool: pg.Pool,
    options: {
      readonly tenants: readonly string[];
      readonly routes: readonly ToldRoute[];
      readonly from: Date;
      readonly sends: number;
      readonly everyMs: number;
      readonly seed: number;
    },
  ) {
    const draw = draws(options.seed);
    this.#told = Array.from({ length: options.sends }, (_, index) =>
      sendOf(
        options.tenants,
        options.routes,
        options.from.getTime() + index * options.everyMs,
        draw,
      ),
    )
      .flat()
      .sort((one, other) => one.atMs - other.atMs);
  }

  /** Writes what happened until then; each tenant's events have their places in its log. */
  async tell(until: Date): Promise<void> {
    const end = this.#told.findIndex(({ atMs }, at) => at >= this.#next && atMs > until.getTime());
    const due = this.#told.slice(this.#next, end === -1 ? undefined : end);
    this.#next += due.length;
    for (const table of ["send", "attempt"]) {
      const rows = due.flatMap((one) =>
        one.rows.flatMap(([name, row]) => (name === table ? [row] : [])),
      );
      await insertAll(this.pool, table, rows);
    }
    for (const [tenantId, own] of Map.groupBy(due, (one) => one.tenantId)) {
      const { rows } = await this.pool.query<{ seq: bigint }>(
        "select last_seq as seq from tenant_counter where tenant_id = $1",
        [tenantId],
      );
      const start = BigInt(rows[0]?.seq ?? 0);
      await insertAll(
        this.pool,
        "event",
        own.map(({ event }, index) => ({ ...event, seq: start + BigInt(index + 1) })),
      );
      await this.pool.query("update tenant_counter set last_seq = $2 where tenant_id = $1", [
        tenantId,
        start + BigInt(own.length),
      ]);
    }
  }
}

async function insertAll(pool: pg.Pool, table: string, rows: readonly object[]): Promise<void> {
  if (rows.length > 0) {
    const columns = Object.keys(rows[0] ?? {}).map(columnName);
    const json = rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([field, value]) => [columnName(field), plain(value)]),
      ),
    );
    await pool.query(
      `insert into ${table} (${columns.join(", ")}) select ${columns.join(", ")}
       from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
      [JSON.stringify(json)],
    );
  }
}

function plain(value: unknown): unknown {
  if (typeof value === "bigint") {
    return String(value);
  }
  return Buffer.isBuffer(value) ? `\\x${value.toString("hex")}` : value;
}

function sendOf(
  tenants: readonly string[],
  routes: readonly ToldRoute[],
  startMs: number,
  draw: () => number,
): readonly Told[] {
  const tenantId = pick(tenants, draw);
  const [country, mcc, mnc, prefix] = pick(networks, draw);
  const phone = `${prefix}${String(Math.floor(draw() * 900)).padStart(3, "0")}12345`;
  const at = new Date(startMs);
  const recipient = Buffer.from(JSON.stringify({ phone, email: null }));
  const send = makeSend(tenantId, { country, mcc, mnc, recipient, createdAt: at });
  const told: Told[] = [];
  const tell = (
    ms: number,
    type: string,
    attempt: ReturnType<typeof makeAttempt> | null,
    rows: Told["rows"] = [],
  ): void => {
    const { seq: _assigned, ...event } = makeEvent(send, 0n);
    const own = {
      ...event,
      at: new Date(startMs + ms),
      type,
      country,
      attemptId: attempt?.id ?? null,
      channel: attempt?.channel ?? null,
      failureClass: null,
    };
    told.push({ atMs: startMs + ms, tenantId, rows, event: own });
  };
  const attempts = draw() < 0.3 ? 2 : 1;
  for (let number = 1; number <= attempts; number += 1) {
    const ms = (number - 1) * 12_000 + Math.floor(draw() * 400);
    const route = pick(routes, draw);
    const attempt = makeAttempt(send, { ...route, number, country, mcc, mnc });
    const { delivers: _share, ...row } = attempt as typeof attempt & ToldRoute;
    if (number === 1) {
      tell(0, "SEND_QUEUED", row, [["send", send]]);
    }
    tell(ms + 100, "ATTEMPT_SUBMITTED", row, [["attempt", row]]);
    const luck = draw();
    const silence = draw();
    const arrives = ms + 1_500 + Math.floor(draw() * 9_000);
    if (luck < route.delivers) {
      tell(arrives, "ATTEMPT_DELIVERED", row);
      if (draw() < 0.8 && number === attempts) {
        tell(arrives + 4_000 + Math.floor(draw() * 12_000), "SEND_VERIFIED", row);
      }
    } else if (silence < 0.5) {
      tell(arrives + 4_000, "ATTEMPT_UNDELIVERED", row);
    } else if (silence < 0.75) {
      tell(35_000, "RESEND_REQUESTED", null);
    }
  }
  return told;
}

function pick<T>(from: readonly T[], draw: () => number): T {
  return from[Math.floor(draw() * from.length)] as T;
}
