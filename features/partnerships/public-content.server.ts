import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { CommitmentKind } from './agreement-schema.ts'
import type { TieRight } from './schema.ts'

/** Whose words something is in: a party by its key and name. */
type Said = { party: string; name: string }

/** What one side writes of a tie, in one language. */
export type PublicTieText = Said & { locale: string; body: string }
/** A step of its history. */
export type PublicTieStep = Said & { year: number; onDate: string | null; locale: string; body: string; source: string }
/** A practice one side learned from another. */
export type PublicTransfer = Said & {
  from: string
  fromName: string
  what: string
  stage: 'noticed' | 'tested' | 'adopted'
  department: string
  adoptedWhere: string
  sinceYear: number | null
}
/** A promise, without what is said of it among the parties. */
export type PublicCommitment = Said & {
  kind: CommitmentKind
  body: string
  dueOn: string | null
  state: 'due' | 'done' | 'waived'
  doneOn: string | null
}
/** A text that frames a tie for a time. */
export type PublicAgreement = {
  kind: 'oath' | 'letterOfIntent' | 'memorandum' | 'convention'
  title: string
  object: string
  startsOn: string | null
  endsOn: string | null
  openEnded: boolean
  state: 'inForce' | 'suspended' | 'ended' | 'renewed'
  languages: string[]
  commitments: PublicCommitment[]
}
/** An amount of one kind, year and party; never added to another. */
export type PublicAmount = Said & {
  year: number
  kind: 'money' | 'inKind' | 'volunteerTime' | 'days'
  amount: string | null
  quantity?: string | null
  currency: string
  agreement?: string
}

/** A piece of news everybody may read, and whose words it is. */
export type PublicNews = {
  id: string
  onDate: string
  locale: string
  body: string
  figures: { label: string; value: string; unit: string }[]
  /** The key of the body whose words it is. */
  party: string
  name: string
  /** When it came, or was last corrected. */
  changedAt?: string
}

/** What the parties have all agreed to publish of a tie beside its plain facts; null where one of them has not. */
export type TieContent = {
  languages: string[]
  sdgs: number[]
  rights: TieRight[]
  presentation: {
    texts: PublicTieText[]
    steps: PublicTieStep[]
    transfers: PublicTransfer[]
    news?: PublicNews[]
    openEnded: boolean | null
    termYear: number | null
  } | null
  agreements: PublicAgreement[] | null
  money: { planned: PublicAmount[]; given: PublicAmount[] } | null
  suspension: { since: string; goesOn: string; reviewOn: string | null; reason: string } | null
}

const nothing: TieContent = {
  languages: [],
  sdgs: [],
  rights: [],
  presentation: null,
  agreements: null,
  money: null,
  suspension: null,
}

/** What everybody may read of a tie beside its plain facts. */
export async function findTieContent(ctx: Ctx, tieId: string): Promise<TieContent> {
  const { rows } = await sql<TieContent>`
    select languages, sdgs, rights, presentation, agreements, money, suspension from public_tie_content
    where tie_id = ${tieId}`.execute(ctx.db)
  return rows[0] ?? nothing
}
