import { expect, test, type Page } from '@playwright/test';
import { startFarEnd, type Behaviour, type FarEnd } from '../../../backend/test/smtp/far-end.js';
import { freePort } from '../../../backend/test/services.js';
import { Api } from '../../support/api.js';
import { prepareCampaign, type Campaign } from '../../support/campaign.js';
import { dataFolder, startProduct, type Product } from '../../support/product.js';
import { signInTo } from '../../support/sign-in.js';

/** SMTP servers that misbehave: what a person sees on the page of the send, and that the rest goes on. */

const RECIPIENTS = 12;

test.describe.configure({ mode: 'serial' });

test.describe('a mail server that', () => {
  let product: Product;
  let farEnd: FarEnd | undefined;
  let folder: ReturnType<typeof dataFolder>;
  let campaign: Campaign;
  let api: Api;
  let page: Page;
  let port: number;

  test.beforeAll(async ({ browser }) => {
    folder = dataFolder();
    port = await freePort();
    product = await startProduct({
      DATA_DIR: folder.path,
      SMTP_URL: `smtp://127.0.0.1:${port}?commandTimeout=2`,
      SWEEP_SECONDS: '1',
      DISPATCH_CONNECTIONS: '2',
    });
    api = new Api(product.url);
    await api.setUp(product.setupLink ?? '');
    campaign = await prepareCampaign(api, RECIPIENTS);
    page = await signInTo(product, browser, 'en-GB');
  });

  test.afterAll(async () => {
    await page.context().close();
    await product.stop();
    await farEnd?.close();
    folder.remove();
  });

  /** Sends a copy of the mailing and opens the page of the send. */
  async function send(): Promise<number> {
    const copy = await api.ok(api.post<{ id: number }>(`mailings/${campaign.mailingId}/copy`));
    const path = `mailings/${copy.id}/sends`;
    const headers = { 'Idempotency-Key': `bad-mail-server-${copy.id}` };
    const { id } = await api.ok(api.post<{ id: number }>(path, { timezone: 'Europe/Berlin' }, headers));
    await page.goto(`/sends/${id}`);
    return id;
  }

  const server = (behave: Behaviour): FarEnd => {
    if (!farEnd) throw new Error('the mail server is not up yet');
    farEnd.mails.length = 0;
    farEnd.behave = behave;
    return farEnd;
  };
  const mailsPerAddress = (): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const { to } of farEnd?.mails ?? [])
      for (const address of to) counts.set(address, (counts.get(address) ?? 0) + 1);
    return counts;
  };
  const everyoneOnce = (): Map<string, number> =>
    new Map([...campaign.addresses].sort().map((address) => [address, 1]));
  const sorted = (counts: Map<string, number>): Map<string, number> => new Map([...counts].sort());
  const sums = () => page.getByRole('group', { name: 'How the audience adds up' });
  const chip = (state: string) => page.locator('em-status-chip').filter({ hasText: state });

  test('is down: the page says so, and the send finishes by itself when it is up', async () => {
    await send();
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('cannot be reached');
    await expect(alert).toContainText('Nothing is lost; sending goes on by itself');
    await expect(sums()).toContainText(`${RECIPIENTS} Waiting`);
    farEnd = await startFarEnd({ port });
    await expect(chip('Sent')).toBeVisible({ timeout: 40_000 });
    await expect(sums()).toContainText(`${RECIPIENTS} Accepted`);
    await expect(alert).toBeHidden();
    expect(sorted(mailsPerAddress())).toEqual(everyoneOnce());
  });

  test('refuses the sender: the send pauses with the server’s words and goes on after "Resume"', async () => {
    server(({ stage }) =>
      stage === 'mail' ? { code: 550, text: '5.7.1 This sender is not ours' } : undefined,
    );
    await send();
    await expect(chip('Paused')).toBeVisible();
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('refuses the sender news@example.com');
    await expect(alert).toContainText('5.7.1 This sender is not ours');
    await expect(sums()).toContainText(`${RECIPIENTS} Waiting`);
    server(() => undefined);
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect(chip('Sent')).toBeVisible();
    await expect(alert).toBeHidden();
    expect(sorted(mailsPerAddress())).toEqual(everyoneOnce());
  });

  test('hangs: the page says what it waited for, and the send finishes by itself once it answers', async () => {
    server(({ stage }) => (stage === 'mail' ? 'hang' : undefined));
    await send();
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('does not answer in time');
    await expect(sums()).toContainText(`${RECIPIENTS} Waiting`);
    farEnd?.dropConnections();
    server(() => undefined);
    await expect(chip('Sent')).toBeVisible({ timeout: 40_000 });
    await expect(alert).toBeHidden();
    expect(sorted(mailsPerAddress())).toEqual(everyoneOnce());
  });

  test('refuses one recipient: it is listed with the server’s words, the rest goes out', async () => {
    const refused = campaign.addresses[3] ?? '';
    server(({ stage, to }) =>
      stage === 'recipient' && to === refused ? { code: 552, text: '5.2.2 The mailbox is full' } : undefined,
    );
    await send();
    await expect(chip('Sent')).toBeVisible();
    await expect(sums()).toContainText(`${RECIPIENTS - 1} Accepted`);
    await expect(sums()).toContainText('1 Failed');
    const row = page.getByRole('row').filter({ hasText: refused });
    await expect(row).toContainText('552 5.2.2 The mailbox is full');
    const answers = page.getByRole('table', { name: 'What the servers answered' });
    await expect(answers.getByRole('row').filter({ hasText: 'Mailbox full' })).toContainText('1');
    const expected = everyoneOnce();
    expected.delete(refused);
    expect(sorted(mailsPerAddress())).toEqual(expected);
  });

  test('closes in the middle of a message: that mail is left open and can be sent again', async () => {
    let cut = '';
    server(({ stage, to }) => {
      if (stage !== 'message' || cut !== '') return undefined;
      cut = to;
      return 'close-mid-data';
    });
    await send();
    // A mail as small as this one was already on its way as a whole when the server closed: nobody can know.
    await expect(page.getByText('Of 1 mail it is not known whether it arrived.')).toBeVisible();
    await expect(sums()).toContainText(`${RECIPIENTS - 1} Accepted`);
    await expect(page.getByRole('row').filter({ hasText: cut })).toBeVisible();
    expect(mailsPerAddress().has(cut)).toBe(false);
    await page.getByRole('button', { name: 'Send again', exact: true }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Send again' }).click();
    await expect(sums()).toContainText(`${RECIPIENTS} Accepted`);
    expect(sorted(mailsPerAddress())).toEqual(everyoneOnce());
  });

  test('closes after the last dot: the mail is uncertain until a person decides', async () => {
    const uncertain = campaign.addresses[5] ?? '';
    server(({ stage, to }) => (stage === 'message' && to === uncertain ? 'accept-and-close' : undefined));
    await send();
    await expect(page.getByText('Of 1 mail it is not known whether it arrived.')).toBeVisible();
    await expect(sums()).toContainText(`${RECIPIENTS - 1} Accepted`);
    await expect(page.getByRole('row').filter({ hasText: uncertain })).toBeVisible();
    expect(sorted(mailsPerAddress())).toEqual(everyoneOnce());
    server(() => undefined);
    await page.getByRole('button', { name: 'Send again', exact: true }).click();
    const dialog = page.getByRole('alertdialog');
    await expect(dialog).toContainText('1 mail is sent again. Its recipient may get it twice.');
    await dialog.getByRole('button', { name: 'Send again' }).click();
    await expect(sums()).toContainText(`${RECIPIENTS} Accepted`);
    expect(mailsPerAddress()).toEqual(new Map([[uncertain, 1]]));
  });

  test('closes after the last dot: "Do not send again" leaves it at that', async () => {
    const uncertain = campaign.addresses[6] ?? '';
    server(({ stage, to }) => (stage === 'message' && to === uncertain ? 'accept-and-close' : undefined));
    await send();
    await page.getByRole('button', { name: 'Do not send again' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Do not send again' }).click();
    await expect(sums()).toContainText('1 Skipped');
    await expect(page.getByText('it is not known whether')).toBeHidden();
    expect(sorted(mailsPerAddress())).toEqual(everyoneOnce());
  });
});
