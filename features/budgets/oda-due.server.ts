import type { Ctx } from '../../platform/context.ts'
import { dayOf } from '../freshness/rules.ts'
import { listReturnsToFile } from './budget-due.server.ts'
import { alertOf, type OdaAlert } from './oda-window.ts'

/** A yearly return to think of: its year, what to tell, the day that matters, and how many days that leaves. */
export type OdaDue = { year: number; alert: OdaAlert; on: string; days: number }

/** The returns an organisation has to think of now: their window opens soon, is open, or closed a short while ago. */
export async function odaDue(ctx: Ctx, organisationId: string): Promise<OdaDue[]> {
  const returns = await listReturnsToFile(ctx, organisationId)
  return returns.flatMap(({ year, ...window }) => {
    const told = alertOf(window, dayOf(ctx.now))
    return told ? [{ year, ...told, on: told.alert === 'opens' ? window.opensOn : window.closesOn }] : []
  })
}
