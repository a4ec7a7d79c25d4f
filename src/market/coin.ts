/** Draws that are a hash of what they are for: the same question always gets the same answer. */

/** A 32-bit key of a text; equal texts have equal keys. */
export function keyOf(text: string): number {
  let key = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    key = Math.imul(key ^ text.charCodeAt(index), 0x01000193);
  }
  return finish(key);
}

/** One 32-bit key made of two; the order counts. */
export function mixKeys(first: number, second: number): number {
  return finish(Math.imul(first, 0x9e3779b1) ^ finish(second + 0x7f4a7c15));
}

/** A number in (0, 1) for question `salt` (a small integer) asked of `key`. */
export function coin(key: number, salt: number): number {
  return (mixKeys(key, salt) + 0.5) / 4_294_967_296;
}

/** A draw from the standard normal; uses the salts `salt` and `salt + 1`. */
export function normalDraw(key: number, salt: number): number {
  const radius = Math.sqrt(-2 * Math.log(coin(key, salt)));
  return radius * Math.cos(2 * Math.PI * coin(key, salt + 1));
}

/** A draw from the lognormal of this median and log-scale deviation; uses two salts. */
export function lognormalDraw(key: number, salt: number, median: number, sigma: number): number {
  return median * Math.exp(sigma * normalDraw(key, salt));
}

// The finaliser of MurmurHash3 (public domain, A. Appleby), result as an unsigned 32-bit number.
function finish(value: number): number {
  let key = value | 0;
  key = Math.imul(key ^ (key >>> 16), 0x85ebca6b);
  key = Math.imul(key ^ (key >>> 13), 0xc2b2ae35);
  return (key ^ (key >>> 16)) >>> 0;
}
