import { expect, test, type Locator, type Page } from '@playwright/test';
import { Api } from '../../support/api.js';
import { dataFolder, startProduct, type Product } from '../../support/product.js';
import { signInTo } from '../../support/sign-in.js';

/** Recipients as a person manages them: found by a rule, changed in bulk, deleted and brought back. */

const TOWNS = ['Berlin', 'Wien', 'Zürich'] as const;

test.describe.configure({ mode: 'serial' });

test.describe('recipients', () => {
  let product: Product;
  let folder: ReturnType<typeof dataFolder>;
  let api: Api;
  let page: Page;

  test.beforeAll(async ({ browser }) => {
    folder = dataFolder();
    product = await startProduct({ DATA_DIR: folder.path });
    api = new Api(product.url);
    await api.setUp(product.setupLink ?? '');
    await api.ok(api.post('profile-fields', { name: 'town', label: 'Town', type: 'text', length: 50 }));
    for (let n = 0; n < 9; n++) {
      const fields = { town: TOWNS[n % TOWNS.length] };
      await api.ok(api.post('recipients', { email: `r${n}@example.com`, firstname: `Rita ${n}`, fields }));
    }
    page = await signInTo(product, browser, 'en-GB');
  });

  test.afterAll(async () => {
    await page.context().close();
    await product.stop();
    folder.remove();
  });

  const rows = (): Locator => page.getByRole('rowheader');
  const townOf = (email: string): Promise<unknown> =>
    api
      .get<{ items: { fields: Record<string, unknown> }[] }>(`recipients?q=${email}`)
      .then(({ body }) => body.items[0]?.fields['town']);

  test('chosen columns stay in the address and in a view', async () => {
    await page.goto('/recipients');
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('button', { name: 'Show the column Town' }).click();
    const handle = page.getByRole('button', { name: /^Move Town/ });
    await handle.focus();
    for (let n = 0; n < 4; n++) await page.keyboard.press('ArrowUp');
    await expect(page.getByRole('button', { name: 'Move Town, place 2 of 6' })).toBeFocused();
    await page.getByText('Show me these whenever I open the list').click();
    await page.getByRole('button', { name: 'Apply' }).click();
    const headers = page.getByRole('columnheader');
    await expect(headers.nth(2)).toHaveText('Town');
    await page.getByRole('button', { name: 'Town' }).click();
    await expect(rows().first()).toHaveText(/r0@/);
    await expect(page).toHaveURL(/sort=fields\.town/);
    // Opened without any wish, the list starts with the kept columns.
    await page.goto('/recipients');
    await expect(headers.nth(2)).toHaveText('Town');
    await expect(page.getByRole('button', { name: 'My list' })).toBeVisible();
  });

  test('an advanced search becomes a target group', async () => {
    await page.goto('/recipients');
    await page.getByRole('button', { name: 'Advanced search' }).click();
    const panel = page.getByRole('search', { name: 'Advanced search' });
    await panel.getByRole('button', { name: 'Condition', exact: true }).click();
    const picker = panel.locator('[data-rule-picker]');
    await expect(picker).toBeFocused();
    await page.keyboard.type('town', { delay: 10 });
    await expect(page.getByRole('option', { name: /Town/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await panel.locator('em-single-value input').fill('wien');
    await expect(panel.getByText('3 recipients match')).toBeVisible();
    await panel.getByRole('button', { name: 'Show these' }).click();
    await expect(page).toHaveURL(/eql=/);
    await expect(rows()).toHaveCount(3);
    await panel.getByRole('button', { name: /Save as target group/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Viennese');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByText(/“Viennese” is there/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).click();
    const { items } = (await api.get<{ items: { name: string; eql: string }[] }>('target-groups')).body;
    expect(items).toMatchObject([{ name: 'Viennese', eql: expect.stringMatching(/town = 'wien'/i) }]);
  });

  test('fields of many are changed and put back', async () => {
    await page.goto('/recipients?q=rita');
    await page.getByLabel('Select all rows of this page').check();
    const bar = page.getByRole('toolbar');
    await expect(bar.getByText('9 selected')).toBeVisible();
    await bar.getByRole('button', { name: 'Change fields…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Field to change').selectOption({ label: 'Town' });
    await dialog.getByRole('textbox', { name: 'Town' }).fill('Wien');
    await dialog.getByRole('button', { name: 'Next' }).click();
    await expect(dialog.getByText('Will change')).toBeVisible();
    await dialog.getByRole('button', { name: 'Change 6' }).click();
    await expect(dialog.getByText('6 changed, 3 were as wanted already, 0 left out.')).toBeVisible();
    expect(await townOf('r0@example.com')).toBe('Wien');
    await dialog.getByRole('button', { name: 'Undo' }).click();
    await expect(dialog.getByText(/Was taken back/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).click();
    expect(await townOf('r0@example.com')).toBe('Berlin');
  });

  test('many are deleted and come back with everything', async () => {
    await page.goto('/recipients?q=r*@example.com');
    await page.getByLabel('Select r4@example.com').check();
    await page.getByLabel('Select r5@example.com').check();
    await page.getByRole('toolbar').getByRole('button', { name: 'Delete…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Delete 2' }).click();
    await expect(dialog.getByText(/Recipients are in the recycle bin/)).toBeVisible();
    await dialog.getByRole('link', { name: 'Open the recycle bin' }).click();
    await expect(rows()).toHaveCount(2);
    await page.getByRole('button', { name: /Restore the whole deletion/ }).click();
    await expect(page.getByRole('dialog').getByText(/Recipients were restored/)).toBeVisible();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await expect(page.getByText('The recycle bin is empty')).toBeVisible();
    expect(await townOf('r5@example.com')).toBe('Zürich');
    await page.goto('/recipients');
    await expect(rows()).toHaveCount(9);
  });

  test('one recipient is deleted and taken back at once', async () => {
    await page.goto('/recipients?q=r7@example.com');
    await page.getByRole('link', { name: 'r7@example.com' }).click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText('r7@example.com is in the recycle bin')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('heading', { name: 'r7@example.com' })).toBeVisible();
  });
});
