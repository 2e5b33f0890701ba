import type { Page } from 'playwright-core';

/**
 * Names that come from outside, such as a file's or a device's, may be cut with an ellipsis: they can be of any
 * length. All other text is ours and has to fit.
 */
const NAMES_OF_OTHERS = '.file-name, .power-words .one-line, .file-state, .select-name, .own-settings';

/**
 * Text that can't be read as a whole: it sticks out of the window, is cut by an element that hides its overflow, or
 * spills out of its control. Each with the control that it belongs to.
 */
export const cutText = (page: Page): Promise<string[]> =>
  page.evaluate((namesOfOthers) => {
    const TOLERANCE = 1;
    // A line of text is a little higher than its line box.
    const LINE_TOLERANCE = 4;
    const controls = 'button, [role="tab"], [role="option"], [role="menuitem"], dt, dd, th, td';
    const isHidden = (element: Element) =>
      element.closest('.visually-hidden, [hidden], svg, canvas') !== null;
    const found = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (!element || text === '' || isHidden(element) || element.closest(namesOfOthers)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const boxes = [...range.getClientRects()].filter(({ width }) => width > TOLERANCE);
      const report = (why: string) =>
        found.add(`${why}: “${text.slice(0, 60)}” in ${element.className || element.tagName}`);
      for (const { left, right, top, bottom } of boxes) {
        if (right > window.innerWidth + TOLERANCE || left < -TOLERANCE) report('outside of the window');
        for (let around: Element | null = element; around; around = around.parentElement) {
          const { overflowX, overflowY, clipPath } = getComputedStyle(around);
          if (clipPath !== 'none') break;
          const box = around.getBoundingClientRect();
          const isTooWide = right > box.right + TOLERANCE || left < box.left - TOLERANCE;
          if (isTooWide && overflowX === 'hidden') report('cut at the side');
          if (
            overflowY === 'hidden' &&
            (bottom > box.bottom + LINE_TOLERANCE || top < box.top - LINE_TOLERANCE)
          )
            report('cut above or below');
          if (isTooWide && around.matches(controls)) report('spills out');
          // Text that scrolls can be read.
          if (overflowX === 'auto' || overflowY === 'auto') break;
        }
      }
    }
    return [...found];
  }, NAMES_OF_OTHERS);

/** How far the home page has to be scrolled, CSS pixels; 0 where all of it is seen at once. */
export const hiddenHeight = (page: Page): Promise<number> =>
  page.locator('.pages-main').evaluate((main) => Math.max(0, main.scrollHeight - main.clientHeight));
