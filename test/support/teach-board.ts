import type { Channel } from "../../src/core/otp/status.js";
import type { MeasuredBoard } from "../../src/flow/measured-board.js";
import { coin } from "../../src/market/coin.js";

/** What became of the sends that a board is taught. */
export interface TaughtRoute {
  readonly accountId: string;
  readonly channel: Channel;
  /** Share of messages that arrive, with a receipt after 4 s or so. */
  readonly arrives: number;
  /** Share of messages that do not arrive and are said to; left out = none. */
  readonly lies?: number;
  /** Share of people with a message who type its code; left out = 0.9. */
  readonly types?: number;
}

/** Where they went, and from which block of numbers. */
export interface TaughtPlace {
  readonly country: string;
  readonly network: string | null;
  readonly prefix?: string | null;
  readonly tenantId?: string;
}

let taught = 0;

/**
 * Teaches a board sends of the hours before `now`, one route after the other, and lets them mature.
 */
export function teachBoard(
  board: MeasuredBoard,
  { country, network, prefix = null, tenantId }: TaughtPlace,
  routes: readonly TaughtRoute[],
  count: number,
  now: Date,
): void {
  const cell = board.cellOf(country, network);
  const tenant = tenantId === undefined ? 0 : board.space.tenant(tenantId);
  const everySec = 10;
  const endSec = now.getTime() / 1000 - 1_000;
  const { router } = board;
  for (let index = 0; index < count; index += 1) {
    const told = routes[index % routes.length] as TaughtRoute;
    const atSec = endSec - (count - index) * everySec;
    const route = board.routeOf(told.accountId, told.channel);
    taught += 1;
    const send = `taught ${taught}`;
    const arrives = coin(taught, 1) < told.arrives;
    const isTold = arrives || coin(taught, 2) < (told.lies ?? 0);
    const base = { send, attempt: send } as const;
    router.learn({ kind: "requested", send, cell, prefix, tenant, atSec });
    router.learn({ ...base, kind: "submitted", route, cause: "FIRST", isProbe: false, atSec });
    router.learn({ kind: "accepted", attempt: send, atSec: atSec + 0.2 });
    if (isTold) {
      const receiptAtSec = atSec + 2 + 4 * coin(taught, 3);
      router.learn({ kind: "receipt", attempt: send, isDelivered: true, atSec: receiptAtSec });
    }
    if (arrives && coin(taught, 4) < (told.types ?? 0.9)) {
      router.learn({ ...base, kind: "verified", atSec: atSec + 9 });
    }
  }
  router.advance(endSec + 1_000);
}
