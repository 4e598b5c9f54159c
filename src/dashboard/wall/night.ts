const FROM_HOUR = 22;
const TO_HOUR = 6;

/** From ten in the evening to six in the morning, by the clock on the wall: what is quiet need not be as bright. */
export function isNight(nowMs: number): boolean {
  const hour = new Date(nowMs).getHours();
  return hour >= FROM_HOUR || hour < TO_HOUR;
}
