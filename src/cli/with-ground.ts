import { type Ground, openGround } from "../ground.js";
import type { CommandCall } from "./command.js";

/**
 * Runs `use` on the migrated database, beside a running server or on one started for the purpose,
 * and leaves it in any case.
 */
export async function withGround<T>(
  { config, output }: Pick<CommandCall, "config" | "output">,
  use: (ground: Ground) => Promise<T>,
): Promise<T> {
  const complain = (error: unknown): void =>
    output.note(`${error instanceof Error ? error.message : String(error)}\n`);
  const ground = await openGround(config(), complain, (line) => output.note(`${line}\n`));
  try {
    return await use(ground);
  } finally {
    await ground.close();
  }
}
