import type { EmailProblemCode } from '../recipients/email-address.js';
import type { FieldNameProblemCode, FieldValueProblemCode } from '../recipients/fields.js';

const en = {
  // The file as a whole.
  'file-empty': 'The file is empty. Choose a file that has at least one row.',
  'file-binary': 'This is not a text file. Export your recipients as CSV and upload that file.',
  'file-utf-16': 'The file is saved as UTF-16 (“Unicode text”). Save it as “CSV UTF-8” and upload it again.',
  'file-excel':
    'This is an Excel workbook. In Excel choose “Save as”, type “CSV UTF-8”, and upload that file.',
  'file-ods': 'This is an OpenDocument spreadsheet. Save it as “Text CSV” and upload that file.',
  'file-zip': 'This is a ZIP archive. Unpack it and upload the CSV file inside.',
  'file-gzip': 'This file is compressed. Unpack it and upload the CSV file inside.',
  'file-pdf': 'This is a PDF document. Export your recipients as CSV and upload that file.',
  'file-html':
    'This is a web page, not a CSV file. Was it saved from a browser or a login page? Export it again.',
  'file-json': 'This is a JSON file. Export your recipients as CSV and upload that file.',
  'file-one-column': 'Only one column was found. If the file has more, choose the right separator.',
  'file-no-email':
    'No column looks like e-mail addresses. Check separator and encoding, then choose the column.',

  // One line of it.
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
  'import.unexpected':
    'The import stopped because of an error on our side ({reason}). What was read until then is kept.',
} as const;

/** Every code that reading and mapping an import file can give. */
export type ImportCode = keyof typeof en;

const de = {
  'file-empty': 'Die Datei ist leer. Wählen Sie eine Datei mit mindestens einer Zeile.',
  'file-binary':
    'Das ist keine Textdatei. Exportieren Sie Ihre Empfänger als CSV und laden Sie diese Datei hoch.',
  'file-utf-16':
    'Die Datei ist als UTF-16 („Unicode-Text“) gespeichert. Speichern Sie sie als „CSV UTF-8“ und laden Sie sie erneut hoch.',
  'file-excel':
    'Das ist eine Excel-Arbeitsmappe. Wählen Sie in Excel „Speichern unter“, Typ „CSV UTF-8“, und laden Sie diese Datei hoch.',
  'file-ods':
    'Das ist eine OpenDocument-Tabelle. Speichern Sie sie als „Text CSV“ und laden Sie diese Datei hoch.',
  'file-zip': 'Das ist ein ZIP-Archiv. Entpacken Sie es und laden Sie die enthaltene CSV-Datei hoch.',
  'file-gzip': 'Diese Datei ist komprimiert. Entpacken Sie sie und laden Sie die enthaltene CSV-Datei hoch.',
  'file-pdf':
    'Das ist ein PDF-Dokument. Exportieren Sie Ihre Empfänger als CSV und laden Sie diese Datei hoch.',
  'file-html':
    'Das ist eine Webseite, keine CSV-Datei. Wurde sie aus dem Browser oder von einer Anmeldeseite gespeichert? Exportieren Sie sie neu.',
  'file-json':
    'Das ist eine JSON-Datei. Exportieren Sie Ihre Empfänger als CSV und laden Sie diese Datei hoch.',
  'file-one-column':
    'Es wurde nur eine Spalte gefunden. Hat die Datei mehr, wählen Sie das richtige Trennzeichen.',
  'file-no-email':
    'Keine Spalte sieht nach E-Mail-Adressen aus. Prüfen Sie Trennzeichen und Zeichensatz und wählen Sie dann die Spalte.',

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
  'import.unexpected':
    'Der Import brach wegen eines Fehlers auf unserer Seite ab ({reason}). Was bis dahin gelesen wurde, bleibt erhalten.',
} as const satisfies Record<ImportCode, string>;

/** Texts for every {@link ImportCode}; `{name}` marks a parameter of the problem. */
export const importMessages = { en, de } as const satisfies Record<
  string,
  Record<EmailProblemCode | FieldValueProblemCode | FieldNameProblemCode | ImportCode, string>
>;
