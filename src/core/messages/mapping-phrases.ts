/** Why the mapping of a vendor that is spoken to without code of ours cannot be used. */
export const englishMappingPhrases = {
  mappingWhole: "the whole",
  mappingJson: "it is not JSON.",
  mappingMissing: "it is missing.",
  mappingType: "give a value of the type {wanted}.",
  mappingUnknown: "there is no member {members}.",
  mappingChoice: "give one of: {choices}.",
  mappingKind: "its kind is not known.",
  mappingForm: "it does not have the form that is wanted here.",
  mappingPath: "a path is names and positions in a list with dots between, such as messages.0.id.",
  mappingHeaderName: "the name of a header is letters, digits and hyphens, 64 at most.",
  mappingCurrency: "give a currency by its three capital letters, such as IDR.",
  mappingOffset: "give a zone as hours and minutes, such as +07:00.",
  mappingTemplate:
    "“{open}” begins the name of a value, and “{close}” has to end it: {open}text{close}.",
  mappingTooBig: "it is too long or too large: {max} at most.",
  mappingTooSmall: "it is too short or too small: {min} at least.",
  mappingTogether: "give these together or not at all: {members}.",
  mappingEither: "give one of these, not both: {members}.",
  mappingUrl:
    "give a public https address, without name, password and fragment, whose host is no template.",
  mappingVariable: "nothing is called “{name}”. There are: {choices}.",
  mappingSecret: "it needs the credential “{credential}”.",
  mappingNoCode: "no template has {{text}} or {{code}}, so nobody would get the code.",
  mappingNoRecipient: "no template has {{to}} or {{toDigits}}.",
  mappingNoReference: "no template has {{reference}}, which receipts are to be matched by.",
  mappingGetBody: "a GET has no body.",
  mappingHeader: "this header is set by itself.",
  mappingNoName: "give idPath, referencePath or both.",
  mappingCovers: "the signature has to cover {covered}.",
  mappingTimestamp: "{timestamp} in “signed” and timestampHeader go together.",
};

/** The same in Indonesian. */
export const indonesianMappingPhrases: Readonly<
  Record<keyof typeof englishMappingPhrases, string>
> = {
  mappingWhole: "keseluruhan",
  mappingJson: "ini bukan JSON.",
  mappingMissing: "bagian ini belum ada.",
  mappingType: "beri nilai bertipe {wanted}.",
  mappingUnknown: "tidak ada anggota {members}.",
  mappingChoice: "beri salah satu dari: {choices}.",
  mappingKind: "jenisnya tidak dikenal.",
  mappingForm: "bentuknya tidak seperti yang diminta di sini.",
  mappingPath:
    "jalur berupa nama dan posisi dalam daftar yang dipisah titik, misalnya messages.0.id.",
  mappingHeaderName: "nama header berupa huruf, angka, dan tanda hubung, paling banyak 64.",
  mappingCurrency: "beri mata uang dengan tiga huruf besar, misalnya IDR.",
  mappingOffset: "beri zona sebagai jam dan menit, misalnya +07:00.",
  mappingTemplate:
    "“{open}” mengawali nama sebuah nilai, dan “{close}” harus menutupnya: {open}text{close}.",
  mappingTooBig: "terlalu panjang atau terlalu besar: paling banyak {max}.",
  mappingTooSmall: "terlalu pendek atau terlalu kecil: sedikitnya {min}.",
  mappingTogether: "beri semuanya bersama atau tidak sama sekali: {members}.",
  mappingEither: "beri salah satu, jangan keduanya: {members}.",
  mappingUrl:
    "beri alamat https publik, tanpa nama, kata sandi, dan fragmen, yang hostnya bukan templat.",
  mappingVariable: "tidak ada yang bernama “{name}”. Yang ada: {choices}.",
  mappingSecret: "ini memerlukan kredensial “{credential}”.",
  mappingNoCode: "tidak ada templat dengan {{text}} atau {{code}}, jadi kodenya tidak terkirim.",
  mappingNoRecipient: "tidak ada templat dengan {{to}} atau {{toDigits}}.",
  mappingNoReference:
    "tidak ada templat dengan {{reference}}, padahal laporan dicocokkan dengannya.",
  mappingGetBody: "GET tidak punya body.",
  mappingHeader: "header ini diisi dengan sendirinya.",
  mappingNoName: "beri idPath, referencePath, atau keduanya.",
  mappingCovers: "tanda tangannya harus mencakup {covered}.",
  mappingTimestamp: "{timestamp} dalam “signed” dan timestampHeader harus bersama.",
};
