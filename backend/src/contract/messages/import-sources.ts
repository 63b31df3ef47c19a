const en = {
  'object.import-profile': 'import profile',
  'object.connection': 'connection',
  'object.automatic-import': 'automatic import',
  'name.taken': 'The name “{name}” is taken. Choose another one.',
  'version.conflict':
    'Somebody else changed this in the meantime (version {version}). Load it again and repeat your change.',
  'exchange.in-use': 'This is still used by {names}. Change or delete that first.',

  'schedule.no-time': 'Add at least one time.',
  'schedule.time': 'Times look like 06:30 or 18:00.',
  'schedule.no-day': 'Choose at least one day.',
  'schedule.time-zone': 'This time zone is not known. Choose one such as Europe/Berlin.',

  'connection.folder':
    'Give a folder without “..”, such as crm/export; it lies below the exchange folder of the server.',
  'connection.host': 'This is not the name of a server. It looks like sftp.example.com.',
  'connection.host-key':
    'A fingerprint begins with SHA256: and has 43 characters behind it. Leave it empty and test the connection to take it over.',
  'connection.url': 'Give an address such as https://example.com/files, without user and password.',
  'connection.header': 'This cannot be the name of a header. It looks like X-Api-Key.',

  'remote.name':
    '“{name}” is not possible as a name here. Leave out “..” and links, and use * and ? in the last part only.',
  'remote.not-found': 'There is no “{name}” there. Check name and folder.',
  'remote.no-wildcards':
    'Files over HTTPS cannot be listed, so “{name}” may not have * or ?. Give the exact name.',
  'remote.unsupported': 'This connection cannot rename files.',
  'remote.failed': 'The other side could not do this ({reason}).',
  'remote.denied':
    'The other side refused the sign-in or the access ({reason}). Check user, password or key, and rights.',
  'remote.unreachable': 'The other side cannot be reached ({reason}). Check address, port and firewall.',
  'remote.certificate':
    'The certificate of the server is not trusted ({reason}). Ask whoever runs it; a company’s own authority has to be made known to this installation with NODE_EXTRA_CA_CERTS.',
  'remote.http-status': 'The server answered “{reason}” for {name}. Check the address with whoever runs it.',
  'remote.blocked':
    'Addresses of internal networks are not asked from here ({host}). If it is meant to be, have OUTBOUND_PRIVATE_HOSTS changed.',
  'remote.insecure':
    'Only https:// addresses are possible, because everybody on the way can read along otherwise.',
  'remote.too-large':
    'The file is larger than what can be imported ({reason}). Split it, or have IMPORT_MAX_MB raised.',
  'remote.host-key-unknown':
    'The key of this server is not known yet. Test the connection and compare the fingerprint.',
  'remote.host-key-changed':
    'The server shows another key ({found}) than the known one ({known}). Ask whoever runs it; if the change is real, clear the fingerprint and test again.',
  'remote.secrets-lost':
    'The stored password or key cannot be read any more, because SECRET_KEY of this installation changed. Enter it again.',

  'import-profile.separators': 'Decimal separator and column separator must be different.',
  'import-profile.auto-without-header':
    'Columns can be assigned by their names only if the file has a header.',
  'import-profile.column-name': 'Each column needs a name of its own.',
  'import-profile.new-field': 'A profile can only fill fields that exist. Make the field first.',
  'import-profile.columns-missing':
    'The file lacks {count:the column|the columns} {names} that the profile needs. Was the right file or profile chosen?',

  'automatic-import.running': 'A run waits or works just now. Wait for its end.',
  'automatic-import.cancelled': 'Somebody cancelled the import.',
  'automatic-import.import-gone': 'The import was deleted before it ended.',

  'import-mail.done': 'Imported: {file}',
  'import-mail.done-with-errors': 'Imported with errors: {file}',
  'import-mail.failed': 'Import failed: {file}',
  'import-mail.automatic-failed-subject': 'Automatic import failed: {name}',
  'import-mail.automatic-failed': 'The automatic import “{name}” could not import a file.',
  'import-mail.file': 'File',
  'import-mail.ended': 'Ended',
  'import-mail.rows': 'Rows read',
  'import-mail.created': 'New recipients',
  'import-mail.updated': 'Changed recipients',
  'import-mail.unchanged': 'Unchanged recipients',
  'import-mail.duplicates': 'Duplicates in the file',
  'import-mail.blocked': 'On the blocklist',
  'import-mail.invalid': 'Rows with errors',
  'import-mail.skipped': 'Left out by the mode',
};

