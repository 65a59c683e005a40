import { reaches } from '../../features/accounts/rules.ts'
import { asActor, type Ctx } from '../../platform/context.ts'
import type { MemberPage } from './request.ts'

/** Goes on for the trusted organisation whoever is at work manages, if there is one: decisions at the desk are made for it. */
export function asTrusted<T>({ ctx, atWork }: MemberPage, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const seat = atWork.seats.find(
    ({ trusted, role, partnershipId }) => trusted && !partnershipId && reaches(role, 'manager'),
  )
  if (!seat || atWork.person.administrator || ctx.actor.kind !== 'person') return work(ctx)
  return asActor(ctx, { ...ctx.actor, organisationId: seat.organisationId }, work)
}
