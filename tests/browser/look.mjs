// How a page looks: size, colours, pictures, print.
import { writeFileSync } from 'node:fs';

// The size of the page's view: exact in Chromium, the window's in the others.
export async function resize(page, width, height) {
  if (page.engine === 'chromium') {
    await page.cdp('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
  } else {
    await page.driver.manage().window().setRect({ width, height });
  }
}

// What can be seen of the page, as a PNG file.
export async function screenshot(page, file) {
  writeFileSync(file, await page.driver.takeScreenshot(), 'base64');
}

// ---- Chromium only ----------------------------------------------------------------------

// What the page believes of its reader, as { 'prefers-color-scheme': 'dark' }, and of its medium,
// 'screen' or 'print'. Without arguments: as it was.
export function media(page, features = {}, kind = '') {
  const list = Object.entries(features).map(([name, value]) => ({ name, value }));
  return page.cdp('Emulation.setEmulatedMedia', { media: kind, features: list });
}

// The whole page as a PNG file, also what lies below the view.
export async function fullScreenshot(page, file) {
  const { data } = await page.cdp('Page.captureScreenshot', { format: 'png', captureBeyondViewport: true });
  writeFileSync(file, data, 'base64');
}

// The page as it prints: a tagged PDF at the size that its style sheet names.
export async function pdf(page) {
  const { data } = await page.cdp('Page.printToPDF', {
    preferCSSPageSize: true,
    printBackground: true,
    generateTaggedPDF: true,
  });
  return Buffer.from(data, 'base64');
}
