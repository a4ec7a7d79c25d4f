import type { CursorPart } from "../core/cursor.js";
import { badRequest } from "./errors.js";

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The id in a cursor; throws BAD_REQUEST when it is none. */
export function cursorUuid(part: CursorPart | undefined): string {
  if (typeof part !== "string" || !uuidPattern.test(part)) {
    throw badRequest(["after"], "is not a cursor of this list.");
  }
  return part;
}
