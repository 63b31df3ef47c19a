import type { Browser, Page } from '@playwright/test';
import { ADMINISTRATOR } from './api.js';
import type { Product } from './product.js';

/** A browser of its own in which the administrator is signed in. */
export async function signInTo(product: Product, browser: Browser, locale: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL: product.url,
    locale,
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 900 },
  });
  const { email, password } = ADMINISTRATOR;
  await context.request.post('/api/v1/session', {
    data: { email, password },
    headers: { origin: product.url },
  });
  return context.newPage();
}
