import { article, h2, list, p, quote, type FeaturedArticle } from './featured-article';

export const sharedRooftops: FeaturedArticle = {
  title: 'How a City Learned to Share Its Rooftops',
  subtitle: 'It began with a ladder, a caretaker and a very long list of objections.',
  excerpt:
    'A quarter of the land in a dense city is roof, and nearly all of it is empty. One district decided to open the doors at the top of the stairs.',
  document: article(
    p(
      'Seen from above, the district is a second city: four hundred flat roofs, separated by walls that reach to the knee, with nobody on them. Mirela Dragan saw it every morning from the window of her flat on the ninth floor. “It was like looking at an empty beach,” she says, “with a sign in front of it.”',
    ),
    p(
      'The sign was real. It hung on the door at the top of every stairwell, and it said that access was forbidden for reasons of insurance. When she asked the insurer which reasons, the answer took five weeks and fitted into one line: there were none, provided that there was a handrail.',
    ),
    h2('A key with a hook of its own'),
    p(
      'The first roof opened in May. The rules were written on a sheet of paper by the caretaker: the key hangs by the letter boxes, whoever takes it writes down their name, the last one down locks up. No music after nine. Whatever is carried up is carried down again, unless it grows.',
    ),
    p(
      'By August there were eleven tomato plants, two arguments and a table. By the next summer there were nine roofs, and the city had sent someone to find out who had allowed it.',
    ),
    quote(
      'Nobody fell off. People had been saying for years that somebody would.',
      'the caretaker of number 40',
    ),
    h2('What it took'),
    p(
      'The municipal lawyer who was sent to stop the roofs became the author of the standard agreement. It is two pages long and asks for very little:',
    ),
    list(
      'a handrail of one metre ten, and a structural engineer who has looked at the drawings',
      'a list of those who have a key',
      'quiet hours that the house sets itself',
      'the right of any tenant to end the arrangement for one year',
    ),
    p(
      'That last clause was meant to reassure the sceptics. It has been used twice, both times over barbecues, and both roofs were opened again before the year was out.',
    ),
    p(
      'Today a hundred and thirty roofs are open, and the district is cooler by a degree in the evening. The measurements are disputed, as measurements are. What is not disputed is that people who had shared a stairwell for twenty years now know each other’s names. Mirela Dragan still lives on the ninth floor. The beach, she says, could do with a little more shade.',
    ),
  ),
};
