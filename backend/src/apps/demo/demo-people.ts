import { Gender } from '../../contract/recipients/codes.js';
import type { NewProfileField } from '../../modules/recipients/index.js';
import type { SeededRandom } from './seeded-random.js';

/** The profile fields of the sample data. */
export const DEMO_FIELDS = [
  { name: 'city', label: 'City', type: 'text', length: 100 },
  { name: 'birthday', label: 'Birthday', type: 'date' },
  { name: 'customer_since', label: 'Customer since', type: 'date' },
  { name: 'orders', label: 'Orders', type: 'integer' },
  { name: 'revenue', label: 'Revenue', type: 'decimal' },
  { name: 'vip', label: 'VIP', type: 'boolean' },
] as const satisfies readonly NewProfileField[];
export type DemoFieldName = (typeof DEMO_FIELDS)[number]['name'];

export interface DemoPerson {
  readonly email: string;
  readonly title: string;
  readonly firstname: string;
  readonly lastname: string;
  readonly gender: Gender;
  readonly trackingVeto: boolean;
  /** ms since 1970. */
  readonly createdAt: number;
  readonly fields: Readonly<Record<DemoFieldName, string | number | null>>;
  /** 0–1: how likely this person is to open and click. */
  readonly interest: number;
}

interface Origin {
  readonly women: readonly string[];
  readonly men: readonly string[];
  readonly surnames: readonly string[];
  readonly cities: readonly string[];
  readonly domains: readonly string[];
}

const words = (text: string): string[] => text.trim().split(/\s*,\s*/);

const GERMAN: Origin = {
  women: words(
    'Anna, Marie, Sophie, Lena, Laura, Julia, Katharina, Lea, Hannah, Johanna, Franziska, Christina, Sabine, Petra, Monika, Claudia, Susanne, Birgit, Heike, Ulrike, Jana, Miriam, Nina, Antje, Käthe, Frieda, Greta, Ida, Martha, Clara',
  ),
  men: words(
    'Lukas, Jonas, Felix, Paul, Leon, Maximilian, Tobias, Sebastian, Daniel, Michael, Thomas, Andreas, Stefan, Peter, Klaus, Jürgen, Wolfgang, Dieter, Matthias, Christian, Jan, Tim, Niklas, Moritz, Jörg, Anton, Emil, Theo, Karl, Friedrich',
  ),
  surnames: words(
    'Müller, Schmidt, Schneider, Fischer, Weber, Meyer, Wagner, Becker, Schulz, Hoffmann, Schäfer, Koch, Bauer, Richter, Klein, Wolf, Schröder, Neumann, Schwarz, Zimmermann, Braun, Krüger, Hofmann, Hartmann, Lange, Werner, Krause, Lehmann, Köhler, Maier, Huber, Mayer, Kaiser, Fuchs, Peters, Lang, Scholz, Möller, Weiß, Jung, Hahn, Vogel, Friedrich, Keller, Günther, Frank, Berger, Winkler, Roth, Beck, Lorenz, Baumann, Franke, Albrecht, Schuster, Simon, Ludwig, Böhm, Winter, Kraus, Martin, Schumacher, Krämer, Vogt, Stein, Jäger, Otto, Sommer, Groß, Seidel, Heinrich, Brandt, Haas, Schreiber, Graf, Dietrich, Ziegler, Kuhn, Kühn, Pohl, Engel, Horn, Busch, Bergmann, Thomas, Voigt, Sauer, Arnold, Wolff, Pfeiffer',
  ),
  cities: words(
    'Berlin, Hamburg, München, Köln, Frankfurt am Main, Stuttgart, Düsseldorf, Leipzig, Dortmund, Bremen, Dresden, Hannover, Nürnberg, Freiburg, Kiel, Rostock, Wien, Graz, Zürich, Bern',
  ),
  domains: words('postfach.example, nordnetz.example, webmail.example, mailbox.example, familie.example'),
};

