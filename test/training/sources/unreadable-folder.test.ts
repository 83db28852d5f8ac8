import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { facePng, madeTree } from '../../support/made-data.ts';

const SOURCE = join(import.meta.dirname, '../../../src');

/** Runs code as a user whom permissions bind: root may read every folder. */
function asUser(code: string): unknown {
  const drop = process.getuid?.() === 0 ? 'process.setgid(65534); process.setuid(65534);' : '';
  const imports = `
    const { inEnglish } = await import(${JSON.stringify(join(SOURCE, 'messages/english.ts'))});
    const { checkDataSet } = await import(${JSON.stringify(join(SOURCE, 'training/sources/check/check.ts'))});
    const { readDataSet } = await import(${JSON.stringify(join(SOURCE, 'training/sources/readers/index.ts'))});
    const { openClip } = await import(${JSON.stringify(join(SOURCE, 'inference/sources/open-clip.ts'))});
    const { openArchive } = await import(${JSON.stringify(join(SOURCE, 'training/sources/archives/open.ts'))});
    const { modelsIn } = await import(${JSON.stringify(join(SOURCE, 'training/library/model-library.ts'))});
    const { picturesIn } = await import(${JSON.stringify(join(SOURCE, 'inference/sources/pictures-in.ts'))});`;
  const script = `${imports}${drop} console.log(JSON.stringify(await (${code})()));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

it.skipIf(process.platform === 'win32')(
  'a folder that may not be read is named, the rest is read, and nothing is trained on what is left',
  async () => {
    const top = madeTree({
      'happy/a.png': await facePng(1),
      'sad/b.png': await facePng(2),
      'fear/c.png': await facePng(3),
    });
    chmodSync(top, 0o755);
    chmodSync(join(top, 'sad'), 0o000);
    const reason = 'the folder cannot be read (EACCES); check its permissions';
    const root = JSON.stringify(top);
    try {
      expect(asUser(`async () => inEnglish((await checkDataSet('folder', ${root})).skipped)`)).toEqual([
        { file: 'sad/', reason },
      ]);
      expect(asUser(`async () => inEnglish(await picturesIn([${root}]))`)).toEqual({
        files: [join(top, 'fear/c.png'), join(top, 'happy/a.png')],
        skipped: [{ path: join(top, 'sad/'), reason, unreadable: 'folder' }],
      });
      expect(
        asUser(`() => readDataSet('folder', ${root}).catch(({ code, message }) => [code, message])`),
      ).toEqual(['unreadable', expect.stringContaining(`sad/ in ${top}: ${reason}`)]);
    } finally {
      chmodSync(join(top, 'sad'), 0o755);
    }
  },
);

it.skipIf(process.platform === 'win32')(
  'a clip, an archive and a folder of models that may not be read are named, not damaged',
  async () => {
    const top = madeTree({ 'locked/a.png': await facePng(1), 'a.tar': Buffer.from('tar') });
    const [locked, picture, tar] = ['locked', 'locked/a.png', 'a.tar'].map((name) => join(top, name));
    chmodSync(top, 0o755);
    for (const path of [locked!, tar!]) chmodSync(path, 0o000);
    const takers = [
      [picture, 'openClip'],
      [tar, 'openArchive'],
      [locked, 'modelsIn'],
    ]
      .map(([path, take]) => `async () => ${take}(${JSON.stringify(path)})`)
      .join(', ');
    const saidBy = `async (take) => take().catch(({ code, message }) => [code, message])`;
    try {
      expect(asUser(`() => Promise.all([${takers}].map(${saidBy}))`)).toEqual([
        ['unreadable', `${picture} cannot be read (EACCES); expected a video or a folder of pictures`],
        [
          'unreadable',
          `the archive a.tar cannot be read (EACCES); check its permissions and its disk: ${tar}`,
        ],
        ['unreadable', `${locked} cannot be read (EACCES); expected a folder that may be read`],
      ]);
    } finally {
      chmodSync(locked!, 0o755);
    }
  },
);
