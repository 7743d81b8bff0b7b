// Steps of tests that write.

// *Skriv* on the report on show; asks for the name the first time in a browser.
export async function startWriting(page) {
  await page.press('Skriv');
  await page.until('writing, or a question', () => document.querySelector('.frame.writing .bit, #_namn, dialog[open]'));
  if (await page.count('#_namn')) {
    await page.type('#_namn', 'Eva Ek');
    await page.press('Börja skriva');
  }
  await page.waitFor('.frame.writing .bit');
}

// The panel of the report itself, open.
export async function openPanel(page) {
  if (!(await page.count('.side'))) await page.press('Mer');
  await page.waitFor('.side .form [data-at]');
}

// Types in a field of the panel, told by the end of its address, and goes on.
export async function fill(page, end, text) {
  await page.run(
    (end, text) => {
      const field = [...document.querySelectorAll('.side [data-at]')].find((one) => one.dataset.at.endsWith(end));
      field.value = text;
      field.dispatchEvent(new Event('change', { bubbles: true }));
    },
    end,
    text,
  );
}

// The title of the report on show, changed through the panel, and on the page.
export async function retitle(page, title) {
  await openPanel(page);
  await fill(page, '//title', title);
  await page.waitForText('h1', title);
}
