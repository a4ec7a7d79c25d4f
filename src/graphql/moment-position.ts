import type { CursorPart } from "../core/cursor.js";
import { badRequest } from "./errors.js";

/** A place in a list that is ordered by time, then by id. */
export interface MomentPosition {
  readonly at: Date;
  readonly id: string;
}

const uuidPattern = /^[0-9a-f-]{36}$/;
/** The last moment that a Date can tell, in ms since 1970. */
const lastMs = 8.64e15;

/** Reads a cursor of [ms since 1970, uuid]; null = from the start. Throws BAD_REQUEST. */
export function momentPosition(after: readonly CursorPart[] | null): MomentPosition | null {
  if (after === null) {
    return null;
  }
  const [atMs, id] = after;
  const isSound =
    typeof atMs === "number" &&
    Number.isSafeInteger(atMs) &&
    atMs >= 0 &&
    atMs < lastMs &&
    typeof id === "string" &&
    uuidPattern.test(id);
  if (!isSound) {
    throw badRequest(["after"], "is not a cursor of this list.");
  }
  return { at: new Date(atMs), id };
}
