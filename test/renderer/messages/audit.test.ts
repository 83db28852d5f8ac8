import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { auditAction } from '../../../src/renderer/messages/names.ts';

test('every action that the core writes into the audit log has readable text', () => {
  const core = join(import.meta.dirname, '../../../src/main/core');
  const sources = readdirSync(core, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(core, name), 'utf8'));
  const actions = sources.flatMap((text) =>
    [...text.matchAll(/(?:writeAudit|appendToAudit)\(\s*[\w.]+,\s*'([^']+)'/g)].map(([, action]) => action!),
  );
  expect(new Set(actions).size).toBeGreaterThan(7);
  for (const action of [...actions, 'clock.jump', 'clock.confirmed'])
    expect(auditAction(action)).toMatch(/^[A-Z][a-z]+( [a-z]+)+$/);
  expect(auditAction('something.newer')).toBe('something.newer');
  expect(auditAction('constructor')).toBe('constructor');
});
