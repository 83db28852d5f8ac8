import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';

/** Prints at the end of a run each test that was skipped, with its reason; not where a person chose some by name. */
export default class SkippedSummary implements Reporter {
  #isWhole = true;

  onInit({ config }: Vitest): void {
    this.#isWhole = config.testNamePattern === undefined;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((module) => [...module.children.allTests('skipped')]);
    if (!this.#isWhole || skipped.length === 0) return;
    const lines = skipped.map(
      (test) => `  ${test.module.relativeModuleId} > ${test.fullName}: ${reasonOf(test)}`,
    );
    console.log([`\nSkipped, each with its reason:`, ...lines, ''].join('\n'));
  }
}

/** Its own note or lack, or that of the nearest group around it. */
function reasonOf(test: TestCase): string {
  const result = test.result();
  if (result.state === 'skipped' && result.note) return result.note;
  for (let at: TestCase | TestCase['parent'] = test; ; at = at.parent) {
    const { lack } = at.meta();
    if (lack) return lack;
    if (at.type === 'module') return 'no reason stated';
  }
}
