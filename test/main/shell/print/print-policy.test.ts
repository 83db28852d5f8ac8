import { createHash } from 'node:crypto';

import { expect, test } from 'vitest';

import type { Notice } from '../../../../src/main/ipc/contract.ts';
import { noticePage } from '../../../../src/main/shell/print/notice-page.ts';
import { documentPolicy } from '../../../../src/main/shell/print/print-policy.ts';

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64');

test('a document may have its first style alone, and no script', () => {
  const policy = documentPolicy('<head><style>p { color: red }</style></head><p><style>x</style>');
  expect(policy).toContain(`style-src 'sha256-${hashOf('p { color: red }')}'`);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/script|unsafe|self/);
});

test('text in a notice does not become the style that counts', () => {
  const evil = '<style>evil</style>';
  const notice: Notice = {
    ...{ kind: 'door', language: 'en', title: evil, lead: evil, advice: '' },
    sections: [{ heading: evil, paragraphs: [evil] }],
  };
  const policy = documentPolicy(noticePage(notice));
  expect(policy).toBe(documentPolicy(noticePage({ ...notice, title: '', lead: '', sections: [] })));
  expect(policy).not.toContain(hashOf('evil'));
  expect(policy).not.toContain(hashOf(''));
});
