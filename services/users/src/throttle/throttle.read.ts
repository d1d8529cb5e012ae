export type { AllowedAttempt, Throttle } from './throttle';
