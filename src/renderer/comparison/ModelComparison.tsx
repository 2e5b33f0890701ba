import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VoiceRecording } from '../../shared/microphone-test.js';
import type { ModelListing } from '../../shared/model-listing.js';
import { speechFigures } from '../../shared/speech-figures.js';
import { useMain } from '../bridge/main-state.js';
import { Button } from '../controls/Button.js';
import { Choice } from '../controls/Choice.js';
import { useModelWords } from '../model-list/use-model-options.js';
import { PlayButton, Position } from '../player/Transport.js';
import { useTrackPlayback } from '../player/use-track-playback.js';
import { startAbx, type AbxTest } from './abx.js';
import { BlindTest } from './BlindTest.js';
import { useReplays, type Replays } from './use-replays.js';
import { ORIGINAL, useVersions } from './use-versions.js';
import { VersionRow } from './VersionRow.js';
import './comparison.css';

/** Value of the list while nothing is to be added. */
const NONE = 'none';

/** Models that can run now, the chosen one first. */
const useInstalled = (): readonly ModelListing[] => {
  const { models, settings } = useMain();
  const isChosen = ({ id }: ModelListing) => id === settings.live.modelId;
  return models
    .filter(({ state }) => state === 'installed')
    .sort((a, b) => Number(isChosen(b)) - Number(isChosen(a)));
};

/** Name of a version. */
const useNameOf = (): ((id: string) => string) => {
  const { t } = useTranslation();
  const { models } = useMain();
  const { words } = useModelWords();
  return (id) =>
    id === ORIGINAL
      ? t('comparison.original')
      : words(models.find((model) => model.id === id) ?? { id, name: id });
};

interface AddProps {
  readonly replays: Replays;
  readonly onAdd: (id: string) => void;
}

/** Another installed model, to be compared as well. */
const AddModel = ({ replays, onAdd }: AddProps) => {
  const { t } = useTranslation();
  const nameOf = useNameOf();
  const installed = useInstalled();
  const others = installed.filter(({ id }) => !replays.has(id));
  if (installed.length < 2) return <p className="quiet small">{t('comparison.onlyOne')}</p>;
  if (others.length === 0) return null;
  return (
    <Choice
      label={t('comparison.add')}
      value={NONE}
      options={[
        { value: NONE, label: t('comparison.add') },
        ...others.map(({ id, name }) => ({ value: id, label: nameOf(id), detail: name })),
      ]}
      onChange={(id) => id !== NONE && onAdd(id)}
    />
  );
};

interface OpenProps extends AddProps {
  /** Noise floor of the original, dBFS. */
  readonly floorBefore: number;
  readonly heard: string;
  readonly onHear: (id: string) => void;
  /** Ids of the two versions that a blind test would compare; fewer where there are not two yet. */
  readonly pair: readonly string[];
  readonly onBlind: (test: AbxTest) => void;
}

/** All versions by their names, with their figures. */
const OpenComparison = ({ replays, onAdd, floorBefore, heard, onHear, pair, onBlind }: OpenProps) => {
  const { t } = useTranslation();
  const nameOf = useNameOf();
  const [first, second] = pair;
  return (
    <>
      <ul className="versions">
        {[ORIGINAL, ...replays.keys()].map((id) => (
          <VersionRow
            key={id}
            name={nameOf(id)}
            floorBefore={floorBefore}
            replay={replays.get(id) ?? null}
            isHeard={heard === id}
            onHear={() => onHear(id)}
          />
        ))}
      </ul>
      <AddModel replays={replays} onAdd={onAdd} />
      {first !== undefined && second !== undefined && (
        <div className="row row-wrap">
          <Button onClick={() => onBlind(startAbx(first, second))}>{t('comparison.blind')}</Button>
          <span className="quiet small grow comparison-blind-hint">
            {t('comparison.blindHint', { first: nameOf(first), second: nameOf(second) })}
          </span>
        </div>
      )}
    </>
  );
};

interface Props {
  /** The microphone as it came; the same object as long as it is the same. */
  readonly recording: VoiceRecording;
}

/** A recording as it came and through models, side by side at one loudness, openly or blind. */
export const ModelComparison = ({ recording }: Props) => {
  const { t } = useTranslation();
  const nameOf = useNameOf();
  const installed = useInstalled();
  const { replays, add } = useReplays(
    recording,
    installed.slice(0, 2).map(({ id }) => id),
  );
  const tracks = useVersions(recording, replays);
  const [heard, setHeard] = useState(ORIGINAL);
  const [blind, setBlind] = useState<AbxTest | null>(null);
  const playback = useTrackPlayback(tracks, heard);
  const [floorBefore] = useState(() => speechFigures(recording.samples, recording.sampleRate).noiseFloorDbfs);
  const begin = (test: AbxTest) => {
    setBlind(test);
    setHeard(test.x);
  };
  return (
    <section className="stack" aria-label={t('comparison.title')}>
      <div className="row row-wrap">
        <PlayButton {...playback} />
        <Position {...playback} duration={recording.samples.length / recording.sampleRate} />
      </div>
      {blind ? (
        <BlindTest start={blind} nameOf={nameOf} onHear={setHeard} onClose={() => setBlind(null)} />
      ) : (
        <OpenComparison
          replays={replays}
          onAdd={add}
          floorBefore={floorBefore}
          heard={heard}
          onHear={setHeard}
          pair={tracks.slice(-2).map(({ id }) => id)}
          onBlind={begin}
        />
      )}
      <p className="quiet small">{t('comparison.levels')}</p>
    </section>
  );
};
