import { describe, expect, test } from 'vitest';
import { callsOf, chromiumPath, pixelsOf, useBrowser } from './support/browser.js';
import { emptyState, FILES, MODELS, OFFER, ON, REPORT } from './support/states.js';
import type { LiveStatus } from '../../src/shared/live.js';
import { words } from '../../src/words/words.js';
import { asStubSound } from './support/sound.js';

const browser = useBrowser();

const on = { ...emptyState(), status: ON };
const plain = (text: string | null) => text?.replace(/\u00a0/g, ' ');

describe.skipIf(!chromiumPath)('the window', () => {
  test('shows what main says, and nothing before that', async () => {
    const page = await browser.open({ state: on });
    const state = page.locator('.power-state');
    expect(await state.textContent()).toBe('On – Discord is listening');
    await page.evaluate((status) => window.stub.become({ status }), {
      ...ON,
      listeners: ['Zoom', 'Firefox'],
    });
    await expect.poll(() => state.textContent()).toBe('On – Zoom and Firefox are listening');
    expect(await page.locator('.listen').textContent()).toBe(
      'Zoom and Firefox are listening to Stillmic Microphone.',
    );
  });

  test('each microphone shows its own settings, and whose are in force', async () => {
    const page = await browser.open({ state: on });
    expect(await page.locator('.own-settings').textContent()).toBe(
      'Model and strength of Blue Yeti Analog Stereo',
    );
    await page.getByRole('combobox', { name: 'Microphone' }).click();
    const options = page.getByRole('option');
    await expect
      .poll(async () => (await options.allTextContents()).map(plain))
      .toEqual([
        'Blue Yeti Analog Stereo (default)Lightest · 100 %',
        'Blue Yeti Analog StereoLightest · 100 %',
        'Built-in AudioBest in loud noise · 70 % · Let only speech through',
      ]);
  });

  test('a level fills its share of the meter, and its figure says the same', async () => {
    const page = await browser.open({ state: on, reports: [REPORT] });
    const before = page.getByRole('meter', { name: 'Before' });
    await expect.poll(async () => plain(await before.getAttribute('aria-valuetext'))).toBe('−20.0 dBFS');
    const shares = async () => {
      const rows = [12, 50].map((top) => pixelsOf(page, '.meters canvas', { left: 0, top, height: 1 }));
      return (await Promise.all(rows)).map((row) =>
        ((row.lastIndexOf(row[0] as string) + 1) / row.length).toFixed(2),
      );
    };
    await expect.poll(shares).toEqual(['0.67', '0.33']);
  });

  test('the meters take on the theme of the system when it changes', async () => {
    const page = await browser.open({ state: on, theme: 'dark' });
    const gap = () => pixelsOf(page, '.meters canvas', { left: 0, top: 31, width: 1, height: 1 });
    await expect.poll(gap).toEqual(['21,25,27']);
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(gap).toEqual(['247,248,248']);
  });

  test('a clip mark stays until it is pressed', async () => {
    const page = await browser.open({ state: on });
    await page.locator('.meter').first().waitFor();
    const say = (clipped: boolean) =>
      page.evaluate((report) => window.stub.say('live:stats', report), {
        ...REPORT,
        input: { ...REPORT.input, clipped },
      });
    const mark = page.getByRole('button', { name: 'Before clipped: clear the mark' });
    await say(true);
    await mark.waitFor();
    await say(false);
    await mark.click();
    await expect.poll(() => mark.count()).toBe(0);
  });

  test('figures change at most once a second, however often main reports', async () => {
    const reports = Array.from({ length: 1000 }, (_, index) => ({
      ...REPORT,
      input: { ...REPORT.input, rmsDbfs: -20 - index / 20 },
    }));
    const page = await browser.open({ state: on, reports, steppedClock: true });
    await page.evaluate(() => {
      const figure = document.querySelector('.meter-before .meter-figure');
      let count = 0;
      const observer = new MutationObserver(() => (count += 1));
      if (figure) observer.observe(figure, { characterData: true, subtree: true, childList: true });
      Object.assign(window, { changes: () => count });
    });
    for (let passed = 0; passed < 4000; passed += 40) await page.clock.runFor(40);
    const count = await page.evaluate(() => (window as unknown as { changes: () => number }).changes());
    expect(count).toBeGreaterThanOrEqual(3);
    expect(count).toBeLessThanOrEqual(4);
  });

  test('the figures are the engine’s own', async () => {
    const page = await browser.open({ state: on, reports: [REPORT] });
    const figures = page.locator('.live-figure');
    await expect
      .poll(async () => plain(await figures.nth(0).textContent()))
      .toBe('Speed (RTF)0.012p99 0.019');
    expect(plain(await figures.nth(1).textContent())).toBe('Delay (latency)52 ms');
    expect(plain(await figures.nth(2).textContent())).toBe('Dropouts2');
    expect(plain(await figures.nth(3).textContent())).toBe('Clock drift−3 ppm');
    await figures.nth(0).click();
    await page.getByText('83× faster than real time').waitFor();
  });

  test('dropouts tell when and why, the newest first', async () => {
    const page = await browser.open({ state: on, reports: [REPORT] });
    await page.getByRole('button', { name: 'Dropouts' }).click();
    const lines = page.locator('.dropout');
    await expect
      .poll(async () => (await lines.allTextContents()).map(plain))
      .toEqual([
        '14:05:01Sound was interrupted and came back1,200 ms',
        '14:03:12Sound came too late: a moment of silence32 ms',
      ]);
  });

  test('delay and drift say that they are still settling, until they have', async () => {
    const page = await browser.open({ state: on, reports: [{ ...REPORT, settling: true }] });
    const figures = page.locator('.live-figure');
    await expect
      .poll(async () => plain(await figures.nth(1).textContent()))
      .toBe('Delay (latency)52 mssettling…');
    expect(plain(await figures.nth(3).textContent())).toBe('Clock drift−3 ppmsettling…');
  });

  test('a muted microphone is told, with the click that mends it, and the next problem after it', async () => {
    const status: LiveStatus = {
      ...ON,
      problems: [
        { words: words('live.microphoneMuted'), fix: 'restore-microphone-volume' },
        { words: words('live.virtualMicrophoneQuiet', { percent: 20 }), fix: null },
      ],
    };
    const page = await browser.open({ state: { ...on, status } });
    const alerts = page.getByRole('alert');
    await alerts
      .filter({ hasText: 'is muted in the system' })
      .getByRole('button', { name: 'Fix it' })
      .click();
    expect(await callsOf(page, 'live:fix')).toEqual([['restore-microphone-volume']]);
    await page.getByRole('button', { name: 'Message 1 of 2: show the next' }).click();
    const quiet = alerts.filter({ hasText: 'turned down to 20 %' });
    await quiet.waitFor();
    expect(await quiet.getByRole('button').count()).toBe(0);
    expect(await alerts.count()).toBe(1);
    await page.evaluate((mended) => window.stub.become({ status: mended }), ON);
    await expect.poll(() => alerts.count()).toBe(0);
  });

  test('a message that is more important comes to the front, and goes back behind none', async () => {
    const notices = [{ id: 'tray', severity: 'info' as const, words: words('main.noTray') }];
    const page = await browser.open({ state: { ...on, notices } });
    const messages = page.getByRole('region', { name: 'Messages' });
    await messages.getByText('This desktop shows no tray icons').waitFor();
    expect(await messages.getByRole('button', { name: 'show the next' }).count()).toBe(0);
    const muted: LiveStatus = {
      ...ON,
      problems: [{ words: words('live.microphoneMuted'), fix: 'restore-microphone-volume' }],
    };
    await page.evaluate((status) => window.stub.become({ status }), muted);
    await messages.getByRole('alert').waitFor();
    await messages.getByRole('button', { name: 'Message 1 of 2: show the next' }).click();
    await messages.getByText('This desktop shows no tray icons').waitFor();
    await messages.getByRole('button', { name: 'Dismiss' }).click();
    await messages.getByRole('alert').waitFor();
    expect(await callsOf(page, 'app:dismiss-notice')).toEqual([['tray']]);
  });

  test('meters are kept alive while they are on screen, in the first steps too', async () => {
    const settings = { ...emptyState().settings, firstRunDone: false };
    const page = await browser.open({ state: { ...on, settings } });
    await page.locator('.first-run-actions .button-main').click();
    const asked = () => callsOf(page, 'live:request-meters');
    await expect.poll(asked).toContainEqual([true]);
    await page.locator('.first-run-actions .button-main').click();
    await expect.poll(async () => (await asked()).at(-1)).toEqual([false]);
  });

  test('an import that goes on can be given up', async () => {
    const page = await browser.open({
      answers: { 'models:choose': { handle: 'handle of x.onnx', name: 'x.onnx' } },
      unanswered: ['models:import'],
    });
    await page.getByRole('tab').nth(2).click();
    await page.getByRole('button', { name: 'Import a model…' }).click();
    await page.getByText('Reading the model…').waitFor();
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await expect.poll(() => callsOf(page, 'models:cancel-import')).toEqual([[]]);
  });

  test('each kind of setting changes what its row says', async () => {
    const page = await browser.open();
    await page.getByRole('tab').nth(3).click();
    const choose = async (name: string, option: string) => {
      await page.getByRole('combobox', { name, exact: true }).click();
      await page.getByRole('option', { name: option, exact: true }).click();
    };
    await page.getByRole('switch', { name: 'Let only speech through' }).click();
    await choose('Channel of the microphone', 'Channel 3');
    await choose('Release the microphone', 'Always');
    await choose('Theme', 'Light');
    await choose('Language', 'Français');
    await page.getByRole('tab', { name: 'Réglages' }).waitFor();
    expect(await callsOf(page, 'settings:change')).toEqual([
      [{ live: { voiceGate: true } }],
      [{ live: { channel: 3 } }],
      [{ live: { releaseMicrophone: 'always' } }],
      [{ theme: 'light' }],
      [{ language: 'fr' }],
    ]);
  });

  test('spectra are asked for only while the spectrogram can be seen', async () => {
    const page = await browser.open({ state: on });
    await expect.poll(() => callsOf(page, 'live:request-spectra')).toContainEqual([true]);
    const last = async () => (await callsOf(page, 'live:request-spectra')).at(-1);
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await expect.poll(last).toEqual([false]);
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'visible' });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await expect.poll(last).toEqual([true]);
    await page.getByRole('tab').nth(1).click();
    await expect.poll(last).toEqual([false]);
  });

  test('a spectrum is drawn with its frequencies in place', async () => {
    const spectrum = Array.from({ length: 257 }, (_, bin) => (bin < 20 ? -20 : -120));
    const spectra = { before: spectrum, after: spectrum.map(() => -120), sampleRate: 16_000 };
    const page = await browser.open({ state: on, reports: [{ ...REPORT, spectra }] });
    const newest = async () => {
      const column = await pixelsOf(page, '.spectrograms canvas', { left: -1, top: 0, width: 1 });
      const [before, after] = [column.slice(0, column.length / 2 - 1), column.slice(column.length / 2 + 1)];
      return [before[0], before.at(-1), after[0], after.at(-1)];
    };
    await expect.poll(newest).toEqual(['0,0,4', '252,253,191', '0,0,4', '0,0,4']);
  });

  test('a failure is told where it happened', async () => {
    const page = await browser.open({
      failures: { 'settings:change': 'The microphone is in use by another app.' },
    });
    await page.getByRole('button', { name: 'Bypass' }).click();
    expect(await page.locator('.fields').getByRole('alert').textContent()).toBe(
      'The microphone is in use by another app.',
    );
  });

  test('dropped recordings are queued by handles, not by paths', async () => {
    const page = await browser.open();
    await page.getByRole('tab').nth(1).click();
    await page.locator('.drop').waitFor();
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['x'], 'talk.wav'));
      const target = document.querySelector('.drop');
      for (const type of ['dragover', 'drop']) {
        target?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      }
    });
    await expect.poll(() => callsOf(page, 'files:denoise')).toEqual([[['handle of talk.wav']]]);
  });

  test('both sides of a finished recording are drawn and played', async () => {
    const tone = Array.from({ length: 16_000 }, (_, index) => 0.2 * Math.sin(index / 4));
    const sound = asStubSound({ before: tone, after: tone, sampleRate: 16_000 });
    const page = await browser.open({ state: { ...emptyState(), files: FILES.slice(0, 1) }, sound });
    await page.getByRole('tab').nth(1).click();
    await page.getByRole('button', { name: 'Play' }).click();
    const position = page.getByRole('slider');
    await expect.poll(async () => Number(await position.inputValue())).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Play' }).waitFor();
    expect(Number(await position.inputValue())).toBe(1);
    expect(await page.locator('.wave').count()).toBe(2);
  });

  test('a model that leaves something open is imported with what the user says', async () => {
    const file = { handle: 'handle of x.spec.onnx', name: 'x.spec.onnx' };
    const question = {
      kind: 'needs-settings',
      file,
      missing: ['hop'],
      assumed: { hop: 256, sampleRate: 16_000 },
    };
    const page = await browser.open({
      answers: { 'models:choose': file, 'models:import': question },
    });
    await page.getByRole('tab').nth(2).click();
    await page.getByRole('button', { name: 'Import a model…' }).click();
    await page.getByLabel('Hop (samples)').fill('128');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await expect
      .poll(async () => (await callsOf(page, 'models:import')).at(-1))
      .toEqual([file.handle, { hop: 128, sampleRate: 16_000 }]);
  });

  test('how a checkpoint was read is said beside the model that came of it', async () => {
    const [model] = MODELS;
    const page = await browser.open({
      state: { ...emptyState(), models: MODELS },
      answers: {
        'models:choose': { handle: 'handle of 00500.pth', name: '00500.pth' },
        'models:import': {
          kind: 'imported',
          id: model?.id,
          notes: [{ key: 'export.notePrefix', values: { prefix: 'module.' } }],
        },
      },
    });
    await page.getByRole('tab').nth(2).click();
    await page.getByRole('button', { name: 'Import a model…' }).click();
    await page.getByText(`${model?.name} was imported.`).waitFor();
    await page.getByText('“module.” before the names of the weights was left out.').waitFor();
  });

  test('a model is recommended with its reason, downloaded and switched to, and taken back', async () => {
    const page = await browser.open({ state: { ...on, offer: OFFER } });
    await page
      .getByText('“Loud noise, cleaner still” lets less of it through, at about 14 % of a processor core.')
      .waitFor();
    await page.getByRole('button', { name: 'Download (about 2.0 MB) and switch' }).click();
    expect(await callsOf(page, 'recommendation:accept')).toEqual([[]]);
    await page.evaluate((offer) => window.stub.become({ offer }), { ...OFFER, state: 'done' as const });
    await page.getByText('“Loud noise, cleaner still” runs now.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await callsOf(page, 'recommendation:undo')).toEqual([[]]);
  });

  test('a recommendation is declined by one click, wherever it is shown', async () => {
    const page = await browser.open({ state: { ...on, offer: { ...OFFER, isInstalled: true } } });
    await page.getByRole('tab').nth(2).click();
    await page.getByRole('button', { name: 'Switch', exact: true }).waitFor();
    await page.getByRole('button', { name: 'No, thanks' }).click();
    expect(await callsOf(page, 'recommendation:dismiss')).toEqual([[]]);
    await page.getByText('It is loud around you').waitFor({ state: 'hidden' });
  });

  test('the picture places each model by its quality and its cost here, and the table says the same', async () => {
    const page = await browser.open({ state: { ...emptyState(), models: MODELS } });
    await page.getByRole('tab').nth(2).click();
    const points = page.locator('.picture-point');
    const places = async () => {
      const marks = await points.locator('.picture-mark').allTextContents();
      const dots = await points.evaluateAll((groups) =>
        groups.map((group) => {
          const { left, top } = group.querySelector('circle')!.getBoundingClientRect();
          return [left, top] as const;
        }),
      );
      return marks.map((mark, index) => ({ mark, left: dots[index]![0], top: dots[index]![1] }));
    };
    await expect.poll(async () => (await places()).map(({ mark }) => mark)).toEqual(['B', 'S', 'M']);
    const [b, s, m] = await places();
    expect(b!.left < s!.left && s!.left < m!.left).toBe(true);
    expect(b!.top > s!.top && s!.top > m!.top).toBe(true);
    expect(await points.locator('.picture-measured').count()).toBe(1);
    expect(await points.locator('.picture-estimated').count()).toBe(2);
    await page.getByRole('combobox', { name: 'Test set' }).click();
    await page.getByRole('option', { name: 'VoiceBank-DEMAND' }).click();
    await expect.poll(async () => (await places()).map(({ mark }) => mark)).toEqual(['T', 'B', 'M']);
    expect(await page.locator('.picture-ring').count()).toBe(1);
    await page.getByText('All figures in words').click();
    const figures = page.locator('.picture-figures').filter({ hasText: /^Cleaner still/ });
    expect(plain(await figures.textContent())).toBe(
      'Cleaner stillCPU about 7 % of a core · Delay 32 ms · DNSMOS overall 3.11 · PESQ 3.24 · STOI 0.950',
    );
    const fullBand = page.locator('.picture-figures').filter({ hasText: /^Full band/ });
    expect(await fullBand.textContent()).toContain('no published quality');
    await page.getByText('github.com/aask1357/fastenhancer#results').waitFor();
  });

  test('a computer that was not measured yet is measured by one click', async () => {
    const models = MODELS.map((model) => ({ ...model, benchmark: null, estimatedRtf: null }));
    const page = await browser.open({ state: { ...emptyState(), models } });
    await page.getByRole('tab').nth(2).click();
    await page.getByRole('button', { name: 'Measure speed' }).click();
    expect(await callsOf(page, 'models:benchmark')).toEqual([['fastenhancer-t-vd']]);
  });

  test('technical forms of models are for experts, and no two rows have one name', async () => {
    const page = await browser.open({ state: { ...emptyState(), models: MODELS } });
    await page.getByRole('tab').nth(2).click();
    const technical = page.getByText('FastEnhancer-B, VoiceBank-DEMAND, spec2spec');
    expect(await technical.isVisible()).toBe(false);
    await page.getByText('For experts').click();
    await technical.waitFor();
    const names = await page.locator('.model-words').allTextContents();
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(MODELS.length);
  });

  test('models are downloaded, paused, measured and chosen', async () => {
    const page = await browser.open({ state: { ...emptyState(), models: MODELS } });
    await page.getByRole('tab').nth(2).click();
    await page.getByRole('button', { name: 'Download FastEnhancer-T, 48 kHz speech', exact: true }).click();
    await page
      .getByRole('button', { name: 'Pause the download of FastEnhancer-B, VoiceBank-DEMAND' })
      .click();
    await page.getByRole('button', { name: 'Use FastEnhancer-B, DNS Challenge' }).click();
    await page.getByRole('button', { name: 'More about FastEnhancer-B, DNS Challenge' }).click();
    await page.getByRole('menuitem', { name: 'Measure speed' }).click();
    expect(await callsOf(page, 'models:download')).toEqual([['fastenhancer-t-48khz']]);
    expect(await callsOf(page, 'models:pause')).toEqual([['fastenhancer-b-vd']]);
    expect(await callsOf(page, 'settings:change')).toEqual([[{ live: { modelId: 'fastenhancer-b-dns' } }]]);
    expect(await callsOf(page, 'models:benchmark')).toEqual([['fastenhancer-b-dns']]);
  });

  test('a shortcut is what is pressed; a bare letter is refused with the reason', async () => {
    const page = await browser.open();
    await page.getByRole('tab').nth(3).click();
    await page.getByRole('button', { name: 'Change the shortcut for: On or off. Now: None' }).click();
    await page.keyboard.press('m');
    await page.getByText('Use Ctrl, Alt or Super with another key, or a function key.').waitFor();
    await page.keyboard.press('Control+Alt+m');
    await expect
      .poll(() => callsOf(page, 'settings:change'))
      .toEqual([[{ shortcuts: { toggle: 'Control+Alt+M' } }]]);
  });

  test('the first steps switch on at once and end on the home page', async () => {
    const settings = { ...emptyState().settings, firstRunDone: false };
    const page = await browser.open({ state: { ...emptyState(), settings } });
    for (const step of ['Which microphone?', 'Hear yourself clean', 'Choose it in your app']) {
      await page.getByRole('heading', { name: step }).waitFor();
      await page.locator('.first-run-actions .button-main').click();
    }
    await page.getByRole('switch').waitFor();
    expect(await callsOf(page, 'live:start')).toHaveLength(1);
    expect(await callsOf(page, 'live:stop')).toEqual([]);
    expect(await callsOf(page, 'settings:change')).toEqual([[{ firstRunDone: true }]]);
  });

  test('who skips the first steps is left with the switch as it was', async () => {
    const settings = { ...emptyState().settings, firstRunDone: false };
    const page = await browser.open({ state: { ...emptyState(), settings } });
    await page.getByRole('meter').first().waitFor();
    await page.getByRole('button', { name: 'Skip' }).click();
    await page.getByRole('switch').waitFor();
    expect(await callsOf(page, 'live:stop')).toHaveLength(1);
  });

  test('a microphone that gives nothing is told, and the one that has sound is used by one click', async () => {
    const settings = { ...emptyState().settings, firstRunDone: false };
    const silent = { rmsDbfs: -140, peakDbfs: -140, clipped: false };
    const page = await browser.open({
      state: { ...on, settings },
      reports: [{ ...REPORT, input: silent }],
      answers: {
        'live:measure-microphones': [
          { name: 'alsa_input.laptop', label: 'Built-in Audio', level: REPORT.input },
          { name: 'alsa_input.yeti', label: 'Blue Yeti Analog Stereo', level: silent },
        ],
      },
    });
    await page.getByText('“Blue Yeti Analog Stereo” gives no sound at all.').waitFor();
    await page
      .getByText('“Built-in Audio” has sound, and “Blue Yeti Analog Stereo” has hardly any.')
      .waitFor();
    expect(await callsOf(page, 'live:measure-microphones')).toHaveLength(1);
    await page.getByRole('button', { name: 'Use it' }).click();
    expect(await callsOf(page, 'settings:change')).toEqual([[{ live: { microphone: 'alsa_input.laptop' } }]]);
  });

  test.for([
    ['clips', { rmsDbfs: -6, peakDbfs: 0, clipped: true }, 'It is too loud and clips.'],
    ['is quiet', { rmsDbfs: -50, peakDbfs: -40, clipped: false }, 'You are very quiet.'],
    ['is heard', { rmsDbfs: -25, peakDbfs: -12, clipped: false }, 'Your voice is heard.'],
  ] as const)('a microphone that %s is told', async ([, voice, sentence]) => {
    const settings = { ...emptyState().settings, firstRunDone: false };
    const pause = { rmsDbfs: -72, peakDbfs: -62, clipped: false };
    const page = await browser.open({
      state: { ...on, settings },
      reports: [pause, pause, voice].map((input) => ({ ...REPORT, input })),
    });
    await page.getByRole('status').filter({ hasText: sentence }).waitFor();
    expect(await callsOf(page, 'live:measure-microphones')).toEqual([]);
  });

  test('what speakers play is told to be no microphone', async () => {
    const settings = {
      ...emptyState().settings,
      firstRunDone: false,
      live: { ...emptyState().settings.live, microphone: 'hdmi.monitor' },
    };
    const devices = {
      ...emptyState().devices,
      monitors: [{ name: 'hdmi.monitor', label: 'Monitor of HDMI Audio', isDefault: false }],
    };
    const page = await browser.open({ state: { ...on, settings, devices } });
    const warning = page.getByRole('status').filter({ hasText: 'is what the speakers play' });
    await warning.waitFor();
    expect(await warning.textContent()).toContain('Monitor of HDMI Audio');
  });

  test('the last step ticks when an app listens, and stays ticked when the app has gone', async () => {
    const settings = { ...emptyState().settings, firstRunDone: false };
    const page = await browser.open({ state: { ...on, status: { ...ON, listeners: [] }, settings } });
    for (let step = 0; step < 2; step += 1) await page.locator('.first-run-actions .button-main').click();
    await page.getByText('Waiting for an app to listen…').waitFor();
    const tick = page.getByRole('img', { name: 'It is listening' });
    expect(await tick.count()).toBe(0);
    await page.evaluate((status) => window.stub.become({ status }), { ...ON, listeners: ['Firefox'] });
    await page.getByText('Firefox is listening. All is set.').waitFor();
    expect(await page.getByRole('button', { name: 'Firefox' }).getByRole('img').count()).toBe(1);
    expect(await tick.count()).toBe(1);
    await page.evaluate((status) => window.stub.become({ status }), { ...ON, listeners: [] });
    await expect.poll(() => tick.count()).toBe(0);
    await page.getByText('Firefox is listening. All is set.').waitFor();
  });

  test('the help for six apps names the virtual microphone and has no link', async () => {
    const page = await browser.open({ state: { ...on, status: { ...ON, listeners: [] } } });
    await page.getByRole('button', { name: 'Where?' }).click();
    for (const app of ['Zoom', 'Discord', 'Microsoft Teams', 'Chrome', 'Firefox', 'OBS Studio']) {
      await page.getByRole('button', { name: app, exact: true }).click();
      await expect.poll(() => page.locator('.app-steps').count()).toBe(1);
      expect(await page.locator('.app-steps li').count()).toBe(3);
      expect(await page.locator('.app-steps strong').textContent()).toBe('Stillmic Microphone');
    }
    expect(await page.locator('a[href]').count()).toBe(0);
  });

  test('the language follows the setting, in the words and for screen readers', async () => {
    const page = await browser.open();
    await page.evaluate((settings) => window.stub.become({ settings }), {
      ...emptyState().settings,
      language: 'de' as const,
    });
    await page.getByRole('tab', { name: 'Modelle' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
  });

  test('nothing moves where motion is not wanted', async () => {
    const page = await browser.open({ state: on, reports: [REPORT], reducedMotion: true });
    await page.getByRole('switch').waitFor();
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .filter((element) => {
          const { transitionDuration, animationName } = getComputedStyle(element);
          return transitionDuration.split(', ').some((time) => time !== '0s') || animationName !== 'none';
        })
        .map((element) => element.outerHTML.slice(0, 100)),
    );
    expect(moving).toEqual([]);
  });
});
