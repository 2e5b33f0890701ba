import { useTranslation } from 'react-i18next';
import type { SettingsChange } from '../../shared/settings.js';
import { useMain } from '../bridge/main-state.js';
import { useChangeSettings } from '../bridge/use-action.js';
import { useSentence } from '../bridge/use-sentence.js';
import { Choice } from '../controls/Choice.js';
import { Problem } from '../controls/Problem.js';
import { VirtualCableHelp } from '../microphone/VirtualCableHelp.js';
import { Page } from '../pages/Page.js';
import { Help } from './Help.js';
import { SETTING_ROWS, type Row } from './setting-rows.js';
import { SettingRow, type RowIds } from './SettingRow.js';
import { SettingSwitch } from './SettingSwitch.js';
import { ShortcutField } from './ShortcutField.js';
import './settings.css';

interface RowProps {
  readonly row: Row;
  readonly onChange: (change: SettingsChange) => void;
}

interface ControlProps extends RowProps {
  readonly label: string;
  readonly ids: RowIds;
}

/** The control of a row, by its kind. */
const RowControl = ({ row, label, ids, onChange }: ControlProps) => {
  const { settings, shortcuts } = useMain();
  const sentence = useSentence();
  switch (row.kind) {
    case 'switch':
      return (
        <SettingSwitch {...ids} isOn={row.isOn(settings)} onChange={(isOn) => onChange(row.change(isOn))} />
      );
    case 'choice':
      return (
        <div className="setting-choice">
          <Choice
            label={label}
            labelledBy={ids.labelId}
            value={row.value(settings)}
            options={row.options(settings).map((option) => ({
              value: option.value,
              label: sentence(option.label),
            }))}
            onChange={(value) => onChange(row.change(value))}
          />
        </div>
      );
    case 'shortcut':
      return (
        <ShortcutField
          label={label}
          value={row.keys(settings)}
          state={shortcuts[row.name]}
          onChange={(keys) => onChange(row.change(keys))}
        />
      );
  }
};

/** A row of the table with its control. */
const TableRow = ({ row, onChange }: RowProps) => {
  const { info } = useMain();
  const sentence = useSentence();
  const label = sentence(row.label);
  return (
    <SettingRow label={label} hint={row.hint && sentence(row.hint(info))}>
      {(ids) => <RowControl row={row} label={label} ids={ids} onChange={onChange} />}
    </SettingRow>
  );
};

/** Page of the settings: the rows of the table, and help. */
export const Settings = () => {
  const { t } = useTranslation();
  const { info } = useMain();
  const sentence = useSentence();
  const action = useChangeSettings();
  return (
    <Page title={t('pages.settings')}>
      <Problem words={action.problem} onDismiss={action.dismiss} />
      {SETTING_ROWS.map(({ title, rows, note }) => (
        <section key={title.key} className="group">
          <h2 className="heading">{sentence(title)}</h2>
          {rows.map((row) => (
            <TableRow key={row.id} row={row} onChange={(change) => void action.run(change)} />
          ))}
          {note && <p className="quiet small">{sentence(note(info))}</p>}
        </section>
      ))}
      <section className="group">
        <h2 className="heading">{t('settings.help')}</h2>
        <VirtualCableHelp />
        <Help />
      </section>
    </Page>
  );
};
