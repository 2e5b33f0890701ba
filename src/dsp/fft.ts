import { fft as powerOfTwoFft, ifft as powerOfTwoIfft } from 'fourier-transform';

/** Real and imaginary parts of a spectrum of N real samples: N/2 + 1 bins each. */
export type Spectrum = [Float64Array, Float64Array];

/** Discrete Fourier transform of N real samples, for one even N. Nothing is allocated per call. */
export interface RealFft {
  readonly size: number;
  /**
   * @param frame    [N]
   * @param spectrum [N/2 + 1] each; written; unnormalised
   */
  forward(frame: Float64Array, spectrum: Spectrum): void;
  /**
   * Inverse of `forward`, scaled by 1/N. Imaginary parts of the first and the last bin are taken as zero.
   *
   * @param frame [N]; written
   */
  inverse(spectrum: Spectrum, frame: Float64Array): void;
}

const isPowerOfTwo = (size: number): boolean => (size & (size - 1)) === 0;

/**
 * The transform for frames of `size` samples.
 *
 * @throws RangeError when `size` is odd or below 2
 */
export function createRealFft(size: number): RealFft {
  if (!Number.isInteger(size) || size < 2 || size % 2 !== 0)
    throw new RangeError(`The size of a real Fourier transform must be even, not ${size}.`);
  if (size > 2 && !isPowerOfTwo(size)) return new MixedRadixRealFft(size);
  return {
    size,
    forward: (frame, spectrum) => void powerOfTwoFft(frame, spectrum),
    inverse: ([real, imaginary], frame) => void powerOfTwoIfft(real, imaginary, frame),
  };
}

/** One pass over the data: `radix` parts of `length` values each are combined. */
interface Stage {
  readonly radix: number;
  readonly length: number;
  readonly stride: number;
  /** w^(r·k) for r < radix, k < length, where w is the root of unity of radix · length. */
  readonly twiddleCos: Float64Array;
  readonly twiddleSin: Float64Array;
  /** w^(r·t) for r, t < radix, where w is the root of unity of radix. */
  readonly rootCos: Float64Array;
  readonly rootSin: Float64Array;
}

/** Radices in the order in which they are taken out of a size: 4 needs fewer operations than twice 2. */
const RADICES = [4, 2, 3, 5] as const;

function factorise(size: number): number[] {
  const factors: number[] = [];
  let rest = size;
  const takeOut = (radix: number): void => {
    for (; rest % radix === 0; rest /= radix) factors.push(radix);
  };
  RADICES.forEach(takeOut);
  for (let radix = 7; radix * radix <= rest; radix += 2) takeOut(radix);
  if (rest > 1) factors.push(rest);
  return factors;
}

/** exp(−2πi · index / size), as cosine and sine; the index is reduced first, for the sake of exactness. */
function root(index: number, size: number): [cos: number, sin: number] {
  const angle = (-2 * Math.PI * (index % size)) / size;
  return [Math.cos(angle), Math.sin(angle)];
}

function makeStage(radix: number, length: number, stride: number): Stage {
  const stage: Stage = {
    radix,
    length,
    stride,
    twiddleCos: new Float64Array(radix * length),
    twiddleSin: new Float64Array(radix * length),
    rootCos: new Float64Array(radix * radix),
    rootSin: new Float64Array(radix * radix),
  };
  for (let r = 0; r < radix; r++) {
    for (let k = 0; k < length; k++)
      [stage.twiddleCos[k * radix + r], stage.twiddleSin[k * radix + r]] = root(r * k, radix * length);
    for (let t = 0; t < radix; t++)
      [stage.rootCos[r * radix + t], stage.rootSin[r * radix + t]] = root(r * t, radix);
  }
  return stage;
}

/**
 * Mixed-radix Fourier transform of complex values in natural order (Stockham's autosort algorithm, decimation in
 * frequency; Van Loan, "Computational Frameworks for the Fast Fourier Transform", 1992, section 1.7).
 */
