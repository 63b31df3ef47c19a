import { inSet, looksUp, type Expressions, type TextOperand } from './expressions.js';
import { capitalsAround, capitalsIn, commonCapitals, folded, spellings } from './letter-case.js';
import { balanced, bound, boundList, joined, sql, type Sql } from './sql-fragment.js';

/** Up to so many spellings of one text are listed, so that an index can find them. */
const MOST_SPELLINGS = 16;

type Pair = readonly [capital: string, small: string];

/** Calls within calls fill the stack of SQLite's parser: more letters than that are replaced in a loop. */
const MOST_CALLS = 12;

/** The pairs are letters of the program's own table, never of a text that somebody wrote. */
function replaced(value: Sql, pairs: readonly Pair[]): Sql {
  if (pairs.length <= MOST_CALLS) {
    return pairs.reduce((inner, [capital, small]) => sql`REPLACE(${inner}, '${capital}', '${small}')`, value);
  }
  const [capitals, smalls] = [0, 1].map((at) => `'${pairs.map((pair) => pair[at]).join('')}'`);
  // Most texts have none of these letters; the loop is only for those that might.
  return sql`CASE WHEN length(${value}) = length(CAST(${value} AS BLOB)) THEN ${value} ELSE (
    WITH RECURSIVE fold(n, t) AS (
      SELECT 1, ${value} UNION ALL
      SELECT n + 1, REPLACE(t, substr(${capitals ?? ''}, n, 1), substr(${smalls ?? ''}, n, 1))
      FROM fold WHERE n <= ${String(pairs.length)})
    SELECT t FROM fold WHERE n > ${String(pairs.length)}) END`;
}

/** Long texts have no collation of their own. */
const caseless = ({ value }: TextOperand): Sql => sql`${value} COLLATE NOCASE`;

function isText(operand: TextOperand, text: string): Sql {
  return sql`(${replaced(operand.value, capitalsIn(text))}) COLLATE NOCASE = ${bound(text)}`;
}

/** SQLite knows the two cases of A–Z only; the letters beyond are spelled out or replaced where they matter. */
export const sqliteExpressions: Expressions = {
  textIn(operand, texts) {
    const wanted = texts.map(folded);
    if (operand.folded) return sql`${operand.value} IN (${boundList(wanted)})`;
    const listed: string[] = [];
    const others: Sql[] = [];
    for (const text of wanted) {
      const found = spellings(text, MOST_SPELLINGS);
      if (found) listed.push(...found);
      else others.push(isText(operand, text));
    }
    if (listed.length > 0) others.unshift(sql`${caseless(operand)} IN (${boundList(listed)})`);
    return balanced(others, 'OR');
  },
  textCompare(operand, operator, text) {
    const wanted = folded(text);
    if (operand.folded) return sql`${operand.value} ${operator} ${bound(wanted)}`;
    return sql`(${replaced(operand.value, capitalsAround(wanted))}) COLLATE NOCASE ${operator} ${bound(wanted)}`;
  },
  textsCompare(left, operator, right) {
    const pairs = commonCapitals();
    return sql`(${replaced(left.value, pairs)}) COLLATE NOCASE ${operator} (${replaced(right.value, pairs)})`;
  },
  textLike(operand, pattern) {
    const wanted = folded(pattern);
    const like = sql`(${replaced(operand.value, capitalsIn(wanted))}) LIKE ${bound(wanted)} ESCAPE '!'`;
    const start = /^[^\u0080-\u{10ffff}%_!]+/u.exec(wanted)?.[0];
    if (!operand.column || start === undefined) return like;
    // LIKE with ESCAPE is no range of an index by itself.
    const value = operand.folded ? operand.value : caseless(operand);
    return sql`(${value} >= ${bound(start)} AND ${value} < ${bound(`${start}\u{10ffff}`)} AND ${like})`;
  },
  concat: (parts) => sql`(${joined(parts, ' || ')})`,
  numberText: (value, whole) =>
    whole
      ? sql`CAST(CAST(${value} AS INTEGER) AS TEXT)`
      : sql`CASE WHEN ${value} = CAST(${value} AS INTEGER) THEN CAST(CAST(${value} AS INTEGER) AS TEXT)
          ELSE CAST(${value} AS TEXT) END`,
  divide: (left, right) => sql`(CAST(${left} AS REAL) / NULLIF(${right}, 0))`,
  remainder(left, right, whole) {
    const divisor = sql`NULLIF(${right}, 0)`;
    if (whole) return sql`(${left} % ${divisor})`;
    return sql`(${left} - ${divisor} * CAST(CAST(${left} AS REAL) / ${divisor} AS INTEGER))`;
  },
  calculate: (left, operator, right) => sql`(${left} ${operator} CAST(${right} AS REAL))`,
  addSeconds: (value, seconds) => sql`datetime(${value}, (${seconds}) || ' seconds')`,
  fromMillis: (millis) => sql`datetime((${millis}) / 1000.0, 'unixepoch')`,
  dayOf: (value) => sql`date(${value})`,
  addDays: (value, days) => sql`datetime(${value}, ROUND(${days}, 6) || ' days')`,
  formatDate: (value, format) => sql`strftime(${bound(format)}, ${value})`,
  dateText: (value, withTime) => sql`${withTime ? 'datetime' : 'date'}(${value})`,
  eventOf(recipient, event, perRecipient) {
    if (!perRecipient) return inSet(recipient, event);
    // Without statistics it would walk through all events of a mailing for every recipient.
    return looksUp(recipient, event, (column) => `+${column}`);
  },
};
