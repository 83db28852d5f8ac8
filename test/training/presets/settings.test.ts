import { describe, expect, it } from 'vitest';

import { fullHead } from '../../../src/artifact/labels.ts';
import { planArchitecture } from '../../../src/training/models/architecture.ts';
import { netFor } from '../../../src/training/models/index.ts';
import {
  findPreset,
  isLearning,
  PRESETS,
  settingKeys,
  withSettings,
} from '../../../src/training/presets/index.ts';
import type { Preset } from '../../../src/training/presets/index.ts';
import { expectFrozen } from './frozen.ts';

const preset = findPreset('compact-expression-lower');
const hinted = findPreset('compact-gender-lower');

/** Every stage as it was, with some values replaced. */
const changed = (replaced: Partial<Record<string, object>>, before: Preset = preset) =>
  before.stages.map((stage) => ({ ...stage, ...replaced[stage.kind] }));

const distillationOf = ({ stages }: Preset) =>
  stages.flatMap((stage) => (stage.kind === 'standard' ? [stage.distillation] : []))[0];

describe('settings', () => {
  it('replace one value of the preset, of all stages that have it or of one', () => {
    expect(withSettings(preset, ['seed=7', 'batchSize=16', 'limitPictures=50'])).toEqual({
      ...preset,
      seed: 7,
      batchSize: 16,
      limitPictures: 50,
    });
    const three = { epochs: 3 };
    expect(withSettings(preset, ['epochs=3']).stages).toEqual(
      changed({ teacher: three, student: three, standard: three, triplet: three }),
    );
    const set = withSettings(preset, ['student.schedule.peak=1e-2', 'teacher.epochs=1']);
    const schedule = { ...preset.stages.filter(isLearning)[1]!.schedule, peak: 0.01 };
    expect(set.stages).toEqual(changed({ teacher: { epochs: 1 }, student: { schedule } }));
  });

  it('take truth values, words, lists, what was not there before', () => {
    const set = withSettings(preset, [
      'optimizer.nesterov=false',
      'choose=best',
      'scaling.mean=[1, 2, 3]',
      'labelSmoothing=.1',
      'student.occlusion.style=mixed',
      'student.occlusion.drawnShare=0.25',
    ]);
    expect(set.scaling.mean).toEqual([1, 2, 3]);
    expect(set.stages[0]).toMatchObject({
      optimizer: { nesterov: false },
      choose: 'best',
      labelSmoothing: 0.1,
      occlusion: { visible: 'full', style: 'half' },
    });
    expect(set.stages[1]).toMatchObject({
      occlusion: { visible: 'lower', style: 'mixed', drawnShare: 0.25 },
    });
    expect(set.stages.at(-1)).toEqual(preset.stages.at(-1));
  });

  it('take a size for the half that students see, where there is one', () => {
    const set = withSettings(preset, ['half.inputSize=32']);
    expect(set).toEqual({ ...preset, half: { net: 'compact-lower', inputSize: 32 } });
    expect(() => withSettings(findPreset('compact-expression-full'), ['half.inputSize=32'])).toThrow(
      'there is no setting half.inputSize',
    );
    expect(() => withSettings(preset, ['half.net=compact-upper'])).toThrow('there is no setting half.net');
  });

  it('change the kind of a schedule, in any order of the keys', () => {
    const set = withSettings(preset, ['schedule.rate=0.01', 'schedule.kind=constant']);
    const schedules = set.stages.filter(isLearning).map(({ schedule }) => schedule);
    expect(schedules).toEqual(Array(4).fill({ kind: 'constant', rate: 0.01 }));
    expect(() => withSettings(preset, ['schedule.kind=constant'])).toThrow('teacher.schedule.rate: ');
  });

  it('give a new frozen preset, and leave the old one alone', () => {
    const before = JSON.stringify(preset);
    const set = withSettings(preset, ['seed=2', 'epochs=1']);
    expect(JSON.stringify(preset)).toBe(before);
    expectFrozen(set);
    expect(withSettings(preset, [])).toEqual(preset);
    expect(withSettings(preset, [])).not.toBe(preset);
  });

  it.each([
    ['epoch=3', 'there is no setting teacher.epoch;'],
    ['student.shedule.peak=3', 'there is no setting student.shedule.peak;'],
    ['schedule.rate=0.1', 'there is no setting teacher.schedule.rate;'],
    ['teacher=3', 'there is no setting teacher;'],
    ['id=mine', 'there is no setting teacher.id;'],
    ['visible=upper', 'there is no setting teacher.visible;'],
    ['student.occlusion.visible=upper', 'there is no setting student.occlusion.visible;'],
    ['student.kind=teacher', 'there is no setting student.kind;'],
    ['student.startFrom=imagenet', 'there is no setting student.startFrom;'],
    ['__proto__.x=1', 'there is no setting __proto__.x;'],
    ['epochs', "'epochs' is no setting, expected key=value;"],
    ['=3', "'=3' is no setting, expected key=value;"],
    ['epochs=many', 'teacher.epochs: expected number, received string;'],
    ['epochs=', 'teacher.epochs: expected number, received string;'],
    ['epochs=1.5', 'teacher.epochs: '],
    ['epochs=0', 'teacher.epochs: '],
    ['seed=-1', 'seed: '],
    ['dropout=1', 'teacher.dropout: '],
    ['targets=guesses', 'teacher.targets: '],
    ['scaling.mean=[1,2]', 'scaling.mean: '],
    ['scaling.std=[0,0,0]', 'scaling.std.0: Too small: expected number to be >0;'],
    ['inputSize=1', 'inputSize: Too small: expected number to be >=8;'],
    ['inputSize=10000', 'inputSize: Too big: expected number to be <=2048;'],
    ['half.inputSize=2049', 'half.inputSize: Too big: expected number to be <=2048;'],
    ['augmentation.scale=0.995', 'teacher.augmentation.scale: Too big: expected number to be <=0.99;'],
    ['schedule.kind=cosine', 'teacher.schedule'],
    ['teacher.start=parent', 'the teacher has no stage before it'],
  ])('refuse %s', (setting, message) => {
    const refused = expect.objectContaining({
      code: 'usage',
      message: expect.stringMatching(/can set seed, batchSize, .*: .*epochs, .*schedule\.peak/) as string,
    }) as Error;
    expect(() => withSettings(preset, [setting])).toThrow(refused);
    expect(() => withSettings(preset, [setting])).toThrow(message);
  });

  it.each(PRESETS.flatMap(({ id, net, task }) => (task === 'custom' ? [] : [[id, net, task] as const])))(
    'of %s refuse pictures of which %s leaves nothing',
    (id, net, task) => {
      const ageScale = task === 'age' ? { mean: 30, std: 10 } : null;
      for (const inputSize of [8, 31, 32, 58, 59]) {
        const isRefused = (run: () => unknown) => {
          try {
            run();
            return false;
          } catch {
            return true;
          }
        };
        const planned = isRefused(() =>
          planArchitecture(netFor(net, fullHead(task), { inputSize, dropout: 0, ageScale })),
        );
        expect(isRefused(() => withSettings(findPreset(id), [`inputSize=${inputSize}`]))).toBe(planned);
      }
    },
  );

  it('refuse a stage that is not there, votes where there are none, a preset that is not there', () => {
    expect(() => withSettings(findPreset('compact-age-full'), ['student.epochs=1'])).toThrow(
      'there is no setting student.epochs; compact-age-full can set',
    );
    expect(() => withSettings(hinted, ['targets=votes'])).toThrow('only FER+');
    expect(() => findPreset('')).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});

describe('settings of the distillations', () => {
  it('are λ and τ, α and the mined share, C', () => {
    const { stage } = settingKeys(preset);
    expect(stage).toEqual(
      expect.arrayContaining([
        ...['distillation.lambda', 'distillation.temperature', 'lambda', 'margin', 'share'],
        ...['members', 'penalty'],
      ]),
    );
    expect(stage).not.toContain('distillation.kind');
    expect(settingKeys(hinted).stage).not.toContain('distillation.temperature');
  });

  it('reach the one stage that has them', () => {
    const set = withSettings(preset, [
      'distillation.lambda=0.4',
      'standard.distillation.temperature=5',
      'lambda=1',
      'triplet.margin=0',
      'share=1',
      'penalty=[2]',
      'ensemble.members=["triplet"]',
    ]);
    const distillation = { kind: 'soft-targets', lambda: 0.4, temperature: 5 };
    expect(set.stages).toEqual(
      changed({
        standard: { distillation },
        triplet: { lambda: 1, margin: 0, share: 1 },
        ensemble: { members: ['triplet'], penalty: [2] },
      }),
    );
  });

  it('may be lists, of which one value is chosen', () => {
    const set = withSettings(preset, [
      'distillation.lambda=[0, 0.5, 1]',
      'distillation.temperature=[2, 4]',
      'triplet.lambda=[0.1]',
      'margin=[0.1, 0.2]',
    ]);
    expect(distillationOf(set)).toEqual({ kind: 'soft-targets', lambda: [0, 0.5, 1], temperature: [2, 4] });
    expect(set.stages.find(({ kind }) => kind === 'triplet')).toMatchObject({
      lambda: [0.1],
      margin: [0.1, 0.2],
    });
  });

  it.each([
    ['distillation.lambda=1.1', 'standard.distillation.lambda: Too big: expected number to be <=1;'],
    ['distillation.lambda=-0.1', 'standard.distillation.lambda: Too small: expected number to be >=0;'],
    ['distillation.lambda=[0.5, 2]', 'standard.distillation.lambda.1: Too big'],
    ['distillation.lambda=[]', 'standard.distillation.lambda: Too small: expected array'],
    ['distillation.lambda=[0.5, 0.5]', 'standard.distillation.lambda: expected each value once;'],
    ['distillation.lambda=half', 'standard.distillation.lambda: expected a number 0 … 1, or a list of such;'],
    ['distillation.temperature=1', 'standard.distillation.temperature: Too small: expected number to be >1;'],
    ['distillation.temperature=0.5', 'standard.distillation.temperature: Too small'],
    ['distillation.temperature=[3, 1]', 'standard.distillation.temperature.1: Too small'],
    ['distillation.temperature=hot', 'standard.distillation.temperature: expected a number above 1, or'],
    ['lambda=1.1', 'triplet.lambda: Too big: expected number to be <=1;'],
    ['lambda=-1', 'triplet.lambda: Too small: expected number to be >=0;'],
    ['margin=-0.1', 'triplet.margin: Too small: expected number to be >=0;'],
    ['margin=[0.1, 0.2, 0.1]', 'triplet.margin: expected each value once;'],
    ['share=0', 'triplet.share: '],
    ['share=1.01', 'triplet.share: '],
    ['penalty=[]', 'ensemble.penalty: '],
    ['penalty=[1, 0]', 'ensemble.penalty.1: '],
    ['penalty=[1, 1]', 'ensemble.penalty: expected each value once;'],
    ['members=[]', 'ensemble.members: '],
    ['members=["student"]', 'ensemble.members.0: '],
    ['members=["triplet", "triplet"]', 'ensemble.members: expected each value once;'],
    ['distillation.kind=hint', 'there is no setting distillation.kind;'],
    ['standard.distillation.kind=hint', 'there is no setting standard.distillation.kind;'],
    ['ensemble.epochs=3', 'there is no setting ensemble.epochs;'],
    ['teacher.lambda=0.5', 'there is no setting teacher.lambda;'],
  ])('refuse %s', (setting, message) => {
    const refused = expect.objectContaining({
      code: 'usage',
      message: expect.stringContaining(message) as string,
    }) as Error;
    expect(() => withSettings(preset, [setting])).toThrow(refused);
  });

  it('refuse a temperature where a hint takes none', () => {
    expect(() => withSettings(hinted, ['distillation.temperature=3'])).toThrow(
      'there is no setting standard.distillation.temperature;',
    );
    expect(distillationOf(withSettings(hinted, ['distillation.lambda=0.2']))).toEqual({
      kind: 'hint',
      lambda: 0.2,
    });
  });
});
