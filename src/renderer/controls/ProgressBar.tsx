import { Progress } from '@base-ui/react/progress';
import './progress-bar.css';

interface Props {
  readonly label: string;
  /** 0–1, or null when nobody knows. */
  readonly share: number | null;
}

/** Progress of work: a share, or an unknown one. */
export const ProgressBar = ({ label, share }: Props) => (
  <Progress.Root value={share === null ? null : 100 * share} aria-label={label}>
    <Progress.Track className="progress-track">
      <Progress.Indicator className="progress-indicator" />
    </Progress.Track>
  </Progress.Root>
);
