import type { Scenario, ScenarioEvent } from "./scenario.js";
import { atCell } from "./table.js";

/** One broken rule: where in the file (`routes[2].price`), and what must hold there. */
export interface ScenarioProblem {
  readonly path: string;
  readonly rule: string;
}

/** The rules between the parts of a scenario; empty when all hold. */
export function scenarioRules(scenario: Scenario): ScenarioProblem[] {
  return [
    ...repeatedIds(scenario),
    ...scenario.routes.flatMap((_, index) => routeRules(scenario, index)),
    ...scenario.events.flatMap((event, index) => eventRules(scenario, event, index)),
    ...scenario.pumping.flatMap((attack, index) => [
      ...unknownName(`pumping[${index}].cell`, "cell", attack.cell, cellIds(scenario)),
      ...span(`pumping[${index}]`, attack.at, attack.until),
    ]),
    ...tableKeys(scenario, "user.verify0", scenario.user.verify0),
    ...planRules(scenario),
    ...amountRules(scenario),
    ...(scenario.cells.some((cell) => cell.weight > 0)
      ? []
      : [{ path: "cells", rule: "at least one cell must have a weight above 0" }]),
  ];
}

/** Sends that a scenario may come to; a policy plays some ten thousand of them a second. */
const sendsMax = 1e9;

function amountRules({ horizon_s, traffic }: Scenario): ScenarioProblem[] {
  const sends = (traffic.sends_per_day * horizon_s) / 86_400;
  const rule = `must not come to more than ${sendsMax} sends over horizon_s`;
  return sends > sendsMax ? [{ path: "traffic.sends_per_day", rule }] : [];
}

function repeatedIds(scenario: Scenario): ScenarioProblem[] {
  const prefixes = scenario.cells.flatMap((cell, index) =>
    cell.prefixes.map((prefix, at) => ({ path: `cells[${index}].prefixes[${at}]`, value: prefix })),
  );
  return [
    ...repeated(scenario.cells.map((cell, at) => ({ path: `cells[${at}].id`, value: cell.id }))),
    ...repeated(scenario.routes.map((one, at) => ({ path: `routes[${at}].id`, value: one.id }))),
    ...repeated(prefixes),
  ];
}

function repeated(items: readonly { path: string; value: string }[]): ScenarioProblem[] {
  const seen = new Set<string>();
  return items.flatMap(({ path, value }) => {
    const isRepeated = seen.has(value);
    seen.add(value);
    return isRepeated ? [{ path, rule: `must be unique, "${value}" is there twice` }] : [];
  });
}

function routeRules(scenario: Scenario, index: number): ScenarioProblem[] {
  const route = scenario.routes[index];
  if (route === undefined) {
    return [];
  }
  const path = `routes[${index}]`;
  const tables = {
    price: route.price,
    deliver: route.deliver,
    latency: route.latency,
    dlr: route.dlr,
  };
  const problems = Object.entries(tables).flatMap(([name, values]) =>
    tableKeys(scenario, `${path}.${name}`, values),
  );
  for (const cell of scenario.cells) {
    const isOffered = atCell(route.price, cell) !== undefined;
    if (isOffered && atCell(route.deliver, cell) === undefined) {
      problems.push({
        path: `${path}.deliver`,
        rule: `must have a value for ${cell.id}, which has a price`,
      });
    }
  }
  return problems;
}

// Prices of countries that the market has no cell in are fine; a misspelt network is not.
function tableKeys(scenario: Scenario, path: string, values: object): ScenarioProblem[] {
  const ids = cellIds(scenario);
  const countries = new Set(scenario.cells.map((cell) => cell.country));
  return Object.keys(values).flatMap((key) => {
    const isForeign = /^[A-Z]{2}(\/.+)?$/.test(key) && !countries.has(key.slice(0, 2));
    return key === "*" || ids.has(key) || countries.has(key) || isForeign
      ? []
      : [{ path: `${path}["${key}"]`, rule: 'the key must be a cell id, a country or "*"' }];
  });
}

function eventRules(scenario: Scenario, event: ScenarioEvent, index: number): ScenarioProblem[] {
  const path = `events[${index}]`;
  const known = {
    vendor: new Set(scenario.routes.map((route) => route.vendor)),
    route: new Set(scenario.routes.map((route) => route.id)),
    upstream: new Set(scenario.routes.map((route) => route.upstream ?? route.vendor)),
    country: new Set(scenario.cells.map((cell) => cell.country)),
    cell: cellIds(scenario),
  };
  const unknown = (Object.keys(known) as (keyof typeof known)[]).flatMap((kind) =>
    [event.where[kind] ?? []]
      .flat()
      .flatMap((name) => unknownName(`${path}.where.${kind}`, kind, name, known[kind])),
  );
  return [...unknown, ...span(path, event.at, event.until)];
}

function planRules(scenario: Scenario): ScenarioProblem[] {
  const routes = new Set(scenario.routes.map((route) => route.id));
  const { allowed, order } = scenario.plan;
  const named = [
    ...(scenario.plan.static === undefined
      ? []
      : [{ path: "plan.static", name: scenario.plan.static }]),
    ...(order ?? []).map((name, index) => ({ path: `plan.order[${index}]`, name })),
    ...(allowed === "*" ? [] : allowed).map((name, at) => ({ path: `plan.allowed[${at}]`, name })),
  ];
  return named.flatMap(({ path, name }) => unknownName(path, "route", name, routes));
}

function span(path: string, at: number, until: number | undefined): ScenarioProblem[] {
  return until === undefined || until > at
    ? []
    : [{ path: `${path}.until`, rule: "must be later than at" }];
}

function unknownName(
  path: string,
  kind: string,
  name: string,
  known: ReadonlySet<string>,
): ScenarioProblem[] {
  return known.has(name)
    ? []
    : [{ path, rule: `must name a ${kind} of the scenario, "${name}" is none` }];
}

function cellIds(scenario: Scenario): Set<string> {
  return new Set(scenario.cells.map((cell) => cell.id));
}
