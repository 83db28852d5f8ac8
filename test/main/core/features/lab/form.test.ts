import { expect, test } from 'vitest';

import { presetForm, resolved } from '../../../../../src/main/core/features/lab/form/form.ts';
import { FIELD_ORDER } from '../../../../../src/main/core/features/lab/form/field-order.ts';
import { presetSummaries, STARTABLE } from '../../../../../src/main/core/features/lab/form/presets.ts';
import { withSettings } from '../../../../../src/training/presets/index.ts';
import { inEnglish } from '../../../../../src/messages/english.ts';

const fieldOf = (id: string, key: string, settings: string[] = []) =>
  presetForm(id, settings).fields.find((field) => field.key === key);

test('every setting of every preset has a name, a range and its value', () => {
  for (const preset of STARTABLE) {
    const { fields, problem } = presetForm(preset.id, []);
    expect(problem).toBeNull();
    expect(new Set(fields.map(({ key }) => key)).size).toBe(fields.length);
    for (const field of fields) {
      expect(field.key.endsWith(field.name)).toBe(true);
      expect(field.value).toBe(field.preset);
      if (field.kind === 'choice' && field.value !== '') expect(field.choices).toContain(field.value);
    }
  }
});

test('every field that has a place is in a form: of a seed, which has none, there is a list of its own', () => {
  const kinds = ['sgd', 'adam'].map((kind) => `optimizer.kind=${kind}`);
  const shown = new Set(
    STARTABLE.flatMap(({ id }) =>
      [[], ...kinds.map((kind) => [kind])].flatMap((set) => presetForm(id, set).fields),
    ).map(({ name }) => name),
  );
  expect(FIELD_ORDER.filter((name) => !shown.has(name))).toEqual([]);
});

test('every value of a form can be said as a setting, and changes nothing', () => {
  for (const preset of STARTABLE) {
    const said = presetForm(preset.id, []).fields.flatMap(({ key, value }) =>
      value === '' ? [] : `${key}=${value}`,
    );
    expect(withSettings(preset, said)).toEqual(preset);
  }
});

test('ranges are those of the schema', () => {
  expect(fieldOf('compact-expression-lower', 'batchSize')).toMatchObject({
    min: 1,
    max: null,
  });
  expect(fieldOf('compact-expression-lower', 'teacher.dropout')).toMatchObject({
    kind: 'number',
    min: 0,
    max: 1,
  });
  expect(fieldOf('compact-expression-lower', 'triplet.margin')).toMatchObject({ kind: 'numbers', min: 0 });
  expect(fieldOf('compact-expression-lower', 'teacher.optimizer.nesterov')).toMatchObject({
    kind: 'boolean',
  });
});

test("the paper's value is reported, of each net where they differ, and of none where it says none", () => {
  const paper = (id: string, key: string) => fieldOf(id, key)!.paper;
  expect(paper('compact-expression-lower', 'student.epochs')).toBe('VGG-f: 80; VGG-face: 40; ResNet-50: 75');
  expect(paper('vgg-f-expression-lower', 'student.epochs')).toBe('80');
  expect(paper('compact-expression-lower', 'triplet.share')).toBe('0.1');
  expect(paper('compact-expression-lower', 'triplet.margin')).toBe('the best of 0, 0.1, 0.2, 0.3, 0.4, 0.5');
  expect(paper('compact-expression-lower', 'ensemble.penalty')).toBe('the best of 0.1, 1, 10, 100, 1000');
  expect(paper('compact-expression-lower', 'standard.distillation.temperature')).toBeNull();
  expect(paper('vgg-f-expression-lower', 'student.schedule.rate')).toBeNull();
  expect(paper('vgg-f-expression-lower', 'standard.schedule.rate')).toBe(
    '0.001, lowered to 0.0001 when 10 epochs bring no improvement',
  );
  expect(paper('resnet-50-gender-upper', 'standard.schedule.rate')).toBe(
    '0.00001, lowered when 10 epochs bring no improvement',
  );
});

test('what was set stands in the form; what is wrong is reported and shown', () => {
  expect(fieldOf('smoke-age-upper', 'student.epochs', ['student.epochs=7'])).toMatchObject({
    value: '7',
    preset: '1',
  });
  const wrong = presetForm('smoke-age-upper', ['student.epochs=none']);
  expect(inEnglish(wrong.problem)).toMatch(/^student\.epochs: expected number/);
  expect(inEnglish(wrong.problem)).not.toMatch(/can set/);
  expect(wrong.fields.find(({ key }) => key === 'student.epochs')!.value).toBe('none');
  expect(() => presetForm('nonsense', [])).toThrow(/nearest/);
});

test('another schedule or optimizer comes with numbers of its own', () => {
  const settings = ['teacher.schedule.kind=plateau', 'optimizer.kind=adam'];
  const { problem, fields } = presetForm('compact-gender-upper', settings);
  expect(problem).toBeNull();
  const keys = fields.map(({ key }) => key);
  expect(keys).toContain('teacher.schedule.patience');
  expect(keys).not.toContain('teacher.schedule.peak');
  expect(keys).toContain('triplet.optimizer.beta1');
  const preset = resolved('compact-gender-upper', [...settings, 'teacher.schedule.rate=0.5']);
  expect(preset.stages[0]).toMatchObject({ schedule: { kind: 'plateau', rate: 0.5, patience: 10 } });
});

test('presets are listed with their family; those made of several data sets are left out', () => {
  const presets = presetSummaries();
  expect(presets.find(({ id }) => id === 'smoke-expression-lower')).toMatchObject({
    ...{ family: 'smoke', task: 'expression', visible: 'lower', layout: 'ferplus', source: 'ours' },
    stages: ['teacher', 'student', 'standard', 'triplet', 'ensemble'],
  });
  expect(presets.every(({ layout }) => layout !== 'occlusion')).toBe(true);
  expect(new Set(presets.map(({ family }) => family))).toEqual(
    new Set(['compact', 'smoke', 'vgg-f', 'vgg-face', 'resnet-50']),
  );
});

test('a seed is no field, and refused as a setting: the seeds of the experiment would replace it', () => {
  for (const { id } of STARTABLE) expect(fieldOf(id, 'seed')).toBeUndefined();
  expect(() => resolved('compact-expression-lower', [' seed = 5'])).toThrow(/among the seeds/);
});
