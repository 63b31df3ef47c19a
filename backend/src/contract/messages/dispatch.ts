/** Messages about sends, their review, the ledger and captured mails. */
export const dispatchMessages = {
  en: {
    'object.send': 'send',
    'object.captured-mail': 'captured mail',
    'object.sender-identity': 'sender identity',
    'object.dkim-key': 'DKIM key',
    'object.reply-rule': 'reply rule',
    'reply-rule.codes':
      'Write reply codes as 550, as 5xx or as 5.7.1, several with commas; * stands for any.',
    'reply-rule.words': 'This is not a regular expression: {reason}',
    'reply-rule.slow':
      'This expression can take very long for some replies. Do not repeat a group that has a repetition inside.',
    'identity.domain': 'This is not a domain such as news.example.com.',
    'identity.domain-taken': 'There is an identity for the domain {domain} already.',
    'identity.foreign-domain':
      'Mails from {domain} may only be sent by its own servers; others would refuse them. Use a domain of your own.',
    'identity.ip-address': '{address} is not an IP address.',
    'identity.sender-id': 'Gmail asks for 5 to 15 letters or digits here.',
    'identity.help-url': 'Enter an address that begins with https:// or mailto:.',
    'identity.selector':
      'A selector has 1 to 63 lower-case letters, digits or hyphens, and no hyphen at its ends.',
    'identity.selector-taken': 'The selector {selector} was used before. Choose another one.',
    'identity.key-period': 'The key would end before it begins.',
    'object.attachment': 'attachment',
    'send.already-ordered':
      'This mailing has already been ordered for sending; a mailing is sent once. Copy it to send it again.',
    'send.audience-changed':
      'Meanwhile {actual} recipients would get this mailing instead of {expected}. Please look at the review again.',
    'send.mailing-changed':
      'The mailing was changed at this very moment. Please look at the review again; nothing was sent.',
    'send.key-reused': 'This Idempotency-Key was already used for another order.',
    'send.key-format': 'An Idempotency-Key has 1 to {max} characters.',
    'send.not-ready':
      'The mailing cannot be sent yet: {count} {count:point of the review is|points of the review are} red.',
    'send.time-past': 'This time has passed. Choose a later one, or send now.',
    'send.timezone': 'This is not a time zone such as Europe/Berlin.',
    'send.no-sender': 'The mailing has no sender address yet.',
    'send.no-test-addressees':
      'There is nobody to send the test to: enter an address, or mark test recipients in the mailing list.',
    'send.too-many-addresses': 'A test goes to at most {max} addresses.',
    'send.wrong-state': 'That is not possible any more: the send is in the state “{state}”.',
    'send.none-uncertain': 'No mail of this send is uncertain.',
    'send.list-in-use':
      'A mailing to this list is being sent or waits for its time. Cancel the send before you delete the list.',
    'send.problem.too-late':
      'This send is {hours} hours late, so it was not started by itself. Resume it if it should still go out.',
    'send.stuck.no-worker':
      'Nothing goes out because no worker is running. Ask your administrator to start the role “worker”; the send then goes on by itself.',
    'send.stuck.no-answer':
      'For a while nothing has gone out: a worker has {count} {count:mail|mails} in its hands and gets no answer. If that does not change, ask your administrator to look at the mail server and to restart the worker.',
    'send.stuck.unknown':
      'For a while nothing has gone out although a worker is running. Ask your administrator to look at its log.',
    'send.problem.content': 'A mail could not be made: {reason}. The send was paused; nothing is lost.',
    'ledger.skipped.unsubscribed': 'No longer subscribed when it was their turn.',
    'ledger.skipped.blocked': 'On the blocklist when it was their turn.',
    'ledger.skipped.deleted': 'Deleted before it was their turn.',
    'ledger.skipped.dismissed': 'It was uncertain whether the mail had arrived; it was not sent again.',
    'ledger.failed.address': 'The address cannot be written into a mail.',
    'ledger.uncertain.worker-lost':
      'The sending process ended between handing the mail over and noting the answer. It may have arrived.',
    'review.list-missing': 'No mailing list is chosen.',
    'review.target-empty':
      'No active recipient of the list “{list}” is in the target groups. Choose other groups, or none.',
    'review.audience-slow':
      'Finding the recipients of this mailing takes too long. Try narrower target groups, or ones with indexed fields.',
    'review.audience-empty': 'Nobody in the list “{list}” can receive this mailing.',
    'review.audience': '{count} recipients of the list “{list}” will receive it.',
    'review.sender': 'It is sent by {sender}.',
    'review.sender-missing': 'The sender address is missing.',
    'review.sender-invalid': '{sender} cannot be used as a sender address.',
    'review.subject': 'It has a subject.',
    'review.subject-missing': 'The subject is missing.',
    'review.content': 'It has content.',
    'review.content-missing': 'The mailing is empty.',
    'review.text': 'It has a text version.',
    'review.text-missing': 'The text version is empty; one is made from the HTML.',
    'review.no-errors': 'The content has no errors.',
    'review.errors':
      'The content has {count} {count:error|errors}. The editor shows {count:it|them} and what to do.',
    'review.warnings': 'The editor shows {count} more {count:warning|warnings}.',
    'review.unsubscribe': 'It has an unsubscribe link.',
    'review.unsubscribe-missing':
      'There is no visible unsubscribe link. Only the header for mail programs will be there.',
    'review.links-insecure': '{count} {count:link begins|links begin} with http:// instead of https://.',
    'review.links-relative':
      '{count} {count:link has|links have} no full address and {count:leads|lead} nowhere in a mail.',
    'review.size': 'The HTML has {kilobytes} kB.',
    'review.size-large': 'The HTML has {kilobytes} kB; Gmail hides what comes after {max} kB.',
    'review.test-sent': 'A test was sent since the last change.',
    'review.test-missing': 'No test was sent since the last change.',
    'review.empty-values':
      '{count} {count:recipient has|recipients have} no value in “{field}”, which the mailing prints.',
    'review.transport-capture':
      'No SMTP server is set: the mails are captured in the outbox and reach nobody.',
    'review.transport-ready': 'The SMTP server {host} is ready.',
    'review.transport-down':
      'The SMTP server {host} does not take mails now: {reply}. The send would begin by itself as soon as it does.',
  },
  de: {
    'object.send': 'Versand',
    'object.captured-mail': 'Abgefangene Mail',
    'object.sender-identity': 'Absenderidentität',
    'object.dkim-key': 'DKIM-Schlüssel',
    'object.reply-rule': 'Antwortregel',
    'reply-rule.codes':
      'Schreiben Sie Antwortcodes als 550, als 5xx oder als 5.7.1, mehrere mit Kommas; * steht für jeden.',
    'reply-rule.words': 'Das ist kein regulärer Ausdruck: {reason}',
    'reply-rule.slow':
      'Dieser Ausdruck kann für manche Antworten sehr lange brauchen. Wiederholen Sie keine Gruppe, in der schon etwas wiederholt wird.',
    'identity.domain': 'Das ist keine Domain wie news.example.com.',
    'identity.domain-taken': 'Für die Domain {domain} gibt es schon eine Identität.',
    'identity.foreign-domain':
      'Mails von {domain} dürfen nur deren eigene Server senden; andere würden sie ablehnen. Verwenden Sie eine eigene Domain.',
    'identity.ip-address': '{address} ist keine IP-Adresse.',
    'identity.sender-id': 'Gmail verlangt hier 5 bis 15 Buchstaben oder Ziffern.',
    'identity.help-url': 'Geben Sie eine Adresse an, die mit https:// oder mailto: beginnt.',
    'identity.selector':
      'Ein Selektor hat 1 bis 63 Kleinbuchstaben, Ziffern oder Bindestriche und keinen Bindestrich am Rand.',
    'identity.selector-taken': 'Den Selektor {selector} gab es schon. Wählen Sie einen anderen.',
    'identity.key-period': 'Der Schlüssel würde enden, bevor er beginnt.',
    'object.attachment': 'Anhang',
    'send.already-ordered':
      'Dieses Mailing ist schon zum Versand freigegeben; ein Mailing wird einmal versendet. Kopieren Sie es, um es noch einmal zu senden.',
    'send.audience-changed':
      'Inzwischen würden {actual} statt {expected} Empfänger dieses Mailing bekommen. Bitte sehen Sie die Prüfung noch einmal an.',
    'send.mailing-changed':
      'Das Mailing wurde in diesem Moment geändert. Bitte sehen Sie die Prüfung noch einmal an; es wurde nichts gesendet.',
    'send.key-reused': 'Dieser Idempotency-Key wurde schon für einen anderen Auftrag benutzt.',
    'send.key-format': 'Ein Idempotency-Key hat 1 bis {max} Zeichen.',
    'send.not-ready':
      'Das Mailing kann noch nicht gesendet werden: {count} {count:Punkt der Prüfung ist|Punkte der Prüfung sind} rot.',
    'send.time-past': 'Dieser Zeitpunkt ist vorbei. Wählen Sie einen späteren, oder senden Sie jetzt.',
    'send.timezone': 'Das ist keine Zeitzone wie Europe/Berlin.',
    'send.no-sender': 'Das Mailing hat noch keine Absenderadresse.',
    'send.no-test-addressees':
      'Es gibt niemanden für die Testmail: Geben Sie eine Adresse ein, oder machen Sie in der Mailingliste jemanden zum Testempfänger.',
    'send.too-many-addresses': 'Ein Test geht an höchstens {max} Adressen.',
    'send.wrong-state': 'Das geht nicht mehr: Der Versand ist im Zustand „{state}“.',
    'send.none-uncertain': 'Bei keiner Mail dieses Versands ist der Ausgang ungewiss.',
    'send.list-in-use':
      'Ein Mailing an diese Liste wird gerade versendet oder wartet auf seinen Zeitpunkt. Brechen Sie den Versand ab, bevor Sie die Liste löschen.',
    'send.problem.too-late':
      'Dieser Versand ist {hours} Stunden zu spät und wurde deshalb nicht von selbst begonnen. Setzen Sie ihn fort, wenn er noch hinausgehen soll.',
    'send.stuck.no-worker':
      'Es geht nichts hinaus, weil kein Worker läuft. Bitten Sie Ihre Administration, die Rolle „worker“ zu starten; der Versand geht dann von selbst weiter.',
    'send.stuck.no-answer':
      'Seit einer Weile ging nichts hinaus: Ein Worker hat {count} {count:Mail|Mails} in der Hand und bekommt keine Antwort. Wenn das so bleibt, bitten Sie Ihre Administration, nach dem Mailserver zu sehen und den Worker neu zu starten.',
    'send.stuck.unknown':
      'Seit einer Weile ging nichts hinaus, obwohl ein Worker läuft. Bitten Sie Ihre Administration, in sein Log zu sehen.',
    'send.problem.content':
      'Eine Mail konnte nicht erzeugt werden: {reason}. Der Versand wurde angehalten; es geht nichts verloren.',
    'ledger.skipped.unsubscribed': 'War nicht mehr angemeldet, als die Mail an der Reihe war.',
    'ledger.skipped.blocked': 'Stand auf der Sperrliste, als die Mail an der Reihe war.',
    'ledger.skipped.deleted': 'War gelöscht, als die Mail an der Reihe war.',
    'ledger.skipped.dismissed':
      'Es war ungewiss, ob die Mail angekommen ist; sie wurde nicht noch einmal gesendet.',
    'ledger.failed.address': 'Die Adresse kann nicht in eine Mail geschrieben werden.',
    'ledger.uncertain.worker-lost':
      'Der Versandprozess endete zwischen der Übergabe der Mail und dem Festhalten der Antwort. Sie kann angekommen sein.',
    'review.list-missing': 'Es ist keine Mailingliste gewählt.',
    'review.target-empty':
      'Kein aktiver Empfänger der Liste „{list}“ ist in den Zielgruppen. Wählen Sie andere Zielgruppen oder keine.',
    'review.audience-slow':
      'Die Empfänger dieses Mailings zu finden dauert zu lange. Versuchen Sie es mit engeren Zielgruppen oder mit indizierten Feldern.',
    'review.audience-empty': 'Niemand in der Liste „{list}“ kann dieses Mailing bekommen.',
    'review.audience': '{count} Empfänger der Liste „{list}“ werden es bekommen.',
    'review.sender': 'Absender ist {sender}.',
    'review.sender-missing': 'Die Absenderadresse fehlt.',
    'review.sender-invalid': '{sender} kann nicht als Absenderadresse dienen.',
    'review.subject': 'Ein Betreff ist da.',
    'review.subject-missing': 'Der Betreff fehlt.',
    'review.content': 'Inhalt ist da.',
    'review.content-missing': 'Das Mailing ist leer.',
    'review.text': 'Eine Textversion ist da.',
    'review.text-missing': 'Die Textversion ist leer; sie wird aus dem HTML gemacht.',
    'review.no-errors': 'Der Inhalt hat keine Fehler.',
    'review.errors': 'Der Inhalt hat {count} Fehler; der Editor zeigt, was zu tun ist.',
    'review.warnings': 'Der Editor zeigt {count} weitere {count:Warnung|Warnungen}.',
    'review.unsubscribe': 'Ein Abmeldelink ist da.',
    'review.unsubscribe-missing':
      'Es gibt keinen sichtbaren Abmeldelink. Nur die Kopfzeile für E-Mail-Programme wird da sein.',
    'review.links-insecure': '{count} {count:Link beginnt|Links beginnen} mit http:// statt https://.',
    'review.links-relative':
      '{count} {count:Link hat|Links haben} keine vollständige Adresse und {count:führt|führen} in einer Mail nirgendwohin.',
    'review.size': 'Das HTML hat {kilobytes} kB.',
    'review.size-large': 'Das HTML hat {kilobytes} kB; Gmail blendet aus, was nach {max} kB kommt.',
    'review.test-sent': 'Seit der letzten Änderung wurde ein Test gesendet.',
    'review.test-missing': 'Seit der letzten Änderung wurde kein Test gesendet.',
    'review.empty-values': '{count} Empfänger haben keinen Wert in „{field}“, den das Mailing druckt.',
    'review.transport-capture':
      'Kein SMTP-Server ist eingestellt: Die Mails werden im Postausgang abgefangen und erreichen niemanden.',
    'review.transport-ready': 'Der SMTP-Server {host} ist bereit.',
    'review.transport-down':
      'Der SMTP-Server {host} nimmt gerade keine Mails an: {reply}. Der Versand begänne von selbst, sobald er es tut.',
  },
} as const;
