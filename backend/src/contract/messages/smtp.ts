/**
 * What became of a mail at the SMTP server, for the person who sends. `{host}` is the server's name, `{reply}` its own
 * words, `{sender}`/`{recipient}` the envelope addresses.
 */
export const smtpMessages = {
  en: {
    'smtp.rejected.sender':
      'The SMTP server {host} refuses the sender {sender}: {reply}. Choose a sender address that this server may use, then resume the send.',
    'smtp.rejected.recipient':
      'The SMTP server {host} refuses the recipient {recipient}: {reply}. The others are not affected.',
    'smtp.rejected.message':
      'The SMTP server {host} refuses the mail for {recipient} because of its content or size: {reply}.',
    'smtp.deferred.sender':
      'The SMTP server {host} does not take mails from {sender} for now: {reply}. They are tried again by themselves.',
    'smtp.deferred.recipient':
      'The SMTP server {host} does not take the mail for {recipient} for now: {reply}. It is tried again by itself.',
    'smtp.deferred.message':
      'The SMTP server {host} could not store the mail for {recipient} for now: {reply}. It is tried again by itself.',
    'smtp.unavailable.unreachable':
      'The SMTP server {host} cannot be reached: {reply}. Nothing is lost; sending goes on by itself as soon as it answers.',
    'smtp.unavailable.timeout':
      'The SMTP server {host} does not answer in time: {reply}. Nothing is lost; sending goes on by itself as soon as it answers.',
    'smtp.unavailable.tls':
      'No secure connection to the SMTP server {host}: {reply}. Nothing is lost; sending goes on when its certificate or the setting SMTP_URL is corrected.',
    'smtp.unavailable.auth':
      'The SMTP server {host} does not accept the login: {reply}. Nothing is lost; check user name and password in SMTP_URL.',
    'smtp.unavailable.greeting':
      'The SMTP server {host} refuses connections from this machine: {reply}. Nothing is lost; ask its operator to allow them.',
    'smtp.unavailable.closed':
      'The SMTP server {host} broke off the connection: {reply}. Nothing is lost; the mail is tried again by itself.',
    'smtp.unavailable.busy':
      'The SMTP server {host} takes no more mails for now: {reply}. Nothing is lost; sending goes on by itself.',
    'smtp.uncertain':
      'The mail for {recipient} was given to the SMTP server {host}, but its answer never came: {reply}. It may have arrived, so it is not sent again unless you say so.',
    'smtp.verified': 'The SMTP server {host} is ready: {reply}',
  },
  de: {
    'smtp.rejected.sender':
      'Der SMTP-Server {host} lehnt den Absender {sender} ab: {reply}. Wählen Sie eine Absenderadresse, die dieser Server zulässt, und setzen Sie den Versand fort.',
    'smtp.rejected.recipient':
      'Der SMTP-Server {host} lehnt den Empfänger {recipient} ab: {reply}. Die anderen sind nicht betroffen.',
    'smtp.rejected.message':
      'Der SMTP-Server {host} lehnt die Mail an {recipient} wegen ihres Inhalts oder ihrer Größe ab: {reply}.',
    'smtp.deferred.sender':
      'Der SMTP-Server {host} nimmt Mails von {sender} derzeit nicht an: {reply}. Sie werden von selbst noch einmal versucht.',
    'smtp.deferred.recipient':
      'Der SMTP-Server {host} nimmt die Mail an {recipient} derzeit nicht an: {reply}. Sie wird von selbst noch einmal versucht.',
    'smtp.deferred.message':
      'Der SMTP-Server {host} konnte die Mail an {recipient} derzeit nicht speichern: {reply}. Sie wird von selbst noch einmal versucht.',
    'smtp.unavailable.unreachable':
      'Der SMTP-Server {host} ist nicht erreichbar: {reply}. Es geht nichts verloren; der Versand läuft von selbst weiter, sobald er antwortet.',
    'smtp.unavailable.timeout':
      'Der SMTP-Server {host} antwortet nicht rechtzeitig: {reply}. Es geht nichts verloren; der Versand läuft von selbst weiter, sobald er antwortet.',
    'smtp.unavailable.tls':
      'Keine sichere Verbindung zum SMTP-Server {host}: {reply}. Es geht nichts verloren; der Versand läuft weiter, wenn sein Zertifikat oder die Einstellung SMTP_URL berichtigt ist.',
    'smtp.unavailable.auth':
      'Der SMTP-Server {host} nimmt die Anmeldung nicht an: {reply}. Es geht nichts verloren; prüfen Sie Benutzername und Passwort in SMTP_URL.',
    'smtp.unavailable.greeting':
      'Der SMTP-Server {host} lehnt Verbindungen von diesem Rechner ab: {reply}. Es geht nichts verloren; bitten Sie seinen Betreiber, sie zuzulassen.',
    'smtp.unavailable.closed':
      'Der SMTP-Server {host} hat die Verbindung abgebrochen: {reply}. Es geht nichts verloren; die Mail wird von selbst noch einmal versucht.',
    'smtp.unavailable.busy':
      'Der SMTP-Server {host} nimmt derzeit keine weiteren Mails an: {reply}. Es geht nichts verloren; der Versand läuft von selbst weiter.',
    'smtp.uncertain':
      'Die Mail an {recipient} wurde dem SMTP-Server {host} übergeben, aber seine Antwort kam nie: {reply}. Sie kann angekommen sein und wird deshalb nur auf Ihren Wunsch noch einmal gesendet.',
    'smtp.verified': 'Der SMTP-Server {host} ist bereit: {reply}',
  },
} as const;

export type SmtpMessageCode = keyof (typeof smtpMessages)['en'];
