/** Dimensions that are filled evenly; those behind them are drawn by a hash alone. */
const evenDimensions = 24;

/** Logarithms of primes: of their roots some pairs run side by side for thousands of sends. */
const steps = primes(evenDimensions).map((prime) => Math.log(prime) % 1);

/**
 * Draw `dimension` of virtual send `index`, uniform in [0, 1): of many sends every dimension is
 * filled evenly, so that 2,000 tell what 20,000 drawn by chance would.
 *
 * @param index     0 up
 * @param dimension 0 up
 * Source: L. Kronecker's sequence, rotated (Cranley and Patterson, 1976).
 */
export function evenDraw(index: number, dimension: number): number {
  const step = steps[dimension];
  return step === undefined
    ? hashed(index, dimension)
    : (hashed(0, dimension) + (index + 1) * step) % 1;
}

/** The same numbers always; uniform in [0, 1). Source: the finalizer of MurmurHash3. */
function hashed(index: number, dimension: number): number {
  let bits = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(dimension + 1, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
}

function primes(count: number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate += 1) {
    if (found.every((prime) => candidate % prime !== 0)) {
      found.push(candidate);
    }
  }
  return found;
}
