import { listOwnTies } from '../../../features/partnerships/own-list.server.ts'
import { parseReading, selectTies } from '../../../features/partnerships/own-list.ts'
import { writeOwnListFile } from '../../../features/partnerships/own-list-file.server.ts'
import { workspaceFile } from '../../workspace/door.ts'

/** The ties as they are listed, as a workbook. */
export const loader = workspaceFile('member', async ({ ctx, url, page, atWork }) => {
  const { key, organisationId } = atWork.organisation
  const reading = parseReading(url.searchParams)
  const today = ctx.now.toISOString().slice(0, 10)
  const ties = selectTies(await listOwnTies(ctx, organisationId), reading, today, ctx.locale)
  const names = { country: (code: string) => page.labels.countries.get(code) ?? code }
  const bytes = await writeOwnListFile(ctx, ties, reading, names)
  return new Response(bytes, {
    headers: {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'Content-Disposition': `attachment; filename="navette-${key}-${today}.xlsx"`,
    },
  })
})