class ComplexFft {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
  private readonly stages: readonly Stage[];
  private readonly scratch: readonly [Float64Array, Float64Array];

  constructor(readonly size: number) {
    this.real = new Float64Array(size);
    this.imaginary = new Float64Array(size);
    this.scratch = [new Float64Array(size), new Float64Array(size)];
    let length = size;
    let stride = 1;
    this.stages = factorise(size).map((radix) => {
      length /= radix;
      const stage = makeStage(radix, length, stride);
      stride *= radix;
      return stage;
    });
  }

  /** Transforms `real` and `imaginary` in place. */
  transform(): void {
    let [fromReal, fromImaginary] = [this.real, this.imaginary];
    let [toReal, toImaginary] = this.scratch;
    for (const stage of this.stages) {
      if (stage.radix === 4) combineFour(stage, fromReal, fromImaginary, toReal, toImaginary);
      else combine(stage, fromReal, fromImaginary, toReal, toImaginary);
      [fromReal, toReal] = [toReal, fromReal];
      [fromImaginary, toImaginary] = [toImaginary, fromImaginary];
    }
    if (fromReal === this.real) return;
    this.real.set(fromReal);
    this.imaginary.set(fromImaginary);
  }
}

/** Runs one stage from one pair of arrays into the other. */
type Combine = (
  stage: Stage,
  fromReal: Float64Array,
  fromImaginary: Float64Array,
  toReal: Float64Array,
  toImaginary: Float64Array,
) => void;

/** A stage of any radix. */
const combine: Combine = (stage, fromReal, fromImaginary, toReal, toImaginary) => {
  const { radix, length, stride, twiddleCos, twiddleSin, rootCos, rootSin } = stage;
  const step = length * stride;
  for (let k = 0; k < length; k++)
    for (let r = 0; r < radix; r++) {
      const cos = twiddleCos[k * radix + r] as number;
      const sin = twiddleSin[k * radix + r] as number;
      const to = stride * (radix * k + r);
      for (let q = 0; q < stride; q++) {
        let real = 0;
        let imaginary = 0;
        for (let t = 0, at = q + stride * k; t < radix; t++, at += step) {
          const a = fromReal[at] as number;
          const b = fromImaginary[at] as number;
          const c = rootCos[r * radix + t] as number;
          const s = rootSin[r * radix + t] as number;
          real += a * c - b * s;
          imaginary += a * s + b * c;
        }
        toReal[to + q] = real * cos - imaginary * sin;
        toImaginary[to + q] = real * sin + imaginary * cos;
      }
    }
};

/** A stage of radix 4, whose roots of unity need no multiplication. */
const combineFour: Combine = (stage, fromReal, fromImaginary, toReal, toImaginary) => {
  const { length, stride, twiddleCos, twiddleSin } = stage;
  const step = length * stride;
  for (let k = 0; k < length; k++) {
    const c1 = twiddleCos[4 * k + 1] as number;
    const s1 = twiddleSin[4 * k + 1] as number;
    const c2 = twiddleCos[4 * k + 2] as number;
    const s2 = twiddleSin[4 * k + 2] as number;
    const c3 = twiddleCos[4 * k + 3] as number;
    const s3 = twiddleSin[4 * k + 3] as number;
    for (let q = 0; q < stride; q++) {
      const at = q + stride * k;
      const to = q + 4 * stride * k;
      const r0 = fromReal[at] as number;
      const i0 = fromImaginary[at] as number;
      const r1 = fromReal[at + step] as number;
      const i1 = fromImaginary[at + step] as number;
      const r2 = fromReal[at + 2 * step] as number;
      const i2 = fromImaginary[at + 2 * step] as number;
      const r3 = fromReal[at + 3 * step] as number;
      const i3 = fromImaginary[at + 3 * step] as number;
      const evenReal = r0 + r2;
      const evenImaginary = i0 + i2;
      const oddReal = r1 + r3;
      const oddImaginary = i1 + i3;
      // (x1 − x3) · −i
      const turnedReal = i1 - i3;
      const turnedImaginary = r3 - r1;
      toReal[to] = evenReal + oddReal;
      toImaginary[to] = evenImaginary + oddImaginary;
      const real1 = r0 - r2 + turnedReal;
      const imaginary1 = i0 - i2 + turnedImaginary;
      toReal[to + stride] = real1 * c1 - imaginary1 * s1;
      toImaginary[to + stride] = real1 * s1 + imaginary1 * c1;
      const real2 = evenReal - oddReal;
      const imaginary2 = evenImaginary - oddImaginary;
      toReal[to + 2 * stride] = real2 * c2 - imaginary2 * s2;
      toImaginary[to + 2 * stride] = real2 * s2 + imaginary2 * c2;
      const real3 = r0 - r2 - turnedReal;
      const imaginary3 = i0 - i2 - turnedImaginary;
      toReal[to + 3 * stride] = real3 * c3 - imaginary3 * s3;
      toImaginary[to + 3 * stride] = real3 * s3 + imaginary3 * c3;
    }
  }
};

