import type { Command } from 'commander';

import { inEnglish } from '../../messages/english.ts';
import { DemifaceError } from '../../common/error.ts';
import { checkDataSet, type DataReport } from '../../training/sources/check/check.ts';
import { type Interpretation, LAYOUTS, type Layout } from '../../training/sources/types.ts';
import { reportLines } from '../output/data-report.ts';
import type { InterpretationOptions } from '../input/interpretation.ts';
import { interpretationOf, withInterpretation } from '../input/interpretation.ts';
import type { Io } from '../output/io.ts';

interface CheckOptions extends InterpretationOptions {
  json?: boolean;
}

/** `demiface data check <layout> <root>`: reads everything, changes nothing; findings are no failure. */
export function registerData(program: Command, io: Io): void {
  const data = program
    .command('data')
    .description('look at data sets')
    .addHelpText('after', '\nExample:\n  $ demiface data check ferplus data/ferplus');
  withInterpretation(data.command('check'))
    .description('read every picture and list of a data set and say what does not fit')
    .argument('<layout>', LAYOUTS.join(', '))
    .argument('<root>', 'folder that holds the data set, unpacked or as archives (.tar, .tar.gz, .zip)')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  $ demiface data check ferplus data/ferplus')
    .action(async (layout: string, root: string, { json, ...options }: CheckOptions) => {
      const report = await check(layoutNamed(layout), root, interpretationOf(options), io);
      if (json) io.json(inEnglish(report));
      else for (const line of reportLines(report)) io.line(line);
    });
}

function layoutNamed(word: string): Layout {
  const layout = LAYOUTS.find((one) => one === word);
  if (layout === undefined)
    throw new DemifaceError('usage', `there is no layout "${word}"; name one of ${LAYOUTS.join(', ')}`);
  return layout;
}

async function check(
  layout: Layout,
  root: string,
  interpretation: Interpretation,
  io: Io,
): Promise<DataReport> {
  const bar = io.progress('reading pictures');
  try {
    return await checkDataSet(layout, root, {
      ...interpretation,
      onProgress: (done, total) => bar.update(done, total),
      signal: io.signal,
    });
  } finally {
    bar.end();
  }
}
