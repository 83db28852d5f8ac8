import { locale } from '../../messages/index.ts';

/** Why something was refused, to stand beside the field that it is about. */
export function refusalText(error: unknown): string {
  const { message } = error as Error;
  return message.charAt(0).toLocaleUpperCase(locale) + message.slice(1);
}
