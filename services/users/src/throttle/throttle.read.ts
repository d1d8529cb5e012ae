export type { Throttle } from './throttle';
