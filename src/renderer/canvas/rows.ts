/** Rows of a picture, device pixels. */
export interface Rows {
  readonly top: number;
  readonly height: number;
}
