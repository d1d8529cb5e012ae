import { article, h2, p, quote, type FeaturedArticle } from './featured-article';

export const riverGauge: FeaturedArticle = {
  title: 'What the River Gauge Knows',
  subtitle:
    'A hundred and twelve years of morning readings tell of a river that no longer keeps its appointments.',
  excerpt:
    'Every day at seven somebody has written down how high the water stands. The notebooks survived two wars and a flood. Now they are the most valuable thing in the building.',
  document: article(
    p(
      'The gauge is an enamelled plate, white with black figures, screwed to the third pier of the bridge. It can be read from the left bank with good eyes, and with binoculars in fog. Anton Weiss reads it at seven every morning, as his mother did, and as a man named Kolb did before her, who was told in 1911 that the post would probably be temporary.',
    ),
    p(
      'There are forty-one notebooks. The early ones give the level in inches, the later ones in centimetres; all of them have a column for remarks. “Ice at both banks.” “Barge aground.” “Nothing.” On a day in April 1945 the remark is only a question mark, and beside it, as always, the level.',
    ),
    h2('Three weeks'),
    p(
      'It was a student who typed them all into a computer, forty thousand mornings, over two winters. What she found does not show in any single year. The average level has barely moved. But the spring flood, for which the valley plans its sowing, its ferries and its insurance, now comes almost three weeks earlier than it did in Kolb’s day, and leaves sooner.',
    ),
    quote(
      'The river does not care about averages, and neither should we.',
      'Anton Weiss, keeper of the gauge',
    ),
    p(
      'For the farmers on the low meadows that is the difference between mud and seed. For the water board it is the difference between a reservoir that fills and one that waits. The models had predicted something of the kind, though not so soon, and not for so small a river. They had been fitted to the instruments upstream, which were installed in 1978.',
    ),
    h2('Why somebody still walks down'),
    p(
      'There is a sensor now, of course. It hangs under the bridge, reports every quarter of an hour and has been replaced four times. Each time its zero was a little different, and each time somebody went down to the enamel plate to find out by how much.',
    ),
    p(
      'Weiss is seventy-three. The water board has advertised his post, one hour a day, paid by the month, good eyes required. There have been nine applications, most of them from people who live nearby and say that they look at it every morning anyway.',
    ),
  ),
};
