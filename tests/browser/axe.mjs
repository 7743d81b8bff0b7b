// Accessibility: axe-core, put into the page by the driver, so that the page ships none of it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import assert from 'node:assert/strict';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

// One line for each rule and element: 'rule: what (where)'.
export async function violations(page, { tags = TAGS, within = null } = {}) {
  // As a script of its own: the page's policy forbids it to evaluate a text.
  if (!(await page.run(() => !!window.axe))) await page.run(SOURCE);
  return page.run(
    async (wanted, scope) => {
      const { violations: found } = await window.axe.run(scope ?? document, {
        runOnly: wanted,
        resultTypes: ['violations'],
      });
      // What stands half under a bar that stays is too small where it is, and not when one scrolls: it is
      // looked at again in the middle of the view.
      const remains = async (id, target) => {
        const element = id === 'target-size' && document.querySelector(target);
        if (!element) return true;
        element.scrollIntoView({ block: 'center' });
        const alone = await window.axe.run(element, { runOnly: { type: 'rule', values: [id] }, resultTypes: ['violations'] });
        return alone.violations.length > 0;
      };
      const lines = [];
      const { scrollX, scrollY } = window;
      for (const { id, help, nodes } of found) {
        for (const target of nodes.map((node) => node.target.join(' '))) {
          if (await remains(id, target)) lines.push(`${id}: ${help} (${target})`);
        }
      }
      window.scrollTo(scrollX, scrollY);
      return lines;
    },
    tags,
    within,
  );
}

export async function assertAccessible(page, options) {
  assert.deepEqual(await violations(page, options), [], 'axe-core found violations');
}
