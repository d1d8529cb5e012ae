/** Where a story is taken up again. None of these loses its name in a slug. */
const places = (
  'Aberdeen Antwerp Bari Bergen Bilbao Bologna Bremen Brno Cardiff Coimbra Cork Delft Dresden Galway Genoa Ghent Graz ' +
  'Haarlem Kaunas Leiden Leipzig Limerick Linz Lisbon Ljubljana Lund Maribor Marseille Nantes Narvik Oulu Porto Riga ' +
  'Salzburg Split Tartu Trieste Turin Utrecht Varna'
).split(' ');

const forms = [
  'Notes From {place}',
  'A Year in {place}',
  'The View From {place}',
  'What {place} Learned',
  'Back in {place}',
  'The {place} Question',
  'A Winter in {place}',
  'Letters From {place}',
  'Who Pays in {place}',
  'The Second Life of an Idea in {place}',
  'An Experiment in {place}',
  '{place} Tries Again',
  'Ten Days in {place}',
  'The {place} Papers',
  'Why {place} Said No',
  'The Neighbours of {place}',
  'How {place} Counts',
  '{place}, Five Years On',
  'The Long Way to {place}',
  'A Small Correction From {place}',
  '{place} After Dark',
  'A Visit to {place}',
  'The Quiet Vote in {place}',
  '{place} Keeps the Keys',
  'Lessons for {place}',
];

/** Neighbours in a copy get another form and another place. */
const stride = 37;

/**
 * The title under which a copy of the demo data takes up a story again: another one for each copy.
 * @param index of the article in its copy
 */
export function furtherTitle(title: string, index: number, copy: number): string {
  const number = (copy - 1 + index * stride) % (places.length * forms.length);
  const form = forms[Math.floor(number / places.length)] ?? '';
  return `${title}: ${form.replace('{place}', places[number % places.length] ?? '')}`;
}
