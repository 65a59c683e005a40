import { decideCorrection } from '../../features/freshness/decide-correction.server.ts'
import type { Outcome } from './door.ts'
import { freshnessLinks } from './freshness-links.ts'
import type { MemberPage } from './request.ts'

/** The three things one may do with a correction that waits. */
export const decisions = ['accept', 'acceptEdited', 'refuse'] as const

/** Reads a decision on a correction from its form and has it done. */
export async function decideFromForm(
  { ctx, page }: MemberPage,
  organisationId: string | null,
  decision: (typeof decisions)[number],
  form: FormData,
  to: (done: string) => string,
): Promise<Outcome> {
  const text = (name: string) => String(form.get(name) ?? '')
  const done = await decideCorrection(
    ctx,
    organisationId,
    {
      id: text('id'),
      accept: decision !== 'refuse',
      word: text('word'),
      ...(decision === 'acceptEdited' ? { value: text('value'), year: text('year') } : {}),
    },
    freshnessLinks(page.instance.baseUrl),
  )
  return { to: to(done) }
}

const doneWords = ['accepted', 'acceptedEdited', 'refused'] as const

/** What the address says was just decided. */
export function readDone(url: URL): (typeof doneWords)[number] | null {
  return doneWords.find((word) => word === url.searchParams.get('done')) ?? null
}
