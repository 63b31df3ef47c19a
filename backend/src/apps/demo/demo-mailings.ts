import { newsletterHtml, type Article } from './newsletter-template.js';

export const DEMO_LISTS = [
  { name: 'Newsletter', description: 'News and ideas, every two weeks', share: 0.82 },
  { name: 'Product news', description: 'New in the shop', share: 0.42 },
  { name: 'Loyalty club', description: 'Members of the Nordlicht club', share: 0.14 },
] as const;

export interface DemoMailing {
  readonly name: string;
  readonly subject: string;
  readonly preheader: string;
  readonly html: string;
  /** Of `DEMO_LISTS`. */
  readonly list: number;
  /** Undefined: a draft. */
  readonly sentDaysAgo?: number;
  /** How well it went: multiplies the chance of an opening. */
  readonly appeal: number;
}

const article = (
  title: string,
  text: string,
  button: string,
  path: string,
  colour: string,
  symbol: string,
): Article => ({ title, text, button, path, colour, symbol });

/** Oldest first. */
export const DEMO_MAILINGS: readonly DemoMailing[] = [
  {
    name: 'Newsletter: out and about', list: 0, sentDaysAgo: 56, appeal: 1,
    subject: '[agnDB column="firstname"/], three tours for the next weekend',
    preheader: 'Short, long or with a view: our favourites, tried and walked.',
    html: newsletterHtml({
      language: 'en', colour: '#2f6f5e', headline: 'Three tours for the next weekend',
      intro: 'The days are long enough for a proper walk after breakfast. We asked our stores for the routes they keep to themselves.',
      articles: [
        article('The lake round, 9 km', 'Flat, shady and with two places to swim. Good with children, and done by lunch.', 'Route and map', 'tours/lake-round', '#d9ece6', '&#127754;'),
        article('Over the ridge, 16 km', 'Six hundred metres up, a hut on top, and a train home. Bring a windproof layer.', 'Route and map', 'tours/over-the-ridge', '#e8e2d4', '&#9968;'),
        article('Packing list for one day', 'What we carry, what we leave at home, and why the second pair of socks matters.', 'Read the list', 'guides/day-pack', '#dfe5f2', '&#127890;'),
      ],
      closing: 'Have a good time outside. Answers to this mail reach a person.',
    }),
  },
  {
    name: 'Product news: rain gear', list: 1, sentDaysAgo: 42, appeal: 0.9,
    subject: 'Neu: Regenjacken, die wirklich dicht sind',
    preheader: 'Drei Lagen, 20.000 mm Wassersäule, repariert statt ersetzt.',
    html: newsletterHtml({
      language: 'de', colour: '#34557a', headline: 'Dicht, leicht, reparierbar',
      intro: 'Unsere neuen Regenjacken sind da: drei Lagen, alle Nähte verschweißt, und jedes Teil lässt sich in unserer Werkstatt ersetzen.',
      articles: [
        article('Jacke „Hallig“', '398 Gramm, ohne PFAS imprägniert, mit Belüftung unter den Armen. In fünf Farben.', 'Jacke ansehen', 'shop/hallig', '#dfe5f2', '&#129509;'),
        article('Hose „Priel“', 'Geht über jeden Schuh und passt in jede Tasche. Mit durchgehendem Reißverschluss.', 'Hose ansehen', 'shop/priel', '#d9ece6', '&#127783;'),
        article('Neu imprägnieren', 'Wie aus einer alten Jacke wieder eine dichte wird: in vier Schritten, mit der Waschmaschine.', 'Zur Anleitung', 'ratgeber/impraegnieren', '#e8e2d4', '&#128167;'),
      ],
      closing: 'Bis zum nächsten Regen, er kommt bestimmt.',
    }),
  },
  {
    name: 'Newsletter: repair week', list: 0, sentDaysAgo: 27, appeal: 1.12,
    subject: 'Bring it back to life: repair week in all stores',
    preheader: 'Zips, soles, tent poles: we mend it while you wait.',
    html: newsletterHtml({
      language: 'en', colour: '#8a4b2a', headline: 'Repair week in all stores',
      intro: 'A good jacket deserves a second zip. For one week our workshop comes to the stores, and most repairs are done while you have a coffee.',
      articles: [
        article('Book a slot', 'Choose a store near [agnDB column="city"/] and a time. Without a booking it may take a while longer.', 'Book now', 'repair/book', '#f2e3d9', '&#129525;'),
        article('What we can mend', 'Zips, seams, soles, poles, stoves. And what we cannot, said honestly.', 'See the list', 'repair/what', '#e8e2d4', '&#128736;'),
        article('Second hand', 'Gear that others have brought back, cleaned and checked, with a year of warranty.', 'Look around', 'second-hand', '#d9ece6', '&#9851;'),
      ],
      closing: 'See you in the store. Bring the broken zip.',
    }),
  },
  {
    name: 'Club: early access', list: 2, sentDaysAgo: 13, appeal: 1.3,
    subject: 'Für Sie zuerst: die Winterkollektion',
    preheader: 'Zwei Tage vor allen anderen, nur für Mitglieder.',
    html: newsletterHtml({
      language: 'de', colour: '#443a6b', headline: 'Zwei Tage vor allen anderen',
      intro: 'Als Mitglied im Nordlicht-Club sehen Sie die Winterkollektion zuerst. Seit [agnDB column="customer_since" format="dd.MM.yyyy"/] sind Sie bei uns: vielen Dank dafür.',
      articles: [
        article('Daunenjacken', 'Nachweislich artgerecht, 700 Cuin, mit recycelter Hülle. Wärmer wird es nur noch am Ofen.', 'Zur Auswahl', 'club/daunen', '#e4e0f2', '&#10052;'),
        article('Merino für drunter', 'Drei Stärken für drei Temperaturen. Riecht auch am vierten Tag nach nichts.', 'Zur Auswahl', 'club/merino', '#e8e2d4', '&#128017;'),
      ],
      closing: 'Ihr Zugang gilt bis Sonntagabend.',
    }),
  },
  {
    name: 'Newsletter: winter is coming', list: 0, sentDaysAgo: 4, appeal: 1.05,
    subject: '[agnDB column="firstname"/], are your boots ready for winter?',
    preheader: 'A short check in five steps, and what to do about step four.',
    html: newsletterHtml({
      language: 'en', colour: '#26566b', headline: 'Are your boots ready for winter?',
      intro: 'Ten minutes at the kitchen table save cold feet in January. Here is how we check our own.',
      articles: [
        article('The five-step check', 'Sole, seam, lace, lining, wax. With pictures of what is still fine and what is not.', 'Start the check', 'guides/boot-check', '#d9e8ee', '&#129406;'),
        article('Winter boots, tested', 'Eleven pairs, four weeks, one very wet dog. The three we would buy again.', 'Read the test', 'tests/winter-boots', '#e8e2d4', '&#127942;'),
        article('Gaiters and spikes', 'The small things that make the difference between a walk and a slide.', 'To the shop', 'shop/gaiters', '#dfe5f2', '&#129482;'),
        article('Our opening hours in December', 'Longer on Thursdays, closed on the 27th. And the workshop stays open throughout.', 'All stores', 'stores/december', '#f2e3d9', '&#128367;'),
      ],
      closing: 'Keep your feet warm.',
    }),
  },
  {
    name: 'Newsletter: gift ideas (draft)', list: 0, appeal: 1,
    subject: '[agnDB column="firstname"/], presents that get used',
    preheader: 'Small things for people who are hard to give presents to.',
    html: newsletterHtml({
      language: 'en', colour: '#7a2f3a', headline: 'Presents that get used',
      intro: 'No gadgets for the drawer: everything here was carried by one of us for at least a season.',
      articles: [
        article('Below 25 euros', 'Mugs, lights, socks, and the knife that is always borrowed.', 'Have a look', 'gifts/below-25', '#f2dde0', '&#127873;'),
        article('A day in the workshop', 'Learn to mend your own gear. A voucher for one person, or for two.', 'Give a day', 'gifts/workshop', '#e8e2d4', '&#129697;'),
      ],
      closing: 'Ordered by the 18th, it is there in time.',
    }),
  },
]; // prettier-ignore
