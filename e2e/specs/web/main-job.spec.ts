import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { startFarEnd, type FarEnd } from '../../../backend/test/smtp/far-end.js';
import { ADMINISTRATOR } from '../../support/api.js';
import { dirtyCsv } from '../../support/dirty-csv.js';
import { dataFolder, startProduct, type Product } from '../../support/product.js';
import { differences } from '../../support/same-html.js';
import { decodeWords, readStrictly, type StrictMail } from '../../support/strict-mail.js';

/** The whole main job, as a person does it: from the one-time link to the statistics. */

const NEWSLETTER = readFileSync('backend/test/fixtures/newsletter.html', 'utf8');
const CSV = dirtyCsv(20_000);
const SAMPLE = [0, 1, 2, 3, 4].map((index) => `person.${index}@example.org`);
const TESTER = 'tester@example.net';
const number = (value: number): string => value.toLocaleString('en-GB');

test.describe.configure({ mode: 'serial' });

test.describe('the main job', () => {
  let product: Product;
  let farEnd: FarEnd;
  let folder: ReturnType<typeof dataFolder>;
  let page: Page;
  let statisticsUrl: string;
  const complaints: string[] = [];

  test.beforeAll(async ({ browser }) => {
    folder = dataFolder();
    farEnd = await startFarEnd({ keep: (address) => SAMPLE.includes(address) || address === TESTER });
    product = await startProduct({ DATA_DIR: folder.path, SMTP_URL: farEnd.url, SWEEP_SECONDS: '1' });
    const context = await browser.newContext({
      baseURL: product.url,
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      viewport: { width: 1280, height: 900 },
    });
    page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (entry) => {
      // The newsletter's pictures lie on hosts that do not exist, and the browser driver tries scripts in the sandbox.
      if (
        entry.type() === 'error' &&
        !/net::ERR|Failed to load resource|Blocked script execution/.test(entry.text())
      )
        complaints.push(entry.text());
    });
  });

  test.afterAll(async () => {
    await page.context().close();
    await product.stop();
    await farEnd.close();
    folder.remove();
  });

  test('first run: administrator, sender', async () => {
    await page.goto(product.setupLink ?? '');
    await page.getByLabel('Name', { exact: true }).fill(ADMINISTRATOR.name);
    await page.getByLabel('E-mail address').fill(ADMINISTRATOR.email);
    await page.getByLabel('Password').fill('short');
    await page.getByRole('button', { name: 'Create administrator' }).click();
    await expect(page).toHaveURL(/\/setup\//);
    await page.getByLabel('Password').fill(ADMINISTRATOR.password);
    await page.getByRole('button', { name: 'Create administrator' }).click();
    await expect(page).toHaveURL(/\/welcome/);
    await page.getByLabel('Sender name').fill('Nordlicht Kaffeerösterei');
    await page.getByLabel('Sender address').fill('post@nordlicht.example');
    await page.getByRole('button', { name: 'Save and go on' }).click();
    await page.getByRole('link', { name: /Import a CSV file/ }).click();
    await expect(page).toHaveURL(/\/imports\/new/);
  });

  test('import of 20,000 rows in Windows-1252, with dirty ones', async () => {
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'Kunden.csv', mimeType: 'text/csv', buffer: CSV.file });
    await expect(page).toHaveURL(/\/imports\/\d+/);
    await expect(page.getByRole('cell', { name: 'Jürgen' }).first()).toBeVisible();
    await expect(page.getByLabel('Separator')).toHaveValue(';');
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.getByText('Stadt', { exact: true })).toBeVisible();
    await expect(page.getByLabel('Name in tags')).toHaveValue('stadt');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByLabel('New mailing list…').check();
    await page.getByLabel('Name of the new list').fill('Winterpost');
    await page.getByRole('button', { name: 'Check the file first' }).click();
    await expect(page).not.toHaveURL(/step=/);
    await expect(page.getByText('Nothing has been written yet.')).toBeVisible({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Start import' }).click();
    await page.reload();
    await expect(page.getByRole('link', { name: 'To the recipients', exact: true })).toBeVisible({
      timeout: 60_000,
    });
    const api = await page.request.get(`/api/v1${new URL(page.url()).pathname}`);
    expect(((await api.json()) as { progress: object }).progress).toMatchObject({
      rowsRead: CSV.rows,
      created: CSV.valid.length,
      invalid: CSV.invalid,
      duplicates: CSV.duplicates,
      bindingsCreated: CSV.valid.length,
    });
    await expect(page.getByText(number(CSV.valid.length)).first()).toBeVisible();
    await expect(page.getByText(/^The @ is missing/).first()).toBeVisible();
  });

  test('recipients: search and history', async () => {
    await page.goto('/recipients');
    await expect(page.getByRole('link', { name: 'person.0@example.org' })).toBeVisible();
    await page.keyboard.press('/');
    await page.keyboard.type('person.1@example.org');
    await page.getByRole('link', { name: 'person.1@example.org' }).click();
    await expect(page.getByLabel('First name')).toHaveValue('Jürgen');
    await page.getByRole('tab', { name: 'Mailing lists' }).click();
    await expect(page.getByRole('link', { name: 'Winterpost' })).toBeVisible();
    await expect(page.getByText('Active', { exact: true }).first()).toBeVisible();
  });

  test('mailing: write, preview, autosave', async () => {
    await page.goto('/mailings/new');
    await page.getByLabel('Name', { exact: true }).fill('Winterpost 2026');
    await page.getByLabel('Mailing list').selectOption({ label: 'Winterpost' });
    await page.getByRole('button', { name: 'Create and write' }).click();
    await expect(page).toHaveURL(/\/mailings\/\d+$/);
    await page.getByLabel('Subject').fill('Grüße an [agnDB column="firstname"/] ☕');
    await page.getByLabel('Preheader').fill('Neu aus der Rösterei');
    const html = { name: 'newsletter.html', mimeType: 'text/html', buffer: Buffer.from(NEWSLETTER) };
    await page.locator('input[accept*=html]').setInputFiles(html);
    await expect(page.getByText(/^Saved/).first()).toBeVisible();
    await expect(page.frameLocator('iframe').first().getByText('Nordlicht').first()).toBeVisible();
    await page.reload();
    await expect(page.getByLabel('Subject')).toHaveValue(/Grüße an/);
    await expect(page.locator('.cm-content')).toContainText('XHTML');
  });

  test('test send to a typed address', async () => {
    await page.getByRole('button', { name: 'Send a test' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('E-mail addresses').first().fill(TESTER);
    await dialog.getByRole('button', { name: 'Send a test' }).click();
    await expect(dialog.getByText(/accepted/i).first()).toBeVisible({ timeout: 30_000 });
    await dialog.getByRole('button', { name: 'Close' }).click();
    const [mail] = farEnd.to(TESTER);
    expect(mail).toBeDefined();
    expect(decodeWords(readStrictly(mail?.raw ?? Buffer.alloc(0)).headers.get('subject') ?? '')).toContain(
      'Grüße an',
    );
  });

  test('review, send, live progress', async () => {
    await page
      .getByRole('link', { name: 'Review and send' })
      .or(page.getByRole('button', { name: 'Review and send' }))
      .click();
    await expect(page.getByRole('heading', { name: 'Who gets it' })).toBeVisible();
    await page.getByRole('button', { name: `Send to ${number(CSV.valid.length)}` }).click();
    const confirm = page.getByRole('alertdialog');
    await confirm.getByRole('textbox').fill(String(CSV.valid.length));
    await confirm.getByRole('button', { name: 'Send now' }).click();
    await expect(page).toHaveURL(/\/sends\/\d+/);
    const id = /\/sends\/(\d+)/.exec(page.url())?.[1] ?? '';
    await expect(page.getByText(/mails? per second|left|per second|\/s/i).first()).toBeVisible({
      timeout: 30_000,
    });
    await expect
      .poll(
        async () =>
          ((await (await page.request.get(`/api/v1/sends/${id}`)).json()) as { state: string }).state,
        { timeout: 120_000 },
      )
      .toBe('sent');
    const world = farEnd.mails.filter(({ to }) => to[0] !== TESTER && to[0] !== ADMINISTRATOR.email);
    expect(world).toHaveLength(CSV.valid.length);
    expect(new Set(world.map(({ to }) => to[0])).size).toBe(CSV.valid.length);
  });

  const mailTo = (address: string): StrictMail => {
    const mails = farEnd.to(address);
    expect(mails).toHaveLength(1);
    return readStrictly(mails[0]?.raw ?? Buffer.alloc(0));
  };

  test('the mails that arrived', async () => {
    const jürgen = mailTo('person.1@example.org');
    expect(decodeWords(jürgen.headers.get('subject') ?? '')).toBe('Grüße an Jürgen ☕');
    expect(decodeWords(jürgen.headers.get('from') ?? '')).toMatch(
      /Nordlicht Kaffeerösterei.*<post@nordlicht\.example>/,
    );
    expect(jürgen.headers.get('list-unsubscribe')).toMatch(/^<http.+\/uq\/[\w-]+>/);
    expect(jürgen.headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(jürgen.headers.get('message-id')).toMatch(/^<[^<>\s]+@[^<>\s]+>$/);
    const { filled, inserted } = differences(NEWSLETTER, jürgen.html);
    const tracked = filled.filter((text) => text.startsWith(product.url));
    expect(tracked.length).toBeGreaterThanOrEqual(20);
    expect(tracked.every((text) => /\/(r|uq|v)\/[\w-]+$/.test(text))).toBe(true);
    expect(filled).toContain('Jürgen');
    expect(filled.some((text) => text.startsWith('Sehr geehrter Herr'))).toBe(true);
    expect(inserted).toContain('Neu aus der Rösterei');
    expect(inserted).toMatch(/<img [^>]*\/g\/[\w-]+\.gif"/);
    expect(jürgen.text).toContain('Jürgen');
    expect(jürgen.text).not.toContain('[agn');
    expect(mailTo('person.0@example.org').html).toContain('Sehr geehrte Frau');
  });

  test('openings, clicks, view online and one-click unsubscription count', async () => {
    const { html, headers } = mailTo('person.2@example.org');
    const pixel = /src="([^"]*\/g\/[^"]+)"/.exec(html)?.[1] ?? '';
    const links = [
      ...new Set([...html.matchAll(/href=["']([^"']*\/r\/[\w-]+)/g)].map((match) => match[1] ?? '')),
    ];
    for (let time = 0; time < 2; time += 1)
      expect((await fetch(pixel)).headers.get('content-type')).toBe('image/gif');
    for (const link of links) {
      const answer = await fetch(link, { redirect: 'manual' });
      expect(answer.status).toBe(302);
      expect(NEWSLETTER.replaceAll('&amp;', '&')).toContain(
        (answer.headers.get('location') ?? '').replaceAll('&amp;', '&'),
      );
    }
    const online = /href=["']([^"']*\/v\/[\w-]+)/.exec(html)?.[1] ?? '';
    expect(await (await fetch(online)).text()).toContain('Zoë');
    const unsubscribe = /<([^>]+)>/.exec(headers.get('list-unsubscribe') ?? '')?.[1] ?? '';
    const asked = await fetch(unsubscribe);
    expect(asked.status).toBe(200);
    const before = await page.request.get('/api/v1/recipients?q=person.2@example.org');
    const [recipient] = ((await before.json()) as { items: { id: number }[] }).items;
    const status = async () =>
      (
        (await (await page.request.get(`/api/v1/recipients/${recipient?.id}/bindings`)).json()) as {
          items: { status: number; exitMailingName?: string }[];
        }
      ).items[0];
    expect((await status())?.status).toBe(1);
    const clicked = await fetch(unsubscribe, {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    });
    expect(clicked.status).toBe(200);
    expect(await status()).toMatchObject({ status: 4, exitMailingName: 'Winterpost 2026' });
    const tampered = `${unsubscribe.slice(0, -4)}AAAA`;
    expect((await fetch(tampered, { method: 'POST' })).status).toBe(404);
    await fetch(/src="([^"]*\/g\/[^"]+)"/.exec(mailTo('person.3@example.org').html)?.[1] ?? '');
    await expect
      .poll(async () => {
        const [mailing] = (
          (await (await page.request.get('/api/v1/mailings')).json()) as { items: { id: number }[] }
        ).items;
        statisticsUrl = `/statistics/mailings/${mailing?.id}`;
        return (await (await page.request.get(`/api/v1${statisticsUrl}`)).json()) as object;
      })
      .toMatchObject({
        audience: CSV.valid.length,
        accepted: CSV.valid.length,
        openings: { gross: 3, unique: 2 },
        clicks: { gross: links.length, unique: 1 },
        unsubscribes: 1,
      });
  });

  test('statistics and dashboard show it', async () => {
    await page.goto(statisticsUrl);
    await expect(page.getByText(number(CSV.valid.length)).first()).toBeVisible();
    await expect(page.getByRole('table').first()).toBeVisible();
    const csv = await page.request.get(`/api/v1${statisticsUrl}.csv`);
    expect(csv.headers()['content-type']).toContain('text/csv');
    expect(await csv.text()).toContain('audience');
    await page.goto('/dashboard');
    await expect(page.getByRole('link', { name: 'Winterpost 2026' }).first()).toBeVisible();
    expect(complaints).toEqual([]);
  });
});
