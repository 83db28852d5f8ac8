import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it, onTestFinished, vi } from 'vitest';

import { englishText } from '../../../src/messages/english.ts';
import { ensurePrograms, FFMPEG } from '../../../src/training/engine/system-packages.ts';
import { scratchFolder } from '../../support/made-data.ts';
import { needs } from '../../support/needs.ts';

const isDebianRoot = existsSync('/etc/debian_version') && process.getuid?.() === 0;
const needsDebianRoot = needs(isDebianRoot ? undefined : 'this is no root on Debian');

/** A machine whose only program is this `apt-get`. */
function onlyAptGet(script: string): string {
  const bin = scratchFolder();
  writeFileSync(join(bin, 'apt-get'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, 'apt-get'), 0o755);
  vi.stubEnv('PATH', bin);
  onTestFinished(() => void vi.unstubAllEnvs());
  return bin;
}

it('installs ffmpeg itself as root on Debian', needsDebianRoot, async () => {
  const bin = scratchFolder();
  const log = join(bin, 'log');
  const put = ['ffmpeg', 'ffprobe'].map((name) => `echo '#!/bin/sh' > "$0-dir/${name}"`);
  const folder = onlyAptGet(
    `echo "$@" >> ${log}; [ "$1" = update ] && exit 0
     ${put.join('\n').replaceAll('$0-dir', '$(/usr/bin/dirname "$0")')}
     /bin/chmod +x "$(/usr/bin/dirname "$0")"/ff*`,
  );
  const notes: string[] = [];
  await ensurePrograms(FFMPEG, (told) => void notes.push(englishText(told)));
  expect(notes).toEqual(['Installing system packages: ffmpeg']);
  expect(readFileSync(log, 'utf8')).toBe('update -qq\ninstall -y --no-install-recommends ffmpeg\n');
  expect(existsSync(join(folder, 'ffprobe'))).toBe(true);
  await ensurePrograms(FFMPEG, (told) => void notes.push(englishText(told)));
  expect(notes).toHaveLength(1);
});

it('where it cannot be installed, says in a line how and why not', needsDebianRoot, async () => {
  onlyAptGet('echo "E: no route to any server" >&2; exit 100');
  await expect(ensurePrograms(FFMPEG, () => {})).rejects.toMatchObject({
    code: 'missing',
    message: expect.stringMatching(
      /^ffmpeg, ffprobe not found; install with: sudo apt-get install .* ffmpeg \(installing failed: E: no route to any server\)$/,
    ) as string,
  });
});

it('names what installs them where it has no right to', async () => {
  onlyAptGet('exit 0');
  vi.spyOn(process, 'getuid').mockReturnValue(1000);
  onTestFinished(() => void vi.restoreAllMocks());
  await expect(ensurePrograms(FFMPEG, () => {})).rejects.toMatchObject({
    code: 'missing',
    message:
      'ffmpeg, ffprobe not found; install with: sudo apt-get install -y --no-install-recommends ffmpeg',
  });
});
