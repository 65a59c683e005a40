import { type Ctx, inTransaction } from '../../platform/context.ts'
import { dayOf, readAgreement, readAgreementHeads } from './agreement-read.server.ts'
import { isSettled, stateOf } from './agreement-rules.ts'
import type { Agreement, AgreementKind, PresentState } from './agreement-schema.ts'
import { type PartyOfTie, requireParty } from './parties.server.ts'

/** An agreement as a list shows it. */
export type AgreementLine = {
  id: string
  kind: AgreementKind
  title: string
  startsOn: string | null
  endsOn: string | null
  openEnded: boolean
  inForceOn: string | null
  endedOn: string | null
  state: PresentState
  /** How many of its required steps are behind, of how many. */
  stepsDone: number
  stepsAsked: number
}

/** The agreements of a tie, for a party of it: those in the making first. */
export async function listAgreements(ctx: Ctx, of: PartyOfTie): Promise<AgreementLine[]> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'reader')
    const heads = await readAgreementHeads(inner, of.partnershipId)
    return heads.map(({ steps, ...head }) => {
      const asked = steps.filter((step) => step.amendmentId === null && step.required)
      const { id, kind, title, startsOn, endsOn, openEnded, inForceOn, endedOn } = head
      return {
        ...{ id, kind, title, startsOn, endsOn, openEnded, inForceOn, endedOn },
        state: stateOf(head, steps, dayOf(ctx.now)),
        stepsDone: asked.filter(isSettled).length,
        stepsAsked: asked.length,
      }
    })
  })
}

/** One agreement with all that belongs to it, for a party of its tie; to anybody else it is not there. */
export async function getAgreement(ctx: Ctx, of: PartyOfTie & { agreementId: string }): Promise<Agreement> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'reader')
    return readAgreement(inner, of)
  })
}
