import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { writeFileAtomic } from '../../src/common/files/atomic.ts';
import { buildApp } from '../app/build.ts';
import { ROOT } from '../app/root.ts';
import { noticesText } from './notices-text.ts';
import { shippedPackages } from './shipped-packages.ts';

const OUT = join(ROOT, 'out', 'THIRD-PARTY-NOTICES.txt');

await buildApp((text) => console.error(text));
const packages = shippedPackages(ROOT);
const unlicensed = packages.filter(({ license, texts }) => license === null && texts.length === 0);
if (unlicensed.length > 0) {
  console.error(`error: license: none stated by ${unlicensed.map(({ name }) => name).join(', ')}`);
  process.exit(1);
}
mkdirSync(join(ROOT, 'out'), { recursive: true });
const page = readFileSync(join(ROOT, 'out', 'renderer', 'licenses.md'), 'utf8');
writeFileAtomic(OUT, noticesText(packages, page));
console.error(`Written: ${OUT}, ${packages.length} packages`);
