/** Types of the parts of @echogarden/speex-resampler-wasm 0.3 that are used: SpeexDSP's resampler, one heap. */
declare module '@echogarden/speex-resampler-wasm/simd' {
  /** Addresses are byte offsets into the heap. Counts are unsigned 32-bit integers behind a pointer. */
  export interface SpeexModule {
    /** Views of the heap: new ones after the heap grew. */
    readonly HEAPF32: Float32Array;
    readonly HEAPU32: Uint32Array;
    _malloc(bytes: number): number;
    _free(address: number): void;
    /** Address of a resampler, or 0 and an error code behind `error`. */
    _speex_resampler_init(
      channels: number,
      inputRate: number,
      outputRate: number,
      quality: number,
      error: number,
    ): number;
    _speex_resampler_destroy(resampler: number): void;
    _speex_resampler_set_rate_frac(
      resampler: number,
      numerator: number,
      denominator: number,
      inputRate: number,
      outputRate: number,
    ): number;
    /** Takes `*inputLength` samples at most and gives `*outputLength` at most; both are set to what was done. */
    _speex_resampler_process_float(
      resampler: number,
      channel: number,
      input: number,
      inputLength: number,
      output: number,
      outputLength: number,
    ): number;
    _speex_resampler_get_input_latency(resampler: number): number;
    _speex_resampler_skip_zeros(resampler: number): number;
    _speex_resampler_reset_mem(resampler: number): number;
  }
  export default function load(options: { wasmBinary: Uint8Array }): Promise<SpeexModule>;
}

/** A file of the bundle as a data URI, by Vite. */
declare module '*.wasm?url&inline' {
  const dataUri: string;
  export default dataUri;
}
