import { useEffect } from 'react';
import type { Result } from '../../shared/result.js';

/** Asks main for something as long as it is wanted, such as spectra while the spectrogram can be seen. */
export const useRequest = (isWanted: boolean, request: (wanted: boolean) => Promise<Result<void>>): void => {
  useEffect(() => {
    if (!isWanted) return undefined;
    void request(true);
    return () => void request(false);
  }, [isWanted, request]);
};
