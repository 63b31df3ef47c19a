import { describe, expect, it } from 'vitest';
import { contentOf, type MailingContent } from './mailing-content.js';
import { Mailing } from './mailing.entity.js';
import { compileContent, mailRecipient, type MailSetting, renderOnline } from './rendered-mailing.js';
import { renderMail, renderPreview } from './rendering/render.js';
import { readToken } from './rendering/tracking-token.js';
import { samplePerson } from './sample-person.js';

const setting: MailSetting = {
  fields: [
    { name: 'City', type: 'text' },
    { name: 'vip', type: 'boolean' },
    { name: 'birthday', type: 'date' },
  ],
  publicUrl: 'https://mail.example.com',
  senddate: new Date('2026-03-01T10:00:00Z'),
  timezone: 'Europe/Berlin',
  locale: 'en',
};
const context = {
  mailingId: 7,
  sendId: 3,
  ledgerId: 9,
  secret: 'secret',
  now: new Date('2026-03-01T10:00:00Z'),
};

function frozen(changes: Partial<Mailing>, links: { url: string; id: number }[] = []): MailingContent {
  const mailing = Object.assign(new Mailing(), {
    id: 7, name: 'N', version: 2, mailingListId: 5, subject: 'S', preheader: '', senderName: 'News',
    senderEmail: 'news@example.com', replyName: '', replyEmail: '', html: '', text: '', ...changes,
  }); // prettier-ignore
  // as a send keeps it
  return JSON.parse(JSON.stringify(contentOf(mailing, links))) as MailingContent;
}

describe('a frozen mailing', () => {
  it('keeps the number of every link, even of one that is called like a part of an object', () => {
    const links = [
      { url: 'https://a.example/?x=[agnEMAIL/]', id: 11 },
      { url: '__proto__', id: 12 },
    ];
    const content = frozen({ html: '<a href="https://a.example/?x=[agnEMAIL/]">a</a>' }, links);
    expect(new Map(content.links).get('__proto__')).toBe(12);
    const page = renderOnline(compileContent(content, setting), mailRecipient(person()), context);
    const token = /href="https:\/\/mail\.example\.com\/r\/([\w-]+)"/.exec(page)?.[1] ?? '';
    const reading = readToken('secret', token, { now: context.now, maxAgeDays: 10 });
    expect(reading).toMatchObject({
      ok: true,
      payload: { linkId: 11, recipientId: 4, mailingId: 7, sendId: 3 },
    });
  });

  it('shows a text mailing online as text, whatever the profile says', () => {
    const content = frozen({ text: 'Hi [agnFIRSTNAME/]' });
    const page = renderOnline(
      compileContent(content, setting),
      mailRecipient(person('<script>x</script>')),
      context,
    );
    expect(page).toContain('Hi &lt;script&gt;');
    expect(page).not.toContain('<script>');
  });

  it('fills profile fields whatever the case of their names, booleans as 0 and 1', () => {
    const content = frozen({
      text: '[agnDB column="city"/]\n[agnDB column="VIP"/]\n[agnDB column="birthday" format="dd.MM.yyyy"/]',
    });
    const { text } = renderPreview(compileContent(content, setting), mailRecipient(person()), {
      mode: 'preview',
    });
    expect(text.trim()).toBe('Kiel\n1\n02.01.1980');
  });

  it('goes to another address with a person’s data', () => {
    const compiled = compileContent(frozen({ subject: 'For [agnFIRSTNAME/]', text: 'x' }), setting);
    const mail = renderMail(compiled, mailRecipient(person(), 'tester@example.org', 0), context).toString(
      'latin1',
    );
    expect(mail).toContain('To: <tester@example.org>\r\n');
    expect(mail).toContain('Subject: For Ann\r\n');
    expect(mail).toContain('List-Id: <5.mail.example.com>\r\n');
  });

  it('has a sample person for every kind of field', () => {
    const sample = samplePerson(setting.fields, 'de');
    expect(sample.fields).toEqual({ City: 'City', vip: true, birthday: '1990-05-17' });
    const { text } = renderPreview(
      compileContent(frozen({ text: '[agnTITLE type="1"/] [agnDB column="City"/]' }), setting),
      mailRecipient(sample),
      { mode: 'preview' },
    );
    expect(text.trim()).toBe('Sehr geehrte Frau Dr. Mustermann City');
  });
});

function person(firstname = 'Ann') {
  const fields = { City: 'Kiel', vip: true, birthday: '1980-01-02' };
  return {
    id: 4,
    email: 'ann@example.com',
    title: '',
    firstname,
    lastname: 'Lee',
    gender: 1,
    mailtype: 1,
    fields,
  };
}
