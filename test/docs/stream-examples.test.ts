import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { EXPRESSIONS } from '../../src/artifact/labels.ts';
import type { OutgoingMessage } from '../../src/main/core/features/session/streams/stream-message.ts';
import { incomingMessage, messageJson } from '../../src/main/core/features/session/streams/stream-message.ts';
import { scratchFolder } from '../support/made-data.ts';
import { needs } from '../support/needs.ts';

const root = join(import.meta.dirname, '../..');
const docs = (path: string) => readFileSync(join(root, 'docs', path), 'utf8');
const unity = docs('examples/unity/DemifaceStream.cs');
const unreal = docs('examples/unreal/DemifaceStream.cpp');
const browser = readFileSync(join(root, 'resources/vr-scene/connection.js'), 'utf8');

const has = (program: string) => spawnSync(program, ['--version']).error === undefined;

test('the C++ code for Unreal compiles', needs(has('g++') ? '' : 'g++'), () => {
  const checks = ['-std=c++20', '-Wall', '-Wextra', '-Werror', '-fsyntax-only'];
  execFileSync('g++', [...checks, '-I', 'test/docs/unreal', 'docs/examples/unreal/DemifaceStream.cpp'], {
    cwd: root,
    stdio: 'pipe',
  });
});

test('the C# code for Unity compiles', needs(has('mcs') ? '' : 'mcs (Mono)'), () => {
  const sources = ['test/docs/unity/UnityEngine.cs', 'docs/examples/unity/DemifaceStream.cs'];
  // A compiler replaces its output: never a device.
  const out = join(scratchFolder(), 'DemifaceStream.dll');
  execFileSync('mcs', ['-langversion:7', '-target:library', `-out:${out}`, ...sources], {
    cwd: root,
    stdio: 'pipe',
  });
});

const probs = Object.fromEntries(EXPRESSIONS.map((label) => [label, 1 / 8])) as Record<
  (typeof EXPRESSIONS)[number],
  number
>;
/** One of each type. */
const SENT: readonly OutgoingMessage[] = [
  {
    ...{ type: 'expression', capturedMs: 0, probs, label: null, confidence: 1 / 8 },
    ...{ isUsable: true, isTalking: false },
  },
  { type: 'step', index: 0, name: 'Room' },
  { type: 'marker', name: 'door' },
  { type: 'session', state: 'begun' },
  { type: 'stop', id: 'x', reason: 'operator' },
  { type: 'heartbeat' },
];

test('every field that is sent stands in docs/streams.md and in the C# code', () => {
  const text = docs('streams.md');
  for (const message of SENT) {
    expect(text).toContain(`"type": "${message.type}"`);
    for (const field of Object.keys(JSON.parse(messageJson(message, 0, 0)) as object)) {
      expect([message.type, field, text.includes(`"${field}"`)]).toEqual([message.type, field, true]);
      const declared = new RegExp(`public [\\w ,]*\\b${field}\\b`).test(unity);
      expect([message.type, field, declared]).toEqual([message.type, field, true]);
    }
  }
  for (const label of EXPRESSIONS) {
    expect(unity).toMatch(new RegExp(`public float [\\w, ]*\\b${label}\\b`));
    expect(unreal).toContain(`TEXT("${label}")`);
    expect(text).toContain(label);
  }
});

test('the examples send messages of the schema alone, and the page lists them all', () => {
  const known: string[] = incomingMessage.options.map(({ shape }) => shape.type.value);
  const text = docs('streams.md');
  for (const type of known) expect(text).toContain(`"type": "${type}"`);
  const typesIn = (code: string) =>
    [...code.matchAll(/type\\?"?: ?\\?["']([\w-]+)\\?["']/g)].map(([, type]) => type!);
  for (const code of [unity, unreal, browser]) {
    const types = new Set(typesIn(code));
    expect(types.size).toBeGreaterThan(4);
    for (const type of types) expect([...known, 'pair', 'resume']).toContain(type);
  }
});
