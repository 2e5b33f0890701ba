/** Access to the bytes of a checkpoint's storages. */
export interface StorageSource {
  /** Number of bytes that are there; undefined when there is no such storage. */
  bytesOf(key: string): number | undefined;
  /** @throws CheckpointError when they can't be read */
  read(key: string): Promise<Uint8Array>;
}
