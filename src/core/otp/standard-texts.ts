/** The languages that our own texts are in; the first is spoken where none fits. */
export const textLanguages = ["en", "id", "pt", "es", "hi", "ar", "fr", "de"] as const;
/** A language of our own texts. */
export type TextLanguage = (typeof textLanguages)[number];

type Texts = Readonly<Record<TextLanguage, string>>;

/**
 * Our own texts of messages. Those that can be written in letters of GSM-7 are, so that they stay
 * one part: "PIN" where the word for code has another letter.
 */
export const shortTexts: Texts = {
  en: "{code} is your {brand} code. It expires in {minutes} min. Never share it.",
  id: "{code} adalah kode {brand} Anda. Berlaku {minutes} menit. Jangan berikan kepada siapa pun.",
  pt: "{code} é o seu PIN {brand}. Expira em {minutes} min. Nunca o compartilhe.",
  es: "{code} es su clave de {brand}. Vence en {minutes} min. No la comparta con nadie.",
  hi: "{code} आपका {brand} कोड है। {minutes} मिनट मान्य। किसी को न बताएँ।",
  // Nouns take four forms after numbers: "in minutes: 5" fits them all.
  ar: "{code} رمز {brand}. صالح بالدقائق: {minutes}. لا تشاركه.",
  fr: "{code} est votre code {brand}. Il expire dans {minutes} min. Ne le partagez jamais.",
  de: "{code} ist Ihr Code für {brand}. Er gilt {minutes} Min. Geben Sie ihn nie weiter.",
};

/** Our own texts of calls; who missed the code hears it once more. */
export const spokenTexts: Texts = {
  en: "Hello. Your {brand} code is: {code}. Once more: {code}. Goodbye.",
  id: "Halo. Kode {brand} Anda adalah: {code}. Sekali lagi: {code}. Terima kasih.",
  pt: "Olá. O seu código {brand} é: {code}. Mais uma vez: {code}. Obrigado.",
  es: "Hola. Su código de {brand} es: {code}. Una vez más: {code}. Gracias.",
  hi: "नमस्ते। आपका {brand} कोड है: {code}। एक बार फिर: {code}। धन्यवाद।",
  ar: "مرحبًا. رمز {brand} هو: {code}. مرة أخرى: {code}. شكرًا.",
  fr: "Bonjour. Votre code {brand} est : {code}. Encore une fois : {code}. Au revoir.",
  de: "Hallo. Ihr Code für {brand} lautet: {code}. Noch einmal: {code}. Auf Wiederhören.",
};

/** Our own e-mails. */
export const mailTexts: Texts = {
  en:
    "Your {brand} code is {code}\n\nIt expires in {minutes} minutes. If you did not ask for it, " +
    "ignore this e-mail. Never share it with anyone.",
  id:
    "Kode {brand} Anda adalah {code}\n\nBerlaku {minutes} menit. Jika Anda tidak memintanya, " +
    "abaikan e-mail ini. Jangan berikan kepada siapa pun.",
  pt:
    "O seu código {brand} é {code}\n\nExpira em {minutes} min. Se não o pediu, ignore este " +
    "e-mail. Nunca o compartilhe com ninguém.",
  es:
    "Su código de {brand} es {code}\n\nVence en {minutes} min. Si no lo ha pedido, ignore este " +
    "correo. No lo comparta con nadie.",
  hi:
    "आपका {brand} कोड है {code}\n\nयह {minutes} मिनट तक मान्य है। अगर आपने इसे नहीं माँगा, तो इस " +
    "ई-मेल को अनदेखा करें। इसे किसी को न बताएँ।",
  ar:
    "رمز {brand} الخاص بك هو {code}\n\nصلاحيته بالدقائق: {minutes}. إذا لم تطلبه فتجاهل هذه " +
    "الرسالة. لا تشاركه مع أحد.",
  fr:
    "Votre code {brand} est {code}\n\nIl expire dans {minutes} min. Si vous ne l'avez pas " +
    "demandé, ignorez cet e-mail. Ne le partagez jamais.",
  de:
    "Ihr Code für {brand} lautet {code}\n\nEr gilt {minutes} Min. Wenn Sie ihn nicht angefordert " +
    "haben, beachten Sie diese E-Mail nicht. Geben Sie ihn nie weiter.",
};

/** The subjects of e-mails, also of a tenant's that has none of its own. */
export const mailSubjects: Texts = {
  en: "Your {brand} code",
  id: "Kode {brand} Anda",
  pt: "O seu código {brand}",
  es: "Su código de {brand}",
  hi: "आपका {brand} कोड",
  ar: "رمز {brand} الخاص بك",
  fr: "Votre code {brand}",
  de: "Ihr Code für {brand}",
};
