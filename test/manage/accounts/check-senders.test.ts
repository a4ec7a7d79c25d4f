import { expect, it } from "vitest";
import { checkSenders } from "../../../src/manage/accounts/check-senders.js";

const codesOf = (value: string) =>
  checkSenders([{ channel: "SMS", country: null, value }], ["SMS"]).map(({ code }) => code);

it.each([
  "+14155550100",
  "447700900000",
  "Acme",
  "MG0123456789abcdef0123456789abcdef",
  "86bbb125-97bb-4d72-89fd-81d5c515b015",
])("%s sends SMS: a number, a name, or the id of a vendor's pool of senders", (value) => {
  expect(codesOf(value)).toEqual([]);
});

it.each(["0123", "1234567890123456", "a name that is long", "86bbb125-97bb", "12"])(
  "%s sends no SMS",
  (value) => {
    expect(codesOf(value)).toEqual(["INVALID_SENDER"]);
  },
);
