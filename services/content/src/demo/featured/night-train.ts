import { article, em, h2, list, p, quote, type FeaturedArticle } from './featured-article';

export const nightTrain: FeaturedArticle = {
  title: 'The Quiet Return of the Night Train',
  subtitle: 'Sleeper services vanished from most of the continent. Now they are coming back, berth by berth.',
  excerpt:
    'Ten years ago the last sleeping cars were being sold for scrap. Today there are waiting lists for a bunk. What changed was not the trains.',
  document: article(
    p(
      'The corridor is sixty centimetres wide, and everyone who has ever walked along it at two in the morning has learned to do so sideways. In compartment eleven a family of four is asleep. In compartment twelve somebody is reading by the small blue lamp that the manufacturer calls a moonlight. Outside, without anyone noticing, a border goes by.',
    ),
    p(
      'Sleeping cars were meant to be gone by now. Between 2003 and 2016 the large railways closed one overnight line after another, because the aeroplane was cheaper, because the high-speed train was faster, and because a carriage that earns money once a day looks poor beside one that earns it five times.',
    ),
    h2('A carriage that sleeps alone'),
    p(
      'The accountants were not wrong. A seat in a day train is sold again at every large station; a berth is sold once. It needs sheets, a steward, a shower that works, and a place to stand all day. Add the track charges of three countries, each with its own idea of what a kilometre costs, and the night train becomes a hotel that has to pay for the road.',
    ),
    p(
      'And yet the operator that bought the last serviceable carriages, mostly out of stubbornness, reported full trains within two seasons. It had not lowered its prices. It had changed what it compared them with: ',
      em('not the flight, but the flight and the hotel.'),
    ),
    quote(
      'People do not want to be fast. They want to arrive, and not be tired.',
      'a conductor with thirty-one years of nights behind her',
    ),
    p(
      'The new carriages look different from the old ones. Families get a compartment with a door. Those who travel alone get a pod the size of a wardrobe laid on its side, with a lock, a hook and a socket, which turned out to be what they had wanted all along. The six-bunk compartment, in which one used to learn the life stories of strangers, will survive only on two lines.',
    ),
    h2('What still stands in the way'),
    p('Ask those who plan the routes, and the list is short and has been the same for years:'),
    list(
      'platforms long enough for a train that is joined and split in the middle of the night',
      'three signalling systems, and locomotives that understand all of them',
      'carriages that take four years to build, and workshops that are full',
      'a ticket that can be bought in one place, whoever runs the train',
    ),
    p(
      'None of it is a technical riddle. All of it needs someone who is responsible for the whole journey, and so far nobody is. On the line through the mountains the locomotive is changed twice, each time for eighteen minutes, at stations where nobody gets on or off. The passengers sleep through it. The timetable does not.',
    ),
    p(
      'At seven the steward comes with coffee and a roll, as stewards always have. The city outside is still grey, the station is in the middle of it, and there is no queue, no belt to take off, no bus into town. The family from compartment eleven stands in the corridor, sideways, and the youngest asks whether they can do it again.',
    ),
  ),
};
