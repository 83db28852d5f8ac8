import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { EXPRESSIONS } from '../../../../../../src/artifact/labels.ts';
import {
  installLiblsl,
  isLiblslInstalled,
} from '../../../../../../src/main/core/features/session/streams/lsl/install-liblsl.ts';
import { channelOf } from '../../../../../../src/main/core/features/session/streams/lsl/heart-rate.ts';
import { needs } from '../../../../../support/needs.ts';
import { pythonWith } from '../../../../../support/python.ts';
import { openedStreams, reading, until } from './opened-streams.ts';
import { pythonProgram } from './python-program.ts';

const PYLSL = 'pylsl==1.18.6';
const found = pythonWith([PYLSL]);
const python = 'python' in found ? found.python : '';
const lack = needs('lack' in found ? found.lack : '');

/** The wheel as pip downloads it, kept beside the Python. */
function wheel(): Uint8Array {
  const folder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'demiface-tests', 'wheels');
  const isThere = () => existsSync(folder) && readdirSync(folder).some((name) => name.startsWith('pylsl'));
  if (!isThere())
    execFileSync(python, ['-m', 'pip', 'download', '--quiet', '--no-deps', '-d', folder, PYLSL], {
      stdio: 'pipe',
    });
  return readFileSync(
    join(
      folder,
      readdirSync(folder).find((name) => name.startsWith('pylsl'))!,
    ),
  );
}

const hooks = { progress: () => {}, signal: new AbortController().signal };
const cache = mkdtempSync(join(tmpdir(), 'demiface-lsl-'));
const cacheBefore = process.env['DEMIFACE_CACHE'];
beforeAll(async () => {
  process.env['DEMIFACE_CACHE'] = cache;
  if (python !== '') await installLiblsl({ ...hooks, download: () => Promise.resolve(wheel()) });
});
afterAll(() => {
  if (cacheBefore === undefined) delete process.env['DEMIFACE_CACHE'];
  else process.env['DEMIFACE_CACHE'] = cacheBefore;
  rmSync(cache, { recursive: true, force: true });
});

/** Prints the streams of one source, then every sample with its age, as another program of the laboratory receives them. */
const RECEIVER = `
import json, sys, pylsl
kind, = sys.argv[1:]
def find():
    while True:
        found = [s for s in pylsl.resolve_streams(1.0) if s.type() == kind and s.name().startswith('Demiface')]
        if found: return found
found = find()
inlet = pylsl.StreamInlet(found[0], recover=True)
labels = inlet.info().get_channel_labels() if kind == 'Expression' else None
print(json.dumps({'streams': len(found), 'id': found[0].source_id(), 'labels': labels}))
while True:
    sample, stamp = inlet.pull_sample(timeout=1.0)
    if stamp: print(json.dumps({'sample': sample, 'ageMs': 1000 * (pylsl.local_clock() - stamp)}))
`;

const COUNTER = `
import json, pylsl
found = [s for s in pylsl.resolve_streams(2.5) if s.name().startswith('Demiface')]
print(json.dumps({'ids': sorted(s.source_id() for s in found)}))
`;

const on = { lsl: { isOn: true, scope: 'machine', heartRate: false } } as const;

test('the library is what PyPI has; anything else is discarded', lack, async () => {
  expect(isLiblslInstalled()).toBe(true);
  const changed = Buffer.from(wheel());
  changed[changed.length >> 1]! ^= 1;
  const download = () => Promise.resolve(changed);
  await expect(installLiblsl({ ...hooks, download })).rejects.toMatchObject({ code: 'mismatch' });
});

test('without the library nothing is opened or downloaded, and the state says so', async () => {
  process.env['DEMIFACE_CACHE'] = join(cache, 'empty');
  try {
    const { streams } = await openedStreams(on);
    expect(streams.state().lsl).toMatchObject({
      ...{ condition: 'failed', isInstalled: false, problem: { code: 'streams.lslMissing' } },
    });
    expect(existsSync(join(cache, 'empty'))).toBe(false);
  } finally {
    process.env['DEMIFACE_CACHE'] = cache;
  }
});

test('pylsl receives readings by channel, with the time of their capture', lack, async () => {
  const { streams } = await openedStreams(on);
  expect(streams.state().lsl.problem).toBeNull();
  const receiver = pythonProgram(python, RECEIVER, ['Expression']);
  const info = await receiver.line((line) => 'labels' in line);
  expect(info['streams']).toBe(1);
  expect(info['labels']).toEqual([...EXPRESSIONS, 'confidence', 'usable', 'talking']);
  await until(() => streams.state().lsl.hasConsumers);
  streams.send(reading(performance.now() - 500));
  const first = await receiver.line((line) => 'sample' in line);
  const sample = first['sample'] as number[];
  expect(sample[EXPRESSIONS.indexOf('fear')]).toBeCloseTo(0.65, 6);
  expect(sample.slice(EXPRESSIONS.length)).toEqual([expect.closeTo(0.65, 6), 1, 0]);
  // Captured 500 ms before it was sent; the rest is the way.
  expect(first['ageMs']).toBeGreaterThan(499.9);
  expect(first['ageMs']).toBeLessThan(600);
});

