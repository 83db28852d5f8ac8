import { expect, test } from 'vitest';

import type { Notice } from '../../../../src/main/ipc/contract.ts';
import { noticePage } from '../../../../src/main/shell/print/notice-page.ts';

const notice: Notice = {
  ...{ kind: 'door', language: 'de', title: 'Titel', lead: 'Satz', advice: 'nicht zu drucken' },
  sections: [{ heading: 'Wer', paragraphs: ['Erstens', 'Zweitens'] }],
};

test('every word stands on the page, in order, but for the advice to the operator who prints it', () => {
  const page = noticePage(notice);
  expect(page).toMatch(
    /lang="de"[^]*<title>Titel<[^]*class="door"[^]*<h1>Titel<[^]*Satz<[^]*<h2>Wer<[^]*<p>Erstens<\/p><p>Zweitens</,
  );
  expect(page).not.toContain(notice.advice);
});

test('what somebody wrote into the settings stays text', () => {
  const evil = `<script>x</script><img src="a" onerror='y'>&amp;`;
  const page = noticePage({
    ...notice,
    title: evil,
    lead: evil,
    sections: [{ heading: evil, paragraphs: [evil] }],
  });
  expect(page.match(/<[a-z!/]+/gi)).toEqual(
    noticePage({ ...notice, sections: [{ heading: 'a', paragraphs: ['b'] }] }).match(/<[a-z!/]+/gi),
  );
  expect(page).toContain(
    '&lt;script&gt;x&lt;/script&gt;&lt;img src=&quot;a&quot; onerror=&#39;y&#39;&gt;&amp;amp;',
  );
});
