import { expect, test } from "vitest";
import { codeIn } from "../../../src/dashboard/widget/code-in.js";

const six = { length: 6, isDigits: true };
const mixed = { length: 8, isDigits: false };

test.each([
  ["what was typed", "1234", six, "1234"],
  ["no more than a code has", "12345678", six, "123456"],
  ["digits out of anything else", "12-34 ab", six, "1234"],
  ["a code in two groups", "123 456", six, "123456"],
  ["full-width digits", "１２３４５６", six, "123456"],
  ["the code of a whole message", "Your code is 482913. It is good for 5 minutes.", six, "482913"],
  ["nothing of a message without a code", "Call 0812 3456 7890 now", six, ""],
  ["letters, made large", "ab12cd34", mixed, "AB12CD34"],
  ["letters of a whole message", "Kode Anda: 7H2KMN9P", mixed, "7H2KMN9P"],
  ["digits while nothing is known", "12x34", null, "1234"],
  ["ten at most while nothing is known", "123456789012", null, "1234567890"],
] as const)("takes %s", (_case, text, look, code) => {
  expect(codeIn(text, look)).toBe(code);
});
