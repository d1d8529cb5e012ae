import { article } from './article';
import { benchmark } from './benchmark';
import { latency } from './latency';
import { loop } from './loop';
import { memory } from './memory';
import { operations } from './operations';
import { planning } from './planning';
import { type Scenario } from './scenario';
import { start } from './start';

/** In the order in which they run. */
export const allScenarios: readonly Scenario[] = [
  benchmark,
  latency,
  loop,
  operations,
  planning,
  start,
  article,
  memory,
];
