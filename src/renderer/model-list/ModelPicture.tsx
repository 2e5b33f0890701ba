import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DEFAULT_MODEL_ID } from '../../shared/model-id.js';
import type { QualityMetric } from '../../shared/model-listing.js';
import { useMain } from '../bridge/main-state.js';
import { useAction } from '../bridge/use-action.js';
import { Button } from '../controls/Button.js';
import { Choice } from '../controls/Choice.js';
import { Problem } from '../controls/Problem.js';
import { useFormats } from '../format/use-formats.js';
import { linearScale, logScale, METRICS, pointsOf, testSetsOf, type ModelPoint } from './model-points.js';
import { ModelTable } from './ModelTable.js';
import './model-picture.css';

const WIDTH = 360;
const HEIGHT = 190;
const PLOT = { left: 38, right: 352, top: 10, bottom: 158 } as const;
const RADIUS = 5;

interface PlotProps {
  readonly points: readonly ModelPoint[];
  readonly metric: QualityMetric;
  readonly label: string;
}

/** Published quality over the processor's share here: higher and further left is better. */
const Plot = ({ points, metric, label }: PlotProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const chosen = useMain().settings.live.modelId;
  const across = logScale(points.map(({ rtf }) => 100 * rtf));
  const up = linearScale(points.map(({ quality }) => quality.value));
  const x = (percent: number) => PLOT.left + across.at(percent) * (PLOT.right - PLOT.left);
  const y = (value: number) => PLOT.bottom - up.at(value) * (PLOT.bottom - PLOT.top);
  return (
    <svg className="picture" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {up.ticks.map((tick) => (
        <g key={tick}>
          <line className="picture-grid" x1={PLOT.left} x2={PLOT.right} y1={y(tick)} y2={y(tick)} />
          <text className="picture-tick" x={PLOT.left - 6} y={y(tick) + 3} textAnchor="end">
            {formats.quality(metric, tick)}
          </text>
        </g>
      ))}
      {across.ticks.map((tick) => (
        <g key={tick}>
          <line className="picture-grid" x1={x(tick)} x2={x(tick)} y1={PLOT.top} y2={PLOT.bottom} />
          <text className="picture-tick" x={x(tick)} y={PLOT.bottom + 13} textAnchor="middle">
            {formats.percent(tick)}
          </text>
        </g>
      ))}
      <text className="picture-axis" x={(PLOT.left + PLOT.right) / 2} y={HEIGHT - 3} textAnchor="middle">
        {t('models.picture.across')}
      </text>
      {points.map(({ model, rtf, quality, isMeasured, mark }) => (
        <g key={model.id} data-in-use={model.id === chosen} className="picture-point">
          <circle
            className={isMeasured ? 'picture-measured' : 'picture-estimated'}
            cx={x(100 * rtf)}
            cy={y(quality.value)}
            r={RADIUS}
          />
          {model.id === chosen && (
            <circle className="picture-ring" cx={x(100 * rtf)} cy={y(quality.value)} r={RADIUS + 4} />
          )}
          <text className="picture-mark" x={x(100 * rtf) + RADIUS + 5} y={y(quality.value) - RADIUS}>
            {mark}
          </text>
        </g>
      ))}
    </svg>
  );
};

/** Where the speed of this computer is not known yet: the click that measures it. */
const MeasureFirst = () => {
  const { t } = useTranslation();
  const measure = useAction(window.stillmic.models.benchmark);
  return (
    <div className="stack">
      <p className="quiet">{t('models.picture.unmeasured')}</p>
      <div>
        <Button disabled={measure.isBusy} onClick={() => void measure.run(DEFAULT_MODEL_ID)}>
          {measure.isBusy ? t('models.measuring') : t('models.measure')}
        </Button>
      </div>
      <Problem words={measure.problem} onDismiss={measure.dismiss} />
    </div>
  );
};

/** Published quality of the models beside what they take here, as a picture and as a table. */
export const ModelPicture = () => {
  const { t } = useTranslation();
  const { models } = useMain();
  const testSets = testSetsOf(models);
  const [testSet, setTestSet] = useState(testSets.find((name) => name.startsWith('DNS')) ?? testSets[0]);
  const [metric, setMetric] = useState<QualityMetric>('DNSMOS overall');
  if (testSet === undefined) return null;
  const points = pointsOf(models, testSet, metric);
  return (
    <section className="stack">
      <h2 className="heading">{t('models.picture.title')}</h2>
      <div className="picture-choices">
        <Choice
          label={t('models.picture.metric')}
          value={metric}
          options={METRICS.map((value) => ({ value, label: value }))}
          onChange={setMetric}
        />
        <Choice
          label={t('models.picture.testSet')}
          value={testSet}
          options={testSets.map((value) => ({ value, label: value }))}
          onChange={setTestSet}
        />
      </div>
      {points.length === 0 ? (
        <MeasureFirst />
      ) : (
        <>
          <Plot
            points={points}
            metric={metric}
            label={t('models.picture.label', { metric, testSet, count: points.length })}
          />
          <p className="quiet small">{t('models.picture.legend')}</p>
        </>
      )}
      <ModelTable testSet={testSet} />
    </section>
  );
};
