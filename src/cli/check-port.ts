import { once } from "node:events";
import { createServer } from "node:net";

/**
 * Throws EADDRINUSE at once where something listens: a start that cannot succeed should not change
 * a database that a running server works on.
 */
export async function checkPort(host: string, port: number): Promise<void> {
  const probe = createServer();
  await once(probe.listen({ host, port }), "listening");
  await new Promise((resolve) => probe.close(resolve));
}
