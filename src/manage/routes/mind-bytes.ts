import { deserialize, serialize } from "node:v8";
import { deflate, inflate } from "node:zlib";
import { promisify } from "node:util";
import type { MindState } from "./learner-mind.js";

/** Another number for each shape of the state; one of another shape is not read. */
const shape = 1;
const level = { level: 1 };
const pack = promisify(deflate);
const unpack = promisify(inflate);

/** What is open as bytes: about 100 per attempt. */
export async function mindBytes(state: MindState): Promise<Buffer> {
  return await pack(serialize({ shape, state }), level);
}

/** What such bytes say; null = they are of another shape, or damaged. */
export async function readMind(bytes: Buffer): Promise<MindState | null> {
  try {
    const read = deserialize(await unpack(bytes)) as { shape: number; state: MindState };
    return read.shape === shape ? read.state : null;
  } catch {
    return null;
  }
}
