/** What is said of a screen whose clock is so many seconds ahead of the service's; nothing of one that is right. */
export function skewText(seconds: number): string {
  if (seconds === 0) return '';
  return `This screen's clock is ${amountOf(seconds)} ${seconds > 0 ? 'ahead of' : 'behind'} the service's`;
}

/** The same in a few words: "Clock 10 min behind". */
export function shortSkewText(seconds: number): string {
  return seconds === 0 ? '' : `Clock ${amountOf(seconds)} ${seconds > 0 ? 'ahead' : 'behind'}`;
}

function amountOf(seconds: number): string {
  const amount = Math.abs(seconds);
  return amount < 120 ? `${amount} s` : `${Math.round(amount / 60)} min`;
}
