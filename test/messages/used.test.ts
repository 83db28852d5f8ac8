import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { en as coded } from '../../src/messages/en/index.ts';
import { en as page } from '../../src/renderer/messages/en/index.ts';

const SRC = join(import.meta.dirname, '../../src');
/** Without comments and styles, and each chain of names on one line. */
const code = (text: string) =>
  text
    .replaceAll(/\/\*.*?\*\/|<!--.*?-->|<style>.*<\/style>/gs, '')
    .replaceAll(/(?<=^|\s)\/\/ .*$/gm, '')
    .replaceAll(/\s*(\??\.)\s*(?=\w)/g, '$1');

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => /\.(ts|svelte)$/.test(name) && !/messages\/(en|de)\//.test(name))
  .map((name) => ({ name, text: code(readFileSync(join(SRC, name), 'utf8')) }));

/** Places of messages below a place, such as `lab.run.stepOf`; a place of one message is its own. */
function below(place: string): string[] {
  const at = textAt(place);
  if (typeof at === 'string') return [place];
  return Object.keys(at ?? {}).flatMap((key) => below(place === '' ? key : `${place}.${key}`));
}

function textAt(place: string): string | object | undefined {
  return place
    .split('.')
    .filter((key) => key !== '')
    .reduce<string | object | undefined>(
      (at, key) =>
        typeof at === 'object' && Object.hasOwn(at, key)
          ? (at as Record<string, string | object>)[key]
          : undefined,
      page,
    );
}

/** The deepest place that names along the way lead to from another one. */
function follow(from: string, names: readonly string[]): { place: string; rest: readonly string[] } {
  const [name, ...rest] = names;
  const next = from === '' ? name! : `${from}.${name}`;
  return names.length === 0 || textAt(next) === undefined ? { place: from, rest: names } : follow(next, rest);
}

/** What names stand for groups of messages in a file: imported, or taken out of such. */
function aliases(text: string): Map<string, string> {
  const found = new Map<string, string>();
  const take = (list: string, from: string) => {
    for (const part of list.split(',')) {
      const [, name, own] = /^\s*(?:type )?(\w+)(?:(?:\s+as\s+|:\s*)(\w+))?\s*$/.exec(part) ?? [];
      const { place, rest } = follow(from, name === undefined ? [] : [name]);
      if (name === 'messages' && from === '') found.set(own ?? name, '');
      else if (name !== undefined && rest.length === 0) found.set(own ?? name, place);
    }
  };
  for (const [, list] of text.matchAll(/import \{([^}]*)\} from '[^']*(?:messages|\.)\/index\.ts'/g))
    take(list!, '');
  for (const [, list] of text.matchAll(/export const \{([^}]*)\} = messages;/g)) take(list!, '');
  if (text.includes('export const messages')) found.set('messages', '');
  for (const [, list, own, root, chain] of text.matchAll(
    /(?:const|let) (?:\{([^}]*)\}|(\w+)) = (?:\$derived\()?(\w+)((?:\.\w+)*)\)?;/g,
  )) {
    const at = found.get(root!);
    if (at === undefined) continue;
    const { place, rest } = follow(at, chain!.split('.').slice(1));
    if (rest.length > 0) continue;
    if (list !== undefined) take(list, place);
    else found.set(own!, place);
  }
  return found;
}

interface Use {
  place: string;
  before: string;
  after: string;
}

/** Where a file uses messages, or whole groups of them. */
function usesIn({ text, name }: (typeof sources)[number]): Use[] {
  if (name.endsWith('renderer/messages/index.ts')) return [];
  const named = aliases(text);
  return [...named].flatMap(([own, at]) =>
    [
      ...text.matchAll(new RegExp(`(?<![\\w'])(?<!(?<!\\.\\.)\\.)${own}((?:\\??\\.\\w+)*)(?![\\w'])`, 'g')),
    ].flatMap((match) => {
      const { place, rest } = follow(at, match[1]!.split(/\??\./).slice(1));
      const [before, after] = [text[match.index - 1] ?? '', text.slice(match.index + match[0].length)];
      const isDeclared = match[1] === '' && /(?:import|const|let) [^;=]*$/.test(text.slice(0, match.index));
      const isAlias =
        typeof textAt(place) === 'object' &&
        /^\)?;/.test(after) &&
        /(?:const|let) (?:\{[^}]*\}|\w+) = (?:\$derived\()?$/.test(text.slice(0, match.index));
      const isWhole = /^(?:\[| as )/.test(after) || before === '(' || before === '.';
      const isGroup = typeof textAt(place) === 'object';
      return isDeclared || isAlias || (isGroup && (rest.length > 0 || !isWhole))
        ? []
        : [{ place, before, after }];
    }),
  );
}

/** The shell is handed its messages in parts: the last name has to do. */
const shell = sources.filter(({ name }) => name.startsWith('main/shell/')).map(({ text }) => text);
const isInShell = (place: string) => {
  const [key, group] = place.split('.').reverse() as [string, string];
  return shell.some((text) => text.includes(`.${key}`) || text.includes(`.${group}[`));
};

const uses = sources.map((source) => ({ name: source.name, uses: usesIn(source) }));

test('every message of the page is used', () => {
  const used = new Set(uses.flatMap(({ uses }) => uses.flatMap(({ place }) => below(place))));
  expect(used.size).toBeGreaterThan(700);
  const isUsed = (place: string) => used.has(place) || (place.startsWith('shell.') && isInShell(place));
  expect(below('').filter((place) => !isUsed(place))).toEqual([]);
});

test('a message with values is never shown without them', () => {
  const takesValues = (place: string) => {
    const text = textAt(place);
    return typeof text === 'string' && text.includes('{');
  };
  const isBare = ({ place, before, after }: Use) =>
    takesValues(place) && before === '{' && after.startsWith('}');
  const bare = uses
    .filter(({ name }) => name.endsWith('.svelte'))
    .flatMap(({ name, uses }) => uses.filter(isBare).map(({ place }) => `${name}: ${place}`));
  expect(bare).toEqual([]);
});

test('every coded message is used somewhere', () => {
  const codes = Object.entries(coded).flatMap(([group, texts]) =>
    Object.keys(texts).map((key) => `'${group}.${key}'`),
  );
  const isTold = (code: string) => sources.some(({ text }) => text.includes(`message(${code}`));
  expect(codes.filter((code) => !isTold(code))).toEqual([]);
});
