import { expect, it } from 'vitest';

import { operationsNote } from '../../../../src/training/models/published/operations-note.ts';

/** As MatConvNet's model zoo lists them. */
const block = (convolutions: number) => Array.from({ length: convolutions }, () => ['conv', 'relu']).flat();
const VGG_F = [
  ...['conv', 'relu', 'lrn', 'pool', 'conv', 'relu', 'lrn', 'pool', ...block(3), 'pool', ...block(2), 'conv'],
  'softmax',
];
const VGG_16 = [
  ...[2, 2, 3, 3, 3].flatMap((depth) => [...block(depth), 'pool']),
  ...['conv', 'relu', 'dropout', 'conv', 'relu', 'dropout', 'conv', 'softmax'],
];

it('finds nothing in the published networks, whatever they call a normalization', () => {
  expect(operationsNote(VGG_F, 'vgg-f')).toBeUndefined();
  const older = VGG_F.map((type) => (type === 'lrn' ? 'normalize' : type));
  expect(operationsNote(older, 'vgg-f')).toBeUndefined();
  expect(operationsNote(VGG_16, 'vgg-face')).toBeUndefined();
});

it('reports what a file lacks, has too many of, or has elsewhere', () => {
  const without = VGG_F.filter((type) => type !== 'lrn');
  expect(operationsNote(without, 'vgg-f')).toMatch(/^the layers .* vgg-f \(0 of type lrn, expected 2\)/);
  expect(operationsNote([...VGG_F, 'sigmoid'], 'vgg-f')).toContain('(1 of type sigmoid, expected 0)');
  const [first, second, third, ...rest] = VGG_F;
  expect(operationsNote([first!, third!, second!, ...rest], 'vgg-f')).toContain(
    '(they stand in another order)',
  );
});
