import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { tryCommand } from '../command.ts';
import type { Fuzzer } from '../fuzzer.ts';
import { mutatedBytes, mutatedText, pick } from '../mutate.ts';
import { archives } from '../valid/archives.ts';
import { face } from '../valid/face.ts';

const NAMES = ['fer0000001.png', 'fer0000002.png', 'fer0000003.png', 'fer0000004.png'];
const votes = (column: number) => Array.from({ length: 10 }, (_, i) => (i === column ? 10 : 0)).join(',');
const FERPLUS = NAMES.map((name, i) => `${name},"(0, 0, 48, 48)",${votes(i % 2 ? 3 : 1)}`).join('\n');
const CSV = [
  'path,expression,gender,age,split,x,y,width,height',
  ...NAMES.map((name, i) => `${name},happiness,female,${20 + i},${i < 2 ? 'train' : 'val'},1,1,40,40`),
].join('\n');

/** Lists of labels, and archives beside them, through `data check`. */
export async function openLists(): Promise<Fuzzer> {
  const picture = await face(48).toColourspace('b-w').png().toBuffer();
  const packed = await archives({ 'labels.csv': Buffer.from(CSV), [NAMES[0]!]: picture });
  const write = (path: string, content: Uint8Array) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  };
  return {
    make(random, folder) {
      const layout = pick(random, ['csv', 'ferplus', 'archive'] as const);
      if (layout === 'archive') {
        const [ending, bytes] = pick(random, packed);
        return write(join(folder, 'csv', `set.${ending}`), mutatedBytes(random, bytes));
      }
      const inside = layout === 'csv' ? join(folder, 'csv') : join(folder, 'ferplus', 'FER2013Train');
      for (const name of NAMES) write(join(inside, name), picture);
      const [list, text] = layout === 'csv' ? ['labels.csv', CSV] : ['label.csv', FERPLUS];
      write(join(inside, list), mutatedText(random, text));
      if (layout === 'ferplus')
        write(join(folder, 'ferplus', 'FER2013Valid', 'label.csv'), Buffer.from(FERPLUS));
    },
    async run(folder) {
      for (const layout of ['csv', 'ferplus'])
        if (existsSync(join(folder, layout))) await tryCommand('data', 'check', layout, join(folder, layout));
    },
  };
}
