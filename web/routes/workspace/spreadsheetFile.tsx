import { downloadOwnTies } from '../../../features/partnerships/spreadsheet.server.ts'
import { workspaceFile } from '../../workspace/door.ts'

/** The ties of the organisation as a sheet to work on and bring back. */
export const loader = workspaceFile('member', async ({ ctx, atWork, params }) => {
  const format = params.format === 'xlsx' ? 'xlsx' : 'csv'
  const { name, type, bytes } = await downloadOwnTies(ctx, atWork.organisation.organisationId, format)
  return new Response(bytes, {
    headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` },
  })
})
