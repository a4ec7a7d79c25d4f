import { deserialize, serialize } from "node:v8";
import { deflate, inflate } from "node:zlib";
import { promisify } from "node:util";
import type { MindState } from "./learner-mind.js";
import { type PackedLearner, packLearner, unpackLearner } from "./packed-learner.js";

/** Another number for each shape of the state; one of another shape is not read. */
const shape = 3;
const level = { level: 1 };
const pack = promisify(deflate);
const unpack = promisify(inflate);

/** What is written: the mind, with what its router has open packed. */
interface Packed {
  readonly shape: number;
  readonly state: Omit<MindState, "router">;
  readonly breakers: MindState["router"]["breakers"];
  readonly learner: PackedLearner;
}

/** What is open as bytes: about 100 per attempt. */
export async function mindBytes({ router, ...state }: MindState): Promise<Buffer> {
  const { breakers, learner } = router;
  const packed: Packed = { shape, state, breakers, learner: packLearner(learner) };
  return await pack(serialize(packed), level);
}

/** What such bytes say; null = they are of another shape, or damaged. */
export async function readMind(bytes: Buffer): Promise<MindState | null> {
  try {
    const read = deserialize(await unpack(bytes)) as Packed;
    if (read.shape !== shape) {
      return null;
    }
    const { state, breakers, learner } = read;
    return { ...state, router: { breakers, learner: unpackLearner(learner) } };
  } catch {
    return null;
  }
}
