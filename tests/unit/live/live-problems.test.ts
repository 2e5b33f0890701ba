import { describe, expect, it } from 'vitest';
import type { OwnStream, SoundState, Volume } from '../../../src/audio/control/open-sound-system.js';
import { liveProblems } from '../../../src/live/live-problems.js';
import { inEnglish } from '../../../src/words/say.js';

const FULL: Volume = { isMuted: false, share: 1 };
const ENGINE = 42;
const MICROPHONE = { name: 'mic', label: 'Webcam', isDefault: true, sampleRate: 48_000 };

const stream = (volume: Volume, processId = ENGINE): OwnStream => ({
  direction: 'playback',
  index: 1,
  processId,
  device: 'stillmic_sink',
  volume,
});
const problems = (
  microphone: Volume | undefined,
  virtual: Volume | undefined,
  ...ownStreams: OwnStream[]
): [string, string | null][] =>
  liveProblems(
    { ownStreams, ...(virtual && { virtualMicrophoneVolume: virtual }) } as unknown as SoundState,
    { ...MICROPHONE, ...(microphone && { volume: microphone }) },
    ENGINE,
  ).map(({ words, fix }) => [inEnglish(words), fix]);

describe('volumes on the way of the sound', () => {
  it('are no problem at full volume, at a microphone’s own choice, or where the system does not tell', () => {
    expect(problems(FULL, FULL, stream(FULL))).toEqual([]);
    expect(problems({ isMuted: false, share: 0.4 }, FULL)).toEqual([]);
    expect(problems(undefined, undefined)).toEqual([]);
  });

  it('are told when the microphone is muted or nearly silent', () => {
    expect(problems({ isMuted: true, share: 1 }, FULL)).toEqual([
      ['Your microphone is muted in the system’s sound settings.', 'restore-microphone-volume'],
    ]);
    expect(problems({ isMuted: false, share: 0.1 }, FULL)[0]?.[0]).toContain('turned down to 10 %');
  });

  it('are told of the virtual microphone and of the engine’s streams, the quietest first', () => {
    const muted = 'Stillmic’s sound is muted in the system’s mixer, so that nobody hears you.';
    const fix = 'restore-virtual-microphone-volume';
    expect(problems(FULL, { isMuted: true, share: 1 })).toEqual([[muted, fix]]);
    expect(problems(FULL, { isMuted: false, share: 0.2 }, stream({ isMuted: true, share: 1 }))).toEqual([
      [muted, fix],
    ]);
    expect(problems(FULL, FULL, stream({ isMuted: false, share: 0.3 }))[0]?.[0]).toContain('30 %');
    expect(problems(FULL, FULL, stream({ isMuted: true, share: 1 }, 7))).toEqual([]);
  });

  it('are told with the apps that may have turned ours down', () => {
    const sound = { ownStreams: [], virtualMicrophoneVolume: { isMuted: false, share: 0.4 } };
    const sentence = (listeners: string[] | null): string | undefined => {
      const [problem] = liveProblems({ ...sound, listeners } as unknown as SoundState, MICROPHONE, ENGINE);
      return problem && inEnglish(problem.words);
    };
    expect(sentence(['Zoom', 'Chromium'])).toMatch(/40 %.*Zoom, Chromium.*automatic volume/);
    expect(sentence([])).toMatch(/40 %.*A calling app may/);
    expect(sentence(null)).toBe(sentence([]));
  });
});

it('a default microphone that a crash would not bring back is told', () => {
  const sound = { ownStreams: [], listeners: [], previousDefaultNotKept: true } as unknown as SoundState;
  expect(liveProblems(sound, MICROPHONE, ENGINE).map(({ words }) => inEnglish(words))).toEqual([
    expect.stringContaining('After a crash of Stillmic, choose it again'),
  ]);
});
