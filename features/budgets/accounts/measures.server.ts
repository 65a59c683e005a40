import { type RawBuilder, sql } from 'kysely'

/** The stages at which a document says what was done, against those that say what was voted. */
export const accountStages = ['administrativeAccount', 'singleAccount'] as const

/** Tells whether a document of this stage says what was done. */
export const isAccount = (stage: string): boolean => accountStages.some((one) => one === stage)

/** The column of the amounts of an accounting line that counts first at a stage: executed in accounts, voted in budgets. */
export const mainMeasure = (stage: string): 'executed' | 'voted' => (isAccount(stage) ? 'executed' : 'voted')

const isDone = sql`d.stage = any(${[...accountStages]})`

// What a part in euros is a part of; and how much of the line is meant.
const main = sql`case when ${isDone} then coalesce(l.executed, l.opened, l.voted) else coalesce(l.voted, l.proposed, l.opened) end`

function factorOf(share: RawBuilder<unknown>, part: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(case when ${share} is not null then ${share} / 100.0 when ${part} is not null then ${part} / nullif(${main}, 0) else 1 end)`
}

/**
 * What of an accounting line `l` of a document `d` belongs to a budget line, as columns planned, voted, opened, executed
 * and carried_over: budgets say what was asked for and voted, accounts what was opened, done and carried over. A share in
 * percent or a part in euros takes every measure in proportion, to the cent.
 */
export function measuresOf(share: RawBuilder<unknown>, part: RawBuilder<unknown>): RawBuilder<unknown> {
  const factor = factorOf(share, part)
  return sql`
    case when ${isDone} then null else round(l.proposed * ${factor}, 2) end as planned,
    case when ${isDone} then null when ${part} is not null then ${part} else round(l.voted * ${factor}, 2) end as voted,
    case when ${isDone} then round(coalesce(l.opened, l.voted) * ${factor}, 2) end as opened,
    case when not ${isDone} then null when ${part} is not null then ${part} else round(l.executed * ${factor}, 2) end as executed,
    case when ${isDone} then round(l.carried_after * ${factor}, 2) end as carried_over`
}
