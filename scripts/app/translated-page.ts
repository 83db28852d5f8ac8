import type { Page } from 'playwright-core';

import { de } from '../../src/renderer/messages/de/index.ts';
import { en } from '../../src/renderer/messages/en/index.ts';
import type { Language } from '../../src/renderer/messages/language.ts';

const CATALOGS = { en, de };
/** Of a placeholder on: the rest of a message is not known. */
const VALUES = /\{.*$/s;

/** Messages by their English text, up to the first placeholder. */
function dictionary(language: Language): [english: string, other: string][] {
  const pairs: [string, string][] = [];
  const add = (english: object, other: object) => {
    for (const [key, text] of Object.entries(english) as [string, string | object][]) {
      const translated = (other as Record<string, string | object>)[key]!;
      if (typeof text === 'object') add(text, translated as object);
      else pairs.push([text.replace(VALUES, '').trim(), (translated as string).replace(VALUES, '').trim()]);
    }
  };
  add(en, CATALOGS[language]);
  return pairs.filter(([english, other]) => english !== '' && other !== '');
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Any of the texts that an English one, or its beginning, may have become; one that no message begins with stays. */
function translate(text: string, isExact: boolean, pairs: readonly [string, string][]): string | RegExp {
  const exact = pairs.filter(([english]) => english === text);
  const found = exact.length > 0 || isExact ? exact : pairs.filter(([english]) => english.startsWith(text));
  if (found.length === 0) return text;
  const options = [...new Set(found.map(([, other]) => escaped(other)))].join('|');
  return isExact ? new RegExp(`^(${options})$`) : new RegExp(options, 'i');
}

interface FindOptions {
  name?: string | RegExp;
  hasText?: string | RegExp;
  exact?: boolean;
}

/** A page that is in another language but is searched by its parts by their English text. */
export function translatedPage(page: Page, language: Language): Page {
  if (language === 'en') return page;
  const pairs = dictionary(language);
  const translatedText = (text: unknown, exact = false) =>
    typeof text === 'string' ? translate(text, exact, pairs) : text;
  const wrap = <T extends object>(part: T): T =>
    new Proxy(part, {
      get(target, key) {
        const value = Reflect.get(target, key) as unknown;
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          const result = (value as (...given: unknown[]) => unknown).apply(
            target,
            inLanguage(String(key), given),
          );
          return isLocator(result) ? wrap(result) : result;
        };
      },
    });
  const inLanguage = (method: string, [first, options, ...rest]: unknown[]): unknown[] => {
    const how = (options ?? {}) as FindOptions;
    if (/^getBy(Text|Label|Placeholder)$/.test(method)) return [translatedText(first, how.exact), options];
    if (method !== 'getByRole' && method !== 'locator') return [first, options, ...rest];
    const { exact = false, name, hasText, ...others } = how;
    const translated = {
      ...others,
      ...(name === undefined ? {} : { name: translatedText(name, exact), exact }),
      ...(hasText === undefined ? {} : { hasText: translatedText(hasText) }),
    };
    return [first, translated];
  };
  return wrap(page);
}

const isLocator = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && 'getByRole' in value && 'click' in value;
