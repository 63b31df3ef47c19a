import { expect, test, type Page } from '@playwright/test';
import { Api } from '../../support/api.js';
import { dataFolder, startProduct, type Product } from '../../support/product.js';
import { signInTo } from '../../support/sign-in.js';

/** Files and HTML that are wrong: each gets a message where the person is, in the person's language. */

const PNG = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.alloc(300, 7),
]);
const WORKBOOK = Buffer.concat([
  Buffer.from('PK\u0003\u0004\u0014\u0000', 'latin1'),
  Buffer.alloc(20),
  Buffer.from('[Content_Types].xml xl/workbook.xml'),
  Buffer.alloc(200),
]);

/** Refused at once: the person stays where the file is chosen. */
const REFUSED: readonly [name: string, file: Buffer, message: RegExp][] = [
  ['no bytes', Buffer.alloc(0), /“odd\.csv” is empty/],
  ['a picture', PNG, /not a text file/],
  ['a cut workbook', WORKBOOK, /damaged or incomplete/],
  ['more than the limit', Buffer.alloc(1_200_000, 'a@example.com;x\n'), /larger than 1 MB/],
];

/** Readable, but suspicious: said on the first step, with the line where there is one. */
const SUSPICIOUS: readonly [name: string, file: string, message: RegExp][] = [
  ['one column', 'email\na@example.com\nb@example.com\n', /Only one column was found/],
  [
    'the same header twice',
    'email;name;name\na@example.com;A;B\nb@example.com;C;D\n',
    /Line 1: The name “name” occurs again/,
  ],
  [
    'rows of different lengths',
    'email;name\na@example.com;A;x;y\nb@example.com\nc@example.com;D\n',
    /Line 2: The row has 4 columns but should have 2/,
  ],
];

const HTML = `<html><head><base href="https://x.example/">
<script>alert(1)</script></head><body>
<form action="/x"><input name="a"></form>
<p>Hi [agnDB column="fristname"/] and [agnBOGUS/]</p>
<div><b>bold</div>
</body></html>`;

test.describe.configure({ mode: 'serial' });

test.describe('bad input', () => {
  let product: Product;
  let folder: ReturnType<typeof dataFolder>;
  let api: Api;
  let page: Page;
  let mailingId: number;

  test.beforeAll(async ({ browser }) => {
    folder = dataFolder();
    product = await startProduct({ DATA_DIR: folder.path, IMPORT_MAX_MB: '1' });
    api = new Api(product.url);
    await api.setUp(product.setupLink ?? '');
    mailingId = (await api.ok(api.post<{ id: number }>('mailings', { name: 'Odd' }))).id;
    page = await signInTo(product, browser, 'en-GB');
  });

  test.afterAll(async () => {
    await page.context().close();
    await product.stop();
    folder.remove();
  });

  async function choose(file: Buffer): Promise<void> {
    await page.goto('/imports/new');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'odd.csv', mimeType: 'text/csv', buffer: file });
  }

  for (const [name, file, words] of REFUSED)
    test(`a file with ${name} is refused where it was chosen`, async () => {
      await choose(file);
      await expect(page.getByText(words)).toBeVisible();
      await expect(page).toHaveURL(/\/imports\/new$/);
      await expect(page.getByText('Drop a file here or choose one')).toBeVisible();
    });

  for (const [name, file, words] of SUSPICIOUS)
    test(`a file with ${name} is explained beside its preview`, async () => {
      await choose(Buffer.from(file));
      await expect(page).toHaveURL(/\/imports\/\d+/);
      await expect(page.getByText(words).first()).toBeVisible();
      await expect(page.getByRole('cell', { name: 'a@example.com' })).toBeVisible();
    });

  test('findings in the HTML name their lines and lead to them', async () => {
    await page.goto(`/mailings/${mailingId}`);
    const upload = { name: 'odd.html', mimeType: 'text/html', buffer: Buffer.from(HTML) };
    await page.locator('input[accept*=html]').setInputFiles(upload);
    const finding = (words: RegExp) => page.getByRole('button', { name: words });
    await expect(finding(/Scripts never run in a mail.*HTML, line 2/)).toBeVisible();
    await expect(finding(/ignore <base>.*HTML, line 1/)).toBeVisible();
    await expect(finding(/Forms do not work.*HTML, line 3/)).toBeVisible();
    await expect(finding(/no tag and no profile field for agnBOGUS.*HTML, line 4/)).toBeVisible();
    await expect(finding(/<b> is not closed.*HTML, line 5/)).toBeVisible();
    // The text made from the HTML has the same mistake; once is enough.
    await expect(finding(/fristname/)).toHaveCount(1);
    await finding(/Did you mean "firstname"\? HTML, line 4/).click();
    await expect(page.locator('.cm-content')).toBeFocused();
    await expect(page.locator('.cm-activeLine').first()).toContainText('fristname');
    await expect(page.locator('.cm-lintRange-error', { hasText: 'fristname' }).first()).toBeVisible();
  });

  test('a session that ended asks again and keeps what was typed', async () => {
    await page.context().clearCookies();
    await page.getByLabel('Subject').fill('Typed after the session had ended');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Password').fill('Correct-horse-7-battery');
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByLabel('Subject')).toHaveValue('Typed after the session had ended');
    await api.until<{ subject: string }>(
      `mailings/${mailingId}`,
      ({ subject }) => subject === 'Typed after the session had ended',
      15,
    );
  });

  test('everything is said in German to those who chose German', async ({ browser }) => {
    await page.context().close();
    await api.ok(api.patch('users/me', { language: 'de' }));
    page = await signInTo(product, browser, 'de-DE');
    await page.goto('/imports/new');
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    await choose(PNG);
    await expect(page.getByText(/Das ist keine Textdatei/)).toBeVisible();
    await page.goto(`/mailings/${mailingId}`);
    await expect(page.getByRole('button', { name: /agnBOGUS.*HTML, Zeile 4/ })).toBeVisible();
    await expect(page.getByRole('button', { name: /Skripte/ })).toBeVisible();
    await page.goto('/mailing-lists/999');
    await expect(page.getByText('Mailingliste Nummer 999 gibt es nicht')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Noch einmal versuchen' })).toBeHidden();
  });
});
