/** What is said of a screen whose clock is so many seconds ahead of the service's; nothing of one that is right. */
export function skewText(seconds: number): string {
  if (seconds === 0) return '';
  const amount = Math.abs(seconds);
  const text = amount < 120 ? `${amount} s` : `${Math.round(amount / 60)} min`;
  return `This screen's clock is ${text} ${seconds > 0 ? 'ahead of' : 'behind'} the service's`;
}
