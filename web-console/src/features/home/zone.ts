/** The reader's time zone: a day of usage begins at their midnight. */
export const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** When yesterday began and ended, here. */
export function yesterday(now: Date): { from: string; to: string } {
  const midnight = (daysAgo: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo).toISOString();
  return { from: midnight(1), to: midnight(0) };
}
