/** What a person of the demo data says of themselves. */
export interface ProfileText {
  readonly bio: string;
  readonly website: string | null;
}

/** Those who have a byline, or a job at the paper, by handle. */
export const staffTexts: Readonly<Record<string, ProfileText>> = {
  'ada-author': {
    bio: 'Writes about cities and who they are built for. Before that, ten years of reporting from town halls, where the coffee was bad and the documents were good.',
    website: 'https://ada-author.example',
  },
  'finn-costa': {
    bio: 'Climate and oceans. Trained as a marine biologist, now follows the data from research ships to the fish counter.',
    website: 'https://finn-costa.example/reporting',
  },
  'dario-huang': {
    bio: 'Covers chips, cables and the people who keep the internet running. Keeps a soldering iron in the desk drawer.',
    website: 'https://dario-huang.example',
  },
  'jonas-jansen': {
    bio: 'Economics correspondent. Explains interest rates with groceries. Two-time winner of the office chess cup, twice by forfeit.',
    website: null,
  },
  'noor-keller': {
    bio: 'Investigates public contracts. If you know where a file is buried, the address for secure messages is on my site.',
    website: 'https://noor-keller.example/contact',
  },
  'noor-jansen': {
    bio: 'Health and science, mostly what happens between a press release and a pharmacy shelf.',
    website: 'https://noor-jansen.example',
  },
  'ben-huang': {
    bio: 'Critic at large: books, buildings, the odd television series. Believes most things are two chapters too long.',
    website: 'https://ben-huang.example/notes',
  },
  'edith-editor': {
    bio: 'Editor. Asks what the story is about, then asks again. Runs the morning meeting and the corrections page.',
    website: null,
  },
  'mona-moderator': {
    bio: 'Looks after the comments. Yes, I read all of them. No, disagreeing is not against the rules.',
    website: null,
  },
  'bill-ingham': { bio: 'Memberships and invoices. Write to me when a payment looks odd.', website: null },
  'amin-admin': { bio: 'Keeps the lights on.', website: 'https://amin-admin.example' },
};

/** Some readers have filled in their profile; null is one who has not. */
export const readerBios: readonly (string | null)[] = [
  null,
  null,
  null,
  'Retired teacher. Still marks up articles with a red pen.',
  'Reads on the train, comments from the platform.',
  'Nurse on nights. Long reads get me through the quiet hours.',
  'Here for the charts.',
  'Urban planner by day, allotment gardener by weekend.',
  'Student of public policy, subscriber by way of my grandmother.',
  'Came for one investigation three years ago and stayed for the crossword that never came.',
  'Runs a small bookshop. Opinions are the cat’s.',
  'Software developer who misses print.',
];

/** What the authors of further copies say of themselves. */
export const authorBios: readonly string[] = [
  'Reports on rivers, harbours and whoever dredges them. Owns one good raincoat.',
  'Data reporter. Asks for the spreadsheet, then for the sheet that was hidden.',
  'Writes about schools, from the staff room as often as from the ministry.',
  'Health correspondent. Reads the supplement of the study first.',
  'Covers courts and prisons. Takes notes by hand, because the rules say so.',
  'Rents, land and planning law, explained with the help of one street.',
  'Follows food from the field to the canteen, mostly by night bus.',
  'Local government reporter. Has sat through more budget debates than most councillors.',
  'Science writer with a degree in geology and a weakness for bogs.',
  'Writes on work: shifts, contracts, tools, and the people who outlast all three.',
  'Sport beyond the top league: referees, groundskeepers, boats that leak.',
  'Culture reporter. Prefers the rehearsal to the opening night.',
  'Railways, ferries and the timetables in between. Arrives early.',
  'Freelance. Two books, one of them finished. Currently on energy and villages.',
];
