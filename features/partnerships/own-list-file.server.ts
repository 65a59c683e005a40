import type { Ctx } from '../../platform/context.ts'
import { translator } from '../../platform/i18n/translator.ts'
import type { CellValue } from '../opendata/csv-text.ts'
import { writeXlsx } from '../opendata/xlsx.server.ts'
import type { ListReading, OwnListTie, TieColumn } from './own-list.ts'

type Names = { country: (code: string) => string }

const cells: Record<TieColumn, (tie: OwnListTie, t: ReturnType<typeof translator>) => CellValue> = {
  type: (tie, t) => t(`atlas.type.${tie.type}`),
  state: (tie, t) => t(`atlas.state.${tie.state}`),
  since: (tie) => tie.sinceYear,
  themes: (tie, t) => tie.themes.map((theme) => t(`atlas.theme.${theme}`)).join(', '),
  freshness: (tie, t) => t(`freshness.level.${tie.freshness}`),
  agreementEnd: (tie) => tie.agreementEndsOn,
  hands: (tie, t) => t(`tie.list.hands.${tie.hands}`),
  agreements: (tie) => tie.agreements,
  projects: (tie) => tie.projects,
  visibility: (tie, t) => t(tie.discreet ? 'tie.list.discreet' : 'tie.list.seen'),
}

/** Writes ties as they are listed, with the columns that were chosen, to a workbook. */
export function writeOwnListFile(
  ctx: Ctx,
  ties: readonly OwnListTie[],
  reading: ListReading,
  names: Names,
): Promise<Uint8Array<ArrayBuffer>> {
  const t = translator(ctx.locale)
  const header = [
    t('tie.list.column.partners'),
    t('tie.list.column.country'),
    ...reading.columns.map((column) => t(`tie.list.column.${column}`)),
  ]
  const rows = ties.map((tie) => [
    tie.partners.map(({ name }) => name).join(', '),
    [...new Set(tie.partners.map(({ country }) => names.country(country)))].join(', '),
    ...reading.columns.map((column) => cells[column](tie, t)),
  ])
  return writeXlsx([
    {
      name: t('tie.list.sheet'),
      header,
      parts: (async function* () {
        yield rows
      })(),
    },
  ])
}
