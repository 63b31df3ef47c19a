import { readFileSync } from 'node:fs';

/** Of all mails of the benches. */
export const SENDER_DOMAIN = 'nordlicht.example';

/** A newsletter of about 50 kB with some forty links, as agencies make them. */
export const NEWSLETTER = {
  subject: 'Grüße an [agnFIRSTNAME/] ❄️',
  preheader: 'Für Sie, [agnDB column="firstname"/]: <frisch> & geröstet',
  senderName: 'Nordlicht Kaffeerösterei',
  senderEmail: `post@${SENDER_DOMAIN}`,
  replyName: '',
  replyEmail: 'hallo@nordlicht.example',
  html: readFileSync(new URL('../test/fixtures/newsletter.html', import.meta.url), 'utf8'),
  text: '',
};

const PARAGRAPH =
  'Ihre Bestellung ist unterwegs und wird in den nächsten Tagen zugestellt. Über die Sendungsverfolgung sehen Sie ' +
  'jederzeit, wo sie gerade ist; bei Fragen antworten Sie einfach auf diese Mail. ';
const ROW =
  '<tr><td style="padding:12px 24px;font-family:Arial,sans-serif;font-size:15px;line-height:22px;color:#333">';
const GREETING =
  'Guten Tag [agnDB column="title"/] [agnDB column="firstname"/] [agnDB column="lastname"/] ([agnDB column="email"/])';

/** About 10 kB as it goes out, with ten personalised places and five links. */
export const SERVICE_MAIL = {
  subject: '[agnDB column="firstname"/], Ihre Bestellung ist unterwegs',
  preheader: '',
  senderName: 'Nordlicht Kaffeerösterei',
  senderEmail: `post@${SENDER_DOMAIN}`,
  replyName: '',
  replyEmail: '',
  html: `<!DOCTYPE html><html><body><table width="600">${[1, 2, 3, 4, 5]
    .map(
      (number) =>
        `${ROW}${number === 1 ? GREETING : '[agnDB column="firstname"/] '}${PARAGRAPH.repeat(3)}` +
        `<a href="https://shop.nordlicht.example/produkte/${number}?farbe=blau" style="color:#06c">Mehr dazu</a></td></tr>`,
    )
    .join('')}</table><a href="[agnUNSUBSCRIBE/]">Abmelden</a></body></html>`,
  text: '',
};
