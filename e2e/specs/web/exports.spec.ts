import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { Api } from '../../support/api.js';
import { dataFolder, startProduct, type Product } from '../../support/product.js';
import { signInTo } from '../../support/sign-in.js';

/** Exports as a person makes them: chosen, looked at, kept as a profile, run, downloaded, and found in the log. */

test.describe.configure({ mode: 'serial' });

test.describe('exports', () => {
  let product: Product;
  let folder: ReturnType<typeof dataFolder>;
  let page: Page;

  test.beforeAll(async ({ browser }) => {
    folder = dataFolder();
    product = await startProduct({ DATA_DIR: folder.path });
    const api = new Api(product.url);
    await api.setUp(product.setupLink ?? '');
    await api.ok(api.post('profile-fields', { name: 'city', label: 'City', type: 'text', length: 50 }));
    for (const [email, city] of [
      ['ada@example.com', 'Köln; Bonn'],
      ['bob@example.com', '=1+1'],
      ['eve@example.com', 'Wien'],
    ] as const) {
      await api.ok(api.post('recipients', { email, fields: { city } }));
    }
    page = await signInTo(product, browser, 'en-GB');
  });

  test.afterAll(async () => {
    await page.context().close();
    await product.stop();
    folder.remove();
  });

  test('a profile is made, looked at, run and its file downloaded', async () => {
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.keyboard.press('g');
    await page.keyboard.press('x');
    await expect(page.getByRole('heading', { name: 'Exports', level: 1 })).toBeVisible();
    await page.getByRole('link', { name: 'New export' }).click();

    const columns = page.getByLabel('Add a column');
    await columns.selectOption('City');
    await columns.selectOption('E-mail address');
    const handle = page.getByRole('button', { name: /^Move E-mail address/ });
    await handle.focus();
    await page.keyboard.press('ArrowUp');
    await expect(page.getByRole('button', { name: 'Move E-mail address, place 1 of 2' })).toBeFocused();
    await page.getByRole('button', { name: 'Own column' }).click();
    await page.getByLabel('Heading of the own column').fill('Source');
    await page.getByLabel('Its text in every row').fill('EMM');

    await page.getByRole('button', { name: 'Count and preview' }).click();
    await expect(page.getByText('3 recipients', { exact: true })).toBeVisible();
    await expect(page.getByRole('region', { name: 'First rows' }).getByRole('row')).toHaveText([
      /email\s*city\s*Source/,
      /ada@example\.com\s*Köln; Bonn\s*EMM/,
      /bob@example\.com\s*=1\+1\s*EMM/,
      /eve@example\.com\s*Wien\s*EMM/,
    ]);

    await page.getByLabel('Name', { exact: true }).fill('For the shop');
    await page.getByRole('button', { name: 'Save profile' }).click();
    await expect(page).toHaveURL(/\/exports\/profiles\/1$/);

    await page.getByRole('button', { name: 'Export now' }).click();
    await expect(page).toHaveURL(/\/exports\/1$/);
    const link = page.getByRole('link', { name: 'Download' });
    await expect(link).toBeVisible();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toMatch(/^For the shop_\d{4}-\d\d-\d\d_\d{6}\.csv$/);
    expect(readFileSync(await download.path(), 'utf8')).toBe(
      '\ufeffemail;city;Source\r\n' +
        'ada@example.com;"Köln; Bonn";EMM\r\n' +
        "bob@example.com;'=1+1;EMM\r\n" +
        'eve@example.com;Wien;EMM\r\n',
    );
  });

  test('the profile runs again from the list, and the log tells of both', async () => {
    await page.goto('/exports/profiles');
    await page.getByRole('button', { name: 'Run For the shop' }).click();
    await expect(page).toHaveURL(/\/exports\/2$/);
    await expect(page.getByRole('link', { name: 'Download' })).toBeVisible();
    await page.goto('/exports/log');
    await expect(page.getByRole('link', { name: /^For the shop_/ })).toHaveCount(2);
    await page.getByLabel('What', { exact: true }).selectOption('Imports');
    await expect(page.getByText('No import or export fits')).toBeVisible();
  });
});
