/**
 * The largest primes up to `limit`, in descending order; found by trial division.
 *
 * @param count how many; there must be as many
 */
export function largestPrimes(limit: number, count: number): number[] {
  const primes: number[] = [];
  for (let candidate = limit; primes.length < count; candidate--) {
    let divisor = 2;
    while (divisor * divisor <= candidate && candidate % divisor !== 0) divisor++;
    if (divisor * divisor > candidate) primes.push(candidate);
  }
  return primes;
}
