import { readFileSync } from 'node:fs';

/** A newsletter of about 50 kB with some forty links, as agencies make them. */
export const NEWSLETTER = {
  subject: 'Grüße an [agnFIRSTNAME/] ❄️',
  preheader: 'Für Sie, [agnDB column="firstname"/]: <frisch> & geröstet',
  senderName: 'Nordlicht Kaffeerösterei',
  senderEmail: 'post@nordlicht.example',
  replyName: '',
  replyEmail: 'hallo@nordlicht.example',
  html: readFileSync(new URL('../test/fixtures/newsletter.html', import.meta.url), 'utf8'),
  text: '',
};
