import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

/** Appends to a file how many tests of which test file were skipped; scripts/test.mjs prints that at the end. */
export class LeftOutReporter implements Reporter {
  constructor(readonly file: string) {}

  onTestRunEnd(modules: readonly TestModule[]): void {
    for (const module of modules) {
      const count = [...module.children.allTests('skipped')].length;
      if (count > 0)
        appendFileSync(this.file, `${relative(process.cwd(), module.moduleId)}: ${count} skipped\n`);
    }
  }
}
