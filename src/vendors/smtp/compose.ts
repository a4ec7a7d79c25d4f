import MailComposer from "nodemailer/lib/mail-composer";
import type { SendRequest } from "../vendor.js";

/** An e-mail as it goes over the wire. */
export interface ComposedMail {
  /** With our reference in it; angle brackets included. */
  readonly messageId: string;
  readonly bytes: Buffer;
}

/** Writes an e-mail of plain text whose Message-ID is our reference at the sender's domain. */
export async function composeMail(request: SendRequest): Promise<ComposedMail> {
  const from = request.from ?? "";
  const messageId = `<${request.reference}@${from.slice(from.lastIndexOf("@") + 1)}>`;
  const bytes = await new MailComposer({
    from: { name: "", address: from },
    to: { name: "", address: request.to },
    subject: request.subject ?? "",
    text: request.text,
    messageId,
    headers: { "Auto-Submitted": "auto-generated", "Content-Language": request.locale },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
  return { messageId, bytes };
}
