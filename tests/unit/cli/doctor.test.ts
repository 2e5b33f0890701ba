import { expect, it } from 'vitest';
import { priorityFinding } from '../../../src/cli/doctor/checks.js';
import { inEnglish } from '../../../src/words/say.js';
import { plainWords } from '../../../src/words/words.js';

it('says who raised the priority of the audio thread, or why nobody could and what to do', () => {
  expect(priorityFinding({ raisedBy: 'system', problem: null })).toMatchObject({
    status: 'ok',
    advice: null,
  });
  const raised = priorityFinding({ raisedBy: 'RealtimeKit', problem: null });
  expect(inEnglish(raised.detail)).toContain('RealtimeKit');
  const none = priorityFinding({
    raisedBy: null,
    problem: plainWords("RealtimeKit can't raise it: no bus."),
  });
  expect(none.status).toBe('warning');
  expect(inEnglish(none.link)).toBe('priority');
  expect(inEnglish(none.detail)).toContain('no bus');
  expect(none.advice && inEnglish(none.advice)).toContain('rtkit');
});
