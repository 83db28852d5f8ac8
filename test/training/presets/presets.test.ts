import { describe, expect, it } from 'vitest';

import { TASKS, VISIBLE } from '../../../src/artifact/labels.ts';
import { gigaMacs, netFor } from '../../../src/training/models/index.ts';
import {
  findPreset,
  headOf,
  isLearning,
  NETS,
  networkOf,
  PRESETS,
} from '../../../src/training/presets/index.ts';
import type { StageKind } from '../../../src/training/presets/index.ts';
import { presetSchema } from '../../../src/training/presets/schema.ts';
import { expectFrozen } from './frozen.ts';

describe.each(PRESETS.map((preset) => [preset.id, preset] as const))('%s', (id, preset) => {
  const learning = preset.stages.filter(isLearning);

  it('is named after what it is', () => {
    const match =
      /^(compact|vgg-f|vgg-face|resnet-50|smoke)-(expression|affectnet|gender|age|custom|occlusion)-(\w+)$/.exec(
        id,
      )!;
    const [, net, task, visible] = match;
    const family = net === 'smoke' ? 'compact' : net;
    expect(preset.net).toBe(task === 'occlusion' ? 'compact' : family);
    expect(preset.task).toBe(task === 'affectnet' ? 'expression' : task);
    expect(preset.layout).toBe(
      { expression: 'ferplus', affectnet: 'affectnet', custom: 'folder', occlusion: 'occlusion' }[task!] ??
        'utkface',
    );
    expect(preset.visible).toBe(visible);
  });

  it('is the curriculum: a teacher on full faces, then a student, two distillations and their ensemble', () => {
    const kinds = ['teacher', 'student', 'standard', 'triplet', 'ensemble'];
    expect(preset.stages.map(({ kind }) => kind)).toEqual(preset.visible === 'full' ? ['teacher'] : kinds);
  });

  it('hides nothing from the teacher, and the same half from all others', () => {
    const style = preset.source === 'ours' ? { style: 'mixed', drawnShare: 0.3 } : { style: 'half' };
    for (const { kind, occlusion } of learning)
      expect(occlusion).toEqual(
        kind === 'teacher' ? { visible: 'full', style: 'half' } : { visible: preset.visible, ...style },
      );
  });

  it('starts the teacher from nothing of ours, and each distillation from the student', () => {
    for (const { kind, start } of learning) {
      if (kind === 'teacher') expect(start).toBe('scratch');
      if (kind === 'standard' || kind === 'triplet') expect(start).toBe('parent');
    }
  });

  it('distils expressions and own classes by soft targets, gender and age by a hint; mines the share that the paper mines', () => {
    const isSoft = preset.task === 'expression' || preset.task === 'custom';
    for (const stage of preset.stages) {
      if (stage.kind === 'standard') expect(stage.distillation.kind).toBe(isSoft ? 'soft-targets' : 'hint');
      if (stage.kind === 'triplet') expect(stage.share).toBe(isSoft ? 0.1 : 0.2);
      if (stage.kind === 'ensemble')
        expect(stage).toEqual({
          kind: 'ensemble',
          members: ['standard', 'triplet'],
          penalty:
            preset.source === 'ours' ? [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10] : [0.1, 1, 10, 100, 1000],
        });
    }
  });

  it('fits the schema and is frozen to the last leaf', () => {
    expect(presetSchema.parse(preset)).toEqual(preset);
    expectFrozen(preset);
  });

  it('has votes only where FER+ does', () => {
    if (preset.layout !== 'ferplus') expect(learning.map(({ targets }) => targets)).not.toContain('votes');
  });
});

describe('the list', () => {
  it('names each preset once, and holds every combination', () => {
    const ids = PRESETS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const families = [...NETS, 'smoke'];
    const expected = VISIBLE.flatMap((visible) => [
      ...(visible === 'full' ? ['compact-occlusion-full', 'smoke-occlusion-full'] : []),
      ...['compact', 'smoke'].map((net) => `${net}-custom-${visible}`),
      ...families.flatMap((net) => [...TASKS, 'affectnet'].map((task) => `${net}-${task}-${visible}`)),
    ]);
    expect([...ids].sort()).toEqual(expected.sort());
    expect(Object.isFrozen(PRESETS)).toBe(true);
  });

  it('finds by name, and proposes the nearest three', () => {
    expect(findPreset('vgg-f-age-upper').net).toBe('vgg-f');
    expect(() => findPreset('compact-expresion-lower')).toThrow(
      expect.objectContaining({
        code: 'usage',
        message:
          "there is no preset 'compact-expresion-lower'; the nearest are compact-expression-lower, compact-expression-upper, compact-expression-full",
      }),
    );
  });

  it('reports what is ours and what the paper states', () => {
    for (const { id, source } of PRESETS)
      expect(source).toMatch(/^(compact|smoke)/.test(id) ? /^ours$/ : /^paper, Sec\. 4\.[23]\.4$/);
  });
});

describe('ours', () => {
  it('trains the compact net on FER+ in 40, 24, 30 and 16 epochs', () => {
    const preset = findPreset('compact-expression-lower');
    expect([preset.inputSize, preset.color, preset.batchSize]).toEqual([48, 'gray', 64]);
    const stages = preset.stages.filter(isLearning);
    expect(stages.map(({ epochs, targets, start }) => [epochs, targets, start])).toEqual([
      [40, 'votes', 'scratch'],
      [24, 'votes', 'parent'],
      [30, 'votes', 'parent'],
      [16, 'votes', 'parent'],
    ]);
  });

  it('shows students the half that is there, larger, for at most three tenths more than the whole', () => {
    const presets = PRESETS.filter(({ id, visible }) => id.startsWith('compact-') && visible !== 'full');
    expect(presets).toHaveLength(10);
    for (const preset of presets) {
      const { id, visible, inputSize, half, task } = preset;
      expect(half, id).toEqual({ net: `compact-${visible}`, inputSize: 1.5 * inputSize });
      const options = { dropout: 0, ageScale: null };
      const cost = (kind: StageKind) => {
        const { net, inputSize: side } = networkOf(preset, kind);
        return gigaMacs(
          netFor(net, headOf({ ...preset, ...(task === 'custom' && { labels: ['on', 'off'] }) }), {
            ...options,
            inputSize: side,
          }),
        );
      };
      expect(cost('student') / cost('teacher')).toBeLessThan(1.3);
      expect(cost('triplet')).toBe(cost('student'));
    }
  });

  it('never goes in larger steps from a stage of the compact net to the next', () => {
    for (const preset of PRESETS.filter(({ net }) => net === 'compact')) {
      const peaks = preset.stages
        .filter(isLearning)
        .map(({ schedule }) => (schedule.kind === 'one-cycle' ? schedule.peak : Number.NaN));
      for (let i = 1; i < peaks.length; i++) expect(peaks[i]).toBeLessThanOrEqual(peaks[i - 1]!);
    }
  });

  it('smokes in seconds: 5 epochs in all, of at most a few hundred pictures', () => {
    for (const preset of PRESETS.filter(({ id }) => id.startsWith('smoke-'))) {
      expect(preset.limitPictures).toBeLessThanOrEqual(300);
      expect(preset.stages.filter(isLearning).map(({ epochs }) => epochs)).toEqual(
        preset.visible === 'full' ? [2] : [2, 1, 1, 1],
      );
    }
  });
});
