/**
 * Messages for the problems of mail contents, by the `code` of a ContentProblem. `{name}` is filled from its
 * `params`. Every message says what to do.
 */
export const tagMessages = {
  en: {
    'tag.missingClosingBracket': 'The tag {tag} is not closed. Write "]" at its end.',
    'tag.invalidAgnTagSlashes':
      'In the tag {tag} a slash is in the wrong place. It may stand only once, right before "]".',
    'tag.invalidClosingAgnTag': '{tag} has no closing form. Remove "[/{tag}]".',
    'tag.parameter.missingBlank': 'In the tag {tag} put a blank between two parameters.',
    'tag.parameter.invalidWhitespace': 'In the tag {tag} write {key}="…" without blanks around "=".',
    'tag.parameter.invalidQuotedKey':
      'In the tag {tag} the name of a parameter is in quotes. Quote only the value: name="value".',
    'tag.parameter.invalidEmptyKey': 'In the tag {tag} a value has no name. Write name="value".',
    'tag.parameter.invalidUnquotedValue':
      'In the tag {tag} the parameter {key} has no value. Write {key}="value".',
    'tag.parameter.unexpectedEndOfValue': 'In the tag {tag} the value of {key} has no closing quote. Add it.',
    'tag.parameter.unexpectedEndOfKey':
      'In the tag {tag} "{key}" has no value. Write {key}="value" or remove it.',
    'tag.parameter.duplicateKey': 'In the tag {tag} the parameter {key} stands twice. Keep one.',
    'tag.parameter.invalidQuotesInValue':
      'In the tag {tag} the value of {key} has a stray quote. Write \\" for a quote inside a value.',
    'tag.notSupportedYet': 'The tag {tag} is not available yet. Remove it.',
    'tag.unknownTag': 'There is no tag and no profile field for {tag}. Check the spelling or remove it.',
    'tag.unknownTag.didYouMean': 'There is no tag {tag}. Did you mean {hint}?',
    'tag.unknownField': 'There is no profile field "{field}". Choose an existing one or create it.',
    'tag.unknownField.didYouMean': 'There is no profile field "{field}". Did you mean "{hint}"?',
    'tag.unknownParameter': 'The tag {tag} has no parameter {parameter}. Remove it.',
    'tag.unknownParameter.didYouMean': 'The tag {tag} has no parameter {parameter}. Did you mean {hint}?',
    'tag.missingParameter': 'The tag {tag} needs the parameter {parameter}. Write {parameter}="…".',
    'tag.unknownSalutation': 'There is no salutation "{value}". Choose one of: {titles}.',
    'tag.value.encode':
      '"{value}" is not an encoding. Use a comma-separated list of hex, hexupper, url, md5, sha1, sha256, sha384, sha512, utf-8, iso-8859-1.',
    'tag.value.language': '"{value}" is not a language code. Write for example "en".',
    'tag.value.country': '"{value}" is not a country code. Write for example "GB".',
    'tag.value.timezone': '"{value}" is not a time zone. Write for example "Europe/London".',
    'tag.value.date-type': '"{value}" is not a date type. Use a number from 0 to 8.',
    'tag.value.offset': '"{value}" is not a number of days. Write for example "1" or "-0.5".',
    'tag.value.date-format':
      '"{value}" is not a date format. Write for example "dd/MM/yyyy", with other words in single quotes.',
    'tag.value.format': 'The format is empty. Write for example "dd/MM/yyyy" or remove it.',
    'html.script': 'Scripts never run in a mail and make it look dangerous. Remove the script.',
    'html.iframe': 'Mail programs do not show frames. Remove the <iframe>.',
    'html.object': 'Mail programs do not show embedded objects. Remove the <{element}>.',
    'html.scriptLink': 'A link must not run a script. Replace it by a web address.',
    'html.form': 'Forms do not work in most mail programs. Link to a form on a web page instead.',
    'html.base': 'Mail programs ignore <base>. Write every link in full and remove it.',
    'html.metaRefresh': 'Mail programs ignore redirects. Remove the <meta http-equiv="refresh">.',
    'html.eventHandler': 'Mail programs remove {attribute}. Remove it.',
    'html.unclosedElement': '<{element}> is not closed. Add </{element}>.',
    'html.strayEndTag': '</{element}> closes nothing. Remove it or add the missing <{element}>.',
    'html.unclosedTag': 'This tag does not end. A quote or ">" is missing.',
    'html.unclosedComment': 'This comment does not end. Add "-->".',
    'html.emptyLink': 'This link leads nowhere. Give it an address.',
    'html.relativeLink': 'The link "{url}" is not complete. Begin it with https://.',
    'html.insecureLink': 'The link "{url}" is not encrypted. Use https:// if the site offers it.',
    'html.blankInLink': 'The link "{url}" has blanks in it. Remove them or write %20.',
    'html.longLink': 'The link is longer than 2,000 characters. Some mail programs cut it off. Shorten it.',
    'html.multipleProtocols': 'The link "{url}" has "http" twice. Remove one.',
    'html.tagInLink':
      'The link "{url}" contains a tag. Clicks are counted for all recipients together under this one link.',
    'html.linkStartsWithTag':
      'The link begins with a tag, so its clicks cannot be counted. Begin it with https://.',
    'html.missingAlt': 'The image has no alternative text. Add alt="…", or alt="" if it is only decoration.',
    'html.tooLarge': 'The HTML has {kilobytes} kB. Gmail cuts off mails of more than 102 kB. Shorten it.',
    'html.missingUnsubscribe': 'There is no unsubscribe link. Add <a href="[agnUNSUBSCRIBE/]">…</a>.',
    'content.hashtag': '{hashtag} is not filled in yet and is sent as it stands.',
  },
  de: {
    'tag.missingClosingBracket': 'Der Tag {tag} ist nicht geschlossen. Schreiben Sie „]“ an sein Ende.',
    'tag.invalidAgnTagSlashes':
      'Im Tag {tag} steht ein Schrägstrich an der falschen Stelle. Er darf nur einmal direkt vor „]“ stehen.',
    'tag.invalidClosingAgnTag': '{tag} hat keine schließende Form. Entfernen Sie „[/{tag}]“.',
    'tag.parameter.missingBlank': 'Setzen Sie im Tag {tag} ein Leerzeichen zwischen zwei Parameter.',
    'tag.parameter.invalidWhitespace': 'Schreiben Sie im Tag {tag} {key}="…" ohne Leerzeichen um „=“.',
    'tag.parameter.invalidQuotedKey':
      'Im Tag {tag} steht der Name eines Parameters in Anführungszeichen. Nur der Wert gehört hinein: name="Wert".',
    'tag.parameter.invalidEmptyKey': 'Im Tag {tag} hat ein Wert keinen Namen. Schreiben Sie name="Wert".',
    'tag.parameter.invalidUnquotedValue':
      'Im Tag {tag} hat der Parameter {key} keinen Wert. Schreiben Sie {key}="Wert".',
    'tag.parameter.unexpectedEndOfValue':
      'Im Tag {tag} fehlt beim Wert von {key} das schließende Anführungszeichen. Ergänzen Sie es.',
    'tag.parameter.unexpectedEndOfKey':
      'Im Tag {tag} hat „{key}“ keinen Wert. Schreiben Sie {key}="Wert" oder entfernen Sie es.',
    'tag.parameter.duplicateKey': 'Im Tag {tag} steht der Parameter {key} zweimal. Behalten Sie einen.',
    'tag.parameter.invalidQuotesInValue':
      'Im Tag {tag} steht im Wert von {key} ein überzähliges Anführungszeichen. Schreiben Sie \\" für ein Anführungszeichen im Wert.',
    'tag.notSupportedYet': 'Den Tag {tag} gibt es noch nicht. Entfernen Sie ihn.',
    'tag.unknownTag':
      'Zu {tag} gibt es weder einen Tag noch ein Profilfeld. Prüfen Sie die Schreibweise oder entfernen Sie ihn.',
    'tag.unknownTag.didYouMean': 'Den Tag {tag} gibt es nicht. Meinten Sie {hint}?',
    'tag.unknownField':
      'Das Profilfeld „{field}“ gibt es nicht. Wählen Sie ein vorhandenes oder legen Sie es an.',
    'tag.unknownField.didYouMean': 'Das Profilfeld „{field}“ gibt es nicht. Meinten Sie „{hint}“?',
    'tag.unknownParameter': 'Der Tag {tag} hat keinen Parameter {parameter}. Entfernen Sie ihn.',
    'tag.unknownParameter.didYouMean': 'Der Tag {tag} hat keinen Parameter {parameter}. Meinten Sie {hint}?',
    'tag.missingParameter': 'Der Tag {tag} braucht den Parameter {parameter}. Schreiben Sie {parameter}="…".',
    'tag.unknownSalutation': 'Die Anrede „{value}“ gibt es nicht. Wählen Sie eine von: {titles}.',
    'tag.value.encode':
      '„{value}“ ist keine Kodierung. Möglich ist eine Liste aus hex, hexupper, url, md5, sha1, sha256, sha384, sha512, utf-8, iso-8859-1, mit Kommas getrennt.',
    'tag.value.language': '„{value}“ ist kein Sprachcode. Schreiben Sie zum Beispiel „de“.',
    'tag.value.country': '„{value}“ ist kein Ländercode. Schreiben Sie zum Beispiel „DE“.',
    'tag.value.timezone': '„{value}“ ist keine Zeitzone. Schreiben Sie zum Beispiel „Europe/Berlin“.',
    'tag.value.date-type': '„{value}“ ist kein Datumstyp. Verwenden Sie eine Zahl von 0 bis 8.',
    'tag.value.offset': '„{value}“ ist keine Anzahl von Tagen. Schreiben Sie zum Beispiel „1“ oder „-0.5“.',
    'tag.value.date-format':
      '„{value}“ ist kein Datumsformat. Schreiben Sie zum Beispiel „dd.MM.yyyy“, andere Wörter in einfachen Anführungszeichen.',
    'tag.value.format': 'Das Format ist leer. Schreiben Sie zum Beispiel „dd.MM.yyyy“ oder entfernen Sie es.',
    'html.script':
      'Skripte laufen in einer E-Mail nie und lassen sie gefährlich aussehen. Entfernen Sie das Skript.',
    'html.iframe': 'E-Mail-Programme zeigen keine Frames. Entfernen Sie das <iframe>.',
    'html.object': 'E-Mail-Programme zeigen keine eingebetteten Objekte. Entfernen Sie das <{element}>.',
    'html.scriptLink': 'Ein Link darf kein Skript ausführen. Ersetzen Sie ihn durch eine Webadresse.',
    'html.form':
      'Formulare funktionieren in den meisten E-Mail-Programmen nicht. Verlinken Sie stattdessen ein Formular auf einer Webseite.',
    'html.base':
      'E-Mail-Programme beachten <base> nicht. Schreiben Sie jeden Link vollständig und entfernen Sie es.',
    'html.metaRefresh':
      'E-Mail-Programme beachten Weiterleitungen nicht. Entfernen Sie das <meta http-equiv="refresh">.',
    'html.eventHandler': 'E-Mail-Programme entfernen {attribute}. Entfernen Sie es.',
    'html.unclosedElement': '<{element}> ist nicht geschlossen. Ergänzen Sie </{element}>.',
    'html.strayEndTag':
      '</{element}> schließt nichts. Entfernen Sie es oder ergänzen Sie das fehlende <{element}>.',
    'html.unclosedTag': 'Dieser Tag endet nicht. Es fehlt ein Anführungszeichen oder „>“.',
    'html.unclosedComment': 'Dieser Kommentar endet nicht. Ergänzen Sie „-->“.',
    'html.emptyLink': 'Dieser Link führt nirgendwohin. Geben Sie ihm eine Adresse.',
    'html.relativeLink': 'Der Link „{url}“ ist nicht vollständig. Beginnen Sie ihn mit https://.',
    'html.insecureLink':
      'Der Link „{url}“ ist nicht verschlüsselt. Verwenden Sie https://, wenn die Seite es anbietet.',
    'html.blankInLink': 'Der Link „{url}“ enthält Leerzeichen. Entfernen Sie sie oder schreiben Sie %20.',
    'html.longLink':
      'Der Link ist länger als 2.000 Zeichen. Manche E-Mail-Programme schneiden ihn ab. Kürzen Sie ihn.',
    'html.multipleProtocols': 'Der Link „{url}“ enthält „http“ zweimal. Entfernen Sie eines.',
    'html.tagInLink':
      'Der Link „{url}“ enthält einen Tag. Klicks werden für alle Empfänger zusammen unter diesem einen Link gezählt.',
    'html.linkStartsWithTag':
      'Der Link beginnt mit einem Tag, darum können seine Klicks nicht gezählt werden. Beginnen Sie ihn mit https://.',
    'html.missingAlt':
      'Dem Bild fehlt ein Alternativtext. Ergänzen Sie alt="…", oder alt="", wenn es nur Schmuck ist.',
    'html.tooLarge': 'Das HTML hat {kilobytes} kB. Gmail schneidet E-Mails über 102 kB ab. Kürzen Sie es.',
    'html.missingUnsubscribe': 'Es gibt keinen Abmeldelink. Ergänzen Sie <a href="[agnUNSUBSCRIBE/]">…</a>.',
    'content.hashtag': '{hashtag} wird noch nicht ersetzt und so verschickt, wie es dasteht.',
  },
} as const;

export type TagMessageCode = keyof (typeof tagMessages)['en'];
