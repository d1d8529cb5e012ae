import { setFlagsFromString } from 'node:v8';

/**
 * Tells V8 what garbage a gateway makes: much that is young and dies at once, and few old objects. The other half is the
 * size of the young generation, which only the command line can set: `bin/nutgraf-gateway.js`.
 */
export function tuneGarbageCollection(): void {
  // The old objects may grow to three times of those alive before they are collected, which costs about 50 MB. By itself,
  // V8 looks among them after each eight megabytes: a fifth of all work when one client asks at a time.
  setFlagsFromString('--heap-growing-percent=200');
  // So little of the young survives that waking threads for it costs more than it saves: a twentieth of all work.
  setFlagsFromString('--no-parallel-scavenge');
}
