/** Room of src → rooms that it may import. */
export const imports: Readonly<Record<string, readonly string[]>>;
