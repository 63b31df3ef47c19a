import type { EmailProblemCode } from '../recipients/email-address.js';
import type { FieldNameProblemCode, FieldValueProblemCode } from '../recipients/fields.js';

const en = {
  // The file as a whole.
  'file-empty': 'The file is empty. Choose a file that has at least one row.',
  'file-binary': 'This is not a text file. Export your recipients as CSV and upload that file.',
  'file-excel':
    'This is an Excel workbook of an old kind (.xls) or one with a password. Save it as .xlsx without a password and upload that file.',
  'file-zip': 'There is another archive inside. Unpack it and upload the file itself.',
  'file-gzip': 'This kind of archive is not supported. Pack the file as ZIP, or upload it as it is.',
  'file-pdf': 'This is a PDF document. Export your recipients as CSV and upload that file.',
  'file-html':
    'This is a web page, not a CSV file. Was it saved from a browser or a login page? Export it again.',
  'file-protected': 'This spreadsheet has a password. Save it without one and upload it again.',
  'file-zip-password-missing': 'This archive has a password. Enter it and upload the file again.',
  'file-zip-password-wrong': 'The password does not open this archive. Check it and upload the file again.',
  'file-zip-several':
    'There are {count} files in this archive; it must be exactly one. Pack only the file with the recipients.',
  'file-zip-entries': 'This archive has more than {max} entries. Pack only the file with the recipients.',
  'file-zip-damaged': 'This file is damaged or incomplete ({reason}). Make it again and upload it once more.',
  'file-zip-bomb':
    'Unpacked, this file is out of all proportion to its size. For safety it is not read; upload the table unpacked.',
  'file-zip-too-large':
    'Unpacked, this file is larger than {max} MB. Split it, or have the limit IMPORT_MAX_MB raised.',
  'file-xml-damaged':
    'The spreadsheet is damaged ({reason}). Open it in its program, save it again and upload that file.',
  'file-xml-doctype': 'The spreadsheet has definitions that no program writes. For safety it is not read.',
  'file-xml-piece': 'A cell of the spreadsheet is far too long. Shorten it and upload the file again.',
  'file-sheet': 'There is no sheet “{sheet}” in this file. Choose another one.',
  'file-too-many-rows': 'The sheet goes beyond row {max}. Delete the empty rows at its end, or split it.',
  'file-too-many-columns': 'The file has more than {max} columns. Leave out those that are not needed.',
  'file-one-column': 'Only one column was found. If the file has more, choose the right separator.',
  'file-no-email':
    'No column looks like e-mail addresses. Check separator and encoding, then choose the column.',

  // One line of it.
  'json-too-long': 'The object is longer than {max} bytes. Check the file: each recipient is one object.',
  'json-between': 'This is no object. A JSON file of recipients is [{…}, {…}], or one {…} per line.',
  'json-truncated': 'The file ends in the middle of this object. Export it again.',
  'json-encoding': 'This object has bytes that are no UTF-8. Save the file as UTF-8.',
  'json-syntax': 'This object is not valid JSON. Look for a missing quote, comma or bracket.',
  'json-nested':
    '“{key}” holds an object or a list; only texts, numbers, true, false and null can be imported. Make single keys of it.',
  'csv-unclosed-quote':
    'A quote opens in column {column} and is not closed within {lines} lines. Close it, or choose “no quotes” if quotes are part of the text.',
  'csv-text-after-quote':
    'There is text after the closing quote in column {column}. Double the quotes inside the text (""), or choose “no quotes”.',
  'csv-nul-byte':
    'The line has a NUL byte, which text cannot have. Export the file again or remove the line.',
  'csv-undecodable':
    'The line has bytes that are no {encoding} text ({bytes}). Choose another encoding, or save the file as UTF-8.',
  'csv-line-too-long':
    'The line is longer than {max} bytes. Check that the file is a CSV file with one recipient per line.',
  'csv-cell-too-long': 'Column {column} has more than {max} characters. Shorten it.',
  'csv-too-many-columns': 'The line has {columns} columns; at most {max} are possible. Check the separator.',

  // The line with the column names.
  'header-blank': 'Column {column} has no name. It is shown as “{name}”.',
  'header-duplicate':
    'The name “{name}” occurs again in column {column}. It is shown as “{shown}”; map only the one you need.',
  'header-too-long': 'The name of column {column} is longer than {max} characters and was cut.',

  // The choice of columns.
  'mapping-no-email': 'No column is chosen as e-mail address. Choose one.',
  'mapping-target-twice': '“{target}” is chosen for more than one column. Keep one of them.',
  'mapping-unknown-field': 'There is no profile field “{field}”. Choose another or make a new one.',

  'mapping-read-only':
    'The field “{field}” can only be looked at. It can find recipients as a key, but not be filled.',
  'mapping-constant-empty': '“{target}” shall be filled without a column. Enter the value.',
  'mapping-default':
    '“{value}” does not fit “{name}” as a default. Enter a value such as those of the column.',

  // Rows.
  'row-column-count':
    'The row has {found} columns but should have {expected}. Look for a missing or extra separator, or put texts that contain it in quotes.',

  // E-mail addresses.
  'email-missing': 'The e-mail address is missing. Enter one.',
  'email-too-long': 'The address has more than {max} characters. Check it.',
  'email-control-character': 'The address has an invisible control character. Type it again.',
  'email-display-name': 'There is a name around the address. Give only the address, without name and < >.',
  'email-several-addresses': 'There are several addresses. Give one per recipient.',
  'email-quoted-local-part': 'Addresses with quotes before the @ are not supported. Use another address.',
  'email-blank-inside': 'There is a blank inside the address. Remove it.',
  'email-no-at': 'The @ is missing. An address looks like name@example.com.',
  'email-several-ats': 'There is more than one @. Keep one.',
  'email-no-local-part': 'There is nothing before the @. An address looks like name@example.com.',
  'email-no-domain': 'There is nothing after the @. An address looks like name@example.com.',
  'email-local-part-too-long': 'The part before the @ has more than {max} characters. Check it.',
  'email-local-part-unicode':
    'The part before the @ has the character “{character}”. Most mail servers take only a–z there; check the spelling.',
  'email-local-part-dot': 'The part before the @ begins or ends with a dot. Remove the dot.',
  'email-double-dot': 'There are two dots in a row. Remove one.',
  'email-comma': 'There is a comma in the address. Is it meant to be a dot?',
  'email-local-part-character': 'The character “{character}” is not allowed before the @. Check the address.',
  'email-domain-literal': 'An IP address in brackets is not supported. Use an address with a domain name.',
  'email-domain-dot': 'The domain begins or ends with a dot. Remove the dot.',
  'email-domain-no-ending': 'The domain “{domain}” has no ending such as .com. Complete it.',
  'email-domain-character': 'The character “{character}” is not allowed in a domain. Check the address.',
  'email-domain-hyphen': 'A part of the domain begins or ends with a hyphen. Check the address.',
  'email-domain-label-too-long': 'A part of the domain has more than {max} characters. Check the address.',
  'email-domain-ending': 'The domain ending “{ending}” does not exist. Check the address.',
  'email-domain-idn': 'The domain “{domain}” is not a valid international domain name. Check the spelling.',

  // Values of profile fields.
  'value-too-long': 'The text has {length} characters; at most {max} are possible. Shorten it.',
  'value-html': 'The text contains HTML ({tag}). Remove it.',
  'value-not-integer': 'This is not a whole number. Use digits only, such as 42.',
  'value-not-number': 'This is not a number. Use digits and the decimal separator only.',
  'value-decimal-separator':
    'The number does not fit the decimal separator “{separator}”. Choose the other one or correct the number.',
  'value-number-too-large': 'The number is too large; at most {max} is possible.',
  'value-not-boolean': 'This is neither yes nor no. Use 1/0, true/false, yes/no or ja/nein.',
  'value-date-format': 'This date cannot be read. Use one of these formats: {formats}.',
  'value-date-year': 'The year {year} is not possible. Use four digits from 1000 on.',
  'value-date-two-digit-year':
    'The year has two digits only. Write four digits, in one of these formats: {formats}.',
  'value-date-impossible':
    'This day or time does not exist (read as {format}). Check it or choose another date format.',
  'value-missing': 'This column is mandatory, but the cell is blank. Fill it, or give a default.',
  'value-not-gender':
    'This gender is unknown. Use 0 (male), 1 (female), 2 (unknown), 4 (practice), 5 (company) or words such as Mr, Ms.',
  'value-not-mail-type': 'This mail type is unknown. Use 0 or text, 1 or html, 2 or offline-html.',

  // Names of new profile fields.
  'field-name-length': '“{name}” must have {min} to {max} characters.',
  'field-name-start': '“{name}” must begin with a letter a–z.',
  'field-name-characters': '“{name}” may have only letters a–z, digits and _.',
  'field-name-reserved': '“{name}” is reserved. Choose another name, for example with an ending such as _1.',

  // An import as a whole.
  'import.no-file': 'No file arrived. Choose a CSV file.',
  'import.too-large': 'The file is larger than {max} MB. Split it, or have the limit IMPORT_MAX_MB raised.',
  'import.upload-cut': 'The upload broke off before the file was complete. Upload it again.',
  'import.disk':
    'The server could not store or read the file ({reason}). Ask the administrator to check the disk.',
  'import.state': 'This is not possible now: the import is in the state “{state}”.',
  'import.options-missing': 'Choose first which column goes where, then start the import.',
  'import.columns-changed':
    'The file has {found} columns when it is read this way, but {expected} were assigned. Check the assignment.',
  'import.mapping-target': 'This is not a known target for a column.',
  'import.field-exists':
    'There is a profile field “{name}” already. Choose it, or give the new one another name.',
  'import.file-gone': 'The uploaded file is no longer on the server. Upload it again.',
  'import.list-in-use':
    'An import into this list waits or runs. Wait for its end or cancel it before you delete the list.',
  'import.list-gone': 'The mailing list was deleted while the import ran. What was read until then is kept.',
  'mapping-key-missing': 'No column is chosen for the key “{key}”. Choose one, or another key.',
  'mapping-key-blocklist': 'For the blocklist only the e-mail address can be the key.',
  'mapping-key-id':
    'The recipient number cannot be the key when new recipients are added. Choose the e-mail address or a mode that only updates.',
  'row-address-taken': 'Another recipient has this address already. Correct it or remove the row.',
  'import.interrupted':
    'The import was interrupted by an update of the program. What was read until then is kept; upload the file again for the rest.',
  'import.nothing-to-undo': 'This import changed nothing that could be undone.',
  'import.too-many-rows':
    'The file has more than {max} rows. Split it, or have the limit IMPORT_MAX_ROWS raised.',
  'import.too-much-memory':
    'Reading this file takes more memory than an import may have. Split it, or save it as CSV and upload that file.',
  'import.replace-empty':
    'No row of the file could be used, so nobody was unsubscribed or removed. Check the file.',
  'import.repairs-none': 'There are no repaired rows that are waiting. Repair rows and save them first.',
  'import.repairs-columns': 'Row {line} has {found} cells but should have {expected}.',
  'import.repairs-line': 'Row {line} is not one of the rows that could not be imported.',
  'import.rows-gone': 'The rows of this import are no longer kept: they are removed 30 days after the end.',
  'import.unexpected':
    'The import stopped because of an error on our side ({reason}). What was read until then is kept.',
} as const;

