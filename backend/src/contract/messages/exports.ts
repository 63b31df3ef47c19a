const en = {
  'object.export': 'export',
  'object.export-profile': 'export profile',
  'object.automatic-export': 'automatic export',
  'object.exchange-report': 'report',
  'export.running': 'It runs already. Wait until it has ended, or cancel it.',
  'export.state': 'This is not possible now: the export is in the state “{state}”.',
  'export.file-gone': 'The file is no longer on the server. Run the export again.',
  'export.no-options': 'Say what is to be exported: choose a profile or give options.',
  'export.profile-in-use':
    'The automatic export “{name}” uses this profile. Delete it or give it another profile first.',
  'export.unknown-field': 'There is no visible profile field “{name}”. Choose another column.',
  'export.constant-header': 'Give the column a heading.',
  'export.time-zone': 'This time zone is not known. Use a name such as Europe/Berlin.',
  'export.date-empty': 'Give the number of days, or at least one of the two dates.',
  'export.date-both': 'Give either the number of days or dates, not both.',
  'export.date-order': 'The last day is before the first one.',
  'export.date-impossible': 'This day does not exist.',
  'export.bounce-status':
    'Bounce details need the status “bounced”. Choose that status, or leave the details out.',
  'export.list-and-none': 'Nobody is in a mailing list and in none. Choose one of the two.',
  'export.file-name':
    'The file name has only blanks or characters that are not possible. Use letters and digits.',
  'export.password-without-zip':
    'A password needs a ZIP archive. Switch the archive on, or leave the password out.',
  'export.password-lost':
    'The password of the archive cannot be read, because the key of this installation (SECRET_KEY) has changed. Enter it again in the profile.',
  'export.disk':
    'The server could not write the file ({reason}). Ask the administrator to check the disk, then run it again.',
  'export.field-gone': 'The profile field “{name}” was deleted. Take it out of the columns.',
  'export.unexpected': 'The export stopped because of an error on our side ({reason}). Run it again.',
  'export.mail.done.subject': 'Export “{name}” is done',
  'export.mail.done.body':
    'The automatic export “{name}” wrote {rows} recipients into {file} and put the file there: {target}.\n\nStarted: {started}\nEnded: {ended}',
  'export.mail.empty.body':
    'No recipient fitted the automatic export “{name}”; as its settings say, no file was written.\n\nEnded: {ended}',
  'export.mail.failed.subject': 'Export “{name}” failed',
  'export.mail.failed.body':
    'The automatic export “{name}” failed:\n\n{problem}\n\nEnded: {ended}\nDetails and history: {link}',
} as const;

const de: Record<keyof typeof en, string> = {
  'object.export': 'Export',
  'object.export-profile': 'Exportprofil',
  'object.automatic-export': 'Automatischer Export',
  'object.exchange-report': 'Bericht',
  'export.running': 'Er läuft schon. Warten Sie das Ende ab, oder brechen Sie ihn ab.',
  'export.state': 'Das ist jetzt nicht möglich: Der Export ist im Zustand „{state}“.',
  'export.file-gone': 'Die Datei ist nicht mehr auf dem Server. Führen Sie den Export noch einmal aus.',
  'export.no-options':
    'Geben Sie an, was exportiert werden soll: Wählen Sie ein Profil oder nennen Sie Optionen.',
  'export.profile-in-use':
    'Der automatische Export „{name}“ verwendet dieses Profil. Löschen Sie ihn oder geben Sie ihm zuerst ein anderes.',
  'export.unknown-field': 'Es gibt kein sichtbares Profilfeld „{name}“. Wählen Sie eine andere Spalte.',
  'export.constant-header': 'Geben Sie der Spalte eine Überschrift.',
  'export.time-zone': 'Diese Zeitzone ist unbekannt. Verwenden Sie einen Namen wie Europe/Berlin.',
  'export.date-empty': 'Geben Sie die Anzahl der Tage oder mindestens eines der beiden Daten an.',
  'export.date-both': 'Geben Sie entweder die Anzahl der Tage oder Daten an, nicht beides.',
  'export.date-order': 'Der letzte Tag liegt vor dem ersten.',
  'export.date-impossible': 'Diesen Tag gibt es nicht.',
  'export.bounce-status':
    'Bounce-Angaben brauchen den Status „Bounce“. Wählen Sie diesen Status, oder lassen Sie die Angaben weg.',
  'export.list-and-none':
    'Niemand ist zugleich in einer Mailingliste und in keiner. Wählen Sie eines von beiden.',
  'export.file-name':
    'Der Dateiname besteht nur aus Leerzeichen oder unmöglichen Zeichen. Verwenden Sie Buchstaben und Ziffern.',
  'export.password-without-zip':
    'Ein Kennwort braucht ein ZIP-Archiv. Schalten Sie das Archiv ein, oder lassen Sie das Kennwort weg.',
  'export.password-lost':
    'Das Kennwort des Archivs ist nicht lesbar, weil sich der Schlüssel dieser Installation (SECRET_KEY) geändert hat. Geben Sie es im Profil neu ein.',
  'export.disk':
    'Der Server konnte die Datei nicht schreiben ({reason}). Bitten Sie die Administration, den Datenträger zu prüfen, und führen Sie den Export noch einmal aus.',
  'export.field-gone': 'Das Profilfeld „{name}“ wurde gelöscht. Nehmen Sie es aus den Spalten heraus.',
  'export.unexpected':
    'Der Export brach wegen eines Fehlers auf unserer Seite ab ({reason}). Führen Sie ihn noch einmal aus.',
  'export.mail.done.subject': 'Export „{name}“ ist fertig',
  'export.mail.done.body':
    'Der automatische Export „{name}“ hat {rows} Empfänger in die Datei {file} geschrieben und sie hier abgelegt: {target}.\n\nBegonnen: {started}\nBeendet: {ended}',
  'export.mail.empty.body':
    'Auf den automatischen Export „{name}“ passte kein Empfänger; wie eingestellt, wurde keine Datei geschrieben.\n\nBeendet: {ended}',
  'export.mail.failed.subject': 'Export „{name}“ ist fehlgeschlagen',
  'export.mail.failed.body':
    'Der automatische Export „{name}“ ist fehlgeschlagen:\n\n{problem}\n\nBeendet: {ended}\nEinzelheiten und Verlauf: {link}',
};

export const exportMessages = { en, de };
