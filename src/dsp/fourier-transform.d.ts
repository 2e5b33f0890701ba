/** Types of the parts of fourier-transform 2.5 that are used: real transforms of power-of-two sizes. */
declare module 'fourier-transform' {
  /** Unnormalised DFT of N real samples into `output` = [real, imaginary], N/2 + 1 bins each. */
  export function fft(
    input: Float64Array,
    output: [Float64Array, Float64Array],
  ): [Float64Array, Float64Array];
  /** Inverse of `fft`, scaled by 1/N, into `output` of N samples. */
  export function ifft(re: Float64Array, im: Float64Array, output: Float64Array): Float64Array;
}
