import { maskEmail } from "../../core/email.js";
import type { ExportCell, ExportColumn } from "../../core/exports/export-column.js";
import { maskPhone } from "../../core/phone.js";

/** Opens a sealed recipient. */
export type OpenRecipient = (sealed: Buffer) => {
  readonly phone: string | null;
  readonly email: string | null;
};

/**
 * Puts phone and e-mail in the place of the sealed recipient, which came as hex in the column of
 * type PHONE.
 *
 * @param isReadable false = masked, as the API shows them without RECIPIENT_READ
 */
export async function* openRecipients(
  rows: AsyncIterable<readonly (readonly ExportCell[])[]>,
  columns: readonly ExportColumn[],
  open: OpenRecipient,
  isReadable: boolean,
): AsyncGenerator<readonly (readonly ExportCell[])[]> {
  const phoneAt = columns.findIndex(({ type }) => type === "PHONE");
  const emailAt = columns.findIndex(({ type }) => type === "EMAIL");
  for await (const batch of rows) {
    yield batch.map((cells) => {
      const { phone, email } = open(Buffer.from(String(cells[phoneAt]), "hex"));
      const shown = [...cells];
      shown[phoneAt] = phone === null || isReadable ? phone : maskPhone(phone);
      shown[emailAt] = email === null || isReadable ? email : maskEmail(email);
      return shown;
    });
  }
}
