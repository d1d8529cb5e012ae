/** None of the roster's own last names, so that nobody has the name of someone in it. */
const lastNames = (
  'Adler Almeida Andersen Arnaud Aydin Balogh Barros Becker Bianchi Blom Bosch Braun Byrne Caruso Castel Cermak Chen ' +
  'Clarke Conti Cruz Dahl Demir Dubois Dvorak Egger Engel Esposito Farkas Ferrari Fischer Flynn Fuchs Gallo Garcia ' +
  'Gruber Haas Hansen Hofer Horvat Hughes Ibsen Ivanova Jensen Jovanovic Kaplan Kato Kaya Kelly Khan Klein Kovacs ' +
  'Kowalski Laine Larsen Lefevre Lindgren Lund Marino Martin Mendes Meyer Moreau Murphy Nagy Nielsen Novak Okafor ' +
  'Olsen Ortega Osei Patel Pereira Petrov Pinto Popescu Quinn Ricci Romero Roux Santos Sato Schmidt Silva Simon Smit ' +
  'Stein Sundberg Tanaka Tran Vasquez Virtanen Vogel Walsh Weber Yilmaz'
).split(' ');

const firstNames = (
  'Adam Agnes Aisha Alba Amir Anouk Anton Astrid Bruno Carla Cem Clara Daniel Edda Elena Emil Eva Fatima Felix Filip ' +
  'Freya Gabriel Hana Henrik Ida Ismail Ivan Jana Joana Josef Julia Karim Katja Lea Lina Livia Lukas Magda Maja Malik ' +
  'Marta Mateo Milan Nadia Nils Nina Olga Otto Paulo Petra Rafael Rosa Ruben Samira Sara Selim Sofia Stefan Tilda ' +
  'Tomas Vera Wanda Yara Zoe'
).split(' ');

const initials = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Has no factor in common with the number of pairs, so that every pair has its turn, and neighbours differ. */
const stride = 2_503;

/** The name of the nth of many people; no two have the same. Namesakes write their middle initial. */
export function nameOf(index: number): { readonly displayName: string; readonly handle: string } {
  const pairs = firstNames.length * lastNames.length;
  const round = Math.floor(index / pairs);
  if (round > initials.length) throw new RangeError(`There are no names for ${index} people.`);
  const pair = (index * stride) % pairs;
  const initial = round === 0 ? [] : [`${initials[round - 1]}.`];
  const first = firstNames[pair % firstNames.length];
  const last = lastNames[Math.floor(pair / firstNames.length)];
  const displayName = [first, ...initial, last].join(' ');
  return { displayName, handle: displayName.toLowerCase().replaceAll('.', '').replaceAll(' ', '-') };
}
