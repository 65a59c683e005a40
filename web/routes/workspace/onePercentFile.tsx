import { downloadOnePercent } from '../../../features/budgets/choices-file.server.ts'
import { workspaceFile } from '../../workspace/door.ts'

/** The 1 % by holder and year, as a file. */
export const loader = workspaceFile('member', async ({ ctx, atWork, params }) => {
  const format = params.format === 'xlsx' ? 'xlsx' : 'csv'
  const { name, type, bytes } = await downloadOnePercent(ctx, atWork.organisation.organisationId, format)
  return new Response(bytes, {
    headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` },
  })
})
