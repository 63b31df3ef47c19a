import { expect, test, type Locator, type Page } from '@playwright/test';
import { Api } from '../../support/api.js';
import { prepareCampaign } from '../../support/campaign.js';
import { dataFolder, startProduct, type Product } from '../../support/product.js';
import { signInTo } from '../../support/sign-in.js';

/** A nested target group by keyboard alone, as text and back, then in a mailing. The mouse is never used. */

test.describe.configure({ mode: 'serial' });

test.describe('target groups by keyboard', () => {
  let product: Product;
  let folder: ReturnType<typeof dataFolder>;
  let page: Page;
  let mailingId: number;

  test.beforeAll(async ({ browser }) => {
    folder = dataFolder();
    product = await startProduct({ DATA_DIR: folder.path, SWEEP_SECONDS: '1' });
    const api = new Api(product.url);
    await api.setUp(product.setupLink ?? '');
    await api.signIn();
    // First names are Name 0 to Name 11.
    ({ mailingId } = await prepareCampaign(api, 12));
    page = await signInTo(product, browser, 'en-GB');
  });

  test.afterAll(async () => {
    await page.context().close();
    await product.stop();
    folder.remove();
  });

  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  const type = (text: string) => page.keyboard.type(text, { delay: 10 });
  const isFocused = (place: Locator) => place.evaluate((element) => element === document.activeElement);
  /** Presses Tab until the place has the focus. */
  const tabTo = async (place: Locator, key = 'Tab') => {
    await place.waitFor();
    for (let step = 0; step < 80 && !(await isFocused(place)); step++) await press(key);
    await expect(place).toBeFocused();
  };
  const rows = () => page.locator('em-rule-row');

  test('a nested rule is built, moved, undone and saved', async () => {
    await page.goto('/target-groups');
    await expect(page.getByText('No target group yet')).toBeVisible();
    await press('c');
    await expect(page).toHaveURL(/target-groups\/new/);
    await tabTo(page.getByLabel('Name', { exact: true }));
    await type('Name 1 and more');

    await tabTo(page.getByRole('button', { name: 'Condition', exact: true }));
    await press('Enter');
    await type('First na');
    await press('Enter', 'Tab');
    await type('begins');
    await press('Tab');
    await type('Name 1');
    await expect(page.getByText('3', { exact: true }).first()).toBeVisible();

    await tabTo(page.getByRole('button', { name: 'Group', exact: true }));
    await press('Enter');
    await type('mailing list');
    await press('Enter');
    await expect(rows()).toHaveCount(2);
    const inner = page.locator('em-rule-group em-rule-group');
    await tabTo(inner.getByRole('button', { name: 'Condition', exact: true }));
    await press('Enter');
    await type('email');
    await press('Enter', 'Tab');
    await type('contains');
    await press('Tab');
    await type('nobody');
    await expect(inner.locator('em-rule-row')).toHaveCount(2);

    // Out of the group and back in; then deleted and brought back.
    await tabTo(inner.locator('em-rule-row').nth(1).locator('[data-rule-handle]'), 'Shift+Tab');
    await press('Alt+ArrowLeft');
    await expect(inner.locator('em-rule-row')).toHaveCount(1);
    await press('Alt+ArrowUp');
    await expect(inner.locator('em-rule-row')).toHaveCount(2);
    await press('Delete');
    await expect(rows()).toHaveCount(2);
    await press('Control+z');
    await expect(rows()).toHaveCount(3);
    await expect(page.locator('em-rule-sentence')).toContainText('nobody');

    await press('Control+s');
    await expect(page).toHaveURL(/target-groups\/\d+$/);
    await expect(page.getByText('Target group saved')).toBeVisible();
    await expect(page.locator('em-count-panel .count')).toHaveText('3');
  });

  test('as text and back nothing changes; what only text can say is named', async () => {
    await tabTo(page.getByRole('button', { name: 'EQL text' }));
    await press('Enter');
    const editor = page.getByRole('textbox', { name: 'Rule in EQL' });
    await expect(editor).toContainText("firstname STARTS WITH 'Name 1'");
    await expect(editor).toContainText('HAS BINDING WITH STATUS ACTIVE OR');
    await tabTo(page.getByRole('button', { name: 'Visual' }), 'Shift+Tab');
    await press('Enter');
    await expect(rows()).toHaveCount(3);
    await expect(page.getByRole('button', { name: 'Save' }).first()).toBeDisabled();

    await tabTo(page.getByRole('button', { name: 'EQL text' }));
    await press('Enter');
    await tabTo(editor);
    await press('Control+End');
    await type(' AND lastname = firstname');
    await press('Escape', 'Escape');
    await tabTo(page.getByRole('button', { name: 'Visual' }), 'Shift+Tab');
    await press('Enter');
    await expect(page.getByText('The builder cannot show this rule')).toBeVisible();
    await expect(editor).toContainText('lastname = firstname');
    await tabTo(editor);
    await press('Control+z');
    await type(' AND lastnam = 1');
    await press('Escape');
    await expect(page.locator('.problems')).toContainText('lastname');
    await press('Control+a');
    await type("firstname STARTS WITH 'Name 1'");
    await press('Escape');
    await press('Control+s');
    await expect(page.getByText('Target group saved').last()).toBeVisible();
  });

  test('a mailing goes to it alone', async () => {
    await page.goto(`/mailings/${mailingId}`);
    await tabTo(page.getByRole('combobox', { name: 'Add a target group' }));
    await type('Name 1');
    await press('Enter');
    await expect(page.getByRole('link', { name: 'Name 1 and more' })).toBeVisible();
    await expect(page.locator('em-save-state')).toContainText('Saved');
    await page.goto(`/mailings/${mailingId}/review`);
    await expect(page.locator('em-audience-funnel')).toContainText(/In the target groups\s*3/);
    await expect(page.locator('em-audience-funnel')).toContainText(/9 not in the target groups/);
  });
});