/** Every code that reading and mapping an import file can give. */
export type ImportCode = keyof typeof en;

const de = {
  'file-empty': 'Die Datei ist leer. Wählen Sie eine Datei mit mindestens einer Zeile.',
  'file-binary':
    'Das ist keine Textdatei. Exportieren Sie Ihre Empfänger als CSV und laden Sie diese Datei hoch.',
  'file-excel':
    'Das ist eine Excel-Arbeitsmappe im alten Format (.xls) oder eine mit Passwort. Speichern Sie sie als .xlsx ohne Passwort und laden Sie diese Datei hoch.',
  'file-zip': 'Darin steckt ein weiteres Archiv. Entpacken Sie es und laden Sie die Datei selbst hoch.',
  'file-gzip':
    'Diese Art von Archiv wird nicht unterstützt. Packen Sie die Datei als ZIP oder laden Sie sie ungepackt hoch.',
  'file-pdf':
    'Das ist ein PDF-Dokument. Exportieren Sie Ihre Empfänger als CSV und laden Sie diese Datei hoch.',
  'file-html':
    'Das ist eine Webseite, keine CSV-Datei. Wurde sie aus dem Browser oder von einer Anmeldeseite gespeichert? Exportieren Sie sie neu.',
  'file-protected':
    'Diese Tabelle hat ein Passwort. Speichern Sie sie ohne Passwort und laden Sie sie erneut hoch.',
  'file-zip-password-missing':
    'Dieses Archiv hat ein Passwort. Geben Sie es ein und laden Sie die Datei erneut hoch.',
  'file-zip-password-wrong':
    'Das Passwort öffnet dieses Archiv nicht. Prüfen Sie es und laden Sie die Datei erneut hoch.',
  'file-zip-several':
    'In diesem Archiv sind {count} Dateien; es muss genau eine sein. Packen Sie nur die Datei mit den Empfängern ein.',
  'file-zip-entries':
    'Dieses Archiv hat mehr als {max} Einträge. Packen Sie nur die Datei mit den Empfängern ein.',
  'file-zip-damaged':
    'Diese Datei ist beschädigt oder unvollständig ({reason}). Erzeugen Sie sie neu und laden Sie sie noch einmal hoch.',
  'file-zip-bomb':
    'Entpackt wäre diese Datei unverhältnismäßig groß. Zur Sicherheit wird sie nicht gelesen; laden Sie die Tabelle ungepackt hoch.',
  'file-zip-too-large':
    'Entpackt ist diese Datei größer als {max} MB. Teilen Sie sie oder lassen Sie die Grenze IMPORT_MAX_MB erhöhen.',
  'file-xml-damaged':
    'Die Tabelle ist beschädigt ({reason}). Öffnen Sie sie in ihrem Programm, speichern Sie sie neu und laden Sie diese Datei hoch.',
  'file-xml-doctype':
    'Die Tabelle enthält Definitionen, die kein Programm schreibt. Zur Sicherheit wird sie nicht gelesen.',
  'file-xml-piece':
    'Eine Zelle der Tabelle ist viel zu lang. Kürzen Sie sie und laden Sie die Datei erneut hoch.',
  'file-sheet': 'Ein Blatt „{sheet}“ gibt es in dieser Datei nicht. Wählen Sie ein anderes.',
  'file-too-many-rows':
    'Das Blatt reicht über Zeile {max} hinaus. Löschen Sie die leeren Zeilen am Ende oder teilen Sie es.',
  'file-too-many-columns': 'Die Datei hat mehr als {max} Spalten. Lassen Sie weg, was nicht gebraucht wird.',
  'file-one-column':
    'Es wurde nur eine Spalte gefunden. Hat die Datei mehr, wählen Sie das richtige Trennzeichen.',
  'file-no-email':
    'Keine Spalte sieht nach E-Mail-Adressen aus. Prüfen Sie Trennzeichen und Zeichensatz und wählen Sie dann die Spalte.',

  'json-too-long':
    'Das Objekt ist länger als {max} Bytes. Prüfen Sie die Datei: Jeder Empfänger ist ein Objekt.',
  'json-between': 'Das ist kein Objekt. Eine JSON-Datei mit Empfängern ist [{…}, {…}] oder ein {…} je Zeile.',
  'json-truncated': 'Die Datei endet mitten in diesem Objekt. Exportieren Sie sie neu.',
  'json-encoding': 'Dieses Objekt enthält Bytes, die kein UTF-8 sind. Speichern Sie die Datei als UTF-8.',
  'json-syntax':
    'Dieses Objekt ist kein gültiges JSON. Suchen Sie ein fehlendes Anführungszeichen, Komma oder eine Klammer.',
  'json-nested':
    '„{key}“ enthält ein Objekt oder eine Liste; nur Texte, Zahlen, true, false und null lassen sich importieren. Machen Sie einzelne Schlüssel daraus.',
  'csv-unclosed-quote':
    'In Spalte {column} beginnt ein Anführungszeichen, das in {lines} Zeilen nicht geschlossen wird. Schließen Sie es, oder wählen Sie „keine Anführungszeichen“, wenn sie zum Text gehören.',
  'csv-text-after-quote':
    'In Spalte {column} steht Text nach dem schließenden Anführungszeichen. Verdoppeln Sie Anführungszeichen im Text (""), oder wählen Sie „keine Anführungszeichen“.',
  'csv-nul-byte':
    'Die Zeile enthält ein NUL-Byte, das es in Text nicht gibt. Exportieren Sie die Datei neu oder entfernen Sie die Zeile.',
  'csv-undecodable':
    'Die Zeile enthält Bytes, die kein {encoding}-Text sind ({bytes}). Wählen Sie einen anderen Zeichensatz, oder speichern Sie die Datei als UTF-8.',
  'csv-line-too-long':
    'Die Zeile ist länger als {max} Bytes. Prüfen Sie, ob die Datei eine CSV-Datei mit einem Empfänger je Zeile ist.',
  'csv-cell-too-long': 'Spalte {column} hat mehr als {max} Zeichen. Kürzen Sie den Inhalt.',
  'csv-too-many-columns':
    'Die Zeile hat {columns} Spalten; möglich sind höchstens {max}. Prüfen Sie das Trennzeichen.',

  'header-blank': 'Spalte {column} hat keinen Namen. Sie wird als „{name}“ angezeigt.',
  'header-duplicate':
    'Der Name „{name}“ kommt in Spalte {column} noch einmal vor. Sie wird als „{shown}“ angezeigt; ordnen Sie nur die benötigte zu.',
  'header-too-long': 'Der Name von Spalte {column} ist länger als {max} Zeichen und wurde gekürzt.',

  'mapping-no-email': 'Keine Spalte ist als E-Mail-Adresse gewählt. Wählen Sie eine.',
  'mapping-target-twice': '„{target}“ ist für mehr als eine Spalte gewählt. Behalten Sie eine davon.',
  'mapping-unknown-field':
    'Es gibt kein Profilfeld „{field}“. Wählen Sie ein anderes oder legen Sie ein neues an.',

  'mapping-read-only':
    'Das Feld „{field}“ darf nur gelesen werden. Es kann Empfänger als Schlüssel finden, aber nicht gefüllt werden.',
  'mapping-constant-empty': '„{target}“ soll ohne Spalte gefüllt werden. Geben Sie den Wert an.',
  'mapping-default':
    '„{value}“ passt als Standardwert nicht zu „{name}“. Geben Sie einen Wert an, wie er in der Spalte stehen könnte.',

  'row-column-count':
    'Die Zeile hat {found} Spalten statt {expected}. Suchen Sie ein fehlendes oder überzähliges Trennzeichen, oder setzen Sie Texte, die es enthalten, in Anführungszeichen.',

  'email-missing': 'Die E-Mail-Adresse fehlt. Geben Sie eine an.',
  'email-too-long': 'Die Adresse hat mehr als {max} Zeichen. Prüfen Sie sie.',
  'email-control-character': 'Die Adresse enthält ein unsichtbares Steuerzeichen. Tippen Sie sie neu.',
  'email-display-name': 'Um die Adresse steht ein Name. Geben Sie nur die Adresse an, ohne Namen und < >.',
  'email-several-addresses': 'Hier stehen mehrere Adressen. Geben Sie eine je Empfänger an.',
  'email-quoted-local-part':
    'Adressen mit Anführungszeichen vor dem @ werden nicht unterstützt. Verwenden Sie eine andere.',
  'email-blank-inside': 'In der Adresse steht ein Leerzeichen. Entfernen Sie es.',
  'email-no-at': 'Das @ fehlt. Eine Adresse sieht aus wie name@example.com.',
  'email-several-ats': 'Es gibt mehr als ein @. Behalten Sie eines.',
  'email-no-local-part': 'Vor dem @ steht nichts. Eine Adresse sieht aus wie name@example.com.',
  'email-no-domain': 'Nach dem @ steht nichts. Eine Adresse sieht aus wie name@example.com.',
  'email-local-part-too-long': 'Der Teil vor dem @ hat mehr als {max} Zeichen. Prüfen Sie ihn.',
  'email-local-part-unicode':
    'Der Teil vor dem @ enthält das Zeichen „{character}“. Die meisten Mailserver erlauben dort nur a–z; prüfen Sie die Schreibweise.',
  'email-local-part-dot': 'Der Teil vor dem @ beginnt oder endet mit einem Punkt. Entfernen Sie den Punkt.',
  'email-double-dot': 'Es stehen zwei Punkte hintereinander. Entfernen Sie einen.',
  'email-comma': 'In der Adresse steht ein Komma. Soll es ein Punkt sein?',
  'email-local-part-character':
    'Das Zeichen „{character}“ ist vor dem @ nicht erlaubt. Prüfen Sie die Adresse.',
  'email-domain-literal':
    'Eine IP-Adresse in Klammern wird nicht unterstützt. Verwenden Sie eine Adresse mit Domainnamen.',
  'email-domain-dot': 'Die Domain beginnt oder endet mit einem Punkt. Entfernen Sie den Punkt.',
  'email-domain-no-ending': 'Der Domain „{domain}“ fehlt eine Endung wie .de. Ergänzen Sie sie.',
  'email-domain-character':
    'Das Zeichen „{character}“ ist in einer Domain nicht erlaubt. Prüfen Sie die Adresse.',
  'email-domain-hyphen':
    'Ein Teil der Domain beginnt oder endet mit einem Bindestrich. Prüfen Sie die Adresse.',
  'email-domain-label-too-long': 'Ein Teil der Domain hat mehr als {max} Zeichen. Prüfen Sie die Adresse.',
  'email-domain-ending': 'Die Domain-Endung „{ending}“ gibt es nicht. Prüfen Sie die Adresse.',
  'email-domain-idn':
    'Die Domain „{domain}“ ist kein gültiger internationaler Domainname. Prüfen Sie die Schreibweise.',

  'value-too-long': 'Der Text hat {length} Zeichen; möglich sind höchstens {max}. Kürzen Sie ihn.',
  'value-html': 'Der Text enthält HTML ({tag}). Entfernen Sie es.',
  'value-not-integer': 'Das ist keine ganze Zahl. Verwenden Sie nur Ziffern, zum Beispiel 42.',
  'value-not-number': 'Das ist keine Zahl. Verwenden Sie nur Ziffern und das Dezimaltrennzeichen.',
  'value-decimal-separator':
    'Die Zahl passt nicht zum Dezimaltrennzeichen „{separator}“. Wählen Sie das andere, oder berichtigen Sie die Zahl.',
  'value-number-too-large': 'Die Zahl ist zu groß; möglich ist höchstens {max}.',
  'value-not-boolean': 'Das ist weder Ja noch Nein. Verwenden Sie 1/0, true/false, yes/no oder ja/nein.',
  'value-date-format': 'Dieses Datum ist nicht lesbar. Verwenden Sie eines dieser Formate: {formats}.',
  'value-date-year': 'Das Jahr {year} ist nicht möglich. Verwenden Sie vier Ziffern ab 1000.',
  'value-date-two-digit-year':
    'Das Jahr hat nur zwei Ziffern. Schreiben Sie vier, in einem dieser Formate: {formats}.',
  'value-date-impossible':
    'Diesen Tag oder diese Uhrzeit gibt es nicht (gelesen als {format}). Prüfen Sie die Angabe, oder wählen Sie ein anderes Datumsformat.',
  'value-missing':
    'Diese Spalte ist Pflicht, aber die Zelle ist leer. Füllen Sie sie oder geben Sie einen Standardwert an.',
  'value-not-gender':
    'Dieses Geschlecht ist unbekannt. Verwenden Sie 0 (männlich), 1 (weiblich), 2 (unbekannt), 4 (Praxis), 5 (Firma) oder Wörter wie Herr, Frau.',
  'value-not-mail-type':
    'Dieser Mailtyp ist unbekannt. Verwenden Sie 0 oder text, 1 oder html, 2 oder offline-html.',

  'field-name-length': '„{name}“ muss {min} bis {max} Zeichen haben.',
  'field-name-start': '„{name}“ muss mit einem Buchstaben a–z beginnen.',
  'field-name-characters': '„{name}“ darf nur Buchstaben a–z, Ziffern und _ enthalten.',
  'field-name-reserved':
    '„{name}“ ist reserviert. Wählen Sie einen anderen Namen, etwa mit einer Endung wie _1.',

  'import.no-file': 'Es kam keine Datei an. Wählen Sie eine CSV-Datei.',
  'import.too-large':
    'Die Datei ist größer als {max} MB. Teilen Sie sie auf, oder lassen Sie die Grenze IMPORT_MAX_MB erhöhen.',
  'import.upload-cut':
    'Die Übertragung brach ab, bevor die Datei vollständig war. Laden Sie sie erneut hoch.',
  'import.disk':
    'Der Server konnte die Datei nicht speichern oder lesen ({reason}). Bitten Sie die Administration, den Datenträger zu prüfen.',
  'import.state': 'Das ist jetzt nicht möglich: Der Import ist im Zustand „{state}“.',
  'import.options-missing':
    'Legen Sie zuerst fest, welche Spalte wohin gehört, und starten Sie dann den Import.',
  'import.columns-changed':
    'So gelesen hat die Datei {found} Spalten, zugeordnet wurden aber {expected}. Prüfen Sie die Zuordnung.',
  'import.mapping-target': 'Das ist kein bekanntes Ziel für eine Spalte.',
  'import.field-exists':
    'Es gibt schon ein Profilfeld „{name}“. Wählen Sie es aus, oder geben Sie dem neuen einen anderen Namen.',
  'import.file-gone': 'Die hochgeladene Datei ist nicht mehr auf dem Server. Laden Sie sie erneut hoch.',
  'import.list-in-use':
    'Ein Import in diese Liste wartet oder läuft. Warten Sie sein Ende ab oder brechen Sie ihn ab, bevor Sie die Liste löschen.',
  'import.list-gone':
    'Die Mailingliste wurde während des Imports gelöscht. Was bis dahin gelesen wurde, bleibt erhalten.',
  'mapping-key-missing':
    'Für den Schlüssel „{key}“ ist keine Spalte gewählt. Wählen Sie eine oder einen anderen Schlüssel.',
  'mapping-key-blocklist': 'Für die Sperrliste kann nur die E-Mail-Adresse der Schlüssel sein.',
  'mapping-key-id':
    'Die Empfängernummer kann kein Schlüssel sein, wenn neue Empfänger angelegt werden. Wählen Sie die E-Mail-Adresse oder einen Modus, der nur aktualisiert.',
  'row-address-taken':
    'Ein anderer Empfänger hat diese Adresse bereits. Korrigieren Sie sie oder entfernen Sie die Zeile.',
  'import.interrupted':
    'Der Import wurde durch eine Aktualisierung des Programms unterbrochen. Was bis dahin gelesen wurde, bleibt erhalten; laden Sie die Datei für den Rest erneut hoch.',
  'import.nothing-to-undo': 'Dieser Import hat nichts geändert, das rückgängig gemacht werden könnte.',
  'import.too-many-rows':
    'Die Datei hat mehr als {max} Zeilen. Teilen Sie sie, oder lassen Sie die Grenze IMPORT_MAX_ROWS erhöhen.',
  'import.too-much-memory':
    'Diese Datei zu lesen braucht mehr Speicher, als ein Import haben darf. Teilen Sie sie, oder speichern Sie sie als CSV und laden Sie diese Datei hoch.',
  'import.replace-empty':
    'Keine Zeile der Datei war brauchbar, darum wurde niemand abgemeldet oder entfernt. Prüfen Sie die Datei.',
  'import.repairs-none':
    'Es gibt keine reparierten Zeilen, die warten. Reparieren und speichern Sie zuerst Zeilen.',
  'import.repairs-columns': 'Zeile {line} hat {found} Zellen, sollte aber {expected} haben.',
  'import.repairs-line': 'Zeile {line} gehört nicht zu den Zeilen, die nicht importiert werden konnten.',
  'import.rows-gone':
    'Die Zeilen dieses Imports sind nicht mehr vorhanden: Sie werden 30 Tage nach dem Ende entfernt.',
  'import.unexpected':
    'Der Import brach wegen eines Fehlers auf unserer Seite ab ({reason}). Was bis dahin gelesen wurde, bleibt erhalten.',
} as const satisfies Record<ImportCode, string>;

/** Texts for every {@link ImportCode}; `{name}` marks a parameter of the problem. */
export const importMessages = { en, de } as const satisfies Record<
  string,
  Record<EmailProblemCode | FieldValueProblemCode | FieldNameProblemCode | ImportCode, string>
>;
