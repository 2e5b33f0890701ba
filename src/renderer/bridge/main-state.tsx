import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import type { AppInfo } from '../../shared/app-info.js';
import type { FileJob } from '../../shared/file-job.js';
import type { ModelListing } from '../../shared/model-listing.js';
import type { ModelOffer } from '../../shared/model-offer.js';
import type { Notice } from '../../shared/notice.js';
import type { AudioDevices, LiveStatus, Unsubscribe } from '../../shared/live.js';
import type { Result } from '../../shared/result.js';
import { languageOf, type Language } from '../../words/languages.js';
import type { Settings } from '../../shared/settings.js';
import type { ShortcutStates } from '../../shared/shortcuts.js';
import type { Words } from '../../words/words.js';

/** Everything that main said last. The window shows it and keeps nothing of its own. */
export interface MainState {
  readonly info: AppInfo;
  readonly status: LiveStatus;
  readonly devices: AudioDevices;
  readonly settings: Settings;
  readonly shortcuts: ShortcutStates;
  readonly models: readonly ModelListing[];
  /** The model that is recommended. */
  readonly offer: ModelOffer | null;
  readonly files: readonly FileJob[];
  readonly notices: readonly Notice[];
}

type Listen<T> = (listener: (value: T) => void) => Unsubscribe;

const keysOf = <T extends object>(value: T) => Object.keys(value) as (keyof T)[];

/** Source of each part: the call that is made once, and the event that follows its changes. */
const sources = (): {
  [K in keyof MainState]: [() => Promise<Result<MainState[K]>>, Listen<MainState[K]>];
} => {
  const { app, files, live, models, recommendation, settings } = window.stillmic;
  return {
    info: [app.info, () => () => undefined],
    status: [live.status, live.onStatus],
    devices: [live.devices, live.onDevices],
    settings: [settings.get, settings.onChanged],
    shortcuts: [settings.shortcuts, settings.onShortcutsChanged],
    models: [models.list, models.onList],
    offer: [recommendation.get, recommendation.onChanged],
    files: [files.list, files.onList],
    notices: [app.notices, app.onNotices],
  };
};

/** Follows main; `onFailure` gets the reason when a first answer doesn't come. */
const followMain = (
  onChange: (part: Partial<MainState>) => void,
  onFailure: (words: Words) => void,
): Unsubscribe => {
  let following = true;
  const follow = <K extends keyof MainState>(
    key: K,
    [ask, listen]: [() => Promise<Result<MainState[K]>>, Listen<MainState[K]>],
  ): Unsubscribe => {
    let heard = false;
    const take = (value: MainState[K]) => {
      heard = true;
      onChange({ [key]: value } as Pick<MainState, K>);
    };
    const stop = listen(take);
    void ask().then((answer) => {
      if (!following || heard) return;
      if (answer.ok) take(answer.value);
      else onFailure(answer.words);
    });
    return stop;
  };
  const all = sources();
  const stops = keysOf(all).map((key) => follow(key, all[key] as never));
  return () => {
    following = false;
    stops.forEach((stop) => stop());
  };
};

const Context = createContext<MainState | null>(null);

const isWhole = (state: Partial<MainState>): state is MainState =>
  keysOf(sources()).every((key) => state[key] !== undefined);

interface Props {
  readonly children: ReactNode;
  readonly whileLoading: ReactNode;
  readonly onFailure: (words: Words) => ReactNode;
}

/** Renders `children` once main has answered everything. */
export const MainStateProvider = ({ children, whileLoading, onFailure }: Props) => {
  const [state, setState] = useState<Partial<MainState>>({});
  const [failure, setFailure] = useState<Words | null>(null);
  useEffect(() => followMain((part) => setState((previous) => ({ ...previous, ...part })), setFailure), []);
  if (isWhole(state)) return <Context value={state}>{children}</Context>;
  return failure === null ? whileLoading : onFailure(failure);
};

/** Main's state, which every part of the window may read. */
export const useMain = (): MainState => {
  const state = useContext(Context);
  if (!state) throw new Error('useMain outside of MainStateProvider');
  return state;
};

/** The language in use. */
export const useLanguage = (): Language => {
  const { settings, info } = useMain();
  return languageOf(settings.language, info.locale);
};