test('pylsl receives steps, markers and one stop as text', lack, async () => {
  const { streams } = await openedStreams(on);
  const receiver = pythonProgram(python, RECEIVER, ['Markers']);
  await receiver.line((line) => 'id' in line);
  await new Promise((resolve) => setTimeout(resolve, 1000)); // It prints before its inlet is connected.
  streams.send({ type: 'step', index: 2, name: 'Spinne – nah' });
  streams.send({ type: 'marker', name: 'door' });
  const attempt = streams.stop();
  const text = (line: Record<string, unknown>) => (line['sample'] as string[] | undefined)?.[0] ?? '';
  await receiver.line((line) => text(line).startsWith('stop:'));
  await new Promise((resolve) => setTimeout(resolve, 300));
  attempt.end();
  const texts = receiver.lines.map(text).filter((told) => told !== '');
  expect(texts).toEqual(['step:2:Spinne – nah', 'marker:door', `stop:operator:${attempt.message.id}`]);
});

test('after a kill the streams are back under their ids, once each, and receivers go on', lack, async () => {
  const { streams } = await openedStreams(on);
  const receiver = pythonProgram(python, RECEIVER, ['Expression']);
  const { id } = await receiver.line((line) => 'id' in line);
  const send = setInterval(() => streams.send(reading()), 50);
  try {
    await receiver.line((line) => 'sample' in line);
    const pid = streams.lslPid!;
    process.kill(pid, 'SIGKILL');
    await until(() => streams.lslPid !== undefined && streams.lslPid !== pid);
    const before = receiver.lines.length;
    await until(() => receiver.lines.length > before + 5, 30_000);
    const count = pythonProgram(python, COUNTER);
    const ids = (await count.line((line) => 'ids' in line))['ids'] as string[];
    expect(ids).toEqual([id, String(id).replace('expression', 'markers')]);
    await streams.close();
    const after = pythonProgram(python, COUNTER);
    expect((await after.line((line) => 'ids' in line))['ids']).toEqual([]);
  } finally {
    clearInterval(send);
  }
});

test('a core that is killed leaves no stream behind, and the next one has the same ids', lack, async () => {
  const home = mkdtempSync(join(tmpdir(), 'demiface-held-'));
  const idsNow = async () => (await pythonProgram(python, COUNTER).line((line) => 'ids' in line))['ids'];
  const held = async () => {
    const child = fork(join(import.meta.dirname, 'held-streams.ts'), [home], { execArgv: [] });
    expect(await once(child, 'message')).toEqual(['open', undefined]);
    return child;
  };
  try {
    const first = await held();
    const ids = await idsNow();
    expect(ids).toHaveLength(2);
    first.kill('SIGKILL');
    await once(first, 'exit');
    expect(await idsNow()).toEqual([]);
    const second = await held();
    expect(await idsNow()).toEqual(ids);
    second.kill('SIGKILL');
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});

test('heart rate of another program arrives, with the time of its measurement', lack, async () => {
  const { streams } = await openedStreams({ lsl: { ...on.lsl, heartRate: true } });
  const rates: { bpm: number; source: string; ageMs: number }[] = [];
  streams.onIncoming((event) => {
    if (event.type !== 'heart-rate') return;
    rates.push({ bpm: event.bpm, source: event.source, ageMs: performance.now() - event.atMs });
  });
  pythonProgram(
    python,
    `
import time, pylsl
info = pylsl.StreamInfo('Polar H10', 'HR', 2, 0, 'float32', 'test-heart')
channels = info.desc().append_child('channels')
for label in ('battery', 'heart rate'): channels.append_child('channel').append_child_value('label', label)
outlet = pylsl.StreamOutlet(info)
while True:
    outlet.push_sample([99.0, 71.5], pylsl.local_clock() - 0.3)
    outlet.push_sample([99.0, 0.0])
    time.sleep(0.2)
`,
  );
  await until(() => rates.length > 3, 20_000);
  expect(streams.state().lsl.heartRate).toBe('Polar H10');
  expect(new Set(rates.map(({ bpm, source }) => `${bpm} ${source}`))).toEqual(new Set(['71.5 Polar H10']));
  const latest = rates.at(-1)!.ageMs;
  expect(latest).toBeGreaterThan(295);
  expect(latest).toBeLessThan(600);
});

test.for([
  [['HR'], 0],
  [['RR', 'Heart Rate'], 1],
  [['acc', 'bpm', 'hr'], 1],
  [[], 0],
] as const)('of %j channel %i is the heart rate', ([labels, channel]) => {
  expect(channelOf(labels, 3)).toBe(channel);
});
