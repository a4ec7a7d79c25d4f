import { textScalar } from "./text-scalar.js";

export const CurrencyCodeScalar = textScalar({
  name: "CurrencyCode",
  description: 'A currency as ISO 4217: "USD".',
  specifiedByURL: "https://www.iso.org/iso-4217-currency-codes.html",
  pattern: /^[A-Z]{3}$/,
  rule: {
    en: 'must be three capital letters of ISO 4217, such as "USD".',
    id: 'harus berupa tiga huruf besar menurut ISO 4217, seperti "USD".',
  },
});
