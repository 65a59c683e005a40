import { fromCents, toCents } from './exact.ts'

/**
 * What a partner says did not arrive of what it was told, as an exact amount in euros; null where nothing is missing, or where
 * it received another currency: nobody here knows at which rate.
 */
export function missingOf(
  told: string | null,
  { answer, amount, currency }: { answer: string; amount: string | null; currency: string },
): string | null {
  if (told === null || (amount !== null && currency !== 'EUR')) return null
  if (answer === 'notReceived') return told
  if (amount === null) return null
  const missing = toCents(told) - toCents(amount)
  return missing > 0n ? fromCents(missing) : null
}
