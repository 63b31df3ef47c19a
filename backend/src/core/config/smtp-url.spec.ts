import { describe, expect, it } from 'vitest';

import { parseSmtpUrl, parseSmtpUrls, SmtpUrlError } from './smtp-url.js';

function problems(url: string): readonly string[] {
  try {
    parseSmtpUrl(url);
  } catch (error) {
    if (error instanceof SmtpUrlError) return error.problems;
    throw error;
  }
  return [];
}

describe('parseSmtpUrl', () => {
  it('takes a relay without login with safe defaults', () => {
    expect(parseSmtpUrl('smtp://mail.example.com')).toEqual({
      host: 'mail.example.com',
      port: 25,
      tls: 'opportunistic',
      verifyCertificate: true,
      user: undefined,
      password: undefined,
      connections: 8,
      weight: 1,
      messagesPerConnection: 0,
      idle: 30_000,
      clientName: undefined,
      timeouts: { connect: 10_000, greeting: 30_000, command: 60_000, dataReply: 120_000 },
    });
  });

  it('requires encryption when a password is to be sent', () => {
    const options = parseSmtpUrl('smtp://news%40example.com:p%2Fw%3A%25@mail.example.com');
    expect(options).toMatchObject({
      user: 'news@example.com',
      password: 'p/w:%',
      port: 587,
      tls: 'required',
    });
  });

  it('reads every parameter', () => {
    const options = parseSmtpUrl(
      'smtp://u:p@[::1]:2525/?tls=none&verify=false&connections=3&messages=50&idle=5&name=news.example.com' +
        '&connectTimeout=1&greetingTimeout=2&commandTimeout=0.5&dataTimeout=600',
    );
    expect(options).toMatchObject({
      host: '::1',
      port: 2525,
      tls: 'none',
      verifyCertificate: false,
      connections: 3,
      messagesPerConnection: 50,
      idle: 5000,
      clientName: 'news.example.com',
      timeouts: { connect: 1000, greeting: 2000, command: 500, dataReply: 600_000 },
    });
  });

  it('knows smtps', () => {
    expect(parseSmtpUrl('smtps://mail.example.com')).toMatchObject({ port: 465, tls: 'implicit' });
    expect(problems('smtps://mail.example.com?tls=none')).toHaveLength(1);
  });

  it('names every problem at once and never the password', () => {
    const found = problems('smtp://u:geheim@h?tls=maybe&connections=0&dataTimeout=never&pool=1&name=a%20b');
    expect(found).toHaveLength(5);
    expect(found.join()).not.toContain('geheim');
    expect(problems('smtp://u:50%zz@h')).toEqual([expect.stringContaining('%25')]);
    expect(problems('smtp://:p@h')).toEqual(['a password needs a user name']);
    expect(problems('smtp://')).toHaveLength(1);
  });

  it.each(['', 'mail.example.com:25', 'http://mail.example.com', 'smtp://h:99999'])('refuses "%s"', (url) => {
    expect(problems(url)).toEqual([expect.stringContaining('must look like')]);
  });
});

describe('parseSmtpUrls', () => {
  it('takes one relay or several with white space between them', () => {
    expect(parseSmtpUrls(' smtp://a.example.com ')).toHaveLength(1);
    const relays = parseSmtpUrls('smtp://a.example.com?weight=3\n  smtps://b.example.com?connections=2');
    expect(relays).toMatchObject([
      { host: 'a.example.com', weight: 3 },
      { host: 'b.example.com', weight: 1, connections: 2, tls: 'implicit' },
    ]);
  });

  it('tells which of them is wrong', () => {
    const wrong = (): unknown => parseSmtpUrls('smtp://a.example.com http://b smtp://c?weight=0');
    expect(wrong).toThrow(/URL 2: must look like/);
    expect(wrong).toThrow(/URL 3: "weight" must be a whole number from 1 to 100/);
  });
});
