import { useCallback, useEffect, useRef, useState } from 'react';
import type { Result } from '../../shared/result.js';
import type { Words } from '../../words/words.js';

/** A call to main that the user starts, and how it went. */
export interface Action<A extends unknown[], T> {
  /** Runs the call; resolves with its value, or undefined when it failed. */
  readonly run: (...args: A) => Promise<T | undefined>;
  readonly isBusy: boolean;
  /** The sentence of the last failure, until the next run. */
  readonly problem: Words | null;
  readonly dismiss: () => void;
}

/** A call to main whose failure is shown where it was asked for. */
export const useAction = <A extends unknown[], T>(call: (...args: A) => Promise<Result<T>>): Action<A, T> => {
  const latest = useRef(call);
  useEffect(() => {
    latest.current = call;
  });
  const [running, setRunning] = useState(0);
  const [problem, setProblem] = useState<Words | null>(null);
  const run = useCallback(async (...args: A) => {
    setRunning((count) => count + 1);
    setProblem(null);
    const answer = await latest.current(...args);
    setRunning((count) => count - 1);
    if (answer.ok) return answer.value;
    setProblem(answer.words);
    return undefined;
  }, []);
  const dismiss = useCallback(() => setProblem(null), []);
  return { run, isBusy: running > 0, problem, dismiss };
};

/** Changes settings; the new ones come back from main. */
export const useChangeSettings = () => useAction(window.stillmic.settings.change);
