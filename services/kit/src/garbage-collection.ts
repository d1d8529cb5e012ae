import { setFlagsFromString } from 'node:v8';

/** Tells V8 what garbage a service makes: much that is young and dies at once, and few old objects. */
export function tuneGarbageCollection(): void {
  // The old objects may grow to three times of those alive before they are collected.
  setFlagsFromString('--heap-growing-percent=200');
  // So little of the young survives that waking threads for it costs more than it saves.
  setFlagsFromString('--no-parallel-scavenge');
}
