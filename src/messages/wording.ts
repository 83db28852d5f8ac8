import type { MessageValue, StoredMessage } from './message.ts';
import type { en } from './en/index.ts';
import type { Catalog } from './translate.ts';
import { translate } from './translate.ts';

type Ready = string | ((values: Record<string, string | number>) => string);

/**
 * Puts messages into a language.
 * @param locale BCP 47; decides on plurals and the form of numbers
 * @param labelName what a class is called within a sentence; its own name if left out
 * @returns for a message its text; text stands for itself, as earlier versions stored it, and a code of a newer version too
 */
export function wording(
  catalog: Catalog<typeof en>,
  locale: string,
  labelName = (label: string): string => label,
): (stored: StoredMessage) => string {
  const groups = translate<typeof en>(catalog, locale) as unknown as Record<string, Record<string, Ready>>;
  const textOf = (stored: StoredMessage): string => {
    if (typeof stored === 'string') return stored;
    const [group, key] = stored.code.split('.') as [string, string];
    const ready = Object.hasOwn(groups, group) && Object.hasOwn(groups[group]!, key) && groups[group]![key];
    if (!ready) return stored.code;
    if (typeof ready === 'string') return ready;
    const values = Object.entries(stored.values ?? {});
    return ready(Object.fromEntries(values.map(([name, value]) => [name, inWords(value)])));
  };
  const inWords = (value: MessageValue): string | number => {
    if (typeof value === 'string' || typeof value === 'number') return value;
    if ('label' in value) return labelName(value.label);
    return 'code' in value ? textOf(value) : value.map(inList).join(', ');
  };
  /** Without its full stop, where it is a sentence of its own. */
  const inList = (value: MessageValue): string | number =>
    typeof value === 'object' && 'code' in value ? textOf(value).replace(/\.$/, '') : inWords(value);
  return textOf;
}
