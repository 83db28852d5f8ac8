import { expect, test } from 'vitest';

import { noticeOf } from '../../../../../../src/main/core/features/audience/notices/notice.ts';
import type { NoticeLanguage } from '../../../../../../src/main/ipc/contract/notices.ts';
import { settings } from '../made-audience.ts';

const LANGUAGES: NoticeLanguage[] = ['en', 'de', 'fr', 'es'];
const CONTROLLER = {
  name: 'Laden GmbH',
  address: 'Hauptstr. 1, Köln',
  contact: 'privacy@laden.example',
  officer: 'Dr. Roe',
  authority: 'LDI NRW',
};
const full = settings({
  controller: CONTROLLER,
  purposes: ['visitor-numbers', 'campaigns'],
  k: 12,
  retentionDays: 400,
});
const textOf = (...args: Parameters<typeof noticeOf>) => {
  const { title, lead, sections } = noticeOf(...args);
  return [title, lead, ...sections.flatMap(({ heading, paragraphs }) => [heading, ...paragraphs])].join('\n');
};

test.each(LANGUAGES)('%s: the privacy note holds all that Article 13 asks for, filled in', (language) => {
  const text = textOf(full, 'privacy', language);
  for (const filled of [
    CONTROLLER.name,
    CONTROLLER.address,
    CONTROLLER.contact,
    CONTROLLER.officer,
    CONTROLLER.authority,
    '400',
    '12',
  ])
    expect(text).toContain(filled);
  // Articles on: information, basis, access, rectification, erasure, restriction, objection, complaint, automated decisions, no identification.
  for (const article of [13, 6, 15, 16, 17, 18, 21, 77, 22, 11])
    expect(text).toMatch(new RegExp(`(Article|Artikel|[Aa]rticle|[Aa]rtículo) ${article}\\b`));
  expect(noticeOf(full, 'privacy', language).sections).toHaveLength(8);
  expect(text).not.toMatch(/undefined|null|\[object|\$\{/);
});

test.each(LANGUAGES)(
  '%s: the door notice names purposes, who answers and how long, and only what is measured',
  (language) => {
    const both = textOf(full, 'door', language);
    for (const filled of [CONTROLLER.name, CONTROLLER.contact, '400', '12']) expect(both).toContain(filled);
    const lead = (measures: typeof full.measures) => noticeOf({ ...full, measures }, 'door', language).lead;
    const leads = [
      lead(['count']),
      lead(['count', 'age']),
      lead(['count', 'gender']),
      lead(['count', 'age', 'gender']),
    ];
    expect(new Set(leads).size).toBe(4);
    expect(leads[0]!.length).toBeLessThan(leads[3]!.length);
    expect(noticeOf(full, 'door', language).sections[0]!.paragraphs).toHaveLength(2);
    expect(noticeOf(full, 'door', language).advice.length).toBeGreaterThan(50);
  },
);

test.each(LANGUAGES)('%s: both notices name the totals that are kept of counts by hand', (language) => {
  const byHand = { en: 'by hand|beside the camera', de: 'von Hand', fr: 'à la main', es: 'a mano' }[language];
  for (const kind of ['door', 'privacy'] as const)
    expect(textOf(full, kind, language)).toMatch(new RegExp(byHand));
});

test('all languages have the same parts', () => {
  for (const kind of ['door', 'privacy'] as const) {
    const shapes = LANGUAGES.map((language) =>
      noticeOf(full, kind, language).sections.map(({ paragraphs }) => paragraphs.length),
    );
    for (const shape of shapes) expect(shape).toEqual(shapes[0]);
  }
});

test('without a purpose, or without who answers, nothing is printed; without an officer no line for one', () => {
  expect(() => noticeOf({ ...full, purposes: [] }, 'door', 'en')).toThrow('what the counts are for');
  expect(() => noticeOf({ ...full, controller: { ...CONTROLLER, contact: ' ' } }, 'door', 'en')).toThrow(
    'contact is missing',
  );
  const without = noticeOf(
    { ...full, controller: { ...CONTROLLER, officer: '', authority: '' } },
    'privacy',
    'en',
  );
  expect(without.sections[0]!.paragraphs).toHaveLength(1);
  expect(without.sections.flatMap(({ paragraphs }) => paragraphs).join(' ')).toContain(
    'where you live or work',
  );
});
