import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { InEnglish } from '../../../src/messages/english.ts';
import { inEnglish } from '../../../src/messages/english.ts';
import { readPictureFile } from '../../../src/common/files/regular-file.ts';
import { type SkippedPath, walkFiles } from '../../../src/common/files/walk-files.ts';
import { hasByteNames, writeLatin1 } from '../../support/latin1-name.ts';
import { madeTree } from '../../support/made-data.ts';

async function walked(top: string): Promise<{ files: string[]; skipped: InEnglish<SkippedPath>[] }> {
  const files: string[] = [];
  const skipped: SkippedPath[] = [];
  for await (const one of walkFiles(top))
    if ('reason' in one) skipped.push(one);
    else files.push(one.path);
  return { files: files.sort(), skipped: inEnglish(skipped) };
}

/** Runs code as a user whom permissions bind: root may read everything. */
const isRoot = process.getuid?.() === 0;

describe.skipIf(process.platform === 'win32')('walkFiles', () => {
  it('reads each folder once, where it lies, however links cross', async () => {
    const names = Array.from({ length: 8 }, (_, i) => `folder${i}`);
    const top = madeTree(Object.fromEntries(names.map((name) => [`${name}/a.jpg`, name])));
    for (const from of names)
      for (const to of names) if (from !== to) symlinkSync(join(top, to), join(top, from, `to-${to}`));
    const { files, skipped } = await walked(top);
    expect(files).toEqual(names.map((name) => `${name}/a.jpg`));
    expect(skipped).toHaveLength(56);
    expect(skipped[0]!.reason).toBe('a link to a folder that is read already');
  });

  it.runIf(existsSync('/proc/self'))('follows no link to what the system shows of itself', async () => {
    const top = madeTree({ 'a.jpg': 'a' });
    const targets = {
      'dev-folder': '/dev',
      'm.jpg': '/proc/self/mem',
      proc: '/proc',
      sys: '/sys/kernel',
      'v.csv': '/proc/version',
    };
    for (const [name, target] of Object.entries(targets)) symlinkSync(target, join(top, name));
    const { files, skipped } = await walked(top);
    expect(files).toEqual(['a.jpg']);
    expect(skipped.map(({ path }) => path).sort()).toEqual(Object.keys(targets));
    for (const { reason } of skipped) expect(reason).toMatch(/^what the system shows of itself/);
  });

  it('follows a link out of the top once, and none back to it', async () => {
    const outside = madeTree({ 'deep/x.jpg': 'x' });
    const top = madeTree({ 'b/y.jpg': 'y' });
    symlinkSync(outside, join(top, 'a'));
    symlinkSync(outside, join(top, 'c'));
    symlinkSync(top, join(outside, 'deep', 'up'));
    const { files, skipped } = await walked(top);
    expect(files).toEqual(['a/deep/x.jpg', 'b/y.jpg']);
    expect(skipped.map(({ path }) => path).sort()).toEqual(['a/deep/up/', 'c/']);
  });

  it('reads a folder once that lies below what a link leads to', async () => {
    const parent = madeTree({ 'set/a/x.jpg': 'x', 'set/z.jpg': 'z', 'other/y.jpg': 'y' });
    symlinkSync('..', join(parent, 'set', 'up'));
    symlinkSync(join('..', '..', 'set', 'a'), join(parent, 'set', 'a', 'self'));
    const { files, skipped } = await walked(join(parent, 'set'));
    expect(files).toEqual(['a/x.jpg', 'up/other/y.jpg', 'z.jpg']);
    expect(skipped.map(({ path }) => path).sort()).toEqual(['a/self/', 'up/set/']);
    const whole = await walked(parent);
    expect(whole.files).toEqual(['other/y.jpg', 'set/a/x.jpg', 'set/z.jpg']);
    expect(whole.skipped.map(({ path }) => path).sort()).toEqual(['set/a/self/', 'set/up/']);
  });

  it('names what is no file, and opens none of it', { timeout: 20_000 }, async () => {
    const top = madeTree({ 'a.jpg': 'a' });
    expect(spawnSync('mkfifo', [join(top, 'pipe.jpg')]).status).toBe(0);
    symlinkSync('/dev/zero', join(top, 'zero.jpg'));
    symlinkSync('nowhere', join(top, 'gone.jpg'));
    symlinkSync('loop.jpg', join(top, 'loop.jpg'));
    const server = createServer().listen(join(top, 'socket.jpg'));
    await new Promise((listening) => server.once('listening', listening));
    const { files, skipped } = await walked(top);
    expect(files).toEqual(['a.jpg']);
    expect(Object.fromEntries(skipped.map(({ path, reason }) => [path, reason]))).toEqual({
      'gone.jpg': 'a link to a file that is not there',
      'loop.jpg': 'a link that leads back to itself',
      'pipe.jpg': 'a named pipe, not a file',
      'socket.jpg': 'a socket, not a file',
      'zero.jpg': 'a device, not a file',
    });
    const refused = { pipe: 'a named pipe', zero: 'a device', socket: 'a socket', gone: 'not there' };
    for (const [name, reason] of Object.entries(refused))
      await expect(readPictureFile(join(top, `${name}.jpg`))).rejects.toThrow(reason);
    await expect(readPictureFile(top)).rejects.toThrow(/^a folder, not a file$/);
    server.close();
  });

  it.runIf(hasByteNames)(
    'names what has a name of other bytes than UTF-8, and opens none of it',
    async () => {
      // A valid name may hold the replacement character itself.
      const top = madeTree({ 'a.jpg': 'a', 'caf\uFFFD.jpg': 'b' });
      mkdirSync(Buffer.from(join(top, 'm\xfcller'), 'latin1'));
      writeLatin1(join(top, 'caf\xe9.jpg'), 'c');
      writeLatin1(join(top, 'm\xfcller', 'd.jpg'), 'd');
      const { files, skipped } = await walked(top);
      expect(files).toEqual(['a.jpg', 'caf\uFFFD.jpg']);
      const reason = 'its name is not valid UTF-8, so it cannot be opened; rename it';
      expect(skipped).toEqual([
        { path: 'caf\uFFFD.jpg', reason, unreadable: 'file' },
        { path: 'm\uFFFDller/', reason, unreadable: 'folder' },
      ]);
      await expect(readPictureFile(join(top, 'no\uFFFD.jpg'))).rejects.toThrow(/^not there; .* valid UTF-8/);
      await expect(readPictureFile(join(top, 'no.jpg'))).rejects.toThrow(/^not there$/);
    },
  );

  it('names a folder that it may not read, and reads the rest', () => {
    const top = madeTree({ 'shut/a.jpg': 'a', 'open/b.jpg': 'b' });
    mkdirSync(join(top, 'empty'));
    chmodSync(top, 0o755);
    chmodSync(join(top, 'shut'), 0o000);
    const code = `
      const { walkFiles } = await import(${JSON.stringify(join(import.meta.dirname, '../../../src/common/files/walk-files.ts'))});
      const all = [];
      ${isRoot ? 'process.setgid(65534); process.setuid(65534);' : ''}
      for await (const one of walkFiles(${JSON.stringify(top)})) all.push(one);
      console.log(JSON.stringify(all));`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      encoding: 'utf8',
    });
    chmodSync(join(top, 'shut'), 0o755);
    expect(stderr).toBe('');
    const all = inEnglish(JSON.parse(stdout) as (Pick<SkippedPath, 'path'> & Partial<SkippedPath>)[]);
    expect(all.map(({ path }) => path)).toEqual(['open/b.jpg', 'shut/']);
    expect(all[1]).toMatchObject({
      reason: 'the folder cannot be read (EACCES); check its permissions',
      unreadable: 'folder',
    });
  });
});
