import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingsChange } from '../../shared/settings.js';
import { LANGUAGES, nameOf } from '../../words/languages.js';
import { Choice, type Option } from '../controls/Choice.js';
import { Help } from './Help.js';
import { Problem } from '../controls/Problem.js';
import { SettingRow, SettingSwitch } from './SettingRow.js';
import { ShortcutField } from './ShortcutField.js';
import { VirtualCableHelp } from '../microphone/VirtualCableHelp.js';
import { useMain } from '../bridge/main-state.js';
import { useChangeSettings } from '../bridge/use-action.js';
import './settings.css';

const Group = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className="group">
    <h2 className="heading">{title}</h2>
    {children}
  </section>
);

interface ChoiceRowProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly options: readonly Option<V>[];
  readonly onChange: (value: V) => void;
}

const ChoiceRow = <V extends string>({ label, ...choice }: ChoiceRowProps<V>) => (
  <SettingRow label={label}>
    {({ labelId }) => (
      <div className="setting-choice">
        <Choice label={label} labelledBy={labelId} {...choice} />
      </div>
    )}
  </SettingRow>
);

export const Settings = () => {
  const { t } = useTranslation();
  const { settings, info } = useMain();
  const { live, shortcuts } = settings;
  const action = useChangeSettings();
  const change = (values: SettingsChange) => void action.run(values);
  return (
    <div className="page">
      <h1 className="visually-hidden">{t('pages.settings')}</h1>
      <Problem words={action.problem} onDismiss={action.dismiss} />
      <Group title={t('settings.start')}>
        <SettingSwitch
          label={t('settings.startAtLogin')}
          hint={t(info.hasTray ? 'settings.startAtLoginHint' : 'settings.startAtLoginHintNoTray')}
          checked={settings.startAtLogin}
          onChange={(startAtLogin) => change({ startAtLogin })}
        />
        <SettingSwitch
          label={t('settings.denoiseAtStart')}
          checked={settings.denoiseAtStart}
          onChange={(denoiseAtStart) => change({ denoiseAtStart })}
        />
        <p className="quiet small">{t(info.hasTray ? 'settings.closingTray' : 'settings.closingNoTray')}</p>
      </Group>
      <Group title={t('settings.microphone')}>
        <SettingSwitch
          label={t('settings.setAsDefault')}
          hint={t('settings.setAsDefaultHint')}
          checked={live.setAsDefault}
          onChange={(setAsDefault) => change({ live: { setAsDefault } })}
        />
        <SettingSwitch
          label={t('settings.fallBack')}
          checked={live.fallBackToDefaultMicrophone}
          onChange={(fallBackToDefaultMicrophone) => change({ live: { fallBackToDefaultMicrophone } })}
        />
        <SettingSwitch
          label={t('settings.voiceGate')}
          hint={t('settings.voiceGateHint')}
          checked={live.voiceGate}
          onChange={(voiceGate) => change({ live: { voiceGate } })}
        />
        <SettingSwitch
          label={t('settings.pauseWhenIdle')}
          hint={t('settings.pauseWhenIdleHint')}
          checked={live.pauseWhenIdle}
          onChange={(pauseWhenIdle) => change({ live: { pauseWhenIdle } })}
        />
        <ChoiceRow
          label={t('settings.overload')}
          value={live.overloadPolicy}
          options={[
            { value: 'lighter-model', label: t('settings.overloadLighter') },
            { value: 'bypass', label: t('settings.overloadBypass') },
          ]}
          onChange={(overloadPolicy) => change({ live: { overloadPolicy } })}
        />
      </Group>
      <Group title={t('settings.shortcuts')}>
        {(['toggle', 'compare'] as const).map((name) => (
          <SettingRow key={name} label={t(`settings.${name}`)}>
            {() => (
              <ShortcutField
                label={t(`settings.${name}`)}
                value={shortcuts[name]}
                onChange={(keys) => change({ shortcuts: { [name]: keys } })}
              />
            )}
          </SettingRow>
        ))}
      </Group>
      <Group title={t('settings.look')}>
        <ChoiceRow
          label={t('settings.theme')}
          value={settings.theme}
          options={[
            { value: 'system', label: t('settings.themeSystem') },
            { value: 'light', label: t('settings.themeLight') },
            { value: 'dark', label: t('settings.themeDark') },
          ]}
          onChange={(theme) => change({ theme })}
        />
        <ChoiceRow
          label={t('settings.language')}
          value={settings.language}
          options={[
            { value: 'system', label: t('settings.languageSystem') },
            ...LANGUAGES.map((value) => ({ value, label: nameOf(value) })),
          ]}
          onChange={(language) => change({ language })}
        />
      </Group>
      <Group title={t('settings.help')}>
        <VirtualCableHelp />
        <Help />
      </Group>
    </div>
  );
};
