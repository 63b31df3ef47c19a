const en = {
  'object.target-group': 'target group',
  'target-group.copy-name': 'Copy of {name}',
  'target-group.imported-at': 'Imported at {at}',
  'target-group.name-taken': 'There is already a target group “{name}”. Choose another name.',
  'target-group.name-reserved': '“{name}” is kept for other purposes. Choose another name.',
  'target-group.name-line': 'Line breaks and control characters are not possible here. Write it in one line.',
  'target-group.version-conflict':
    'Somebody else saved this target group meanwhile (version {version}). Nothing was overwritten: look at their version, then save yours again.',
  'target-group.locked': 'The target group “{name}” is locked. Unlock it before you change or delete it.',
  'target-group.in-use':
    'The target group is still used in {count} {count:place|places}: {names}. Take it out there first.',
  'target-group.file':
    'This is not the file of a target group: it needs a “name” and an “eql”. Export one to see what it looks like.',
  'target-group.rule-invalid': 'The rule has a mistake. Put it right, then save again.',
  'target-group.unknown': 'There is no target group {id} any more. Choose another one.',
  'target-group.broken':
    'The rule of the target group “{name}” cannot be used at the moment. Open the group and put it right.',
  'target-group.cycle':
    'This target group would contain itself, by itself or by way of others. Take the inner group out.',
  'target-group.too-deep':
    'Target groups stand within one another more than {max} times. Write the inner rules out.',
  'target-group.nested-invalid':
    'The rule of the target group “{name}” cannot be used. Open that group and put it right first.',
  'target-group.too-large': 'The rule is too large for the database. Split it into several target groups.',
  'target-group.too-nested':
    'Parentheses or calculations stand within one another too often. Make the rule flatter.',
  'target-group.count-stopped':
    'Counting took longer than {seconds} seconds and was stopped. Try a narrower rule, or one with indexed fields.',
  'target-expression.character':
    'At position {position} stands “{character}”. Only numbers of target groups, &, |, ! and parentheses are possible.',
  'target-expression.group-missing': 'At position {position} the number of a target group is missing.',
  'target-expression.operator-missing': 'At position {position} & or | is missing.',
  'target-expression.parenthesis':
    'At position {position} a parenthesis is missing, or there is one too many.',
  'target-expression.too-long': 'At most {max} characters are possible here.',
} as const;

const de = {
  'object.target-group': 'Zielgruppe',
  'target-group.copy-name': 'Kopie von {name}',
  'target-group.imported-at': 'Importiert am {at}',
  'target-group.name-taken': 'Es gibt schon eine Zielgruppe „{name}“. Wählen Sie einen anderen Namen.',
  'target-group.name-reserved': '„{name}“ ist für anderes vorgesehen. Wählen Sie einen anderen Namen.',
  'target-group.name-line':
    'Zeilenumbrüche und Steuerzeichen sind hier nicht möglich. Schreiben Sie alles in eine Zeile.',
  'target-group.version-conflict':
    'Jemand anderes hat diese Zielgruppe inzwischen gespeichert (Version {version}). Nichts wurde überschrieben: Sehen Sie sich die andere Fassung an und speichern Sie dann Ihre noch einmal.',
  'target-group.locked':
    'Die Zielgruppe „{name}“ ist gesperrt. Entsperren Sie sie, bevor Sie sie ändern oder löschen.',
  'target-group.in-use':
    'Die Zielgruppe wird noch verwendet an {count} {count:Stelle|Stellen}: {names}. Nehmen Sie sie dort zuerst heraus.',
  'target-group.file':
    'Das ist keine Datei einer Zielgruppe: „name“ und „eql“ müssen darin stehen. Exportieren Sie eine, um zu sehen, wie sie aussieht.',
  'target-group.rule-invalid':
    'Die Regel enthält einen Fehler. Beheben Sie ihn und speichern Sie noch einmal.',
  'target-group.unknown': 'Die Zielgruppe {id} gibt es nicht mehr. Wählen Sie eine andere.',
  'target-group.broken':
    'Die Regel der Zielgruppe „{name}“ ist zurzeit nicht verwendbar. Öffnen Sie die Zielgruppe und korrigieren Sie sie.',
  'target-group.cycle':
    'Diese Zielgruppe würde sich selbst enthalten, direkt oder über andere. Nehmen Sie die innere Zielgruppe heraus.',
  'target-group.too-deep':
    'Die Zielgruppen stehen mehr als {max}-mal ineinander. Schreiben Sie die inneren Regeln aus.',
  'target-group.nested-invalid':
    'Die Regel der Zielgruppe „{name}“ ist nicht verwendbar. Öffnen Sie diese Zielgruppe und korrigieren Sie sie zuerst.',
  'target-group.too-large':
    'Die Regel ist zu groß für die Datenbank. Teilen Sie sie auf mehrere Zielgruppen auf.',
  'target-group.too-nested':
    'Klammern oder Rechnungen stehen zu oft ineinander. Machen Sie die Regel flacher.',
  'target-group.count-stopped':
    'Das Zählen dauerte länger als {seconds} Sekunden und wurde abgebrochen. Versuchen Sie es mit einer engeren Regel oder mit indizierten Feldern.',
  'target-expression.character':
    'An Stelle {position} steht „{character}“. Möglich sind nur Nummern von Zielgruppen, &, |, ! und Klammern.',
  'target-expression.group-missing': 'An Stelle {position} fehlt die Nummer einer Zielgruppe.',
  'target-expression.operator-missing': 'An Stelle {position} fehlt & oder |.',
  'target-expression.parenthesis': 'An Stelle {position} fehlt eine Klammer, oder es ist eine zu viel.',
  'target-expression.too-long': 'Hier sind höchstens {max} Zeichen möglich.',
} as const satisfies Record<keyof typeof en, string>;

export const targetGroupMessages = { en, de } as const;
