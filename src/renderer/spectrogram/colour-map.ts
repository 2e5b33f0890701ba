/**
 * The magma colour map of Matplotlib (by Stéfan van der Walt and Nathaniel Smith, CC0): even in perceived
 * lightness, so equal steps in dB look equal, in grey and for colour-blind eyes too. Twenty of its 256
 * entries; those between are interpolated.
 */
const MAGMA = [
  0x000004, 0x07061c, 0x150e38, 0x29115a, 0x3f0f72, 0x56147d, 0x6a1c81, 0x802582, 0x942c80, 0xab337c,
  0xc03a76, 0xd6456c, 0xe85362, 0xf4695c, 0xfa815f, 0xfd9b6b, 0xfeb47b, 0xfecd90, 0xfde7a9, 0xfcfdbf,
] as const;

const channel = (colour: number, shift: number): number => (colour >> shift) & 255;

/** A look-up table of 256 colours for canvas pixels: red, green, blue, alpha, 0–255 each. */
export const magmaTable = (): Uint8ClampedArray => {
  const table = new Uint8ClampedArray(256 * 4);
  for (let index = 0; index < 256; index += 1) {
    const position = (index / 255) * (MAGMA.length - 1);
    const below = Math.min(MAGMA.length - 2, Math.floor(position));
    const share = position - below;
    const from = MAGMA[below] ?? 0;
    const to = MAGMA[below + 1] ?? 0;
    [16, 8, 0].forEach((shift, offset) => {
      table[index * 4 + offset] = channel(from, shift) * (1 - share) + channel(to, shift) * share;
    });
    table[index * 4 + 3] = 255;
  }
  return table;
};
