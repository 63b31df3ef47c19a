import { expect, test, type Page } from '@playwright/test';
import { Api } from '../../support/api.js';
import { dataFolder, startProduct, type Product } from '../../support/product.js';
import { signInTo } from '../../support/sign-in.js';

/** A file with mistakes: looked at before the start, imported, repaired in the browser, and taken back. */

const FILE = [
  'E-Mail;Vorname;Geburtstag',
  'known@example.com;Neu;1980-02-29',
  'first@example.com;Ada;31.12.1990',
  'second.example.com;Bea;1991-01-01',
  'third@example.com;Cem;30.02.1992',
  'first@example.com;Zweite;1990-01-01',
  'blocked@example.com;Dan;1993-03-03',
].join('\n');

test.describe.configure({ mode: 'serial' });

test.describe('import with repair and undo', () => {
  let product: Product;
  let folder: ReturnType<typeof dataFolder>;
  let api: Api;
  let page: Page;
  let importPath: string;

  test.beforeAll(async ({ browser }) => {
    folder = dataFolder();
    product = await startProduct({ DATA_DIR: folder.path });
    api = new Api(product.url);
    await api.setUp(product.setupLink ?? '');
    await api.ok(api.post('mailing-lists', { name: 'Readers' }));
    await api.ok(api.post('recipients', { email: 'known@example.com', firstname: 'Alt' }));
    await api.ok(api.post('blocklist', { pattern: 'blocked@example.com' }));
    page = await signInTo(product, browser, 'en-GB');
  });

  test.afterAll(async () => {
    await page.context().close();
    await product.stop();
    folder.remove();
  });

  const figure = (label: string) => page.locator('em-stat-tile', { hasText: label }).first();
  const recipients = async (): Promise<string[]> => {
    const { items } = await api.ok(api.get<{ items: { email: string }[] }>('recipients?sort=email'));
    return items.map(({ email }) => email);
  };

  test('says before the start what it would do, and writes nothing', async () => {
    await page.goto('/imports/new');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) });
    await expect(page.getByRole('cell', { name: 'Ada' })).toBeVisible();
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.getByText('Geburtstag', { exact: true })).toBeVisible();
    await page.getByLabel('Kind of value').selectOption('date');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByLabel('Readers').check();
    await page.getByRole('button', { name: 'Check the file first' }).click();
    await expect(page.getByText('Nothing has been written yet.')).toBeVisible();
    await expect(figure('New')).toContainText('1');
    await expect(figure('Changed')).toContainText('1');
    await expect(figure('Duplicates')).toContainText('1');
    await expect(figure('Not valid')).toContainText('2');
    await expect(figure('Blocked')).toContainText('1');
    await expect(page.getByText('E-mail address not valid')).toBeVisible();
    expect(await recipients()).toEqual(['known@example.com']);
  });

  test('imports the good rows and lets the bad ones be repaired', async () => {
    await page.getByRole('button', { name: 'Start import' }).click();
    await expect(page.getByRole('link', { name: 'To the recipients', exact: true })).toBeVisible();
    importPath = new URL(page.url()).pathname;
    expect(await recipients()).toEqual(['first@example.com', 'known@example.com']);

    await page.getByLabel('Line 4, E-Mail').fill('second@example.com');
    await page.getByLabel('Line 5, Geburtstag').fill('still wrong');
    await page.getByRole('button', { name: 'Check my corrections' }).click();
    await expect(page.getByText('corrected', { exact: true })).toBeVisible();
    await expect(page.getByLabel('Line 5, Geburtstag')).toHaveAttribute('aria-invalid', 'true');
    await page.getByLabel('Line 5, Geburtstag').fill('29.02.1992');
    await page.getByRole('button', { name: 'Import the corrected rows' }).click();

    await expect(page).not.toHaveURL(new RegExp(`${importPath}$`));
    await expect(page.getByText('These are corrected rows of another import.')).toBeVisible();
    await expect(figure('Added')).toContainText('2');
    expect(await recipients()).toEqual([
      'first@example.com',
      'known@example.com',
      'second@example.com',
      'third@example.com',
    ]);
  });

  test('takes an import back: new ones go, known ones get their old values', async () => {
    await page.goto(importPath);
    await page.getByRole('button', { name: 'Undo import…' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Undo import' }).click();
    await expect.poll(recipients).toEqual(['known@example.com', 'second@example.com', 'third@example.com']);
    const { items } = await api.ok(
      api.get<{ items: { firstname: string }[] }>('recipients?q=known@example.com'),
    );
    expect(items[0]?.firstname).toBe('Alt');
    await page.reload();
    await expect(page.getByText('This import was undone')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Undo import…' })).toBeHidden();
  });
});
