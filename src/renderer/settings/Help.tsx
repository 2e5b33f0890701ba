import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMain } from '../bridge/main-state.js';
import { useAction, useChangeSettings } from '../bridge/use-action.js';
import { Button } from '../controls/Button.js';
import { Problem } from '../controls/Problem.js';

/** Diagnostics, logs, first steps, version, quit. */
export const Help = () => {
  const { t } = useTranslation();
  const { info } = useMain();
  const { app } = window.stillmic;
  const copy = useAction(app.copyDiagnostics);
  const logs = useAction(app.openLogs);
  const quit = useAction(app.quit);
  const settings = useChangeSettings();
  const [isCopied, setCopied] = useState(false);
  const copyReport = async () => {
    setCopied(false);
    await copy.run();
    setCopied(true);
  };
  const problem = copy.problem ?? logs.problem ?? settings.problem ?? quit.problem;
  return (
    <div className="stack">
      <div className="row row-wrap">
        <Button onClick={() => void copyReport()}>{t('settings.diagnostics')}</Button>
        <Button onClick={() => void logs.run()}>{t('settings.logs')}</Button>
      </div>
      <p className="quiet small">{t('settings.diagnosticsHint')}</p>
      <p role="status" className="small">
        {isCopied && copy.problem === null && t('settings.copied')}
      </p>
      <Problem words={problem} />
      <div className="row row-wrap">
        <Button onClick={() => void settings.run({ firstRunDone: false })}>{t('settings.firstRun')}</Button>
        <Button onClick={() => void quit.run()}>{t('settings.quit')}</Button>
      </div>
      <p className="quiet small">{t('settings.about', { version: info.version, electron: info.electron })}</p>
    </div>
  );
};
