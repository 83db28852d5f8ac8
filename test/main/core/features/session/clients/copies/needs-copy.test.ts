import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { needsCopy } from '../../../../../../../src/main/core/features/session/clients/copies/copies.ts';
import { clientPath } from '../../../../../../../src/main/core/features/session/clients/files/client-files.ts';
import { scratchFolder } from '../../../../../../support/made-data.ts';

test('a copy that is dated later, of a clock that was wrong, keeps no daily copy from being made', () => {
  const folder = scratchFolder();
  const id = '0123456789abcdef0123456789abcdef';
  const written = (path: string, at: string) => {
    writeFileSync(path, '');
    utimesSync(path, new Date(at), new Date(at));
  };
  const copy = (day: string, at: string) => written(join(folder, `${id}.client.${day}.copy`), at);
  written(clientPath(folder, id), '2026-12-01T10:00:00Z');
  copy('2031-05-01', '2031-05-01T08:00:00Z');
  expect(needsCopy(folder, id, '2026-12-01')).toBe(true);
  copy('2026-11-30', '2026-11-30T18:00:00Z');
  expect(needsCopy(folder, id, '2026-12-01')).toBe(true);
  copy('2026-12-01', '2026-12-01T10:05:00Z');
  expect(needsCopy(folder, id, '2026-12-01')).toBe(false);
  expect(needsCopy(folder, id, '2026-12-02')).toBe(false);
});
