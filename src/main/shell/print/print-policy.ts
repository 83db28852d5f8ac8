import { createHash } from 'node:crypto';

/** No script at all, and of style the one element with which our documents begin: text of theirs cannot come before it. */
export function documentPolicy(html: string): string {
  const style = /^[^]*?<style>([^]*?)<\/style>/.exec(html)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  return [
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
