interface PictureProps {
  /** Text for who can't see it. */
  readonly label: string;
}

/** Height of a row in a picture's list, and of the list's frame above it. */
const ROW = 26;
const TOP = 24;

/** A window with a list, of which one row is meant. Drawn here, so that it follows theme and language. */
const ListPicture = ({
  label,
  rows,
  chosen,
  mark,
}: PictureProps & {
  readonly rows: readonly string[];
  readonly chosen: string;
  /** Path of a sign of 16 × 16 before the row that is meant. */
  readonly mark: string;
}) => (
  <svg
    className="cable-picture"
    viewBox={`0 0 340 ${TOP + ROW * rows.length + 8}`}
    role="img"
    aria-label={label}
  >
    <rect
      className="cable-picture-window"
      x="0.5"
      y="0.5"
      width="339"
      height={TOP + ROW * rows.length + 7}
      rx="6"
    />
    {[12, 24, 36].map((x) => (
      <circle key={x} className="cable-picture-dot" cx={x} cy="12" r="3" />
    ))}
    {rows.map((row, index) => {
      const y = TOP + ROW * index;
      const isChosen = row === chosen;
      return (
        <g key={row} className={isChosen ? 'cable-picture-chosen' : undefined}>
          {isChosen && <rect x="6" y={y} width="328" height={ROW} rx="4" />}
          {isChosen && <path d={mark} transform={`translate(14 ${y + 5})`} />}
          <text x="40" y={y + 17}>
            {row}
          </text>
        </g>
      );
    })}
  </svg>
);

const SHIELD = 'M8 1 L14 3.5 V8 C14 11.5 11 14 8 15 C5 14 2 11.5 2 8 V3.5 Z';
const TICK = 'M2.5 8.5 L6.5 12.5 L13.5 4';

/** The file of VB-CABLE's download that is to be run. */
export const SetupPicture = ({ label }: PictureProps) => (
  <ListPicture
    label={label}
    rows={['readme.txt', 'VBCABLE_Setup.exe', 'VBCABLE_Setup_x64.exe']}
    chosen="VBCABLE_Setup_x64.exe"
    mark={SHIELD}
  />
);

/** The list of microphones in an app for calls, with the one that is to be chosen. */
export const ChoicePicture = ({
  label,
  device,
  others,
}: PictureProps & { readonly device: string; readonly others: readonly string[] }) => (
  <ListPicture label={label} rows={[...others, device]} chosen={device} mark={TICK} />
);
