import { amountOf, type Fields, labelOf, textOf } from './fields.ts'
import type { IssueList } from './issues.ts'
import type { Grant, Section } from './types.ts'

// CodNatJurBenefCA: P1 associations, P2 firms, P4 other bodies of private law, U1 to U6 public bodies. P3 is a person.
const ORGANISATIONS: ReadonlySet<string> = new Set(['P1', 'P2', 'P4', 'U1', 'U2', 'U3', 'U4', 'U5', 'U6'])
const PERSON = 'P3'

/**
 * The grant these raw values say (CONCOURS). A private person is never named; nor is a beneficiary without a known
 * legal kind, since whole files leave the kind out and list persons among associations.
 */
export function toGrant(fields: Fields, position: number, issues: IssueList): Grant {
  const legalKind = textOf(fields, 'CodNatJurBenefCA')
  const withheld = withheldReason(legalKind)
  const open = (name: string) => (withheld === null ? labelOf(fields, name) : null)
  const siret = open('Siret')?.replaceAll(' ', '') ?? null
  return {
    position,
    source: fields.line,
    beneficiary: open('LibOrgaBenef'),
    siret: siret !== null && /^\d{14}$/.test(siret) ? siret : null,
    legalKind,
    isPrivatePerson: withheld !== null,
    withheld,
    nature: textOf(fields, 'CodArticle'),
    section: sectionSaid(textOf(fields, 'CodInvFonc')),
    amount: amountOf(fields, 'MtSubv', issues),
    inKind: open('LibPrestaNat'),
    purpose: open('ObjSubv') ?? open('DenomOuNumSubv'),
    population: populationOf(textOf(fields, 'PopCommune')),
  }
}

function withheldReason(legalKind: string | null): Grant['withheld'] {
  if (legalKind === PERSON) return 'privatePerson'
  return legalKind !== null && ORGANISATIONS.has(legalKind) ? null : 'unknownKind'
}

function sectionSaid(code: string | null): Section | null {
  if (code === 'I') return 'investment'
  return code === 'F' ? 'running' : null
}

function populationOf(text: string | null): number | null {
  const people = text === null || !/^\d{1,9}$/.test(text) ? 0 : Number(text)
  return people === 0 ? null : people
}
