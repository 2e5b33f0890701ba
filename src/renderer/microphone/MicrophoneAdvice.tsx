import { CircleAlert, CircleCheck, Mic } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DEFAULT_DEVICE, type AudioDevice, type AudioDevices } from '../../shared/live.js';
import { useMain } from '../bridge/main-state.js';
import { useChangeSettings } from '../bridge/use-action.js';
import { Button } from '../controls/Button.js';
import { Note } from '../controls/Note.js';
import { Problem } from '../controls/Problem.js';
import type { MicrophoneVerdict } from './microphone-check.js';
import { useLouderMicrophone, type LouderMicrophone } from './use-louder-microphone.js';
import { useMicrophoneCheck } from './use-microphone-check.js';
import './microphone-advice.css';

/** The device that a setting stands for now. */
const deviceOf = (devices: AudioDevices, wanted: string): AudioDevice | undefined =>
  wanted === DEFAULT_DEVICE
    ? devices.microphones.find(({ isDefault }) => isDefault)
    : [...devices.microphones, ...(devices.monitors ?? [])].find(({ name }) => name === wanted);

/** Warning about a device that is no microphone of a person; nothing where it is one. */
const WrongDevice = ({ device }: { readonly device: AudioDevice }) => {
  const { t } = useTranslation();
  const { devices, settings } = useMain();
  const isDefault = settings.live.microphone === DEFAULT_DEVICE;
  const isOneOf = (name: string) => devices.monitors?.some((monitor) => monitor.name === name);
  const kind = isOneOf(device.name)
    ? 'monitor'
    : isDefault && devices.isVirtualDefault
      ? 'ownDefault'
      : isDefault && devices.monitors?.some((monitor) => monitor.isDefault)
        ? 'monitorDefault'
        : null;
  return kind && <Note isStatus>{t(`microphoneCheck.${kind}`, { microphone: device.label })}</Note>;
};

/** The microphone that has sound, with the click that uses it. */
const Louder = ({ device, louder }: { readonly device: AudioDevice; readonly louder: LouderMicrophone }) => {
  const { t } = useTranslation();
  const change = useChangeSettings();
  const { found } = louder;
  return (
    <div role="status" className="stack">
      {found && (
        <Note>
          <span className="grow">
            {t('microphoneCheck.elsewhere', { microphone: device.label, other: found.label })}
          </span>
          <Button kind="main" onClick={() => void change.run({ live: { microphone: found.name } })}>
            {t('microphoneCheck.use')}
          </Button>
        </Note>
      )}
      {found === null && <p className="quiet small">{t('microphoneCheck.nowhere')}</p>}
      <Problem words={louder.problem ?? change.problem} />
    </div>
  );
};

const ICONS = {
  waiting: Mic,
  silent: CircleAlert,
  quiet: CircleAlert,
  clipping: CircleAlert,
  heard: CircleCheck,
};

interface VerdictProps {
  readonly verdict: MicrophoneVerdict;
  readonly device: AudioDevice;
  /** At the right. */
  readonly children: ReactNode;
}

const Verdict = ({ verdict, device, children }: VerdictProps) => {
  const { t } = useTranslation();
  const Icon = ICONS[verdict];
  return (
    <div className="row row-wrap verdict" data-verdict={verdict}>
      <Icon className="icon" aria-hidden />
      <span role="status" className="grow">
        {t(`microphoneCheck.${verdict}`, { microphone: device.label })}
      </span>
      {children}
    </div>
  );
};

/**
 * Faults of the chosen microphone, by its level and its kind. One that gives nothing makes it listen to the
 * others; for a quiet one, a button does.
 */
export const MicrophoneAdvice = () => {
  const { t } = useTranslation();
  const { devices, settings } = useMain();
  const device = deviceOf(devices, settings.live.microphone);
  const verdict = useMicrophoneCheck(device?.name ?? null);
  const louder = useLouderMicrophone(device?.name);
  const isSilent = verdict === 'silent';
  const { found, isBusy, find, problem } = louder;
  const isUnsearched = found === undefined && !isBusy && problem === null;
  useEffect(() => {
    if (isSilent && isUnsearched) find();
  }, [isSilent, isUnsearched, find]);
  if (!device) return null;
  return (
    <div className="stack">
      <WrongDevice device={device} />
      <Verdict verdict={verdict} device={device}>
        {!found && verdict !== 'heard' && verdict !== 'clipping' && devices.microphones.length > 1 && (
          <Button disabled={isBusy} onClick={find}>
            {t(isBusy ? 'microphoneCheck.finding' : 'microphoneCheck.find')}
          </Button>
        )}
      </Verdict>
      {verdict !== 'heard' && <Louder device={device} louder={louder} />}
    </div>
  );
};
