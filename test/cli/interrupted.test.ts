import { join } from 'node:path';

import { expect, it } from 'vitest';

import { EXPRESSIONS } from '../../src/artifact/labels.ts';
import { runCommand } from '../../src/cli/main.ts';
import type { Io } from '../../src/cli/output/io.ts';
import { englishText } from '../../src/messages/english.ts';
import { networkFolder } from '../artifact/made-model.ts';
import { madeFerplus, madeTree } from '../support/made-data.ts';
import { runHere, sharedFolder } from './run-command.ts';

const folder = sharedFolder();

/** What the command says last that is aborted from the first on. */
async function stopped(...args: string[]): Promise<string | undefined> {
  const notes: string[] = [];
  const io: Io = {
    ...{ json: () => {}, line: () => {} },
    note: (told) => void notes.push(englishText(told)),
    progress: () => ({ update() {}, end() {} }),
    signal: AbortSignal.abort(),
  };
  expect(await runCommand(args, io)).toBe(130);
  return notes.at(-1);
}

const ANEW = 'error: interrupted: stopped; the same command starts from the beginning';
const ON = 'error: interrupted: stopped; the same command goes on where it stood';

it('a command that is stopped tells what the same one does next', { timeout: 120_000 }, async () => {
  const data = madeTree(await madeFerplus(90, 12));
  const model = networkFolder({
    ...{ name: 'compact.expression.lower', task: 'expression', labels: [...EXPRESSIONS], visible: 'lower' },
    preprocessing: { size: 48, color: 'gray', scaling: { mean: [127, 127, 127], std: [64, 64, 64] } },
  });
  const set = ['--layout', 'ferplus', '--data', data];
  const evaluate = ['evaluate', model, ...set];
  const keepNothing = [
    evaluate,
    ['compare', model, model, ...set],
    ['explain', model, ...set],
    ['data', 'check', 'ferplus', data],
  ];
  for (const args of keepNothing) expect(await stopped(...args)).toBe(ANEW);
  const train = ['train', '--preset', 'smoke-expression-lower', '--data', data, '--runs', join(folder, 'r')];
  expect(await stopped(...train)).toBe(ON);

  // While the model reads the pictures, which are prepared by now.
  expect((await runHere(...evaluate)).code).toBe(0);
  for (const args of keepNothing) expect(await stopped(...args)).toBe(ANEW);
});
