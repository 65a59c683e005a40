/** What a made-up budget of the tests says; every part can be replaced by other XML. */
export type Made = {
  nomenclature?: string
  stage?: string
  year?: string
  type?: string
  lines?: string
  annexes?: string
}

/** One made-up line: elements by name, and attributes of the element itself. */
export function madeLine(values: Record<string, string> = {}, further = '', attributes = ''): string {
  const all = { Nature: '6251', Fonction: '048', ContNat: '011', ArtSpe: 'false', CodRD: 'D', OpBudg: '0', ...values }
  const fields = Object.entries(all).filter(([, value]) => value !== '')
  return `<LigneBudget${attributes}>${fields.map(([name, value]) => `<${name} V="${value}"/>`).join('')}${further}</LigneBudget>\n`
}

/** One made-up grant: elements by name. */
export function madeGrant(values: Record<string, string>): string {
  return `<CONCOURS>${Object.entries(values)
    .map(([name, value]) => `<${name} V="${value}"/>`)
    .join('')}</CONCOURS>\n`
}

/** One made-up Budget element, that of Sainte-Épine. */
export function madeBudget(made: Made = {}): string {
  return `<Budget><EnTeteBudget><LibelleEtab V="BUDGET PRINCIPAL"/><IdEtab V="21990001200017"/>
<CodInseeColl V="99001"/><Nomenclature V="${made.nomenclature ?? 'M14-M14_COM_SUP3500'}"/></EnTeteBudget>
<BlocBudget><NatDec V="${made.stage ?? '09'}"/><Exer V="${made.year ?? '2021'}"/><DteDec V="2022-03-30"/>
<NatVote V="FcIc"/><CodTypBud V="${made.type ?? 'P'}"/></BlocBudget>
<InformationsGenerales><Information Code="PopTot" V="12 345"/></InformationsGenerales>
${made.lines ?? madeLine({ MtReal: '10.00' })}<Annexes>${made.annexes ?? ''}</Annexes></Budget>\n`
}

/** A whole made-up file around these budgets. */
export function madeFile(budgets: string = madeBudget(), encoding = 'UTF-8'): string {
  return `<?xml version="1.0" encoding="${encoding}"?>
<DocumentBudgetaire xmlns="http://www.minefi.gouv.fr/cp/demat/docbudgetaire"><VersionSchema V="100"/>
<BlocEditeur><CodeEditeur V="Atelier"/></BlocEditeur><Scellement md5="AB" sha1="CD" date="2022-04-01T10:00:00"/>
<EnTeteDocBudgetaire><LibelleColl V="SAINTE-ÉPINE"/><IdColl V="21990001200017"/></EnTeteDocBudgetaire>
${budgets}</DocumentBudgetaire>\n`
}

/** The bytes of a text in UTF-8. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** The bytes of a text in one byte per character, code by code (ISO-8859-1). */
export function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}
