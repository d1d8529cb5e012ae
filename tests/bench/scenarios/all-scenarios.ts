import { benchmark } from './benchmark';
import { latency } from './latency';
import { loop } from './loop';
import { memory } from './memory';
import { type Scenario } from './scenario';
import { start } from './start';

/** In the order in which they run. */
export const allScenarios: readonly Scenario[] = [benchmark, latency, loop, start, memory];
