import type { Page } from 'playwright-core';
import type { MainState } from '../../../src/renderer/bridge/main-state.js';
import { pixelsOf } from './browser.js';
import { emptyState, FILES, MODELS, OFF, OFFER, ON, withLive, REPORT } from './states.js';
import type { StubOptions, StubReport } from './stub-bridge.js';
import { plainWords, words } from '../../../src/words/words.js';

/** A state of the window, and how to get there. */
export interface Screen {
  readonly stub: Partial<StubOptions> & Pick<StubOptions, 'state'>;
  readonly act?: (page: Page) => Promise<void>;
  /** Whether all of it is seen at once in the window as it opens. */
  readonly fitsWithoutScrolling?: true;
}

const stateWith = (change: Partial<MainState>) => ({ ...emptyState(), ...change });

const screen = (
  change: Partial<MainState>,
  act?: Screen['act'],
  more: Partial<StubOptions> = {},
): Screen => ({
  stub: { state: stateWith(change), ...more },
  ...(act && { act }),
});

const tab =
  (index: number): NonNullable<Screen['act']> =>
  (page) =>
    page.getByRole('tab').nth(index).click();

const FILES_TAB = tab(1);
const MODELS_TAB = tab(2);
const SETTINGS_TAB = tab(3);

/** Until the spectrograms are full: a column for each of 25 reports a second. */
const listen = async (page: Page): Promise<void> => {
  const isFull = async () => {
    const column = await pixelsOf(page, '.spectrograms canvas', { left: 8, top: 0, width: 1 });
    return column.some((colour) => colour.split(',').some((value) => Number(value) > 60));
  };
  for (const end = Date.now() + 50_000; !(await isFull()); await page.waitForTimeout(500)) {
    if (Date.now() > end) throw new Error('The spectrograms were not filled in time.');
  }
};

const firstRun = (change: Partial<MainState> = {}) =>
  stateWith({ ...change, settings: { ...(change.settings ?? emptyState().settings), firstRunDone: false } });

/** A microphone that gives nothing at all, and, as the other side, one that somebody speaks into. */
const SILENT_REPORT: StubReport = {
  ...REPORT,
  input: { rmsDbfs: -140, peakDbfs: -140, clipped: false },
  output: { rmsDbfs: -30, peakDbfs: -18, clipped: false },
};

const nextStep = (page: Page) => page.locator('.first-run-actions .button-main').click();

/** Answers the calls that carry sound, which no test option can: recording, and replay through a model. */
export const answerWithSound = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const read = async (side: 'before' | 'after') => {
      const answer = await window.stillmic.files.audio('1', side);
      if (!answer.ok) throw new Error(answer.words.key);
      const { buffer } = answer.value;
      return Float32Array.from(new Int16Array(buffer as ArrayBuffer, 44), (value) => value / 32768);
    };
    const [before, after] = [await read('before'), await read('after')];
    const sampleRate = 16_000;
    const figures = {
      before: { speechDbfs: -27.3, noiseFloorDbfs: -48.2, snrDb: 20.9 },
      after: { speechDbfs: -27.9, noiseFloorDbfs: -79.6, snrDb: 51.7 },
    };
    const microphone = { samples: before, sampleRate };
    const value = { before, after, sampleRate, figures, microphone };
    Object.assign(window.stillmic.live, { record: async () => ({ ok: true, value }) });
    const replay = { samples: after, sampleRate, rtfMean: 0.0121, rtfP99: 0.0193, delayMs: 32 };
    Object.assign(window.stillmic.models, {
      replay: async () => ({ ok: true, value: { ...replay, figures: figures.after } }),
    });
  });

/** Opens the microphone test of the home page and records. */
export const recordVoice = async (page: Page): Promise<void> => {
  await answerWithSound(page);
  await page.locator('.field .button:not(.button-icon)').first().click();
  await page.locator('.dialog .button-main').click();
  await page.locator('.speech-figures').waitFor();
};

/** From the recording to the comparison of the models. */
export const openComparison = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Compare models on this recording' }).click();
  await page
    .getByText(/→ −79\.6.dBFS/)
    .first()
    .waitFor();
};

/** A state of the home page, all of which is seen at once in the window as it opens. */
const home = (...given: Parameters<typeof screen>): Screen => ({
  ...screen(...given),
  fitsWithoutScrolling: true,
});

