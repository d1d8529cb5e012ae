/** Sentences that fit any demo article. Slots are filled as in topic banks. */
export const generalBank = {
  promises: [
    'A report from {city}.',
    'Our correspondent spent a week in {city} to find out.',
    'We asked those who have to live with it.',
    'The story of a decision, told from the far end.',
    'What it costs, what it changes, and who had the idea.',
    'Notes from {months} months of visits.',
    'An inquiry in {count} conversations.',
  ],
  links: [
    'None of this was planned, and most of it is now written into the rules.',
    'That is not a dramatic figure, and it is why people here trust it.',
    'The files show how close it came to not happening at all.',
    'Elsewhere this would have been called a pilot; here it was called Tuesday.',
    'It is easy to find someone who disagrees, and hard to find someone who would go back.',
    'The first attempt failed quietly, the second in public.',
    'What sounds like a detail took the better part of {months} months to settle.',
    'Visitors from {city} have taken photographs, measurements and, in one case, a door handle.',
    'Whether that is a cause or a coincidence is the subject of a polite dispute.',
    'The explanation most often given is the simplest one: somebody stayed with it.',
    'By then {count} people had signed, some of them twice.',
    'There were setbacks, and a winter in which nobody returned calls.',
  ],
  doubts: [
    'Not everyone is convinced. Critics point out that the comparison leaves out the years before, when numbers were falling for other reasons.',
    'There is a case against it, and it is not a foolish one: what works for {count} people may not work for ten times as many.',
    'Opponents ask who will pay when the first enthusiasm is gone, and so far the answer is a shrug with a date on it.',
    'The sceptics have been patient. They note that {city} tried something similar in {year}, with the same speeches.',
    'An internal review, which we have seen, is more careful than the press release: it speaks of promise, not of proof.',
  ],
  closings: [
    'For now the arrangement holds. It will be looked at again in spring, and everyone involved has already bought a new notebook.',
    'Asked what she would do differently, she thinks for a long time. “Begin earlier,” she says, “and with fewer people in the room.”',
    'In the evening the lights go out one after the other, and somebody walks round once more to make sure.',
    'The next decision is due in {month}. Until then there is work to do, most of it unremarkable, all of it necessary.',
    'It may not last. But for {months} months now it has worked on ordinary days, and those are most of them.',
    'On the way out there is a visitors’ book. The last entry is from {city}. It says: “So it can be done.”',
  ],
  headings: [
    'How it began',
    'What the numbers say',
    'The other side of the ledger',
    'An ordinary day',
    'A question of trust',
    'What comes next',
    'The view from {city}',
    'Small print',
  ],
  introductions: [
    'Ask {voice} what matters, and the list is short:',
    'Those who have tried it name the same conditions again and again:',
    'What it needs is not much, though it is rarely all there at once:',
    'The agreement names five things, of which these were argued over longest:',
  ],
} as const;

/** What fills `{city}`. */
export const cityNames = [
  'Trieste',
  'Ghent',
  'Lund',
  'Porto',
  'Graz',
  'Leipzig',
  'Utrecht',
  'Tartu',
  'Bilbao',
  'Malmö',
  'Kaunas',
  'Nantes',
  'Bergen',
  'Galway',
  'Ljubljana',
  'Basel',
  'Aarhus',
  'Turin',
  'Brno',
  'Cork',
] as const;

/** What fills `{month}`. */
export const monthNames = ['January', 'March', 'April', 'June', 'September', 'October', 'November'] as const;
