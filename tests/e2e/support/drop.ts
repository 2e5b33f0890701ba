import type { Page } from 'playwright-core';

/** Brings a file of this machine into the page, where `takeFile()` gives it as an array of one File. */
export async function putFile(page: Page, path: string): Promise<void> {
  // Only a file input hands a page real files.
  await page.evaluate(`(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'dropped';
    input.hidden = true;
    document.body.append(input);
    window.takeFile = () => {
      const files = [...input.files];
      input.remove();
      return files;
    };
  })()`);
  await page.setInputFiles('#dropped', path);
}

/** Drops a file of this machine on the middle of the window, as a file manager does. */
export async function drop(page: Page, path: string): Promise<void> {
  await putFile(page, path);
  await page.evaluate(`(() => {
    const dataTransfer = new DataTransfer();
    for (const file of window.takeFile()) dataTransfer.items.add(file);
    const target = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
    for (const type of ['dragenter', 'dragover', 'drop'])
      target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  })()`);
}
