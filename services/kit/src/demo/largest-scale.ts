/** Copies of the demo data that have names of their own. */
export const largestDemoScale = 1_000;
