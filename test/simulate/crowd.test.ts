import { expect, it } from "vitest";
import { parsePhone } from "../../src/core/phone.js";
import { openMarket } from "../../src/market/market.js";
import { openDemoScenario } from "../../src/sandbox/open-demo-scenario.js";
import { openCrowd } from "../../src/simulate/crowd.js";

const facts = {
  countries: { ID: 0.75, BR: 0.25 },
  people: 200,
  emailShare: 0.5,
  domain: "mail.example",
};
const market = openMarket(openDemoScenario(), 1);
const visits = Array.from({ length: 1_000 }, (_, at) => at + 1);

it("has people with valid numbers of the countries that it is said to have", () => {
  const crowd = openCrowd(market, 5, facts);
  const visitors = visits.map((visit) => crowd(visit)).filter((one) => one !== null);

  expect(visitors.length).toBeGreaterThan(990);
  expect(visitors.filter(({ phone }) => !parsePhone(phone, null).ok)).toEqual([]);
  const indonesian = visitors.filter(({ country }) => country === "ID").length;
  expect(indonesian / visitors.length).toBeGreaterThan(0.55);
  expect(indonesian / visitors.length).toBeLessThan(0.92);
  expect(new Set(visitors.map(({ country }) => country))).toEqual(new Set(["ID", "BR"]));
});

it("has the same people every time, some of whom come far more often", () => {
  const phones = (key: number) => {
    const crowd = openCrowd(market, key, facts);
    return visits.map((visit) => crowd(visit)?.phone ?? "");
  };

  expect(phones(5)).toEqual(phones(5));
  expect(phones(6)).not.toEqual(phones(5));
  const counts = [...Map.groupBy(phones(5), (phone) => phone).values()].map((one) => one.length);
  expect(counts.length).toBeLessThanOrEqual(200);
  expect(Math.max(...counts)).toBeGreaterThan(3 * (1_000 / 200));
});

it("types a code that comes soon, mostly, and none that comes after an hour", () => {
  const crowd = openCrowd(market, 5, facts);
  const typed = (afterSec: number) =>
    visits.filter((visit) => typeof crowd(visit)?.typesAtSec(afterSec, "SMS", 0) === "number");

  expect(typed(5).length).toBeGreaterThan(800);
  expect(typed(3_600)).toEqual([]);
  expect(crowd(1)?.typesAtSec(5, "RCS", 0)).toBeNull();
});
