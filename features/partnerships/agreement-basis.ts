/** A French text an agreement of a given day may rest on; its sentence is `agreement.basis.<code>`. */
export const legalTexts = [
  { code: 'law1992', from: '1992-02-06', until: '2007-02-01' },
  { code: 'law2007', from: '2007-02-02', until: null },
  { code: 'law2014', from: '2014-07-07', until: null },
  { code: 'law2016', from: '2016-12-05', until: null },
  { code: 'law2021', from: '2021-08-06', until: null },
] as const
export type LegalText = (typeof legalTexts)[number]['code']

/** The French texts that held on the day an agreement was, or will be, signed; a proposal, never a verdict. */
export function legalBasisOn(day: string): LegalText[] {
  return legalTexts.filter(({ from, until }) => from <= day && (until === null || day <= until)).map(({ code }) => code)
}
