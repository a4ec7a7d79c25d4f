const bitCount = 32;

/** A primitive polynomial without its ends, as bits, and the odd numbers that the rest grows of. */
interface Generator {
  readonly polynomial: number;
  readonly first: readonly number[];
}

/** Source: S. Joe and F. Kuo, new-joe-kuo-6.21201 (2008), dimensions 2 to 25. */
const generators: readonly Generator[] = [
  { polynomial: 0, first: [1] },
  { polynomial: 1, first: [1, 3] },
  { polynomial: 1, first: [1, 3, 1] },
  { polynomial: 2, first: [1, 1, 1] },
  { polynomial: 1, first: [1, 1, 3, 3] },
  { polynomial: 4, first: [1, 3, 5, 13] },
  { polynomial: 2, first: [1, 1, 5, 5, 17] },
  { polynomial: 4, first: [1, 1, 5, 5, 5] },
  { polynomial: 7, first: [1, 1, 7, 11, 19] },
  { polynomial: 11, first: [1, 1, 5, 1, 1] },
  { polynomial: 13, first: [1, 1, 1, 3, 11] },
  { polynomial: 14, first: [1, 3, 5, 5, 31] },
  { polynomial: 1, first: [1, 3, 3, 9, 7, 49] },
  { polynomial: 13, first: [1, 1, 1, 15, 21, 21] },
  { polynomial: 16, first: [1, 3, 1, 13, 27, 49] },
  { polynomial: 19, first: [1, 1, 1, 15, 7, 5] },
  { polynomial: 22, first: [1, 3, 1, 15, 13, 25] },
  { polynomial: 25, first: [1, 1, 5, 5, 19, 61] },
  { polynomial: 1, first: [1, 3, 7, 11, 23, 15, 103] },
  { polynomial: 4, first: [1, 3, 7, 13, 13, 15, 69] },
  { polynomial: 7, first: [1, 1, 3, 13, 7, 35, 63] },
  { polynomial: 8, first: [1, 3, 5, 9, 1, 25, 53] },
  { polynomial: 14, first: [1, 3, 1, 13, 9, 35, 107] },
  { polynomial: 19, first: [1, 3, 1, 5, 27, 61, 31] },
];

/** By dimension, 25 of them: what each bit of an index adds to a point of Sobol's sequence. */
export const directionNumbers: readonly Uint32Array[] = [
  Uint32Array.from({ length: bitCount }, (_, place) => 1 << (bitCount - 1 - place)),
  ...generators.map(directionsOf),
];

function directionsOf({ polynomial, first }: Generator): Uint32Array {
  const degree = first.length;
  const directions = new Uint32Array(bitCount);
  for (let place = 0; place < bitCount; place += 1) {
    const own = first[place];
    const before = directions[place - degree] ?? 0;
    let bits = own === undefined ? before ^ (before >>> degree) : own << (bitCount - 1 - place);
    for (let back = 1; own === undefined && back < degree; back += 1) {
      const isSet = ((polynomial >>> (degree - 1 - back)) & 1) === 1;
      bits ^= isSet ? (directions[place - back] ?? 0) : 0;
    }
    directions[place] = bits;
  }
  return directions;
}
