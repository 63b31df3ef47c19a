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
  'object.profile-field': 'profile field',
  'object.data-source': 'data source',
  'object.bulk-job': 'bulk job',
  'object.saved-view': 'saved view',
  'value-required': 'This field may not be empty. Enter a value.',
  'value-not-allowed': 'This value is not among those allowed: {values}.',
  'profile-field.read-only':
    '“{field}” can only be looked at here; it is filled by imports and by the program.',
  'profile-field.default-needed':
    'A field that may not be empty needs a default value for new recipients. Enter one, or allow empty values.',
  'profile-field.too-many-values': 'There may be {max} fixed values at most. Use a free text instead.',
  'profile-field.order':
    'Name every profile field exactly once. Reload the page; somebody may have changed the fields.',
  'profile-field.in-use':
    'This field is still used by {names}. Take it out there first; then it can be deleted.',
  'profile-field.name-leaving':
    'A field “{name}” was deleted just now and its data is still being removed. Try again in a few minutes.',
  'mailing-list.in-use': 'This mailing list is still used by {names}. Choose another list there first.',
  'data-source.not-undoable': 'This cannot be undone; only imports, bulk changes and deletions can.',
  'data-source.running': 'This is still running. Wait until it is over, or cancel it first.',
  'data-source.too-old': 'This is more than {days} days ago; what was there before is not kept that long.',
  'data-source.undone': 'This has been undone already.',
  'bulk.selection': 'Say who is meant: either by a filter or one by one.',
  'bulk.selection-empty': 'Nobody is selected. Select at least one recipient.',
  'bulk.too-many-ids': 'More than {max} recipients cannot be named one by one. Use a filter that fits them.',
  'bulk.immutable': '“{field}” is different from person to person and cannot be set for many at once.',
  'bulk.nothing-to-set': 'Choose at least one field and the value it gets.',
  'bulk.nobody': 'Nobody fits this selection, so there is nothing to do.',
  'bulk.over': 'This operation is over already and cannot be stopped any more. You can undo it.',
  'bulk.unexpected':
    'The operation stopped unexpectedly ({reason}). What was done up to there stays and can be undone.',
  'consent.future': 'A consent cannot be given in the future. Check the date.',
  'saved-view.name-taken': 'You have a view “{name}” already. Choose another name.',
  'saved-view.too-many': 'You have {max} saved views; delete one first.',
  'blocklist.csv-format': 'This is not a CSV file with one pattern per line, e.g. “name@example.com;reason”.',
  'blocklist.csv-too-large': 'The file has more than {max} lines. Split it.',
  'mailing-list.address': 'This is not an e-mail address. Example: news@example.com.',
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
  'object.profile-field': 'Profilfeld',
  'object.data-source': 'Datenquelle',
  'object.bulk-job': 'Massenänderung',
  'object.saved-view': 'Gespeicherte Ansicht',
  'value-required': 'Dieses Feld darf nicht leer sein. Geben Sie einen Wert ein.',
  'value-not-allowed': 'Dieser Wert gehört nicht zu den erlaubten: {values}.',
  'profile-field.read-only': '„{field}“ lässt sich hier nur ansehen; Importe und das Programm füllen es.',
  'profile-field.default-needed':
    'Ein Feld, das nicht leer sein darf, braucht einen Standardwert für neue Empfänger. Geben Sie einen ein oder erlauben Sie leere Werte.',
  'profile-field.too-many-values':
    'Höchstens {max} feste Werte sind möglich. Verwenden Sie stattdessen freien Text.',
  'profile-field.order':
    'Nennen Sie jedes Profilfeld genau einmal. Laden Sie die Seite neu; vielleicht hat jemand die Felder geändert.',
  'profile-field.in-use':
    'Dieses Feld wird noch verwendet: {names}. Nehmen Sie es dort zuerst heraus; dann lässt es sich löschen.',
  'profile-field.name-leaving':
    'Ein Feld „{name}“ wurde gerade gelöscht und seine Daten werden noch entfernt. Versuchen Sie es in ein paar Minuten wieder.',
  'mailing-list.in-use':
    'Diese Mailingliste wird noch verwendet: {names}. Wählen Sie dort zuerst eine andere.',
  'data-source.not-undoable':
    'Das lässt sich nicht rückgängig machen; nur Importe, Massenänderungen und Löschungen.',
  'data-source.running': 'Das läuft noch. Warten Sie, bis es fertig ist, oder brechen Sie es zuerst ab.',
  'data-source.too-old':
    'Das ist mehr als {days} Tage her; so lange wird nicht aufbewahrt, was vorher da war.',
  'data-source.undone': 'Das wurde schon rückgängig gemacht.',
  'bulk.selection': 'Sagen Sie, wer gemeint ist: entweder durch einen Filter oder einzeln.',
  'bulk.selection-empty': 'Niemand ist ausgewählt. Wählen Sie mindestens einen Empfänger aus.',
  'bulk.too-many-ids':
    'Mehr als {max} Empfänger lassen sich nicht einzeln nennen. Verwenden Sie einen passenden Filter.',
  'bulk.immutable': '„{field}“ ist bei jeder Person anders und lässt sich nicht für viele auf einmal setzen.',
  'bulk.nothing-to-set': 'Wählen Sie mindestens ein Feld und den Wert, den es bekommt.',
  'bulk.nobody': 'Zu dieser Auswahl passt niemand; es gibt nichts zu tun.',
  'bulk.over':
    'Dieser Vorgang ist schon beendet und lässt sich nicht mehr anhalten. Sie können ihn rückgängig machen.',
  'bulk.unexpected':
    'Der Vorgang ist unerwartet abgebrochen ({reason}). Was bis dahin geschah, bleibt und lässt sich rückgängig machen.',
  'consent.future': 'Eine Einwilligung kann nicht in der Zukunft liegen. Prüfen Sie das Datum.',
  'saved-view.name-taken': 'Sie haben schon eine Ansicht „{name}“. Wählen Sie einen anderen Namen.',
  'saved-view.too-many': 'Sie haben {max} gespeicherte Ansichten; löschen Sie zuerst eine.',
  'blocklist.csv-format':
    'Das ist keine CSV-Datei mit einem Muster je Zeile, z. B. „name@example.com;Grund“.',
  'blocklist.csv-too-large': 'Die Datei hat mehr als {max} Zeilen. Teilen Sie sie auf.',
  'mailing-list.address': 'Das ist keine E-Mail-Adresse. Beispiel: news@example.com.',
} as const satisfies Record<keyof typeof en, string>;

export const recipientMessages = { en, de } as const;
