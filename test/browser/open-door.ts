import { once } from "node:events";
import net from "node:net";

/** A way to a server that can be cut, as a lost network is, and mended. */
export interface Door {
  readonly origin: string;
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** Opens a door on a free port of this machine; what comes in goes to the server's port. */
export async function openDoor(port: number): Promise<Door> {
  const open = new Set<net.Socket>();
  let isCut = false;
  const door = net.createServer((inside) => {
    if (isCut) {
      inside.destroy();
      return;
    }
    const outside = net.connect(port, "127.0.0.1");
    for (const [one, other] of [
      [inside, outside],
      [outside, inside],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await once(door.listen(0, "127.0.0.1"), "listening");
  const drop = (): void => {
    for (const socket of open) {
      socket.destroy();
    }
  };
  return {
    origin: `http://127.0.0.1:${(door.address() as net.AddressInfo).port}`,
    cut() {
      isCut = true;
      drop();
    },
    mend() {
      isCut = false;
    },
    async close() {
      drop();
      await new Promise((resolve) => door.close(resolve));
    },
  };
}
