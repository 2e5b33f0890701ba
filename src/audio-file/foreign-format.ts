/** A recording of a kind that none of our readers knows. It never leaves this room. */
export class ForeignFormat extends Error {
  override readonly name = 'ForeignFormat';
  /** The kind, as people call it: `M4A (AAC)`. */
  readonly label: string;

  constructor(label: string) {
    super(label);
    this.label = label;
  }
}
