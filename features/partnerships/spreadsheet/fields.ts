/** What a column of an organisation's list can hold for us, in the order in which it is downloaded. */
export const sheetFields = [
  'id',
  'ownName',
  'partnerName',
  'partnerCountry',
  'partnerKind',
  'type',
  'state',
  'since',
  'until',
  'themes',
] as const
export type SheetField = (typeof sheetFields)[number]

/** The field of each column, in the order of the columns; null where a column is left aside. */
export type Columns = readonly (SheetField | null)[]

/** Tells whether a text names a field. */
export function isSheetField(text: unknown): text is SheetField {
  return sheetFields.some((field) => field === text)
}

/** Why columns cannot be read that way (`errors.<reason>`): a field given twice, or no partner to go by; null when they can. */
export function findColumnsProblem(columns: Columns): { reason: string; column: number } | null {
  const seen = new Set<SheetField>()
  for (const [column, field] of columns.entries()) {
    if (field === null) continue
    if (seen.has(field)) return { reason: 'spreadsheet_column_twice', column }
    seen.add(field)
  }
  const named = seen.has('partnerName') || seen.has('id')
  return named ? null : { reason: 'spreadsheet_no_partner_column', column: 0 }
}
