/** What is wrong or odd about a number or an address that is checked. */
export const englishCheckPhrases = {
  checkEmpty: "Nothing is written there.",
  checkControl: "It holds control characters.",
  checkNotNumber: "It is neither a phone number nor an e-mail address.",
  checkNoCountry: "It has no country code: write it like +62812…, or set defaultCountry.",
  checkUnknownCode: "Its country code is none that is in use.",
  checkTooShort: "It has too few digits for its country.",
  checkTooLong: "It has too many digits for its country.",
  checkLength: "Numbers of its country do not have so many digits.",
  checkNoRange: "Its country has given out no numbers that start so.",
  checkNoOneCountry:
    "It belongs to no one country, as satellite numbers do: codes cannot go there.",
  checkExtension: "It has an extension, which no code can be sent to.",
  checkMasked: "Its middle is masked: give the whole of it.",
  checkMismatch: "It belongs to {actual}, while defaultCountry says {expected}.",
  checkFixed: "It is a fixed line: most text messages do not arrive there.",
  checkVoip: "It is an internet telephone number, which are easily had for fraud.",
  checkTollFree: "It is toll-free, which end users have none of.",
  checkPremium: "It is a premium-rate number: calls and messages to it cost more.",
  checkEmailForm: "It is not an e-mail address of the form name@example.com.",
  checkNoDomain: "The domain {domain} does not exist.",
  checkNoMail: "The domain {domain} takes no mail.",
  checkMailUnknown: "Whether {domain} takes mail could not be found out now.",
  checkDisposable: "The domain {domain} gives out addresses that are thrown away.",
  checkPorted: "It was ported to another network.",
  checkVendorInvalid: "{vendor} says that there is no such number.",
  checkVendorSays: "{vendor} says: {words}.",
  checkLookUpFailed: "{vendor} could not look it up: {words}.",
  checkLookUpCost: "It was not looked up: maxCost has no room for it.",
  checkLookUpStopped: "It was not looked up, because {vendor} refused the one before: {words}.",
  checkLookUpBudget: "It was not looked up: the {budget} has no room for it.",
  checkLookUpLost:
    "It was asked about at {vendor} and nothing was heard, so it is not asked again.",
  checkLookUpAccount: "It was not looked up: the account can no longer be asked.",
  // Why a list is not checked
  listEmpty: "The list holds nothing to check.",
  listTooLong: "The list has more than {max} entries. Put it in parts.",
  listColumn:
    "No column is named phone, number, email or the like, and none of the first line's cells is " +
    "a number or an address.",
  listGone: "The list was deleted before it was read to its end.",
  listBudget:
    "The {budget} has {available} left, and the look-ups cost {cost} at most: raise its limit, " +
    "or start with a lower maxCost.",
  listFault: "It could not be checked, by a fault of ours. Ask for it again.",
};

/** The same in Bahasa Indonesia. */
export const indonesianCheckPhrases: Readonly<Record<keyof typeof englishCheckPhrases, string>> = {
  checkEmpty: "Tidak ada yang tertulis.",
  checkControl: "Berisi karakter kendali.",
  checkNotNumber: "Bukan nomor telepon dan bukan alamat e-mail.",
  checkNoCountry: "Tanpa kode negara: tulis seperti +62812…, atau isi defaultCountry.",
  checkUnknownCode: "Kode negaranya tidak ada yang memakai.",
  checkTooShort: "Angkanya terlalu sedikit untuk negaranya.",
  checkTooLong: "Angkanya terlalu banyak untuk negaranya.",
  checkLength: "Nomor di negaranya tidak terdiri dari sebanyak itu angka.",
  checkNoRange: "Negaranya tidak membagikan nomor dengan awalan itu.",
  checkNoOneCountry: "Bukan milik satu negara, seperti nomor satelit: kode tidak bisa dikirim.",
  checkExtension: "Ada nomor ekstensinya, yang tidak bisa dikirimi kode.",
  checkMasked: "Bagian tengahnya disamarkan: beri seluruhnya.",
  checkMismatch: "Nomor ini milik {actual}, sedangkan defaultCountry berisi {expected}.",
  checkFixed: "Ini telepon tetap: kebanyakan pesan teks tidak sampai di sana.",
  checkVoip: "Ini nomor telepon internet, yang mudah didapat untuk penipuan.",
  checkTollFree: "Ini nomor bebas pulsa, yang tidak dimiliki pengguna akhir.",
  checkPremium: "Ini nomor bertarif premium: panggilan dan pesan ke sana lebih mahal.",
  checkEmailForm: "Bukan alamat e-mail berbentuk nama@contoh.com.",
  checkNoDomain: "Domain {domain} tidak ada.",
  checkNoMail: "Domain {domain} tidak menerima surat.",
  checkMailUnknown: "Belum dapat diketahui apakah {domain} menerima surat.",
  checkDisposable: "Domain {domain} membagikan alamat sekali pakai.",
  checkPorted: "Nomor ini dipindahkan ke jaringan lain.",
  checkVendorInvalid: "Menurut {vendor}, nomor ini tidak ada.",
  checkVendorSays: "Kata {vendor}: {words}.",
  checkLookUpFailed: "{vendor} tidak dapat memeriksanya: {words}.",
  checkLookUpCost: "Tidak ditanyakan ke vendor: maxCost tidak cukup.",
  checkLookUpStopped: "Tidak ditanyakan, karena {vendor} menolak yang sebelumnya: {words}.",
  checkLookUpBudget: "Tidak ditanyakan ke vendor: {budget} tidak cukup.",
  checkLookUpLost: "Sudah ditanyakan ke {vendor} tanpa jawaban, jadi tidak ditanyakan lagi.",
  checkLookUpAccount: "Tidak ditanyakan ke vendor: akunnya tidak dapat dipakai lagi.",
  listEmpty: "Daftarnya tidak berisi apa pun untuk diperiksa.",
  listTooLong: "Daftarnya lebih dari {max} baris. Kirim dalam beberapa bagian.",
  listColumn:
    "Tidak ada kolom bernama phone, number, email, nomor atau sejenisnya, dan tidak ada sel di " +
    "baris pertama yang berupa nomor atau alamat.",
  listGone: "Daftarnya dihapus sebelum selesai dibaca.",
  listBudget:
    "Sisa {budget} adalah {available}, sedangkan pemeriksaan paling mahal {cost}: naikkan " +
    "batasnya, atau mulai dengan maxCost yang lebih rendah.",
  listFault: "Daftarnya gagal diperiksa karena kesalahan kami. Minta sekali lagi.",
};
