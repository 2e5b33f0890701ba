import type { Page } from 'playwright-core';

/** Drops a file of this machine on the middle of the window, as a file manager does. */
export async function drop(page: Page, path: string): Promise<void> {
  // Only a file input hands a page real files.
  await page.evaluate(`(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'dropped';
    input.hidden = true;
    document.body.append(input);
  })()`);
  await page.setInputFiles('#dropped', path);
  await page.evaluate(`(() => {
    const input = document.getElementById('dropped');
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(input.files[0]);
    input.remove();
    const target = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
    for (const type of ['dragenter', 'dragover', 'drop'])
      target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  })()`);
}