const ENGLISH: Origin = {
  women: words(
    'Emma, Olivia, Charlotte, Amelia, Grace, Emily, Chloe, Sarah, Rachel, Victoria, Margaret, Helen, Alice, Ruby, Daisy, Evelyn, Rose, Jessica, Megan, Zoe',
  ),
  men: words(
    'Oliver, George, Harry, Jack, James, William, Thomas, Henry, Oscar, Samuel, Edward, Joseph, Charlie, Daniel, Benjamin, Adam, Ryan, Callum, Owen, Hugh',
  ),
  surnames: words(
    "Smith, Jones, Taylor, Brown, Williams, Wilson, Johnson, Davies, Robinson, Wright, Thompson, Evans, Walker, White, Roberts, Green, Hall, Wood, Jackson, Clarke, Harris, Lewis, Turner, Hill, Cooper, Ward, Morris, Moore, Lee, King, Baker, Harrison, Morgan, Allen, Scott, Watson, Parker, Bennett, Young, Price, Griffiths, Mitchell, Kelly, Cook, Carter, Shaw, Murphy, Bailey, Collins, Bell, O'Connor, Murray, Stewart, Campbell",
  ),
  cities: words(
    'London, Manchester, Birmingham, Leeds, Bristol, Edinburgh, Glasgow, Cardiff, Liverpool, Dublin, Sheffield, York',
  ),
  domains: words('inbox.example, letterbox.example, fastpost.example, homemail.example'),
};

const DAY = 86_400_000;
const TITLES = ['Dr.', 'Dr.', 'Dr.', 'Prof. Dr.', 'Dipl.-Ing.'];

/** Made-up people; their addresses belong to nobody (RFC 2606). One in five has joined within the last 60 days. */
export function demoPeople(random: SeededRandom, count: number, now: number): DemoPerson[] {
  const taken = new Set<string>();
  const people = Array.from({ length: count }, () => person(random, now, taken));
  return people.sort((a, b) => a.createdAt - b.createdAt);
}

function person(random: SeededRandom, now: number, taken: Set<string>): DemoPerson {
  const origin = random.chance(0.7) ? GERMAN : ENGLISH;
  const female = random.chance(0.54);
  const firstname = random.pick(female ? origin.women : origin.men);
  const lastname = random.pick(origin.surnames);
  const createdAt = Math.floor(
    now - (random.chance(0.2) ? random.next() * 60 * DAY : (60 + random.next() * 1000) * DAY),
  );
  const orders = random.chance(0.25) ? 0 : Math.min(80, Math.round(random.skewed(3, 0.9)));
  const revenue = Math.round(orders * random.skewed(62, 0.5) * 100) / 100;
  const unknown = random.chance(0.03);
  return {
    email: freeAddress(random, `${ascii(firstname)}.${ascii(lastname)}`, origin, taken),
    title: random.chance(0.03) ? random.pick(TITLES) : '',
    firstname: unknown && random.chance(0.5) ? '' : firstname,
    lastname,
    gender: unknown ? Gender.Unknown : female ? Gender.Female : Gender.Male,
    trackingVeto: random.chance(0.015),
    createdAt,
    fields: {
      city: random.chance(0.92) ? random.pick(origin.cities) : null,
      birthday: random.chance(0.7) ? day(now - (18 + random.next() * 60) * 365.25 * DAY) : null,
      customer_since: orders > 0 ? day(createdAt) : null,
      orders,
      revenue,
      vip: revenue > 900 ? 1 : 0,
    },
    interest: random.next() ** 1.4,
  };
}

function freeAddress(random: SeededRandom, name: string, { domains }: Origin, taken: Set<string>): string {
  const domain = random.pick(domains);
  let address = `${name}@${domain}`;
  for (let number = 2; taken.has(address); number += 1) address = `${name}${number}@${domain}`;
  taken.add(address);
  return address;
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

const LETTERS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

function ascii(name: string): string {
  return name
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/[^a-z]/g, '');
}
