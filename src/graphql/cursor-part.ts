import type { CursorPart } from "../core/cursor.js";
import { badRequest } from "./errors.js";

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const int4Max = 2_147_483_647;

/** The counting number in a cursor; throws BAD_REQUEST when it is none. */
export function cursorWhole(part: CursorPart | undefined): number {
  if (typeof part !== "number" || !Number.isInteger(part) || part < 0 || part > int4Max) {
    throw badRequest(["after"], "is not a cursor of this list.");
  }
  return part;
}

/** The id in a cursor; throws BAD_REQUEST when it is none. */
export function cursorUuid(part: CursorPart | undefined): string {
  if (typeof part !== "string" || !uuidPattern.test(part)) {
    throw badRequest(["after"], "is not a cursor of this list.");
  }
  return part;
}
