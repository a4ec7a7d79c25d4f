import { directionNumbers } from "./sobol-directions.js";

const bitCount = 32;
const unit = 2 ** -bitCount;

/**
 * Draw `dimension` of virtual send `index`, uniform in [0, 1): every block of 2ᵏ sends fills each
 * dimension evenly, and pairs of them nearly so; those behind the first 25 are drawn by a hash.
 *
 * @param index     0 up
 * @param dimension 0 up
 * Source: I. Sobol's sequence, scrambled (A. Owen, 1995) by hashes (B. Burley, 2020).
 */
export function evenDraw(index: number, dimension: number): number {
  const directions = directionNumbers[dimension];
  return directions === undefined
    ? hashed(index, dimension) * unit
    : scrambled(sobolBits(index, directions), hashed(0, dimension)) * unit;
}

function sobolBits(index: number, directions: Uint32Array): number {
  let bits = 0;
  for (let left = index, place = 0; left > 0; left >>>= 1, place += 1) {
    bits ^= (left & 1) === 0 ? 0 : (directions[place] ?? 0);
  }
  return bits >>> 0;
}

/** Each bit flipped or not by a hash of the bits above it: blocks stay as even as they were. */
function scrambled(bits: number, seed: number): number {
  let mixed = (reversed(bits) + seed) | 0;
  mixed ^= Math.imul(mixed, 0x6c50b47c);
  mixed ^= Math.imul(mixed, 0xb82f1e52);
  mixed ^= Math.imul(mixed, 0xc7afe638);
  mixed ^= Math.imul(mixed, 0x8d22f6e6);
  return reversed(mixed >>> 0);
}

function reversed(bits: number): number {
  let swapped = ((bits >>> 1) & 0x55555555) | ((bits & 0x55555555) << 1);
  swapped = ((swapped >>> 2) & 0x33333333) | ((swapped & 0x33333333) << 2);
  swapped = ((swapped >>> 4) & 0x0f0f0f0f) | ((swapped & 0x0f0f0f0f) << 4);
  swapped = ((swapped >>> 8) & 0x00ff00ff) | ((swapped & 0x00ff00ff) << 8);
  return ((swapped >>> 16) | (swapped << 16)) >>> 0;
}

/** 32 bits, the same always. Source: the finalizer of MurmurHash3. */
function hashed(index: number, dimension: number): number {
  let bits = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(dimension + 1, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
