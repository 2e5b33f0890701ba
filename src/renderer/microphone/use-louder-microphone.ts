import { useState } from 'react';
import type { MeasuredMicrophone } from '../../shared/live.js';
import { useAction } from '../bridge/use-action.js';
import type { Words } from '../../words/words.js';

/** Another microphone has to be this much louder before it is recommended, dB. */
const LOUDER_DB = 12;
/** Nothing but noise. */
const LEAST_SOUND_DBFS = -60;

/** The microphone that should be used in place of this one; null where this one is as good. */
export const louderThan = (
  name: string | undefined,
  measured: readonly MeasuredMicrophone[],
): MeasuredMicrophone | null => {
  const own = measured.find((microphone) => microphone.name === name)?.level.rmsDbfs ?? -Infinity;
  const [loudest] = measured.filter((microphone) => microphone.name !== name);
  if (!loudest || loudest.level.rmsDbfs < Math.max(LEAST_SOUND_DBFS, own + LOUDER_DB)) return null;
  return loudest;
};

/** Search for a microphone that has sound while the one in use has none. */
export interface LouderMicrophone {
  readonly find: () => void;
  readonly isBusy: boolean;
  /** Null where none is louder, undefined before the first search. */
  readonly found: MeasuredMicrophone | null | undefined;
  readonly problem: Words | null;
}

/** @param name stable name of the microphone in use */
export const useLouderMicrophone = (name: string | undefined): LouderMicrophone => {
  const measure = useAction(window.stillmic.live.measureMicrophones);
  const [result, setResult] = useState<{
    readonly of: string | undefined;
    readonly found: MeasuredMicrophone | null;
  } | null>(null);
  const find = async () => {
    const measured = await measure.run();
    if (measured) setResult({ of: name, found: louderThan(name, measured) });
  };
  return {
    find: () => void find(),
    isBusy: measure.isBusy,
    found: result?.of === name ? result?.found : undefined,
    problem: measure.problem,
  };
};
