import type { Api } from './api.js';

/** What the reliability tests need before they can send: a sender, a list with recipients, and a mailing. */
export interface Campaign {
  readonly mailingListId: number;
  readonly mailingId: number;
  readonly addresses: readonly string[];
}

const HTML = `<!doctype html><html><body><p>Hello [agnDB column="firstname"/],</p>
<p><a href="https://example.com/offer">our offer</a></p><p><a href="[agnUNSUBSCRIBE/]">Unsubscribe</a></p></body></html>`;

export async function prepareCampaign(api: Api, recipients: number): Promise<Campaign> {
  await api.ok(
    api.put('settings/sender', {
      senderName: 'Example',
      senderEmail: 'news@example.com',
      replyEmail: 'reply@example.com',
    }),
  );
  const list = await api.ok(api.post<{ id: number }>('mailing-lists', { name: 'Everybody' }));
  const addresses = Array.from({ length: recipients }, (_, index) => `person-${index}@example.org`);
  await importAddresses(api, list.id, addresses);
  const mailing = await api.ok(
    api.post<{ id: number; version: number }>('mailings', { name: 'Reliable', mailingListId: list.id }),
  );
  await api.ok(
    api.patch(`mailings/${mailing.id}`, {
      version: mailing.version,
      subject: 'News for [agnDB column="firstname"/]',
      html: HTML,
    }),
  );
  return { mailingListId: list.id, mailingId: mailing.id, addresses };
}

async function importAddresses(api: Api, mailingListId: number, addresses: readonly string[]): Promise<void> {
  const rows = addresses.map((address, index) => `${address};Name ${index}`);
  const form = new FormData();
  form.append('file', new Blob([['email;firstname', ...rows].join('\n')]), 'everybody.csv');
  const upload = await api.ok(api.call<{ id: number }>('POST', 'imports', form));
  await api.ok(
    api.put(`imports/${upload.id}/options`, {
      format: { encoding: 'utf-8', separator: ';', quote: '"', header: true },
      mapping: [{ target: 'email' }, { target: 'firstname' }],
      mailingListIds: [mailingListId],
      userType: 'W',
      mode: 'add-and-update',
    }),
  );
  await api.ok(api.post(`imports/${upload.id}/start`));
  await api.until<{ state: string }>(`imports/${upload.id}`, ({ state }) => state === 'done', 120);
}
