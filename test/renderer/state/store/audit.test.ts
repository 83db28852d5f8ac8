import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import type { CameraError, AuditCountState, Refusal } from '../../../../src/main/ipc/contract.ts';
import type { audit as AuditCounter } from '../../../../src/renderer/state/store/audit.svelte.ts';
import { message } from '../../../../src/messages/message.ts';
import { errorText } from '../../../../src/renderer/components/store/audit-text.ts';
import { openSvelteModules } from '../../components/insights/svelte-modules.ts';

const ERROR: CameraError = {
  ...{ camera: 'c1', audits: 1, minutes: 15, entries: 20, isOutdated: false },
  ratio: { value: 0.95, low: 0.8, high: 1.1 },
  missed: { value: 0.1, low: 0.03, high: 0.3 },
  extra: { value: 0.05, low: 0, high: 0.28 },
};

/** The core as an audit sees it. */
function madeCore() {
  const asked: string[] = [];
  let refused: Refusal | null = null;
  let state: AuditCountState = { isUnderWay: false, entries: 0, secondsLeft: 900 };
  const request = (channel: string, payload: { act?: string }) => {
    if (channel === 'audience.errors') return Promise.resolve({ ok: [ERROR] });
    const { act = '' } = payload;
    asked.push(act);
    if (refused) return Promise.resolve({ refused });
    if (act === 'tap') state = { ...state, entries: state.entries + 1 };
    if (act === 'untap') state = { ...state, entries: state.entries - 1 };
    if (act === 'begin') state = { isUnderWay: true, entries: 0, secondsLeft: 900 };
    if (act === 'end' || act === 'drop') state = { ...state, isUnderWay: false };
    return Promise.resolve({ ok: state });
  };
  const listeners = new Map<string, (payload: object) => void>();
  return {
    ...{ asked, request },
    on: (event: string, listener: (payload: object) => void) => (listeners.set(event, listener), () => {}),
    emit: (event: string) => listeners.get(event)?.({}),
    refuse: (refusal: Refusal) => (refused = refusal),
  };
}

let modules: Awaited<ReturnType<typeof openSvelteModules>>;
let core: ReturnType<typeof madeCore>;
let audit: typeof AuditCounter;

beforeEach(async () => {
  modules = await openSvelteModules();
  core = madeCore();
  vi.stubGlobal('window', { demiface: { request: core.request, on: core.on } });
  ({ audit } = (await modules.load('state/store/audit.svelte.ts')) as { audit: typeof AuditCounter });
  vi.useFakeTimers();
  audit.open('c1');
  await audit.start();
});
afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  await modules.close();
});

it('ends by itself after its time and reports how the camera errs', async () => {
  await audit.tap();
  expect([audit.entries, audit.secondsLeft, audit.secondsUntilKept]).toEqual([1, 900, 60]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([audit.secondsLeft, audit.secondsUntilKept]).toEqual([840, 0]);
  await vi.advanceTimersByTimeAsync(839_000);
  expect([audit.secondsLeft, audit.isUnderWay]).toEqual([1, true]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(core.asked).toEqual(['begin', 'tap', 'end']);
  expect([audit.isUnderWay, audit.error]).toEqual([false, ERROR]);
});

it('reports at once that other models ended it', async () => {
  audit.begin();
  core.refuse({ code: 'interrupted', message: message('counting.auditKeptOtherModels') });
  core.emit('audience.changed');
  await vi.advanceTimersByTimeAsync(0);
  expect(audit.isUnderWay).toBe(false);
  expect(audit.failure).toContain('the audit count ended');
  await vi.advanceTimersByTimeAsync(1_000_000);
  expect(core.asked).toEqual(['begin', 'look']);
});

it('takes back no more than there is; closed under way, nothing is kept', async () => {
  await audit.untap();
  await audit.tap();
  await audit.untap();
  await audit.close();
  await vi.advanceTimersByTimeAsync(1_000_000);
  expect(core.asked).toEqual(['begin', 'tap', 'untap', 'drop']);
  expect(audit.camera).toBeNull();
});

it('the sentence tells the ratio, what was missed and added, each with its interval', () => {
  const [ratio, parts] = errorText(ERROR);
  expect(ratio).toBe('The camera counted 0.95 for every person you counted (95% interval 0.80 to 1.10).');
  expect(parts).toContain('missed 10% (95% interval 3% to 30%)');
  expect(parts).toContain('0.05 that were not there (95% interval 0.00 to 0.28)');
  expect(errorText({ ...ERROR, ratio: null, missed: null, extra: null })).toHaveLength(1);
});
