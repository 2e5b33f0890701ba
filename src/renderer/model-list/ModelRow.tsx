import { Menu } from '@base-ui/react/menu';
import { BadgeCheck, Download, EllipsisVertical, Pause, Play, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelListing } from '../../shared/model-listing.js';
import { useFormats } from '../format/use-formats.js';
import { useMain } from '../bridge/main-state.js';
import { useModelWords } from './use-model-options.js';
import { useAction, useChangeSettings } from '../bridge/use-action.js';
import { LicenceDialog } from './LicenceDialog.js';
import { Problem } from '../controls/Problem.js';
import { ProgressBar } from '../controls/ProgressBar.js';

interface ButtonProps {
  readonly label: string;
  /** The label with the model's name, for those who hear one button at a time. */
  readonly name: string;
  readonly icon: typeof Download;
  readonly main?: boolean;
  readonly onPress: () => void;
}

const RowButton = ({ label, name, icon: Icon, main = false, onPress }: ButtonProps) => (
  <button type="button" className={`button${main ? ' button-main' : ''}`} aria-label={name} onClick={onPress}>
    <Icon className="icon" aria-hidden />
    {label}
  </button>
);

const DownloadState = ({ model }: { readonly model: ModelListing }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const { download, name } = model;
  if (!download) return null;
  const { receivedBytes, totalBytes } = download;
  const received = formats.bytes(receivedBytes);
  return (
    <div>
      <ProgressBar
        label={t('models.progress', { name })}
        share={totalBytes ? Math.min(1, receivedBytes / totalBytes) : null}
      />
      <p className="quiet small figure">
        {model.state === 'paused' && `${t('models.paused')} · `}
        {totalBytes
          ? t('models.downloading', { received, total: formats.bytes(totalBytes) })
          : t('models.downloadingUnknown', { received })}
      </p>
    </div>
  );
};

const Facts = ({ model, measuring }: { readonly model: ModelListing; readonly measuring: boolean }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const { cost } = useModelWords();
  const facts = [
    model.sampleRate !== null && t('models.rate', { kilohertz: formats.kilohertz(model.sampleRate) }),
    model.sizeBytes !== null && formats.bytes(model.sizeBytes),
    model.leanForm?.used &&
      t('models.lean', {
        before: formats.microseconds(model.leanForm.originalUs),
        after: formats.microseconds(model.leanForm.leanUs),
      }),
    model.licence,
    model.trainedOn !== null && t('models.trainedOn', { data: model.trainedOn }),
  ];
  return (
    <>
      {model.state === 'installed' && (
        <p className="small figure model-cost">{measuring ? t('models.measuring') : cost(model)}</p>
      )}
      <p className="quiet small">{facts.filter(Boolean).join(' · ')}</p>
    </>
  );
};

/** One model: what it is good for, what it costs here, and what can be done with it. */
export const ModelRow = ({ model }: { readonly model: ModelListing }) => {
  const { t } = useTranslation();
  const { settings } = useMain();
  const { words } = useModelWords();
  const { models } = window.stillmic;
  const actions = {
    download: useAction(models.download),
    pause: useAction(models.pause),
    cancel: useAction(models.cancel),
    verify: useAction(models.verify),
    remove: useAction(models.remove),
    benchmark: useAction(models.benchmark),
    use: useChangeSettings(),
  };
  const [licence, setLicence] = useState(false);
  const { id, name, state } = model;
  const inUse = settings.live.modelId === id;
  const problems = [model.problem, ...Object.values(actions).map(({ problem }) => problem)];
  const named = (key: 'use' | 'download' | 'resume' | 'pause' | 'cancel') =>
    t(`models.${key}Named`, { name });
  return (
    <li className="model" data-in-use={inUse}>
      <div className="row">
        <div className="grow">
          <p className="model-words">
            {words(model)}
            {state === 'damaged' && <span className="model-damaged"> · {t('models.damaged')}</span>}
            {model.verifiedBy && state === 'installed' && (
              <BadgeCheck className="icon model-verified" role="img" aria-label={t('models.verified')} />
            )}
          </p>
          {words(model) !== name && <p className="small">{name}</p>}
        </div>
        {state === 'installed' &&
          (inUse ? (
            <span className="model-in-use small">{t('models.inUse')}</span>
          ) : (
            <button
              type="button"
              className="button"
              aria-label={named('use')}
              onClick={() => void actions.use.run({ live: { modelId: id } })}
            >
              {t('models.use')}
            </button>
          ))}
        {(state === 'available' || state === 'damaged') && (
          <RowButton
            label={t('models.download')}
            name={named('download')}
            icon={Download}
            onPress={() => void actions.download.run(id)}
          />
        )}
        {state === 'downloading' && (
          <RowButton
            label={t('models.pause')}
            name={named('pause')}
            icon={Pause}
            onPress={() => void actions.pause.run(id)}
          />
        )}
        {state === 'paused' && (
          <RowButton
            label={t('models.resume')}
            name={named('resume')}
            icon={Play}
            onPress={() => void actions.download.run(id)}
          />
        )}
        {(state === 'downloading' || state === 'paused') && (
          <button
            type="button"
            className="button button-plain button-icon"
            aria-label={named('cancel')}
            onClick={() => void actions.cancel.run(id)}
          >
            <X className="icon" aria-hidden />
          </button>
        )}
        <Menu.Root modal={false}>
          <Menu.Trigger className="button button-plain button-icon" aria-label={t('models.more', { name })}>
            <EllipsisVertical className="icon" aria-hidden />
          </Menu.Trigger>
          <Menu.Portal>
            <Menu.Positioner className="select-positioner" align="end" sideOffset={4}>
              <Menu.Popup className="select-popup menu">
                {state === 'installed' && (
                  <>
                    <Menu.Item className="menu-item" onClick={() => void actions.benchmark.run(id)}>
                      {t('models.measure')}
                    </Menu.Item>
                    <Menu.Item className="menu-item" onClick={() => void actions.verify.run(id)}>
                      {t('models.verify')}
                    </Menu.Item>
                  </>
                )}
                <Menu.Item className="menu-item" onClick={() => setLicence(true)}>
                  {t('models.licence')}
                </Menu.Item>
                {(state === 'installed' || state === 'damaged') && model.origin !== 'embedded' && (
                  <Menu.Item
                    className="menu-item"
                    disabled={inUse}
                    onClick={() => void actions.remove.run(id)}
                  >
                    {t('models.remove')}
                  </Menu.Item>
                )}
              </Menu.Popup>
            </Menu.Positioner>
          </Menu.Portal>
        </Menu.Root>
      </div>
      <Facts model={model} measuring={actions.benchmark.busy} />
      <DownloadState model={model} />
      <Problem words={problems.find((problem) => problem !== null) ?? null} />
      {licence && <LicenceDialog model={model} onClose={() => setLicence(false)} />}
    </li>
  );
};
