import { describe, expect, it } from "vitest";
import { MeasuredRouter } from "../../../../src/core/route/measured/measured-router.js";
import { RouteSpace } from "../../../../src/core/route/measured/route-space.js";

/** A router, and a send over its one route: delivered after 4 s, typed in 10 s later. */
function world() {
  const space = new RouteSpace();
  const route = space.route({ id: "one SMS", channel: "SMS", upstream: "one" });
  const cell = space.cell({ id: "ID/51010", country: "ID" });
  const router = new MeasuredRouter(space);
  let sends = 0;
  const send = (tenant: string, atSec: number, isTyped: boolean, prefix = "6281157"): void => {
    sends += 1;
    const [id, attempt] = [`s${sends}`, `a${sends}`];
    const number = space.tenant(tenant);
    const isProbe = false;
    router.learn({ kind: "requested", send: id, cell, prefix, tenant: number, atSec });
    router.learn({
      ...{ kind: "submitted", send: id, attempt, route, cause: "FIRST", isProbe },
      atSec: atSec + 0.1,
    });
    router.learn({ kind: "accepted", attempt, atSec: atSec + 0.2 });
    router.learn({ kind: "receipt", attempt, isDelivered: true, atSec: atSec + 4 });
    if (isTyped) {
      router.learn({ kind: "verified", send: id, attempt: null, atSec: atSec + 14 });
    }
  };
  const view = (tenant: string) => router.viewOf(space.tenant(tenant));
  return { router, space, route, cell, send, view };
}

const daySec = 86_400;

describe("people of several tenants", () => {
  it("are told apart where a tenant sends enough, and vendors answer for none of them", () => {
    const { route, cell, send, view, router } = world();
    for (let index = 0; index < 900; index += 1) {
      const atSec = index * 100;
      send("keen", atSec, index % 20 !== 0, `62811${index % 50}`);
      send("idle", atSec + 40, index % 2 === 0, `62812${index % 50}`);
      if (index % 30 === 0) {
        send("small", atSec + 70, false, `62813${index % 50}`);
      }
    }
    const atSec = 900 * 100;
    router.advance(atSec);
    const typed = (tenant: string): number =>
      view(tenant).route(route, cell, atSec).typedIfDelivered;

    expect(typed("keen")).toBeGreaterThan(0.88);
    expect(typed("idle")).toBeLessThan(0.6);
    expect(typed("small")).toBe(typed(""));
    expect(typed("")).toBeGreaterThan(0.6);
    expect(typed("")).toBeLessThan(0.85);
    expect(view("idle").route(route, cell, atSec).trust).toBeGreaterThan(0.9);
    expect(view("keen").route(route, cell, atSec).trust).toBe(
      view("idle").route(route, cell, atSec).trust,
    );
  });

  it("are heard by no other tenant where nobody tells which codes were typed in", () => {
    const { route, cell, send, view, router } = world();
    for (let index = 0; index < 60; index += 1) {
      send("honest", index * 60, index % 10 !== 0, `62811${index % 30}`);
      for (let other = 0; other < 5; other += 1) {
        send("mute", index * 60 + other * 10 + 5, false, `62811${(index + other) % 30}`);
      }
    }
    const atSec = 60 * 60 + 120;
    router.advance(atSec);
    const { trust, breaker } = view("honest").route(route, cell, atSec);
    const genuine = view("honest").genuine(cell, "628117", atSec);

    expect(trust).toBeGreaterThan(0.8);
    expect(breaker).toBe("CLOSED");
    expect(genuine).toBeGreaterThan(0.8);
  });

  it("are not held for pumped where their tenant never tells which codes were typed in", () => {
    const { cell, send, view, router } = world();
    for (let index = 0; index < 8_000; index += 1) {
      send("mute", index * 5, false, `628114${index % 8}`);
    }
    const atSec = 8_000 * 5 + 120;
    router.advance(atSec);

    for (let block = 0; block < 8; block += 1) {
      expect(view("mute").genuine(cell, `628114${block}`, atSec)).toBeGreaterThan(0.8);
    }
  });

  it("are held for pumped from the first day where one prefix is asked for beyond measure", () => {
    const { cell, send, view, router } = world();
    for (let index = 0; index < 900; index += 1) {
      send("honest", index * 40, index % 10 !== 0, `62811${index % 10}`);
      send("young", index * 40 + 20, false, "6281199");
    }
    const atSec = 900 * 40 + 120;
    router.advance(atSec);

    expect(view("young").genuine(cell, "6281199", atSec)).toBeLessThan(0.2);
  });

  it("speak against a route that tells nothing but lies, though only one tenant uses it", () => {
    const { route, cell, send, view, router } = world();
    for (let index = 0; index < 60; index += 1) {
      send("only", index * 60, false, `62811${index % 30}`);
    }
    const atSec = 60 * 60 + 120;
    router.advance(atSec);

    expect(view("only").route(route, cell, atSec).trust).toBeLessThan(0.7);
  });

  it("keep what own people say of a prefix while another tenant is attacked there", () => {
    const { cell, send, view, router } = world();
    for (let index = 0; index < 900; index += 1) {
      send("honest", index * 90, index % 10 !== 0, `62811${index % 10}`);
      send("victim", index * 90 + 30, index % 10 !== 0, `62812${index % 10}`);
    }
    const startSec = 900 * 90;
    for (let index = 0; index < 300; index += 1) {
      send("victim", startSec + index * 12, false, "628115");
    }
    const atSec = startSec + 3_700;
    router.advance(atSec);
    const genuine = (tenant: string): number => view(tenant).genuine(cell, "628115", atSec);

    expect(genuine("victim")).toBeLessThan(0.3);
    expect(genuine("newcomer")).toBeLessThan(0.3);
    expect(genuine("honest")).toBeGreaterThan(genuine("newcomer") + 0.2);
  });

  it("fade to the market's when a tenant falls silent", () => {
    const { route, cell, send, view, router } = world();
    for (let index = 0; index < 600; index += 1) {
      send("keen", index * 100, true, `62811${index % 50}`);
      send("idle", index * 100 + 40, index % 2 === 0, `62812${index % 50}`);
    }
    const atSec = 600 * 100 + 4 * daySec;
    router.advance(atSec);

    expect(view("idle").route(route, cell, atSec)).toEqual(view("").route(route, cell, atSec));
  });
});
