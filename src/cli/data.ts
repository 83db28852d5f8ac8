import type { Command } from 'commander';

import { DemifaceError } from '../artifact/error.ts';
import { checkDataSet, type DataReport } from '../training/data/check.ts';
import { LAYOUTS, type Layout } from '../training/data/types.ts';
import { reportLines } from './data-report.ts';
import type { Io } from './io.ts';

/** `demiface data check <layout> <root>`: reads everything, changes nothing; findings are no failure. */
export function registerData(program: Command, io: Io): void {
  const data = program
    .command('data')
    .description('look at data sets')
    .addHelpText('after', '\nExample:\n  $ demiface data check ferplus ../shared/data/ferplus');
  data
    .command('check')
    .description('read every picture and list of a data set and say what does not fit')
    .argument('<layout>', LAYOUTS.join(', '))
    .argument('<root>', 'folder that holds the data set, unpacked or as archives (.tar, .tar.gz, .zip)')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  $ demiface data check ferplus ../shared/data/ferplus')
    .action(async (layout: string, root: string, { json }: { json?: boolean }) => {
      const report = await check(layoutNamed(layout), root, io);
      if (json) io.json(report);
      else for (const line of reportLines(report)) io.line(line);
    });
}

function layoutNamed(word: string): Layout {
  const layout = LAYOUTS.find((one) => one === word);
  if (layout === undefined)
    throw new DemifaceError('usage', `there is no layout "${word}"; name one of ${LAYOUTS.join(', ')}`);
  return layout;
}

async function check(layout: Layout, root: string, io: Io): Promise<DataReport> {
  const bar = io.progress('reading pictures');
  try {
    return await checkDataSet(layout, root, {
      onProgress: (done, total) => bar.update(done, total),
      signal: io.signal,
    });
  } finally {
    bar.end();
  }
}
