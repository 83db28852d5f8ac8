import { expect, it } from 'vitest';

import { damaged } from '../../../../../src/main/core/platform/store/store-error.ts';

it('a damaged database is reported in one line, however many faults SQLite names', () => {
  const faults = '*** in database main ***\nPage 3: never used\nPage 4: never used\n';
  expect(damaged('a.sqlite', faults).message).toBe(
    'a.sqlite is damaged (*** in database main *** Page 3: never used Page 4: never used); it can be repaired from a backup when Demiface starts',
  );
});
