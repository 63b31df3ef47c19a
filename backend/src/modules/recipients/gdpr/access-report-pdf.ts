import { createRequire } from 'node:module';
import type { Language } from '../../../contract/messages/index.js';
import type { HistoryEntry } from '../history.queries.js';
import type { AccessReport } from './access-report.js';
import { ReportLanguage } from './report-words.js';

const require = createRequire(import.meta.url);

type Content = Readonly<Record<string, unknown>>;

/** What is used of pdfmake. Its own types bring the browser's globals into the whole program. */
interface PdfMake {
  setFonts(fonts: Readonly<Record<string, Readonly<Record<string, string>>>>): void;
  setUrlAccessPolicy(allows: (url: string) => boolean): void;
  setLocalAccessPolicy(allows: (path: string) => boolean): void;
  createPdf(document: Content): { getBuffer(): Promise<Buffer> };
}

/** Loaded when the first report is made: it is large, and most processes never make one. */
let loaded: PdfMake | undefined;

function pdfMake(): PdfMake {
  if (loaded) return loaded;
  const made = require('pdfmake') as PdfMake;
  // Roboto (Apache License 2.0) comes with pdfmake; it has Latin with all its accents, Greek and Cyrillic.
  const font = (name: string) => require.resolve(`pdfmake/fonts/Roboto/Roboto-${name}.ttf`);
  made.setFonts({
    Roboto: {
      normal: font('Regular'),
      bold: font('Medium'),
      italics: font('Italic'),
      bolditalics: font('MediumItalic'),
    },
  });
  // Nothing in the report may make this process read a file or an address.
  made.setUrlAccessPolicy(() => false);
  made.setLocalAccessPolicy((path) => path.endsWith('.ttf'));
  loaded = made;
  return made;
}

/** The right-of-access report for the person it is about. */
export async function accessReportPdf(
  report: AccessReport,
  language: Language,
  zone: string,
): Promise<Buffer> {
  return pdfMake()
    .createPdf(documentOf(report, new ReportLanguage(language, zone)))
    .getBuffer();
}

function documentOf(report: AccessReport, l: ReportLanguage): Content {
  const { profile } = report;
  return {
    pageSize: 'A4',
    pageMargins: [40, 50, 40, 50],
    info: { title: l.word('title') },
    defaultStyle: { font: 'Roboto', fontSize: 9 },
    styles: {
      title: { fontSize: 18, bold: true },
      heading: { fontSize: 12, bold: true, margin: [0, 16, 0, 6] },
      head: { bold: true, fillColor: '#eeeeee' },
    },
    footer: (page: number, pages: number) => ({
      text: l.word('page', { page, pages }),
      alignment: 'center',
      fontSize: 8,
    }),
    content: [
      { text: l.word('title'), style: 'title' },
      { text: l.word('subtitle', { email: profile.email }), margin: [0, 4, 0, 0] },
      { text: l.word('madeAt', { date: l.time(report.madeAt), zone: l.zone }), margin: [0, 2, 0, 0] },
      ...section(l, 'profile', [], profileRows(report, l)),
      ...section(
        l,
        'fields',
        [],
        report.fields.map(({ label, value }) => [label, l.value(value)]),
      ),
      ...section(
        l,
        'origins',
        ['when', 'what', 'name'],
        report.origins.map(({ at, kind, name }) => [l.time(at), l.code('source', kind), name]),
      ),
      ...section(
        l,
        'bindings',
        ['list', 'status', 'when', 'remark'],
        report.bindings.map((b) => [
          b.mailingListName,
          l.code('status', b.status),
          l.time(b.updatedAt),
          b.remark,
        ]),
      ),
      ...section(
        l,
        'blocklist',
        ['when', 'pattern', 'reason'],
        report.blocklist.map(({ createdAt, pattern, reason }) => [l.time(createdAt), pattern, reason]),
      ),
      ...section(
        l,
        'consents',
        ['when', 'what', 'list', 'method', 'source', 'address', 'textVersion'],
        report.consents.map((c) => [
          l.time(c.at),
          l.code('consent', c.kind),
          c.mailingListName ?? l.word('everything'),
          l.code('method', c.method),
          [c.source, c.note].filter((text) => text !== '').join(' – '),
          c.address,
          c.textVersion,
        ]),
      ),
      ...section(
        l,
        'mailings',
        ['when', 'mailing', 'subject', 'address', 'result', 'opened', 'clicked'],
        report.mailings.map((m) => [
          l.time(m.sentAt),
          m.mailingName,
          m.subject,
          m.address,
          [l.code('state', m.state), m.reason].filter(Boolean).join(': '),
          String(m.opened),
          String(m.clicked),
        ]),
      ),
      ...section(
        l,
        'reactions',
        ['when', 'what', 'mailing', 'details'],
        report.reactions.map((r) => [
          l.time(r.at),
          l.code('kind', r.kind),
          r.mailingName,
          [r.url ?? '', ...Object.values(r.details).map((value) => l.value(value))]
            .filter(Boolean)
            .join(' – '),
        ]),
      ),
      ...section(
        l,
        'history',
        ['when', 'what', 'details'],
        report.history.map((entry) => [l.time(entry.at), l.code('kind', entry.kind), detailsOf(entry, l)]),
      ),
    ],
  };
}

function profileRows({ profile }: AccessReport, l: ReportLanguage): string[][] {
  return [
    [l.word('number'), String(profile.id)],
    [l.word('email'), profile.email],
    [l.word('titleField'), profile.title],
    [l.word('firstname'), profile.firstname],
    [l.word('lastname'), profile.lastname],
    [l.word('gender'), l.code('gender', profile.gender)],
    [l.word('mailtype'), l.code('mailtype', profile.mailtype)],
    [l.word('trackingVeto'), l.value(profile.trackingVeto)],
    [l.word('createdAt'), l.time(profile.createdAt)],
    [l.word('updatedAt'), l.time(profile.updatedAt)],
  ];
}

function detailsOf(entry: HistoryEntry, l: ReportLanguage): string {
  const changes = entry.changes.map(
    ({ field, old, new: to }) => `${field}: ${l.value(old)} → ${l.value(to)}`,
  );
  const data = Object.entries(entry.data ?? {}).map(([name, value]) => `${name}: ${l.value(value)}`);
  return [entry.mailingListName, entry.mailingName, entry.linkUrl, entry.dataSourceName, ...changes, ...data]
    .filter((text) => text !== null && text !== '')
    .join(', ');
}

type Heading = Parameters<ReportLanguage['word']>[0];

function section(
  l: ReportLanguage,
  title: Heading,
  columns: readonly Heading[],
  rows: readonly (readonly string[])[],
): Content[] {
  const heading: Content = { text: l.word(title), style: 'heading' };
  if (rows.length === 0) return [heading, { text: l.word('nothing'), italics: true }];
  const head = columns.map((name) => ({ text: l.word(name), style: 'head' }));
  const body = rows.map((row) => row.map((text) => ({ text: breakable(text) })));
  const width = rows[0]?.length ?? 1;
  return [
    heading,
    {
      layout: 'lightHorizontalLines',
      table: {
        headerRows: columns.length > 0 ? 1 : 0,
        widths: Array.from({ length: width }, (_, index) => (index === 0 ? 'auto' : '*')),
        body: columns.length > 0 ? [head, ...body] : body,
      },
    },
  ];
}

/** Long words without a place to break, such as addresses, would leave their column. */
function breakable(text: string): string {
  return text.replace(/\S{18}(?=\S)/g, '$&\u200b');
}