export const SCREENS: Readonly<Record<string, Screen>> = {
  'home-off': home({}),
  'home-starting': home({ status: { ...OFF, state: 'starting' } }),
  'home-on': home({ status: ON, ...withLive({ monitor: 'alsa_output.headset' }) }, listen),
  'home-bypassed': home({
    status: { ...ON, state: 'bypassed' },
    ...withLive({ bypass: true, monitor: 'alsa_output.headset' }),
  }),
  'home-unplugged': home({
    status: {
      ...ON,
      state: 'recovering',
      microphoneLabel: null,
      reason: words('live.microphoneMissing'),
      microphoneMissing: true,
    },
    devices: { microphones: [], speakers: [] },
    ...withLive({ microphone: 'alsa_input.yeti' }),
  }),
  'home-failed': home({
    status: {
      ...OFF,
      state: 'failed',
      reason: words('live.waitingForServer'),
    },
  }),
  'home-failed-windows': screen({
    info: { ...emptyState().info, platform: 'win32' },
    status: {
      ...OFF,
      virtualMicrophoneLabel: 'CABLE Output (VB-Audio Virtual Cable)',
      state: 'failed',
      reason: plainWords('VB-CABLE isn’t installed, so there is nowhere to send the sound.'),
    },
  }),
  'home-lighter-model': home({
    status: { ...ON, activeModelId: 'fastenhancer-t-vd' },
    ...withLive({ modelId: 'fastenhancer-b-dns' }),
    notices: [
      {
        id: 'settings',
        severity: 'problem',
        words: words('main.settingsSetAside', { name: 'settings.json.bad' }),
      },
      {
        id: 'tray',
        severity: 'info',
        words: words('main.noTray'),
      },
    ],
  }),
  'home-muted': home({
    status: {
      ...ON,
      listeners: ['Zoom', 'Firefox'],
      problems: [
        { words: words('live.microphoneMuted'), fix: 'restore-microphone-volume' },
        {
          words: words('live.virtualMicrophoneQuiet', { percent: 20 }),
          fix: 'restore-virtual-microphone-volume',
        },
      ],
    },
  }),
  'home-silent': home({
    status: { ...ON, listeners: ['Zoom', 'Firefox'], silent: true, speakingWhileMuted: true },
    ...withLive({ muted: true }),
    notices: [{ id: 'tray', severity: 'info', words: words('main.noTray') }],
  }),
  'home-dropouts': home({ status: ON }, async (page) => {
    await page.waitForTimeout(500);
    await page.locator('.live-figure').nth(2).click();
    await page.locator('.dropout').first().waitFor();
  }),
  'home-figure': home({ status: ON }, async (page) => {
    await page.waitForTimeout(500);
    await page.locator('.live-figure').nth(1).hover();
    await page.locator('.popover').waitFor();
  }),
  'home-offer': home({ status: ON, offer: OFFER }),
  'home-offer-done': home({ status: ON, offer: { ...OFFER, state: 'done' } }),
  'home-microphones': home({ status: ON }, async (page) => {
    await page.getByRole('combobox').first().click();
    await page.getByRole('option').first().waitFor();
  }),
  'home-models': home({ status: ON }, async (page) => {
    await page.getByRole('combobox').nth(1).click();
    await page.getByRole('option').first().waitFor();
  }),
  'microphone-test': screen({ status: ON }, recordVoice),
  comparison: screen({ status: ON }, async (page) => {
    await recordVoice(page);
    await openComparison(page);
  }),
  'comparison-blind': screen({ status: ON }, async (page) => {
    await recordVoice(page);
    await openComparison(page);
    await page.locator('.dialog').getByRole('button', { name: 'Blind test (A/B/X)' }).click();
    for (let trial = 0; trial < 3; trial += 1) await page.getByRole('button', { name: 'X is A' }).click();
    await page.getByRole('button', { name: 'Show which is which' }).click();
  }),
  'microphone-test-recording': screen(
    { status: ON },
    async (page) => {
      await page.locator('.field .button:not(.button-icon)').first().click();
      await page.locator('.dialog .button-main').click();
      await page.locator('.dialog [role="progressbar"]').waitFor();
    },
    { unanswered: ['live:record'] },
  ),
  'microphone-test-off': screen({}, async (page) => {
    await page.locator('.field .button:not(.button-icon)').first().click();
    await page.locator('.dialog .button-main').waitFor();
  }),
  'files-empty': screen({}, FILES_TAB),
  files: screen({ files: FILES.slice(0, 4) }, async (page) => {
    await FILES_TAB(page);
    await page.locator('.wave canvas').first().waitFor();
    await page.waitForTimeout(1000);
  }),
  'files-saved': screen({ files: FILES.slice(4) }, async (page) => {
    await FILES_TAB(page);
    await page.locator('.wave').first().waitFor();
  }),
  models: screen({}, MODELS_TAB),
  'models-offer': screen({ offer: OFFER }, MODELS_TAB),
  'models-unmeasured': screen(
    { models: MODELS.map((model) => ({ ...model, benchmark: null, estimatedRtf: null })) },
    MODELS_TAB,
  ),
  'models-all': screen({}, async (page) => {
    await MODELS_TAB(page);
    for (const summary of await page.locator('summary').all()) await summary.click();
  }),
  'models-importing': screen(
    {},
    async (page) => {
      await MODELS_TAB(page);
      await page.locator('.drop .button').click();
    },
    { answers: { 'models:choose': { handle: 'a', name: 'a.onnx' } }, unanswered: ['models:import'] },
  ),
  'models-import-failed': screen(
    {},
    async (page) => {
      await MODELS_TAB(page);
      await page.locator('.drop .button').click();
      await page.getByRole('alert').first().waitFor();
    },
    {
      answers: { 'models:choose': { handle: 'a', name: 'face-detector.onnx' } },
      failures: {
        'models:import':
          'face-detector.onnx is no streaming speech enhancer: it has no input wav_in or spec_in.',
      },
    },
  ),
  'models-settings': screen(
    {},
    async (page) => {
      await MODELS_TAB(page);
      await page.locator('.drop .button').click();
      await page.locator('.dialog').waitFor();
    },
    {
      answers: {
        'models:choose': { handle: 'a', name: 'lisennet.spec.onnx' },
        'models:import': {
          kind: 'needs-settings',
          file: { handle: 'a', name: 'lisennet.spec.onnx' },
          missing: ['sampleRate', 'hop', 'window'],
          assumed: { sampleRate: 16_000, hop: 256, window: 'hann' },
        },
      },
    },
  ),
  'models-licence': screen(
    { models: MODELS.slice(0, 1) },
    async (page) => {
      await MODELS_TAB(page);
      await page.locator('.model .button-icon').click();
      await page.getByRole('menuitem').last().click();
      await page.locator('.licence').waitFor();
    },
    {
      answers: {
        'models:licence': `MIT License\n\n${'Permission is hereby granted, free of charge. '.repeat(20)}`,
      },
    },
  ),
  settings: screen({}, SETTINGS_TAB),
  'settings-no-tray': screen(
    {
      info: { ...emptyState().info, hasTray: false, platform: 'darwin' },
      settings: {
        ...emptyState().settings,
        shortcuts: { toggle: 'Control+Alt+M', compare: null, mute: null, talk: 'F9', cough: null },
      },
    },
    SETTINGS_TAB,
  ),
  'first-run-microphone': { stub: { state: firstRun({ status: ON }) } },
  'first-run-starting': { stub: { state: firstRun({ status: { ...OFF, state: 'starting' } }) } },
  'first-run-other-microphone': {
    stub: {
      state: firstRun({ status: ON }),
      reports: [SILENT_REPORT],
      answers: {
        'live:measure-microphones': [
          { name: 'alsa_input.laptop', label: 'Built-in Audio', level: SILENT_REPORT.output },
        ],
      },
    },
    act: (page) => page.locator('.note .button-main').waitFor(),
  },
  'first-run-monitor': {
    stub: {
      state: firstRun({
        status: ON,
        devices: {
          ...emptyState().devices,
          monitors: [{ name: 'hdmi.monitor', label: 'Monitor of HDMI Audio', isDefault: false }],
        },
        settings: withLive({ microphone: 'hdmi.monitor' }).settings,
      }),
    },
  },
  'first-run-hear': { stub: { state: firstRun({ status: ON }) }, act: nextStep },
  'first-run-choose': {
    stub: { state: firstRun({ status: { ...ON, listeners: [] } }) },
    act: async (page) => {
      await nextStep(page);
      await nextStep(page);
    },
  },
  'first-run-app-help': {
    stub: { state: firstRun({ status: { ...ON, listeners: ['Firefox'] } }) },
    act: async (page) => {
      await nextStep(page);
      await nextStep(page);
      await page.getByRole('button', { name: 'Chrome' }).click();
      await page.locator('.app-steps').waitFor();
    },
  },
  'home-app-help': screen({ status: { ...ON, listeners: [] } }, async (page) => {
    await page.locator('.listen + .grow + .button').click();
    await page.locator('.dialog').getByRole('button', { name: 'Zoom' }).click();
    await page.locator('.app-steps').waitFor();
  }),
  'first-run-windows': {
    stub: {
      state: firstRun({
        info: { ...emptyState().info, platform: 'win32' },
        status: { ...ON, virtualMicrophoneLabel: 'CABLE Output (VB-Audio Virtual Cable)' },
      }),
    },
    act: async (page) => {
      await nextStep(page);
      await nextStep(page);
    },
  },
  'no-answer': { stub: { state: emptyState(), unanswered: ['models:list'] } },
  'main-failed': {
    stub: { state: emptyState(), failures: { 'settings:get': 'Stillmic couldn’t read its settings.' } },
  },
};
