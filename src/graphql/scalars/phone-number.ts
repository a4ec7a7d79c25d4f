import { textScalar } from "./text-scalar.js";

/** Goes out as E.164 or masked; a masked value does not parse. */
export const PhoneNumberScalar = textScalar({
  name: "PhoneNumber",
  description:
    "A phone number as E.164; without the scope RECIPIENT_READ the middle of it is masked, " +
    "and a masked number cannot be given back.",
  specifiedByURL: "https://www.itu.int/rec/T-REC-E.164",
  pattern: /^\+[1-9]\d{6,14}$/,
  rule: {
    en: 'must be a whole E.164 number, such as "+6281234567890".',
    id: 'harus berupa nomor E.164 lengkap, seperti "+6281234567890".',
  },
});
