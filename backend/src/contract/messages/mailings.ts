/** Messages about mailings as a whole; those about their contents are in `tags.ts`. */
export const mailingsMessages = {
  en: {
    'object.mailing': 'mailing',
    'mailing.copy-name': 'Copy of {name}',
    'mailing.version-conflict':
      'Somebody else saved this mailing meanwhile (version {version}). Nothing was overwritten: look at their version, then save yours again.',
    'mailing.locked':
      'This mailing has been released for sending and can no longer be changed. Copy it to go on with a new one.',
    'mailing.in-delivery':
      'This mailing is being sent or waits for its time. Cancel the send before you delete the mailing.',
    'mailing.list-unknown': 'There is no such mailing list any more. Choose another one.',
    'mailing.line-break': 'Line breaks and control characters are not possible here. Write it in one line.',
    'mailing.content-too-large':
      'This has {megabytes} MB; at most {max} MB are possible. Put large images on a web server instead of into the HTML.',
    'mailing.subject-long':
      'The subject has {count} characters; most mail programs show no more than about {shown}.',
    'mailing.preheader-long': 'The preheader has {count} characters; no more than about {shown} are shown.',
    'mailing.more-findings': 'There are {count} more findings. Put these right first.',
    'mailing.text-empty':
      'The text version is empty. Recipients who read plain text get one that is made from the HTML.',
  },
  de: {
    'object.mailing': 'Mailing',
    'mailing.copy-name': 'Kopie von {name}',
    'mailing.version-conflict':
      'Jemand anderes hat dieses Mailing inzwischen gespeichert (Version {version}). Nichts wurde überschrieben: Sehen Sie sich die andere Fassung an und speichern Sie dann Ihre noch einmal.',
    'mailing.locked':
      'Dieses Mailing ist zum Versand freigegeben und kann nicht mehr geändert werden. Kopieren Sie es, um mit einem neuen weiterzumachen.',
    'mailing.in-delivery':
      'Dieses Mailing wird gerade versendet oder wartet auf seinen Zeitpunkt. Brechen Sie den Versand ab, bevor Sie es löschen.',
    'mailing.list-unknown': 'Diese Mailingliste gibt es nicht mehr. Wählen Sie eine andere.',
    'mailing.line-break':
      'Zeilenumbrüche und Steuerzeichen sind hier nicht möglich. Schreiben Sie alles in eine Zeile.',
    'mailing.content-too-large':
      'Das sind {megabytes} MB; höchstens {max} MB sind möglich. Legen Sie große Bilder auf einen Webserver statt ins HTML.',
    'mailing.subject-long':
      'Der Betreff hat {count} Zeichen; die meisten E-Mail-Programme zeigen höchstens etwa {shown}.',
    'mailing.preheader-long': 'Der Preheader hat {count} Zeichen; höchstens etwa {shown} werden gezeigt.',
    'mailing.more-findings': 'Es gibt {count} weitere Hinweise. Beheben Sie zuerst diese.',
    'mailing.text-empty':
      'Die Textversion ist leer. Wer nur Text liest, bekommt eine, die aus dem HTML gemacht wird.',
  },
} as const;