const de: Record<keyof typeof en, string> = {
  'object.import-profile': 'Importprofil',
  'object.connection': 'Verbindung',
  'object.automatic-import': 'Automatischer Import',
  'name.taken': 'Den Namen „{name}“ gibt es schon. Wählen Sie einen anderen.',
  'version.conflict':
    'Jemand anderes hat dies inzwischen geändert (Version {version}). Laden Sie es neu und wiederholen Sie Ihre Änderung.',
  'exchange.in-use': 'Das wird noch verwendet von {names}. Ändern oder löschen Sie zuerst dies.',

  'schedule.no-time': 'Geben Sie mindestens eine Uhrzeit an.',
  'schedule.time': 'Uhrzeiten sehen aus wie 06:30 oder 18:00.',
  'schedule.no-day': 'Wählen Sie mindestens einen Tag.',
  'schedule.time-zone': 'Diese Zeitzone ist nicht bekannt. Wählen Sie eine wie Europe/Berlin.',

  'connection.folder':
    'Geben Sie einen Ordner ohne „..“ an, etwa crm/export; er liegt unter dem Austauschordner des Servers.',
  'connection.host': 'Das ist kein Servername. Er sieht aus wie sftp.example.com.',
  'connection.host-key':
    'Ein Fingerabdruck beginnt mit SHA256: und hat dahinter 43 Zeichen. Lassen Sie das Feld leer und testen Sie die Verbindung, um ihn zu übernehmen.',
  'connection.url': 'Geben Sie eine Adresse wie https://example.com/dateien an, ohne Benutzer und Passwort.',
  'connection.header': 'So kann ein Header nicht heißen. Der Name sieht aus wie X-Api-Key.',

  'remote.name':
    '„{name}“ ist hier als Name nicht möglich. Lassen Sie „..“ und Verknüpfungen weg und verwenden Sie * und ? nur im letzten Teil.',
  'remote.not-found': '„{name}“ gibt es dort nicht. Prüfen Sie Name und Ordner.',
  'remote.no-wildcards':
    'Über HTTPS lassen sich Dateien nicht auflisten, deshalb darf „{name}“ weder * noch ? enthalten. Geben Sie den genauen Namen an.',
  'remote.unsupported': 'Diese Verbindung kann keine Dateien umbenennen.',
  'remote.failed': 'Die Gegenstelle konnte das nicht ausführen ({reason}).',
  'remote.denied':
    'Die Gegenstelle hat die Anmeldung oder den Zugriff abgelehnt ({reason}). Prüfen Sie Benutzer, Passwort oder Schlüssel und Rechte.',
  'remote.unreachable':
    'Die Gegenstelle ist nicht erreichbar ({reason}). Prüfen Sie Adresse, Port und Firewall.',
  'remote.certificate':
    'Dem Zertifikat des Servers wird nicht vertraut ({reason}). Fragen Sie den Betreiber; eine firmeneigene Zertifizierungsstelle muss dieser Installation mit NODE_EXTRA_CA_CERTS bekannt gemacht werden.',
  'remote.http-status':
    'Der Server hat für {name} „{reason}“ geantwortet. Klären Sie die Adresse mit dem Betreiber.',
  'remote.blocked':
    'Adressen interner Netze werden von hier nicht abgefragt ({host}). Ist das gewollt, lassen Sie OUTBOUND_PRIVATE_HOSTS ändern.',
  'remote.insecure': 'Nur https://-Adressen sind möglich, weil sonst jeder unterwegs mitlesen kann.',
  'remote.too-large':
    'Die Datei ist größer als erlaubt ({reason}). Teilen Sie sie oder lassen Sie IMPORT_MAX_MB erhöhen.',
  'remote.host-key-unknown':
    'Der Schlüssel dieses Servers ist noch nicht bekannt. Testen Sie die Verbindung und vergleichen Sie den Fingerabdruck.',
  'remote.host-key-changed':
    'Der Server zeigt einen anderen Schlüssel ({found}) als den bekannten ({known}). Fragen Sie den Betreiber; ist der Wechsel echt, leeren Sie den Fingerabdruck und testen Sie neu.',
  'remote.secrets-lost':
    'Das gespeicherte Passwort oder der Schlüssel ist nicht mehr lesbar, weil SECRET_KEY dieser Installation geändert wurde. Geben Sie es neu ein.',

  'import-profile.separators': 'Dezimaltrennzeichen und Spaltentrennzeichen müssen verschieden sein.',
  'import-profile.auto-without-header':
    'Spalten lassen sich nur nach Namen zuordnen, wenn die Datei eine Kopfzeile hat.',
  'import-profile.column-name': 'Jede Spalte braucht einen eigenen Namen.',
  'import-profile.new-field': 'Ein Profil kann nur vorhandene Felder füllen. Legen Sie das Feld zuerst an.',
  'import-profile.columns-missing':
    'In der Datei {count:fehlt die Spalte|fehlen die Spalten} {names}, die das Profil braucht. Wurde die richtige Datei und das richtige Profil gewählt?',

  'automatic-import.running': 'Gerade wartet oder arbeitet ein Lauf. Warten Sie, bis er zu Ende ist.',
  'automatic-import.cancelled': 'Jemand hat den Import abgebrochen.',
  'automatic-import.import-gone': 'Der Import wurde gelöscht, bevor er zu Ende war.',

  'import-mail.done': 'Importiert: {file}',
  'import-mail.done-with-errors': 'Mit Fehlern importiert: {file}',
  'import-mail.failed': 'Import fehlgeschlagen: {file}',
  'import-mail.automatic-failed-subject': 'Automatischer Import fehlgeschlagen: {name}',
  'import-mail.automatic-failed': 'Der automatische Import „{name}“ konnte eine Datei nicht importieren.',
  'import-mail.file': 'Datei',
  'import-mail.ended': 'Ende',
  'import-mail.rows': 'Gelesene Zeilen',
  'import-mail.created': 'Neue Empfänger',
  'import-mail.updated': 'Geänderte Empfänger',
  'import-mail.unchanged': 'Unveränderte Empfänger',
  'import-mail.duplicates': 'Doppelt in der Datei',
  'import-mail.blocked': 'Auf der Sperrliste',
  'import-mail.invalid': 'Zeilen mit Fehlern',
  'import-mail.skipped': 'Durch den Modus ausgelassen',
};

export const importSourceMessages = { en, de };
