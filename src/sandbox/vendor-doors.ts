import { createServer, type RequestListener, type Server } from "node:http";

/**
 * An address per vendor (127.0.0.11, 127.0.0.12 … on the sandbox's port), so that one vendor's
 * connections can be refused for real while the others' are taken. Where the system has only
 * 127.0.0.1, vendors share the main address.
 */
export class VendorDoors {
  private readonly doors = new Map<string, { host: string; server: Server }>();
  private settling: Promise<void> = Promise.resolve();

  private constructor(private readonly port: number) {}

  static async open(
    vendors: readonly string[],
    port: number,
    listener: RequestListener,
  ): Promise<VendorDoors> {
    const doors = new VendorDoors(port);
    for (const [index, vendor] of vendors.entries()) {
      const host = `127.0.0.${11 + index}`;
      const server = createSandboxServer(listener);
      if (index < 240 && (await isListening(server, port, host))) {
        doors.doors.set(vendor, { host, server });
      }
    }
    return doors;
  }

  /** The vendor's own address; null when it shares the main one. */
  hostOf(vendor: string): string | null {
    return this.doors.get(vendor)?.host ?? null;
  }

  /** Shuts the doors of these vendors, cutting what is open, and opens all others. */
  settle(refusing: () => ReadonlySet<string>): Promise<void> {
    this.settling = this.settling.then(async () => {
      const shut = refusing();
      for (const [vendor, { host, server }] of this.doors) {
        if (shut.has(vendor) && server.listening) {
          await closeServer(server);
        } else if (!shut.has(vendor) && !server.listening) {
          await isListening(server, this.port, host);
        }
      }
    });
    return this.settling;
  }

  async close(): Promise<void> {
    await this.settling;
    await Promise.all([...this.doors.values()].map(({ server }) => closeServer(server)));
  }
}

/** An HTTP server that keeps idle connections longer than any client of it does. */
export function createSandboxServer(listener: RequestListener): Server {
  return createServer({ keepAliveTimeout: 75_000, requestTimeout: 30_000 }, listener);
}

/** Stops listening at once and cuts what is open. */
export async function closeServer(server: Server): Promise<void> {
  if (server.listening) {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }
}

function isListening(server: Server, port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const refused = () => resolve(false);
    server.once("error", refused);
    server.listen(port, host, () => {
      server.off("error", refused);
      resolve(true);
    });
  });
}
