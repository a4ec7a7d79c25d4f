/** A report took longer than one may, or too many are being read: asking for less helps. */
export class ReportTooSlow extends Error {
  override readonly name = "ReportTooSlow";
}
