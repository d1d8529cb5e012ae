import { cities } from './cities';
import { culture } from './culture';
import { economy } from './economy';
import { education } from './education';
import { environment } from './environment';
import { food } from './food';
import { health } from './health';
import { housing } from './housing';
import { localGovernment } from './local-government';
import { science } from './science';
import { sport } from './sport';
import { technology } from './technology';
import type { TopicBank } from './topic-bank';
import { transport } from './transport';
import { work } from './work';

/** The demo's topics; the place in this list decides their ids. */
export const topicBanks: readonly TopicBank[] = [
  transport,
  cities,
  environment,
  science,
  health,
  education,
  economy,
  work,
  technology,
  culture,
  food,
  sport,
  localGovernment,
  housing,
];
