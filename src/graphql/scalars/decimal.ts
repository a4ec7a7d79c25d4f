import { textScalar } from "./text-scalar.js";

/** Exact decimals; whether an amount makes sense is said by each mutation, not here. */
export const DecimalScalar = textScalar({
  name: "Decimal",
  description: 'An exact decimal number as text: "0.008250".',
  specifiedByURL: "https://en.wikipedia.org/wiki/Decimal",
  pattern: /^-?\d{1,40}(\.\d{1,40})?$/,
  rule: {
    en: 'must be a decimal number as text, such as "0.008250".',
    id: 'harus berupa angka desimal sebagai teks, seperti "0.008250".',
  },
});
