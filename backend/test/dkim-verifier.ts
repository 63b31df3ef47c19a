import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Debian's python3-dkim: somebody else's reading of the RFCs, with DNS answers that the test gives. */
export interface DkimVerifier {
  /**
   * One verdict per signature, from the top.
   * @param records TXT records by their full name with the final dot
   */
  verify(message: Buffer, records: Readonly<Record<string, string>>): Promise<boolean[]>;
  stop(): void;
}

/** Reads one JSON line per mail and answers with one. */
const PROGRAM = `
import base64, json, sys
import dkim
for line in sys.stdin:
    given = json.loads(line)
    message = base64.b64decode(given["message"])
    records = given["records"]
    def txt(name, timeout=5):
        name = name.decode() if isinstance(name, bytes) else name
        found = records.get(name if name.endswith(".") else name + ".")
        return found.encode() if found else None
    verifier = dkim.DKIM(message)
    count = sum(1 for name, _ in verifier.headers if name.lower() == b"dkim-signature")
    verdicts = []
    for index in range(count):
        try:
            verdicts.append(bool(dkim.DKIM(message).verify(index, txt)))
        except dkim.DKIMException:
            verdicts.append(False)
    print(json.dumps(verdicts), flush=True)
`;

export async function startDkimVerifier(): Promise<DkimVerifier> {
  // Debian's own Python, because its packages are where another one does not look.
  const python = spawn('/usr/bin/python3', ['-c', PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
  let turn: Promise<unknown> = Promise.resolve();
  const ask = async (question: object): Promise<boolean[]> => {
    python.stdin.write(`${JSON.stringify(question)}\n`);
    const { value, done } = await answers.next();
    if (done) throw new Error('the DKIM verifier ended; is Debian’s python3-dkim installed?');
    return JSON.parse(value) as boolean[];
  };
  return {
    verify(message, records) {
      const answer = turn.then(() => ask({ message: message.toString('base64'), records }));
      turn = answer.catch(() => undefined);
      return answer;
    },
    stop: () => python.stdin.end(),
  };
}
