/** The few words that an end user reads, by language. */
export interface Texts {
  readonly sending: string;
  readonly sent: (channel: string) => string;
  readonly arrived: (channel: string) => string;
  readonly next: (channel: string, seconds: number) => string;
  readonly label: string;
  readonly check: string;
  readonly again: string;
  readonly againIn: (seconds: number) => string;
  readonly verified: string;
  readonly wrong: (left: number | null) => string;
  readonly over: string;
  readonly offline: string;
}

const channels: Readonly<Record<string, string>> = {
  SMS: "SMS",
  WHATSAPP: "WhatsApp",
  EMAIL: "e-mail",
  VOICE: "phone call",
  MISSED_CALL: "missed call",
  TELEGRAM: "Telegram",
  VIBER: "Viber",
  RCS: "RCS",
};

const english: Texts = {
  sending: "Sending your code …",
  sent: (channel) => `Your code is on its way by ${channel}.`,
  arrived: (channel) => `Your code was delivered by ${channel}.`,
  next: (channel, seconds) => `By ${channel} in ${seconds} s if it does not arrive.`,
  label: "Enter the code",
  check: "Continue",
  again: "Send it again",
  againIn: (seconds) => `Send it again in ${seconds} s`,
  verified: "Verified",
  wrong: (left) => (left === null ? "Not the code." : `Not the code. ${left} tries left.`),
  over: "This code has ended. Start again.",
  offline: "No connection. Trying again …",
};

const indonesian: Texts = {
  sending: "Mengirim kode Anda …",
  sent: (channel) => `Kode Anda dikirim lewat ${channel}.`,
  arrived: (channel) => `Kode Anda sampai lewat ${channel}.`,
  next: (channel, seconds) => `Lewat ${channel} dalam ${seconds} dtk bila tidak sampai.`,
  label: "Masukkan kode",
  check: "Lanjut",
  again: "Kirim lagi",
  againIn: (seconds) => `Kirim lagi dalam ${seconds} dtk`,
  verified: "Terverifikasi",
  wrong: (left) => (left === null ? "Kode salah." : `Kode salah. Sisa ${left} percobaan.`),
  over: "Kode ini sudah berakhir. Mulai lagi.",
  offline: "Tidak ada koneksi. Mencoba lagi …",
};

export function textsIn(language: string): Texts {
  return language.toLowerCase().startsWith("id") ? indonesian : english;
}

export function channelName(channel: string): string {
  return channels[channel] ?? channel;
}
