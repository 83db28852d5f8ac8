import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';
import { expect, test } from 'vitest';

import { asDiskError } from '../../src/common/files/atomic.ts';
import { DemifaceError, errorOf, messageOf } from '../../src/common/error.ts';
import { FrameMemory } from '../../src/main/core/platform/live/frame-memory.ts';
import { refusalOf } from '../../src/main/core/platform/refusal.ts';
import { asDamaged } from '../../src/training/sources/archives/open.ts';
import { de } from '../../src/messages/de/index.ts';
import { englishText } from '../../src/messages/english.ts';
import { message } from '../../src/messages/message.ts';
import { wording } from '../../src/messages/wording.ts';

const german = wording(de, 'de');
/** As it reaches the page or lies in the database. */
const crossed = (error: unknown) =>
  JSON.parse(JSON.stringify(refusalOf(error))) as ReturnType<typeof refusalOf>;

test('an error crosses as a code with values, in whichever language it is read', () => {
  const memory = new FrameMemory(1024 ** 2);
  const thrown = (() => {
    try {
      memory.hold({}, 2 * 1024 ** 2, 'Door');
    } catch (error) {
      return error as DemifaceError;
    }
    return undefined;
  })();
  const { code, message: told } = crossed(thrown);
  expect(code).toBe('usage');
  expect(englishText(told)).toBe(thrown!.message);
  expect(german(told)).toBe(
    'Kamera Door: ihre Bilder brauchen 2 MB, und von den 1 MB für alle Kameras sind 0 MB belegt; wählen Sie für sie ein kleineres Bild, oder halten Sie eine andere Kamera an',
  );
});

test('a reason within an error is in the same language', () => {
  const full = asDiskError(Object.assign(new Error(), { code: 'ENOSPC' }), '/a/b');
  expect(german(crossed(full).message)).toMatch(
    /^\/a\/b kann nicht geschrieben werden: der Datenträger ist voll/,
  );
  const archive = asDamaged(errorOf(message('archive.cutOff')), '/a/b.tar.gz');
  expect(german(crossed(archive).message)).toMatch(
    /^Das Archiv b\.tar\.gz ist beschädigt \(die Daten sind beschädigt/,
  );
  expect((archive as Error).message).toBe(
    'the archive b.tar.gz is damaged (its data are damaged, or end early as where a download stopped); download it again: /a/b.tar.gz',
  );
});

test('text of earlier versions and of other programs stays as it is', () => {
  expect(german(crossed(new DemifaceError('corrupt', 'as stored before')).message)).toBe('as stored before');
  expect(crossed(new Error('of the system'))).toEqual({ code: 'internal', message: 'of the system' });
  expect(messageOf(errorOf('of a process'))).toBe('of a process');
});

const SRC = join(import.meta.dirname, '../../src');
/** The command's own measurements, checks of what the program itself passes on, and sessions, which are not in the window yet. */
const UNSEEN = /^(inference\/bench\/|artifact\/face-pictures\.ts|main\/core\/features\/session\/)/;

/** `file:line` of errors whose text is written where they are thrown. */
function plainErrors(name: string): string[] {
  const source = ts.createSourceFile(
    name,
    readFileSync(join(SRC, name), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText() === 'DemifaceError') {
      const text = node.arguments?.[1];
      if (text && (ts.isStringLiteralLike(text) || ts.isTemplateExpression(text)))
        found.push(`${name}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

test('no error that the window may show is written in English where it is thrown', () => {
  const names = ['main', 'artifact', 'common', 'inference', 'training/sources', 'training/presets'].flatMap(
    (folder) =>
      readdirSync(join(SRC, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => `${folder}/${name}`.replaceAll('\\', '/')),
  );
  expect(names.length).toBeGreaterThan(300);
  expect(names.filter((name) => !UNSEEN.test(name)).flatMap(plainErrors)).toEqual([]);
});
