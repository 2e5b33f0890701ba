const CODES = 256;

/** Steps of 8 segments, whose width doubles from one to the next, plus sign (ITU-T G.711). */
function table(decode: (code: number) => number): Float64Array {
  return Float64Array.from({ length: CODES }, (_, code) => decode(code) / 32_768);
}

/** Value of each µ-law code, full scale ±1 (ITU-T G.711, table 2). */
export const MU_LAW = table((code) => {
  const bits = ~code & 0xff;
  const magnitude = ((((bits & 0x0f) << 3) + 0x84) << ((bits >> 4) & 7)) - 0x84;
  return bits & 0x80 ? -magnitude : magnitude;
});

/** Value of each A-law code, full scale ±1 (ITU-T G.711, table 1). */
export const A_LAW = table((code) => {
  const bits = code ^ 0x55;
  const segment = (bits >> 4) & 7;
  const step = ((bits & 0x0f) << 4) + 8;
  const magnitude = segment === 0 ? step : (step + 0x100) << (segment - 1);
  return bits & 0x80 ? magnitude : -magnitude;
});
