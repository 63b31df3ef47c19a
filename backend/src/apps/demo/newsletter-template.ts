/** The brand of the sample newsletters: made up, in a domain that nobody can own (RFC 2606). */
export const BRAND = {
  name: 'Nordlicht Outdoor',
  email: 'newsletter@nordlicht.example',
  reply: 'service@nordlicht.example',
  site: 'https://www.nordlicht.example',
} as const;

export interface Article {
  readonly title: string;
  readonly text: string;
  readonly button: string;
  /** Below the brand's site. */
  readonly path: string;
  /** Background of the picture's place. */
  readonly colour: string;
  readonly symbol: string;
}

export interface Newsletter {
  readonly language: 'de' | 'en';
  readonly headline: string;
  readonly intro: string;
  readonly colour: string;
  readonly articles: readonly Article[];
  /** Ends the newsletter in a few words of its own. */
  readonly closing: string;
}

const TEXTS = {
  de: {
    salutation: '[agnTITLE type="3"/]',
    view: 'Im Browser ansehen',
    shop: 'Zum Shop',
    service: 'Service',
    stores: 'Filialen',
    reason:
      'Sie erhalten diese E-Mail an [agnEMAIL/], weil Sie sich für unseren Newsletter angemeldet haben.',
    unsubscribe: 'Abmelden',
    imprint: 'Impressum',
    privacy: 'Datenschutz',
    team: 'Ihr Team von Nordlicht Outdoor',
  },
  en: {
    salutation: '[agnTITLEFIRST type="4"/]',
    view: 'View in browser',
    shop: 'Shop',
    service: 'Service',
    stores: 'Stores',
    reason: 'You get this e-mail at [agnEMAIL/] because you subscribed to our newsletter.',
    unsubscribe: 'Unsubscribe',
    imprint: 'Imprint',
    privacy: 'Privacy',
    team: 'Your Nordlicht Outdoor team',
  },
} as const;

const FONT = "font-family:'Segoe UI',Helvetica,Arial,sans-serif";

/** A newsletter as agencies write them: nested tables, inline styles, a rule for Outlook and one for phones. */
export function newsletterHtml(letter: Newsletter): string {
  const text = TEXTS[letter.language];
  return `<!doctype html>
<html lang="${letter.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${letter.headline}</title>
<!--[if mso]><style>td,p,a{font-family:Arial,sans-serif !important}</style><![endif]-->
<style>
  @media (max-width:620px){.wide{width:100% !important}.cell{display:block !important;width:100% !important}}
</style>
</head>
<body style="margin:0;padding:0;background:#eef1f0;${FONT};color:#22302c">
<div style="display:none;max-height:0;overflow:hidden">[agnPREHEADER/]</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#eef1f0">
<tr><td align="center" style="padding:18px 10px">
<table role="presentation" class="wide" width="600" cellpadding="0" cellspacing="0" style="background:#ffffff;border-radius:10px">
<tr><td style="padding:14px 28px;font-size:12px;color:#5d6b66" align="right">
<a href="[agnFULLVIEW/]" style="color:#5d6b66">${text.view}</a></td></tr>
<tr><td style="padding:6px 28px 18px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr>
<td style="font-size:22px;font-weight:700;letter-spacing:.5px"><a href="${BRAND.site}/" title="${BRAND.name}" style="color:#22302c;text-decoration:none">&#10022; Nordlicht</a></td>
<td align="right" style="font-size:13px">
<a href="${BRAND.site}/shop" style="color:#2f6f5e">${text.shop}</a> &nbsp;
<a href="${BRAND.site}/service" style="color:#2f6f5e">${text.service}</a> &nbsp;
<a href="${BRAND.site}/stores" style="color:#2f6f5e">${text.stores}</a></td>
</tr></table></td></tr>
<tr><td style="background:${letter.colour};padding:44px 28px;color:#ffffff">
<h1 style="margin:0;font-size:30px;line-height:1.2">${letter.headline}</h1></td></tr>
<tr><td style="padding:26px 28px 8px;font-size:16px;line-height:1.55">
<p style="margin:0 0 14px">${text.salutation},</p>
<p style="margin:0">${letter.intro}</p></td></tr>
${letter.articles.map(articleHtml).join('\n')}
<tr><td style="padding:12px 28px 28px;font-size:16px;line-height:1.55">
<p style="margin:0 0 14px">${letter.closing}</p><p style="margin:0">${text.team}</p></td></tr>
<tr><td style="padding:20px 28px;background:#f6f8f7;border-radius:0 0 10px 10px;font-size:12px;line-height:1.6;color:#5d6b66">
${text.reason}<br>${BRAND.name} GmbH, Musterweg 12, 20095 Hamburg<br>
<a href="[agnUNSUBSCRIBE/]" style="color:#5d6b66">${text.unsubscribe}</a> &middot;
<a href="${BRAND.site}/imprint" style="color:#5d6b66">${text.imprint}</a> &middot;
<a href="${BRAND.site}/privacy" style="color:#5d6b66">${text.privacy}</a></td></tr>
</table></td></tr></table>
</body>
</html>
`;
}

function articleHtml({ title, text, button, path, colour, symbol }: Article): string {
  return `<tr><td style="padding:18px 28px 0">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="border:1px solid #dfe6e3;border-radius:8px"><tr>
<td class="cell" width="150" align="center" style="background:${colour};font-size:54px;padding:22px 0">${symbol}</td>
<td class="cell" style="padding:18px 20px">
<h2 style="margin:0 0 8px;font-size:19px">${title}</h2>
<p style="margin:0 0 14px;font-size:15px;line-height:1.5">${text}</p>
<a href="${BRAND.site}/${path}" style="display:inline-block;background:#2f6f5e;color:#ffffff;padding:10px 18px;border-radius:6px;text-decoration:none;font-size:14px">${button}</a>
</td></tr></table></td></tr>`;
}
