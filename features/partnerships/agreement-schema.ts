/** The kinds of texts that frame a tie, from the lightest to the one L.1115-1 asks most of. */
export const agreementKinds = ['oath', 'letterOfIntent', 'memorandum', 'convention'] as const
export type AgreementKind = (typeof agreementKinds)[number]

/** The states of an agreement, as they are kept. */
export const agreementStates = [
  'draft',
  'approval',
  'signature',
  'transmission',
  'inForce',
  'suspended',
  'noticeGiven',
  'ended',
  'renewed',
  'abandoned',
] as const
export type AgreementState = (typeof agreementStates)[number]

/** What an agreement is today: its state, and in force within six months of its end, due for review. */
export type PresentState = AgreementState | 'reviewDue'

/** What one party may promise another. */
export const commitmentKinds = ['money', 'people', 'goods', 'knowHow', 'visits', 'other'] as const
export type CommitmentKind = (typeof commitmentKinds)[number]

/** The states of a commitment, as they are kept. */
export const commitmentStates = ['due', 'done', 'waived', 'notPerformed'] as const
export type CommitmentState = (typeof commitmentStates)[number]

/** The kinds of steps a side's own law may ask, in the order they are taken. */
export const stepKinds = ['approval', 'authorisation', 'signature', 'transmission'] as const
export type StepKind = (typeof stepKinds)[number]

/** What forecast amounts count; never added across kinds, nor across currencies. */
export const amountKinds = ['money', 'inKind', 'volunteerTime'] as const
export type AmountKind = (typeof amountKinds)[number]

/** How an agreement may go on after its end. */
export const renewalModes = ['none', 'express', 'tacit'] as const
export type RenewalMode = (typeof renewalModes)[number]

/** The mechanisms of the 1 % an agreement may draw on. */
export const onePercentServices = ['water', 'energy', 'waste'] as const
export type OnePercentService = (typeof onePercentServices)[number]

/** A side of an agreement: who signs for it, and whether it says that it promises nothing. */
export type AgreementParty = {
  organisationId: string
  key: string
  name: string
  country: string
  position: number
  signatoryName: string
  signatoryFunction: string
  noCommitment: boolean
}

/** A forecast amount of one party for one year; a decimal in a string, never a float. */
export type AgreementAmount = {
  id: string
  organisationId: string
  year: number
  kind: AmountKind
  amount: string
  currency: string
  note: string
}

/** A paper that proves a step or a commitment, by its name. */
export type ProofDocument = { id: string; title: string }

/** One promise of one party. */
export type Commitment = {
  id: string
  organisationId: string
  kind: CommitmentKind
  body: string
  amount: string | null
  currency: string
  quantity: string | null
  unit: string
  dueOn: string | null
  state: CommitmentState
  doneOn: string | null
  proofNote: string
  proofDocument: ProofDocument | null
  /** The commitment it replaces; the one replaced stays readable. */
  replacesId: string | null
  supersededAt: Date | null
}

/** A step one side's own law asks; of the agreement itself, or of one of its amendments. */
export type AgreementStep = {
  id: string
  amendmentId: string | null
  organisationId: string
  ruleCode: string | null
  kind: StepKind
  position: number
  /** How it is called: by whoever added it, or by the rule it comes from. */
  name: string
  explains: string
  required: boolean
  doneOn: string | null
  reference: string
  document: ProofDocument | null
  waivedReason: string
  source: { name: string; url: string | null; checkedOn: string } | null
}

/** What is proposed to change, field by field. */
export type AgreementChanges = Readonly<Record<string, { from: unknown; to: unknown }>>

/** An amendment (avenant): what it changes, and how far it is. */
export type Amendment = {
  id: string
  number: number
  organisationId: string
  object: string
  changes: AgreementChanges
  state: 'approval' | 'signature' | 'transmission' | 'inForce' | 'abandoned'
  inForceOn: string | null
  createdAt: Date
}

/** What an agreement says, as it is kept of each version. */
export type AgreementContent = {
  kind: AgreementKind
  title: string
  object: string
  legalBasis: string
  startsOn: string | null
  endsOn: string | null
  openEnded: boolean
  renewal: RenewalMode
  noticeMonths: number | null
  noticeClause: string
  languages: string[]
  onePercent: OnePercentService[]
}

/** The agreement as it read from one day on. */
export type AgreementVersion = {
  number: number
  fromOn: string
  amendmentId: string | null
  content: AgreementContent & { amounts: AgreementAmount[]; commitments: Commitment[] }
}

/** An agreement with all that belongs to it, as its parties read it. */
export type Agreement = AgreementContent & {
  id: string
  partnershipId: string
  /** Who opened it; both sides have the same rights on it. */
  organisationId: string
  state: AgreementState
  stateSince: string | null
  /** What it is today, the coming end included. */
  presently: PresentState
  inForceOn: string | null
  endedOn: string | null
  renewsId: string | null
  /** The agreement that renews this one, once there is one. */
  renewedBy: string | null
  version: number
  parties: AgreementParty[]
  amounts: AgreementAmount[]
  /** The present ones first, then what they replaced. */
  commitments: Commitment[]
  steps: AgreementStep[]
  amendments: Amendment[]
  versions: AgreementVersion[]
}
