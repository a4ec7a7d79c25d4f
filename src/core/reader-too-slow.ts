/** Why a followed log ends by itself: its reader fell too far behind and has to resume. */
export class ReaderTooSlow extends Error {
  override readonly name = "ReaderTooSlow";
}