/**
 * Real transform of any even size by a complex one of half the size: even samples are the real parts, odd ones
 * the imaginary parts (Press et al., "Numerical Recipes", section 12.3.2).
 */
class MixedRadixRealFft implements RealFft {
  private readonly half: ComplexFft;
  private readonly cos: Float64Array;
  private readonly sin: Float64Array;

  constructor(readonly size: number) {
    this.half = new ComplexFft(size / 2);
    this.cos = new Float64Array(size / 2 + 1);
    this.sin = new Float64Array(size / 2 + 1);
    for (let bin = 0; bin <= size / 2; bin++) [this.cos[bin], this.sin[bin]] = root(bin, size);
  }

  forward(frame: Float64Array, [real, imaginary]: Spectrum): void {
    const { half } = this;
    const count = half.size;
    for (let i = 0; i < count; i++) {
      half.real[i] = frame[2 * i] as number;
      half.imaginary[i] = frame[2 * i + 1] as number;
    }
    half.transform();
    for (let bin = 0; bin <= count; bin++) {
      const at = bin % count;
      const mirrored = (count - bin) % count;
      const a = half.real[at] as number;
      const b = half.imaginary[at] as number;
      const c = half.real[mirrored] as number;
      const d = half.imaginary[mirrored] as number;
      const oddReal = (b + d) / 2;
      const oddImaginary = (c - a) / 2;
      const cos = this.cos[bin] as number;
      const sin = this.sin[bin] as number;
      real[bin] = (a + c) / 2 + oddReal * cos - oddImaginary * sin;
      imaginary[bin] = (b - d) / 2 + oddReal * sin + oddImaginary * cos;
    }
  }

  inverse([real, imaginary]: Spectrum, frame: Float64Array): void {
    const { half } = this;
    const count = half.size;
    for (let bin = 0; bin < count; bin++) {
      const a = real[bin] as number;
      const b = bin === 0 ? 0 : (imaginary[bin] as number);
      const c = real[count - bin] as number;
      const d = bin === 0 ? 0 : (imaginary[count - bin] as number);
      const differenceReal = a - c;
      const differenceImaginary = b + d;
      const cos = this.cos[bin] as number;
      const sin = -(this.sin[bin] as number);
      const oddReal = differenceReal * cos - differenceImaginary * sin;
      const oddImaginary = differenceReal * sin + differenceImaginary * cos;
      // Conjugated, so that the forward transform is the inverse one.
      half.real[bin] = a + c - oddImaginary;
      half.imaginary[bin] = -(b - d + oddReal);
    }
    half.transform();
    for (let i = 0; i < count; i++) {
      frame[2 * i] = (half.real[i] as number) / this.size;
      frame[2 * i + 1] = -(half.imaginary[i] as number) / this.size;
    }
  }
}
