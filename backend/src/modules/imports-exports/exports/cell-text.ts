import type { ExportFormat } from '../../../contract/exports/export-options.js';
import { Gender, MailType, UserStatus } from '../../../contract/recipients/codes.js';
import type { CellKind } from './export-columns.js';
import { dayWriter, momentWriter } from './zoned-times.js';

const WORDS = {
  en: {
    gender: { [Gender.Male]: 'male', [Gender.Female]: 'female', [Gender.Unknown]: 'unknown', [Gender.Practice]: 'practice', [Gender.Company]: 'company' },
    'mail-type': { [MailType.Text]: 'text', [MailType.Html]: 'HTML', [MailType.OfflineHtml]: 'offline HTML' },
    status: {
      [UserStatus.Active]: 'active', [UserStatus.Bounced]: 'bounced', [UserStatus.AdminOut]: 'opted out by admin',
      [UserStatus.UserOut]: 'opted out', [UserStatus.WaitForConfirm]: 'waiting for confirmation',
      [UserStatus.Blacklisted]: 'blocklisted', [UserStatus.Suspend]: 'suspended',
    },
    boolean: { 0: 'no', 1: 'yes' },
  },
  de: {
    gender: { [Gender.Male]: 'männlich', [Gender.Female]: 'weiblich', [Gender.Unknown]: 'unbekannt', [Gender.Practice]: 'Praxis', [Gender.Company]: 'Firma' },
    'mail-type': { [MailType.Text]: 'Text', [MailType.Html]: 'HTML', [MailType.OfflineHtml]: 'Offline-HTML' },
    status: {
      [UserStatus.Active]: 'aktiv', [UserStatus.Bounced]: 'Bounce', [UserStatus.AdminOut]: 'abgemeldet durch Admin',
      [UserStatus.UserOut]: 'abgemeldet', [UserStatus.WaitForConfirm]: 'wartet auf Bestätigung',
      [UserStatus.Blacklisted]: 'gesperrt', [UserStatus.Suspend]: 'pausiert',
    },
    boolean: { 0: 'nein', 1: 'ja' },
  },
} as const; // prettier-ignore

type Write = (cell: string) => string;
const asItIs: Write = (cell) => cell;

/** How the cells of a kind read in a file, from the database's text of them; not for cells without a value. */
export function cellWriter(kind: CellKind, format: ExportFormat): Write {
  switch (kind) {
    case 'text':
    case 'integer':
      return asItIs;
    case 'decimal': {
      const { decimalSeparator } = format;
      if (decimalSeparator === '.') return decimalText;
      return (cell) => decimalText(cell).replace('.', decimalSeparator);
    }
    case 'date':
      return dayWriter(format.dateFormat);
    case 'instant': {
      const write = momentWriter(format);
      return (cell) => write(Number(cell));
    }
    case 'datetime': {
      const write = momentWriter(format);
      return (cell) => write(momentOf(cell));
    }
    case 'boolean':
    case 'gender':
    case 'mail-type':
    case 'status': {
      if (!format.decoded) return asItIs;
      const words: Readonly<Record<string, string>> = WORDS[format.decodedLanguage][kind];
      return (cell) => words[cell] ?? cell;
    }
  }
}

const SHORT_DECIMAL = /^-?\d{1,6}(\.\d{0,6}[1-9])?$/;

/** The shortest text that reads as the same number. */
export function decimalText(cell: string): string {
  return SHORT_DECIMAL.test(cell) ? cell : String(Number(cell));
}

/** Milliseconds of `yyyy-MM-dd HH:mm:ss`, which is UTC. */
export function momentOf(cell: string): number {
  return Date.parse(`${cell.slice(0, 10)}T${cell.slice(11, 19)}Z`);
}
