import { textScalar } from "./text-scalar.js";

export const CountryCodeScalar = textScalar({
  name: "CountryCode",
  description: 'A country as ISO 3166-1 alpha-2: "ID".',
  specifiedByURL: "https://www.iso.org/iso-3166-country-codes.html",
  pattern: /^[A-Z]{2}$/,
  rule: {
    en: 'must be two capital letters of ISO 3166-1, such as "ID".',
    id: 'harus berupa dua huruf besar menurut ISO 3166-1, seperti "ID".',
  },
});
