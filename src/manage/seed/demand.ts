import { messageOf, type Result } from "../../core/errors.js";

/**
 * The value of something that cannot fail but by a mistake of ours;
 * throws with all reasons otherwise.
 */
export function demand<T>(result: Result<T>, what: string): T {
  if (!result.ok) {
    const reasons = result.errors.map((error) => messageOf(error, "en")).join(" ");
    throw new Error(`the demo cannot be set up at ${what}: ${reasons}`);
  }
  return result.value;
}
