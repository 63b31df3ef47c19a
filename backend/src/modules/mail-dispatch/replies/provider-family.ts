/** Whose servers answer, by the name of the host (spec/bounce_rules.md C). The first that fits counts. */
const FAMILIES: readonly (readonly [family: string, host: RegExp])[] = [
  ['google', /(^|\.)(google|googlemail|psmtp)\.com$/],
  ['microsoft', /\.(mail|olc)\.protection\.outlook\.com$|\.mx\.microsoft$|\.hotmail\.com$/],
  ['yahoo', /\.yahoodns\.net$|\.yahoo\.co\.jp$/],
  ['apple', /(^|\.)mail\.(icloud|me)\.com$/],
  ['comcast', /\.comcast\.net$/],
  ['charter', /\.(charter|rr|spectrum)\.(net|com)$/],
  ['cox', /\.cox\.net$/],
  ['orange', /\.(orange|wanadoo)\.fr$|\.laposte\.net$/],
  ['gmx', /\.(gmx\.net|web\.de|kundenserver\.de|ionos\.\w+|mail\.com)$/],
  ['tonline', /\.t-online\.de$/],
  ['mimecast', /\.mimecast(-offshore)?\.(com|co\.za)$/],
  ['proofpoint', /\.(pphosted|ppe-hosted)\.com$/],
  ['barracuda', /\.barracudanetworks\.com$/],
  ['qq', /\.qq\.com$/],
  ['netease', /\.(163|126|netease)\.(com|net)$/],
  ['mailru', /\.mail\.ru$/],
  ['yandex', /\.yandex\.(ru|net)$/],
  ['godaddy', /\.secureserver\.net$/],
];

/** Domains of mailboxes whose servers are known without asking, for answers that come through a relay. */
const MAILBOXES: readonly (readonly [family: string, domain: RegExp])[] = [
  ['google', /^(gmail|googlemail)\.com$/],
  ['microsoft', /^(outlook|hotmail|live|msn)\.[a-z.]+$/],
  ['yahoo', /^(yahoo\.[a-z.]+|aol\.[a-z]+|ymail\.com)$/],
  ['apple', /^(icloud|me|mac)\.com$/],
  ['gmx', /^(gmx\.[a-z]+|web\.de|mail\.com)$/],
  ['tonline', /^t-online\.de$/],
  ['orange', /^(orange|wanadoo)\.fr$|^laposte\.net$/],
  ['comcast', /^comcast\.net$/],
  ['cox', /^cox\.net$/],
  ['qq', /^qq\.com$/],
  ['netease', /^(163|126)\.com$/],
  ['mailru', /^mail\.ru$/],
];

/** @param mxHost the server that answered, if it is the recipient's own; a relay speaks for itself and for others */
export function familyOf(mxHost: string | undefined, address: string): string {
  const host = mxHost?.toLowerCase();
  if (host !== undefined) return FAMILIES.find(([, fits]) => fits.test(host))?.[0] ?? 'other';
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return MAILBOXES.find(([, fits]) => fits.test(domain))?.[0] ?? 'other';
}

export const PROVIDER_FAMILIES: readonly string[] = FAMILIES.map(([family]) => family);
