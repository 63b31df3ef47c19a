export const trackingMessages = {
  en: {
    'tracking.unknown': 'This link does not work',
    'tracking.unknown.text':
      'The address is incomplete or was changed on its way. Please open the link in the e-mail itself once more.',
    'tracking.expired': 'This link has expired',
    'tracking.expired.text': 'The e-mail it comes from is too old, or its content is no longer kept.',
    'tracking.unavailable': 'Please try again in a moment',
    'tracking.unavailable.text': 'Our server could not answer just now. Nothing was changed.',
    'tracking.unsubscribe': 'Unsubscribe?',
    'tracking.unsubscribe.text': 'You will get no more mails of “{list}”.',
    'tracking.unsubscribe.button': 'Yes, unsubscribe',
    'tracking.unsubscribed': 'You are unsubscribed',
    'tracking.unsubscribed.text': 'You will get no more mails of “{list}”. You can close this page.',
    'tracking.unsubscribe-test': 'This was a test mail',
    'tracking.unsubscribe-test.text':
      'It went to an address that is in no mailing list, so there is nothing to unsubscribe from. The link works.',
  },
  de: {
    'tracking.unknown': 'Dieser Link funktioniert nicht',
    'tracking.unknown.text':
      'Die Adresse ist unvollständig oder wurde unterwegs verändert. Bitte öffnen Sie den Link noch einmal direkt in der E-Mail.',
    'tracking.expired': 'Dieser Link ist abgelaufen',
    'tracking.expired.text': 'Die E-Mail dazu ist zu alt, oder ihr Inhalt wird nicht mehr aufbewahrt.',
    'tracking.unavailable': 'Bitte versuchen Sie es gleich noch einmal',
    'tracking.unavailable.text': 'Unser Server konnte gerade nicht antworten. Es wurde nichts geändert.',
    'tracking.unsubscribe': 'Abmelden?',
    'tracking.unsubscribe.text': 'Sie erhalten dann keine Mails von „{list}“ mehr.',
    'tracking.unsubscribe.button': 'Ja, abmelden',
    'tracking.unsubscribed': 'Sie sind abgemeldet',
    'tracking.unsubscribed.text':
      'Sie erhalten keine Mails von „{list}“ mehr. Sie können diese Seite schließen.',
    'tracking.unsubscribe-test': 'Das war eine Testmail',
    'tracking.unsubscribe-test.text':
      'Sie ging an eine Adresse, die in keiner Mailingliste steht; es gibt also nichts abzumelden. Der Link funktioniert.',
  },
} as const;
