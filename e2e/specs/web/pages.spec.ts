import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ADMINISTRATOR, Api } from '../../support/api.js';
import { dataFolder, startProduct, type Product } from '../../support/product.js';

/** Every page with the sample data: accessible, nothing cut off, no errors, in both languages, themes and widths. */

const ROOT = new URL('../../..', import.meta.url).pathname;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const PAGES = [
  '/dashboard',
  '/recipients',
  '/recipients/1',
  '/recipients/new',
  '/recipients/blocklist',
  '/recipients/bin',
  '/recipients/sources',
  '/profile-fields',
  '/profile-fields/new',
  '/target-groups',
  '/target-groups/new',
  '/exports',
  '/mailing-lists',
  '/mailing-lists/1',
  '/imports',
  '/imports/1',
  '/imports/new',
  '/imports/profiles',
  '/imports/profiles/new',
  '/imports/automatic',
  '/imports/automatic/new',
  '/mailings',
  '/mailings/new',
  '/mailings/1',
  '/mailings/6',
  '/mailings/6/review',
  '/sends/1',
  '/statistics',
  '/statistics/mailings/1',
  '/outbox',
  '/outbox/1',
  '/settings',
  '/settings/connections',
  '/settings/connections/new',
  '/settings/reply-rules',
  '/nowhere',
];

const VARIANTS = [
  { language: 'en', theme: 'light', width: 1280 },
  { language: 'de', theme: 'dark', width: 1280 },
  { language: 'de', theme: 'light', width: 390 },
] as const;

interface Finding {
  id: string;
  impact: string;
  nodes: { html: string }[];
}

async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const { axe } = window as Window &
      typeof globalThis & {
        axe: { run: (root: Document, options: object) => Promise<{ violations: Finding[] }> };
      };
    return (await axe.run(document, { resultTypes: ['violations'], iframes: false })).violations;
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
}

test.describe('all pages', () => {
  let product: Product;
  let folder: ReturnType<typeof dataFolder>;
  let cookies: Awaited<ReturnType<BrowserContext['cookies']>>;

  test.beforeAll(async ({ browser }) => {
    folder = dataFolder();
    const demo = spawnSync(
      join(ROOT, 'node_modules/.bin/node'),
      [join(ROOT, 'dist/backend/main.js'), 'cli', 'demo'],
      {
        env: { PATH: process.env['PATH'], DATA_DIR: folder.path, LOG_LEVEL: 'warn' },
        encoding: 'utf8',
      },
    );
    expect(demo.status, demo.stderr).toBe(0);
    product = await startProduct({ DATA_DIR: folder.path });
    await new Api(product.url).setUp(product.setupLink ?? '');
    const context = await browser.newContext({ baseURL: product.url });
    const page = await context.newPage();
    await page.goto('/login');
    await page.getByLabel(/E-mail/).fill(ADMINISTRATOR.email);
    await page.getByLabel(/Password/).fill(ADMINISTRATOR.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(/\/dashboard/);
    cookies = await context.cookies();
    await context.close();
  });
  test.afterAll(async () => {
    await product.stop();
    folder.remove();
  });

  const open = async (
    browser: Browser,
    { language, theme, width }: (typeof VARIANTS)[number],
  ): Promise<Page> => {
    const context = await browser.newContext({
      baseURL: product.url,
      viewport: { width, height: 844 },
      colorScheme: theme,
      locale: language === 'de' ? 'de-DE' : 'en-GB',
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
    });
    await context.addCookies(cookies);
    const page = await context.newPage();
    await page.goto('/login');
    await page.evaluate(
      ([chosenLanguage, chosenTheme]) => {
        localStorage.setItem('emm.language', chosenLanguage ?? '');
        localStorage.setItem('emm.theme', chosenTheme ?? '');
      },
      [language, theme],
    );
    return page;
  };

  for (const variant of VARIANTS) {
    test(`${variant.language}, ${variant.theme}, ${variant.width} px`, async ({ browser }) => {
      const page = await open(browser, variant);
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(`${page.url()}: ${String(error)}`));
      page.on('console', (entry) => {
        // Pictures of the sample mails lie on hosts that do not exist; the driver tries scripts in the sandbox.
        if (entry.type() === 'error' && !/net::ERR|Failed to load|Blocked script/.test(entry.text())) {
          complaints.push(`${page.url()}: ${entry.text()}`);
        }
      });
      for (const path of PAGES) {
        await page.goto(path);
        await expect(page.locator('h1, h2').first()).toBeVisible();
        await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
        for (const finding of await seriousFindings(page)) complaints.push(`${path}: ${finding}`);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (overflow > 0) complaints.push(`${path}: ${overflow} px wider than the window`);
      }
      await page.context().close();
      expect(complaints).toEqual([]);
    });
  }
});
