import { compareAmounts, negateAmount, sumAmounts } from '../../../packages/totem/amounts.ts'
import { divideRounded, fromCents, toCents } from '../exact.ts'

/** How much of an accounting line is meant: all of it, a share in percent, or a part in euros. */
export type Take = { share: string | null; part: string | null }

/** All of it. */
export const whole: Take = { share: null, part: null }

/** What is already taken of an accounting line: how much each time, and the shares. */
export type Taken = { amount: string; share: string | null; part: string | null }

const SHARE = /^(\d{1,3})(?:\.(\d{1,4}))?$/
const PART = /^(-?)(\d{1,11})(?:\.(\d{1,2}))?$/

/**
 * Reads how much somebody typed of a line: “50 %” is a share, “1 200,00” an amount in euros, nothing is all of it; null
 * where it is neither, or a share is not above 0 and at most 100.
 */
export function readTake(typed: string): Take | null {
  const plain = typed.replace(/[\s\u00a0\u202f€]/g, '').replace(',', '.')
  if (plain === '') return whole
  if (plain.endsWith('%')) {
    const found = SHARE.exec(plain.slice(0, -1))
    if (!found) return null
    const share = `${Number(found[1])}.${(found[2] ?? '').padEnd(4, '0')}`
    const units = shareUnits(share)
    if (units <= 0n || units > 1_000_000n) return null
    return units === 1_000_000n ? whole : { share, part: null }
  }
  const found = PART.exec(plain)
  if (!found) return null
  const amount = `${(found[2] ?? '').replace(/^0+(?=\d)/, '')}.${(found[3] ?? '').padEnd(2, '0')}`
  return amount === '0.00' ? null : { share: null, part: `${found[1]}${amount}` }
}

const shareUnits = (share: string): bigint => {
  const [before = '0', after = ''] = share.split('.')
  return BigInt(before) * 10_000n + BigInt(after.padEnd(4, '0').slice(0, 4))
}

/** A share in percent of an amount, to the cent, halves away from zero as the database rounds. */
export const shareOf = (amount: string, share: string): string =>
  fromCents(divideRounded(toCents(amount) * shareUnits(share), 1_000_000n))

const isNegative = (amount: string) => amount.startsWith('-')
const sizeOf = (amount: string) => (isNegative(amount) ? negateAmount(amount) : amount)

/** What is left to take of a line, in its main measure; never of the other sign than the line. */
export function restOf(main: string, taken: readonly Taken[]): string {
  const rest = sumAmounts([main, ...taken.map(({ amount }) => negateAmount(amount))])
  return isNegative(rest) !== isNegative(main) && rest !== '0.00' ? '0.00' : rest
}

/** Whether nothing is left: all of it is taken, or, where the line says zero, its shares make a whole. */
export function isFull(main: string, taken: readonly Taken[]): boolean {
  if (taken.some(({ share, part }) => share === null && part === null)) return true
  if (main !== '0.00') return restOf(main, taken) === '0.00'
  return sharesOf(taken) >= 1_000_000n
}

const sharesOf = (taken: readonly Taken[]) =>
  taken.reduce((sum, { share }) => sum + (share === null ? 0n : shareUnits(share)), 0n)

/**
 * The rule against counting twice: the parts of an accounting line never exceed it. Answers what may be kept of what is
 * asked, or why not. A share that rounding would carry over the edge is kept as the rest to the cent.
 */
export function fitTake(
  main: string,
  taken: readonly Taken[],
  asked: Take,
): { take: Take } | { reason: 'budget_line_taken' | 'budget_part_too_large'; rest: string } {
  const rest = restOf(main, taken)
  if (isFull(main, taken)) return { reason: 'budget_line_taken', rest }
  if (asked.part !== null) {
    const fits = isNegative(asked.part) === isNegative(main) && compareAmounts(sizeOf(asked.part), sizeOf(rest)) <= 0
    return fits ? { take: asked } : { reason: 'budget_part_too_large', rest }
  }
  if (asked.share === null) {
    if (taken.length === 0) return { take: whole }
    // What is left of a line is all that is left of it.
    return main === '0.00' ? { reason: 'budget_part_too_large', rest } : { take: { share: null, part: rest } }
  }
  const allShares = taken.every(({ share }) => share !== null)
  const withinWhole = !allShares || sharesOf(taken) + shareUnits(asked.share) <= 1_000_000n
  const amount = shareOf(main, asked.share)
  const over = compareAmounts(sizeOf(amount), sizeOf(rest)) > 0
  if (!over && withinWhole) return { take: asked }
  // A cent that rounding alone brought, while the shares themselves make no more than the whole.
  const byRounding = allShares && withinWhole && main !== '0.00'
  return byRounding ? { take: { share: null, part: rest } } : { reason: 'budget_part_too_large', rest }
}

/** An accounting line a grant of the annex may be a part of. */
export type GrantHome = {
  position: number
  functionCode: string | null
  isInternational: boolean
  rest: string
  isFull: boolean
}

/**
 * The line a grant is a part of: the only one of its nature; else the one of international action; else the first with
 * enough left. Null where the account has no line of that nature. The reader sees which, and may choose another.
 */
export function homeOfGrant(amount: string, homes: readonly GrantHome[]): GrantHome | null {
  const withRoom = (home: GrantHome) => !home.isFull && compareAmounts(sizeOf(home.rest), sizeOf(amount)) >= 0
  return homes.find(({ isInternational }) => isInternational) ?? homes.find(withRoom) ?? homes[0] ?? null
}
