import { describe, expect, it } from 'vitest';

import type { FormField } from '../../../../src/main/ipc/contract.ts';
import {
  fieldOfProblem,
  formSections,
  isChanged,
  settingsOf,
} from '../../../../src/renderer/state/lab/form-groups.ts';
import { groupPresets } from '../../../../src/renderer/state/lab/preset-groups.ts';
import { parseSeeds } from '../../../../src/renderer/state/lab/seeds.ts';

const field = (key: string, stage: FormField['stage'], more: Partial<FormField> = {}): FormField => ({
  key,
  stage,
  name: 'batchSize',
  kind: 'number',
  choices: [],
  min: null,
  max: null,
  value: '1',
  preset: '1',
  paper: null,
  ...more,
});

const FIELDS = [
  field('student.epochs', 'student', { preset: '24' }),
  field('student.schedule.kind', 'student', { kind: 'choice' }),
  field('student.schedule.peak', 'student', { preset: '0.1' }),
  field('student.dropout', 'student', { preset: '0.3' }),
  field('batchSize', null, { preset: '64' }),
  field('triplet.margin', 'triplet', { kind: 'numbers', preset: '[0,0.1]' }),
];

describe('formSections', () => {
  it('goes by stage, the whole run first, and gathers what shares a first name', () => {
    const sections = formSections(FIELDS);
    expect(sections.map(({ stage }) => stage)).toEqual([null, 'student', 'triplet']);
    expect(sections[1]!.groups.map(({ id, fields }) => [id, fields.length])).toEqual([
      ['', 2],
      ['schedule', 2],
    ]);
  });
});

describe('settings', () => {
  it('reports only what differs, numbers by value, lists in brackets', () => {
    const edits = new Map([
      ['student.schedule.peak', '0.10'],
      ['student.epochs', '30'],
      ['triplet.margin', '0.1, 0.2'],
    ]);
    expect(settingsOf(FIELDS, edits)).toEqual(['student.epochs=30', 'triplet.margin=[0.1, 0.2]']);
    expect(isChanged(FIELDS[2]!, edits)).toBe(false);
    expect(isChanged(FIELDS[5]!, new Map([['triplet.margin', '0, 0.1']]))).toBe(false);
    expect(isChanged(FIELDS[0]!, new Map([['student.epochs', '']]))).toBe(true);
  });

  it('finds the field that a problem is about', () => {
    expect(fieldOfProblem('student.schedule.peak: expected number to be >0; x can set seed', FIELDS)).toBe(
      'student.schedule.peak',
    );
    expect(fieldOfProblem('there is no such thing', FIELDS)).toBeNull();
  });
});

describe('parseSeeds', () => {
  it('reads numbers and ranges, each once', () => {
    expect(parseSeeds('1, 2 5-7;2')).toEqual({ ok: [1, 2, 5, 6, 7] });
  });
  it.each([
    ['', 'empty'],
    ['one', 'unreadable'],
    ['7-3', 'range'],
    ['4294967296', 'range'],
    ['1-100', 'many'],
  ])('refuses %j: %s', (text, problem) => {
    expect(parseSeeds(text)).toMatchObject({ problem });
  });
});

describe('groupPresets', () => {
  const preset = (id: string, task: 'expression' | 'age', visible: 'lower' | 'upper') => ({
    id,
    task,
    visible,
    family: 'compact' as const,
    layout: 'ferplus',
    net: 'compact',
    source: 'ours',
    stages: [],
  });
  it('goes by task, then by half, and searches in all words', () => {
    const presets = [
      preset('a', 'age', 'upper'),
      preset('b', 'expression', 'upper'),
      preset('c', 'expression', 'lower'),
    ];
    expect(
      groupPresets(presets).map(({ task, halves }) => [task, ...halves.map(({ visible }) => visible)]),
    ).toEqual([
      ['expression', 'lower', 'upper'],
      ['age', 'upper'],
    ]);
    expect(groupPresets(presets, 'expr low')).toHaveLength(1);
    expect(groupPresets(presets, 'nothing')).toEqual([]);
  });
});
