const en = {
  'profile-field.name-taken': 'There is already a profile field “{name}”. Choose another name.',
  'profile-field.label-taken': 'There is already a profile field called “{label}”. Choose another label.',
  'profile-field.too-many': 'There are {max} profile fields already; more are not possible.',
  'recipient.email-taken': 'The address {email} belongs to recipient {id} already.',
  'recipient.search-too-many-words': 'Search for {max} words at most.',
  'mailing-list.name-taken': 'There is already a mailing list “{name}”. Choose another name.',
  'binding.blocklisted':
    '{email} is on the blocklist. Take it off there first; then it can be made active again.',
  'blocklist.exists': '“{pattern}” is on the blocklist already.',
  'blocklist.pattern-format':
    'This is not a pattern for e-mail addresses. Examples: name@example.com, *@example.com, *@*.example.com.',
  'blocklist.pattern-too-wide':
    'This pattern would block nearly everybody. Besides * and ? it needs at least {min} characters.',
} as const;

const de = {
  'profile-field.name-taken': 'Es gibt schon ein Profilfeld „{name}“. Wählen Sie einen anderen Namen.',
  'profile-field.label-taken':
    'Es gibt schon ein Profilfeld mit der Bezeichnung „{label}“. Wählen Sie eine andere.',
  'profile-field.too-many': 'Es gibt schon {max} Profilfelder; mehr sind nicht möglich.',
  'recipient.email-taken': 'Die Adresse {email} gehört schon zu Empfänger {id}.',
  'recipient.search-too-many-words': 'Suchen Sie nach höchstens {max} Wörtern.',
  'mailing-list.name-taken': 'Es gibt schon eine Mailingliste „{name}“. Wählen Sie einen anderen Namen.',
  'binding.blocklisted':
    '{email} steht auf der Blockliste. Nehmen Sie die Adresse zuerst dort heraus; dann lässt sie sich wieder aktivieren.',
  'blocklist.exists': '„{pattern}“ steht schon auf der Blockliste.',
  'blocklist.pattern-format':
    'Das ist kein Muster für E-Mail-Adressen. Beispiele: name@example.com, *@example.com, *@*.example.com.',
  'blocklist.pattern-too-wide':
    'Dieses Muster würde fast alle sperren. Außer * und ? braucht es mindestens {min} Zeichen.',
} as const satisfies Record<keyof typeof en, string>;

export const recipientMessages = { en, de } as const;
