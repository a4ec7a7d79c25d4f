import type { LineNote } from "../invoice/difference.js";

type Sentences = Readonly<Record<LineNote["code"], (note: LineNote) => string>>;

const english: Sentences = {
  MISSING: () => "We have it as charged, and the invoice does not bill it.",
  UNKNOWN: () => "The invoice bills it, and this account sent no such message.",
  REPEATED: () => "The invoice bills it once more.",
  CURRENCY: ({ ours, theirs }) =>
    `The price was agreed in ${ours}, the invoice bills ${theirs}: ` +
    "it is neither compared nor applied.",
  STATUS: ({ ours, theirs }) => `We have it as ${ours}, the invoice as ${theirs}.`,
  PARTS: ({ ours, theirs }) => `We count ${ours} parts, the invoice ${theirs}.`,
  PRICE: ({ inDoubt }) =>
    `The invoice bills another amount than ${inDoubt ? "is held for it" : "was charged"}.`,
};

const indonesian: Sentences = {
  MISSING: () => "Menurut kami sudah dikenakan biaya, tetapi tidak ada dalam tagihan.",
  UNKNOWN: () => "Tagihan menagihnya, tetapi akun ini tidak mengirim pesan itu.",
  REPEATED: () => "Tagihan menagihnya sekali lagi.",
  CURRENCY: ({ ours, theirs }) =>
    `Harga disepakati dalam ${ours}, tagihannya dalam ${theirs}: ` +
    "tidak dibandingkan dan tidak diterapkan.",
  STATUS: ({ ours, theirs }) => `Menurut kami ${ours}, menurut tagihan ${theirs}.`,
  PARTS: ({ ours, theirs }) => `Kami menghitung ${ours} bagian, tagihan ${theirs}.`,
  PRICE: ({ inDoubt }) =>
    `Tagihan menagih jumlah lain daripada yang ${inDoubt ? "ditahan" : "dikenakan"}.`,
};

/** Says in words how a line of an invoice differs from the books. */
export function invoiceNote(note: LineNote, locale: "en" | "id"): string {
  return (locale === "id" ? indonesian : english)[note.code](note);
}
