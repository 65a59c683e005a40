/** An exact decimal in euros, canonical: optional '-', digits, '.', two digits or more; never a float, never "-0.00". */
export type Amount = string

/** What the assembly voted or approved (NatDec 01, 02, 03, 09, 10). */
export type Stage = 'primitive' | 'amending' | 'supplementary' | 'administrativeAccount' | 'singleAccount'

/** Which way the money goes (CodRD D or R). */
export type Direction = 'expenditure' | 'receipt'

/** The two halves of a French local budget: fonctionnement and investissement. */
export type Section = 'running' | 'investment'

/** Who holds the budget, of which year, at which stage, in which chart of accounts. */
export type BudgetHeader = {
  /** VersionSchema, as written. */
  version: string | null
  /** SIRET of the budget (IdEtab), 14 digits. */
  siret: string
  /** SIRET of the authority (IdColl), 14 digits; the same as `siret` for a principal budget. */
  collectivitySiret: string
  /** Name of the budget (LibelleEtab). */
  label: string
  /** Name of the authority (LibelleColl). */
  collectivityLabel: string
  /** INSEE code of the commune (CodInseeColl). */
  inseeCode: string | null
  /** The chart of accounts as written, e.g. 'M14-M14_COM_SUP3500', 'M57-M57_A'. */
  nomenclature: string
  stage: Stage
  /** Number of the amending decision (NumDec), as written. */
  decisionNumber: string | null
  /** The year the budget is for (Exer). */
  year: number
  /** Day of the deliberation (DteDec), YYYY-MM-DD. */
  decidedOn: string | null
  budgetType: 'principal' | 'annexed'
  /** True when the document says it is a draft (ProjetBudget). */
  isDraft: boolean
  /** How chapters are voted (NatVote), as written. */
  votedBy: string | null
  /** Total population (InformationsGenerales PopTot). */
  population: number | null
  /** Fingerprints written by the tool of the administration: they are not a signature and are not checked here. */
  seal: { md5: string | null; sha1: string | null; date: string | null } | null
  /** Who made the software that wrote the file (CodeEditeur). */
  editor: string | null
}

/** One line of a budget; every amount is null when the file does not give it, '0.00' when it gives zero. */
export type BudgetLine = {
  /** 1-based among the lines kept of this budget. */
  position: number
  /** Line of the file, 1-based. */
  source: number
  /** Account by nature (Nature). */
  nature: string
  /** Account by function (Fonction); null in most small budgets. */
  fonction: string | null
  /** Chapter (ContNat); the producers leave it out where the chart of accounts implies it. */
  chapter: string | null
  /** Number of the investment operation (Operation, else ContOp, else ProgAutoNum). */
  operation: string | null
  /** Whether the account is specialised (ArtSpe). */
  special: boolean | null
  /** Free label (LibCpte); null for works done in a third person's place (natures 454…), which may name the owner. */
  label: string | null
  section: Section
  direction: Direction
  /** OpBudg 1: an entry between accounts, no money moves. Never add to real operations. */
  isOrder: boolean
  /** Budget of the year before (MtBudgPrec). */
  previous: Amount | null
  /** Left to pay at the end of the year before (MtRARPrec). */
  carriedBefore: Amount | null
  /** New proposals (MtPropNouv). */
  proposed: Amount | null
  /** Voted (MtPrev). */
  voted: Amount | null
  /** Credits open (CredOuv). */
  opened: Amount | null
  /** Executed (MtReal). */
  executed: Amount | null
  /** Left to pay on 31 December (MtRAR3112). */
  carriedAfter: Amount | null
  /** Further amounts (MtSup) by code, e.g. BudgetHorsRAR. */
  extra: Record<string, Amount>
}

/** One line of the annexe of grants (CONCOURS); what may name a private person is withheld before anybody sees it. */
export type Grant = {
  /** 1-based among the grants of this budget. */
  position: number
  /** Line of the file, 1-based. */
  source: number
  /** Name as written (LibOrgaBenef); null when withheld or absent. */
  beneficiary: string | null
  /** SIRET of the beneficiary (Siret), 14 digits; null when withheld, absent or not a SIRET. */
  siret: string | null
  /** Kind of beneficiary (CodNatJurBenefCA): P1 association, P2 firm, P3 person, P4 other private; U1 to U6 public. */
  legalKind: string | null
  /** True for a person (P3), and where no known kind says the beneficiary is not one. */
  isPrivatePerson: boolean
  /** Why name, SIRET, purpose and kind of help are withheld; null when they are given. */
  withheld: 'privatePerson' | 'unknownKind' | null
  /** Account (CodArticle). */
  nature: string | null
  /** Section (CodInvFonc). */
  section: Section | null
  /** Amount (MtSubv). */
  amount: Amount | null
  /** Help in kind (LibPrestaNat). */
  inKind: string | null
  /** What for (ObjSubv, else DenomOuNumSubv). */
  purpose: string | null
  /** Population of the beneficiary when it is a commune (PopCommune); 0 is taken as not given. */
  population: number | null
}

/** One budget of a file: what it is and how much was in it. */
export type BudgetDocument = {
  header: BudgetHeader
  /** Lines given. */
  lineCount: number
  /** Sums written by the producer (calculated="true"), left out. */
  calculatedLines: number
  /** Lines left out because they could not be understood; each has its issue. */
  skippedLines: number
  grantCount: number
}

/** One budget of a file with all that is in it. */
export type Budget = BudgetDocument & { lines: BudgetLine[]; grants: Grant[] }

/** What was done about an issue. */
export type IssueEffect = 'fileRefused' | 'budgetSkipped' | 'lineSkipped' | 'valueDropped' | 'noted'

/** Every rule an issue can name, the refusals of a file first. */
export const ISSUE_RULES = [
  'empty',
  'notTotem',
  'doctype',
  'notWellFormed',
  'truncated',
  'tooDeep',
  'tokenTooLong',
  'tooManyBudgets',
  'encodingUnsupported',
  'encodingWrong',
  'namespace',
  'noBudget',
  'headerMissing',
  'stageUnknown',
  'yearInvalid',
  'siretInvalid',
  'dateInvalid',
  'populationInvalid',
  'budgetTypeUnknown',
  'lineIncomplete',
  'directionUnknown',
  'operationKindMissing',
  'operationKindUnknown',
  'sectionUnknown',
  'amountInvalid',
  'tooManyExtraAmounts',
  'valueTooLong',
] as const

/** Stable codes of what can be amiss; the product puts them into sentences. */
export type IssueRule = (typeof ISSUE_RULES)[number]

/** Something amiss in the file, where, and what was done about it. */
export type Issue = {
  /** Where in the document, e.g. 'Budget[1]/LigneBudget[12]/MtReal'; '' for the file. */
  path: string
  /** Line of the file, 1-based. */
  line: number
  rule: IssueRule
  effect: IssueEffect
  /** The parser's own words, in English, for a log. */
  message?: string
  /** What a sentence needs. */
  params: Record<string, string | number>
}

/** The answer of every reader: a value or none, the first issues, and how many there were in all. */
export type Reading<Value> = { value: Value | null; issues: Issue[]; issueCount: number }
