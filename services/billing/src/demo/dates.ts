const hourMs = 60 * 60 * 1000;

/** Hours after (or, below zero, before) an instant. */
export function hoursFrom(instant: Date, hours: number): Date {
  return new Date(instant.getTime() + hours * hourMs);
}

/** Days of 24 hours after (or, below zero, before) an instant. */
export function daysFrom(instant: Date, days: number): Date {
  return hoursFrom(instant, 24 * days);
}

/** The same time of day and date a year later; 28 February for a 29th that the year does not have. */
export function yearAfter(instant: Date): Date {
  const later = new Date(instant);
  later.setUTCFullYear(instant.getUTCFullYear() + 1);
  if (later.getUTCMonth() !== instant.getUTCMonth()) later.setUTCDate(0);
  return later;
}
